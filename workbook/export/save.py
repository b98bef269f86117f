"""A report as a file, by format."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .bib import bib
from .document import docx
from .report import Report
from .sheets import xlsx
from .svg import NoPicture, svg
from .text import NoTable, csv, json, markdown

__all__ = ["FORMATS", "MIME", "NoPicture", "NoTable", "save"]

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


def save(report: Report, how: str) -> bytes:
    """The file of a report; `how` is one of FORMATS. Raises `NoTable` or `NoPicture` where the view has none."""
    made = WRITERS[how](report)
    return made if isinstance(made, bytes) else made.encode("utf-8")
