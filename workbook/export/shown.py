"""A view's answer in a notebook: what a page shows of a link, as a value to read, tabulate and save."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..book.frames import frame
from ..book.model import Workbook
from ..views.blocks import Blocks, as_text
from ..views.state import State, read
from .report import COMPARE, Report, report_of
from .save import FORMATS, file_of


@dataclass(frozen=True)
class Shown:
    """What a view shows. `print` it; `frame()` is its first table, `frame(id)` another; `save(path)` makes a file."""

    book: Workbook
    state: State
    report: Report
    ignored: tuple[str, ...] = ()

    @property
    def blocks(self) -> Blocks:
        """The sentences and tables, in order."""
        return self.report.blocks

    def frame(self, id: str = "") -> Any:
        """A pandas frame of a table; an empty one where the view shows no table now. Raises `UnknownId`."""
        tables = {table.id: table for table in self.report.tables}
        if not tables and not id:
            return frame([], ())
        return tables[self.book.known("table", id or next(iter(tables)), tables)].frame()

    def save(self, path: str | Path) -> Path:
        """The view as a file, in the format that its name ends with. Raises `UnknownId`."""
        place = Path(path)
        how = self.book.known("format", place.suffix.lstrip("."), dict.fromkeys(FORMATS))
        place.write_bytes(file_of(self.book, self.report.view, self.state, how))
        return place

    def __str__(self) -> str:
        return as_text(self.blocks)

    def __repr__(self) -> str:
        return f"view(book, {self.report.view!r}, {self.report.link!r})"


def view(book: Workbook, name: str = COMPARE, link: str = "") -> Shown:
    """What the view `name` (`compare`, `brief`, `scope`, ...) shows of a link. Raises `UnknownId`."""
    state, ignored = read(book, link)
    return Shown(book, state, report_of(book, name, state), ignored)
