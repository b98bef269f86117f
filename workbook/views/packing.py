"""JSON made small for a page: deflated, in base64. A browser unpacks it by itself, or by static/unpack.js at once."""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Packed:
    """Base64 of raw deflate (RFC 1951), and the number of bytes that it becomes."""

    text: str
    length: int


def packed(value: Any) -> Packed:
    """A value as packed JSON; the same value gives the same text."""
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    small = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Packed(b64encode(small.compress(content) + small.flush()).decode(), len(content))
