"""A report as a file, by format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from ..book.model import Workbook
from ..views.blocks import Blocks, Table
from ..views.explorers import BASKET
from ..views.state import State
from .bib import bib
from .document import docx
from .picked import pictures
from .report import Report, drawing, report_of
from .sheets import xlsx
from .svg import NoPicture, svg
from .text import NoTable, csv, json, markdown

__all__ = ["FORMATS", "MIME", "NoPicture", "NoTable", "file_of", "save"]

Writer = Callable[[Report], str | bytes]
WRITERS: Mapping[str, Writer] = {
    "csv": csv,
    "xlsx": xlsx,
    "json": json,
    "md": markdown,
    "docx": docx,
    "svg": svg,
    "bib": bib,
}
FORMATS = tuple(WRITERS)
MIME = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "svg": "image/svg+xml",
    "bib": "application/x-bibtex; charset=utf-8",
}


def file_of(book: Workbook, view: str, state: State, how: str, host: str = "") -> bytes:
    """A view as a file; a report of one's own with the pictures of its views."""
    report = report_of(book, view, state, host)

    def drawn(name: str, blocks: Blocks, own: State) -> tuple[bytes, str] | None:
        try:
            made = save(replace(report, link=own.query(), drawn=drawing(book, name, own, blocks)), "svg")
            return made, next(block.caption for block in blocks if isinstance(block, Table))
        except NoPicture:
            return None

    if view == BASKET and how == "docx":
        report = replace(report, pictures=pictures(state, report.blocks, drawn))
    return save(report, how)


def save(report: Report, how: str) -> bytes:
    """The file of a report; `how` is one of FORMATS. Raises `NoTable` or `NoPicture` where the view has none."""
    made = WRITERS[how](report)
    return made if isinstance(made, bytes) else made.encode("utf-8")
