"""A view as a file, over the web: one is made at a time, beside the loop; a few wait; the last ones are kept."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

from ..book.model import UnknownId, Workbook
from ..export import FORMATS, MIME, NoPicture, NoTable, file_name, file_of
from ..views.state import read
from .frames import LONGEST_LINK
from .logs import incident
from .web import Answer

LOG = logging.getLogger("workbook.exports")
MOST_WAITING = 20
KEPT_BYTES = 32 * 2**20
Asked = tuple[str, str, str, str]  # data version, view, format, link


class Busy(Exception):
    """Too many wait for files already; the message is for the viewer."""


class Desk:
    """Makes files one after the other. `make` runs in a thread; the same view is the same bytes, so it is kept."""

    def __init__(self, make: Callable[[Asked], bytes], most_waiting: int = MOST_WAITING) -> None:
        self.make, self.most_waiting = make, most_waiting
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="exports")
        self.kept: OrderedDict[Asked, bytes] = OrderedDict()
        self.waiting = 0
        self.turn = asyncio.Lock()

    async def file(self, asked: Asked, wanted: Callable[[], bool]) -> bytes | None:
        """The file; None when by its turn it is no longer `wanted`. Raises `Busy`, and what `make` raises."""
        if asked in self.kept:
            return self._again(asked)
        if self.waiting >= self.most_waiting:
            raise Busy(f"{self.waiting} files are being made already. Try again in a minute.")
        self.waiting += 1
        try:
            async with self.turn:
                if not wanted():
                    return None
                if asked not in self.kept:
                    made = await asyncio.get_running_loop().run_in_executor(self.thread, self.make, asked)
                    self._keep(asked, made)
                return self._again(asked) if asked in self.kept else made
        finally:
            self.waiting -= 1

    def _again(self, asked: Asked) -> bytes:
        self.kept.move_to_end(asked)
        return self.kept[asked]

    def _keep(self, asked: Asked, made: bytes) -> None:
        self.kept[asked] = made
        while sum(map(len, self.kept.values())) > KEPT_BYTES:
            self.kept.popitem(last=False)


def made_from(book: Callable[[], Workbook]) -> Callable[[Asked], bytes]:
    """What makes a file of the book that is served then."""

    def make(asked: Asked) -> bytes:
        _, view, how, link = asked
        found = book()
        return file_of(found, view, read(found, link)[0], how)

    return make


class Made(Answer):
    """What a desk makes for who still waits for it. Errors are plain sentences."""

    refusals: tuple[type[Exception], ...] = (UnknownId,)  # what `make` raises where there is no such thing

    def initialize(self, base_url: str, desk: Desk, book: Callable[[], Workbook]) -> None:  # type: ignore[override]
        """`desk` makes the files; `book` is what is served now."""
        super().initialize(base_url)
        self.desk, self.book = desk, book
        self.gone = False

    async def made(self, asked: Asked) -> bytes | None:
        """The file; None where the viewer has left, or was told in a sentence why there is none."""
        try:
            return await self.desk.file(asked, lambda: not self.gone)
        except self.refusals as error:
            self.text(404, str(error))
        except Busy as busy:
            self.set_header("Retry-After", "60")
            self.text(503, str(busy))
        return None

    def on_connection_close(self) -> None:
        """The viewer left."""
        self.gone = True


class Exports(Made):
    """`/workbook/export?view=NAME&format=docx&link=...`: what a view shows, as a file."""

    refusals = (UnknownId, NoPicture, NoTable)

    def get(self) -> Awaitable[None] | None:
        """Answer with the file."""
        view, how, link = (self.get_query_argument(name, "") for name in ("view", "format", "link"))
        if len(link) > LONGEST_LINK:
            self.text(414, f"The link is longer than {LONGEST_LINK} letters.")
            return None
        if how not in FORMATS:
            self.text(400, f"No format is called {how!r}; there are: {', '.join(FORMATS)}")
            return None
        return self._file(view, how, link)

    async def _file(self, view: str, how: str, link: str) -> None:
        book = self.book()
        try:
            state = read(book, link)[0]
            link = state.query()  # of links that mean the same, one file is made
            made = await self.made((book.version, view, how, link))
        except Exception:
            number = incident()
            LOG.exception("incident", extra={"incident": number, "view": view, "format": how, "link": link[:500]})
            self.text(500, f"The file could not be made. Whoever runs this server finds it as incident {number}.")
        else:
            if made is None:
                return
            self.set_header("Content-Type", MIME[how])
            self.set_header("Content-Disposition", f'attachment; filename="{file_name(book, view, state, how)}"')
            self.finish(made)
