"""The scripts that a page may run: its own, by their digests, so that a browser runs no other."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

SCRIPT = re.compile(r"<script(?P<kind>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)


def digests(page: str) -> str:
    """The digests of the scripts that stand in a page, as a content security policy names them."""
    codes = (found["code"] for found in SCRIPT.finditer(page) if "application/json" not in found["kind"])
    found = (b64encode(sha256(code.encode("utf-8")).digest()).decode() for code in codes)
    return " ".join(dict.fromkeys(f"'sha256-{digest}'" for digest in found))
