"""JSON made small for a page: deflated (RFC 1951), in base64; static/unpack.js has the way back."""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from typing import Any


def packed(value: Any) -> str:
    """A value as packed JSON; the same value gives the same text."""
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    small = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return b64encode(small.compress(content) + small.flush()).decode()
