"""The data that is served: what was good stays, whatever becomes of the files; a reload takes what is good now."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path

from ..book import cache
from ..book.load import default_folder, load
from ..book.model import DataError, Workbook

LOG = logging.getLogger("workbook.data")
Signature = tuple[tuple[str, int, int], ...]


def signature(root: Path) -> Signature:
    """The data files' names, sizes and times: what changes when anybody edits them."""
    found = []
    for name in cache.names(root):
        try:
            state = os.stat(root / name)
        except OSError:
            continue
        found.append((name, state.st_size, state.st_mtime_ns))
    return tuple(found)


class Served:
    """The book that is served. `taken` is called with a new one before it replaces the old."""

    def __init__(self, private: Path, taken: Callable[[], None] = lambda: None) -> None:
        self.root, self.private, self.taken = default_folder(), private, taken
        self.looked_at = signature(self.root)
        self.book = self._take()

    def _take(self) -> Workbook:
        """The good book of the folder as it is now, pinned for kernels in the server's private folder."""
        cache.unpin()
        book = load(self.root)
        cache.pin(self.root, book, self.private)
        return book

    def look(self) -> None:
        """Tell the operator, once for each change, that the files are no longer those that are served."""
        now = signature(self.root)
        if now == self.looked_at:
            return
        self.looked_at = now
        LOG.warning(
            "the data folder has changed; what was good stays served. To serve it as it is now: kill -HUP %d",
            os.getpid(),
            extra={"version": self.book.version},
        )

    def reload(self) -> bool:
        """Serve the folder as it is now, if it is good; else say what is wrong, and go on as before."""
        self.looked_at = signature(self.root)
        before = os.environ.get(cache.PINNED, "")
        try:
            book = self._take()
            self.taken()
        except DataError as error:
            os.environ[cache.PINNED] = before
            first = str(error).splitlines()[0]
            LOG.error("the data is not taken; what was good stays served", extra={"first": first})
            return False
        except Exception:
            os.environ[cache.PINNED] = before
            LOG.exception("the data is not taken; what was good stays served")
            return False
        old, self.book = self.book.version, book
        LOG.warning("the data was read again", extra={"version": book.version, "before": old})
        return True
