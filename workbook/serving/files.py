"""What is sent as it is: every page and every file of the browser's, kept in memory whole and compressed.

A name is looked up among those there are, so that no name can lead anywhere else.
"""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from tornado.web import HTTPError

from .web import NOTHING, Answer


@dataclass(frozen=True)
class File:
    """Content as it is sent: plain and compressed, with its ETag, its kind and its security policy."""

    content: bytes
    small: bytes
    etag: str
    kind: str
    policy: str


def made(content: bytes, kind: str, policy: str) -> tuple[bytes, bytes, str, str, str]:
    """The fields of a `File`; the same content has the same ETag."""
    return content, gzip.compress(content, mtime=0), f'"{sha256(content).hexdigest()[:32]}"', kind, policy


def folder(root: Path) -> dict[str, File]:
    """Every plain file of a folder, by its name from there; what a link leads to is not one."""
    found = {}
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink():
            kind = mimetypes.guess_type(path.name)[0] or "text/plain"
            words = kind.startswith("text/") or kind.endswith("javascript")
            name = path.relative_to(root).as_posix()
            found[name] = File(*made(path.read_bytes(), f"{kind}; charset=utf-8" if words else kind, NOTHING))
    return found


class Files(Answer):
    """A file of those that `files` gives by their names."""

    def initialize(self, base_url: str, files: Callable[[], Mapping[str, Any]]) -> None:  # type: ignore[override]
        """`files`: what is served now."""
        super().initialize(base_url)
        self.files = files

    def get(self, name: str) -> None:
        """Answer with the file, or that nothing changed."""
        file = self.files().get(name)
        if file is None:
            raise HTTPError(404)
        self.set_header("Content-Type", file.kind)
        self.set_header("Content-Security-Policy", file.policy)
        self.set_header("Cache-Control", "no-cache")  # ask again, and be told that nothing changed
        self.set_header("Vary", "Accept-Encoding")
        self.set_header("Etag", file.etag)
        if self.check_etag_header():
            self.set_status(304)
            return
        content = file.content
        if self.gzipped():
            self.set_header("Content-Encoding", "gzip")
            content = file.small
        self.set_header("Content-Length", len(content))
        self.finish(b"" if self.request.method == "HEAD" else content)

    def compute_etag(self) -> None:
        """It is known beforehand."""
