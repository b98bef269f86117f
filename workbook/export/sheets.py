"""An Excel workbook: a sheet for each table, the sources, and a sheet that says what it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from ..views.blocks import Table
from ..views.words import SHEETS, SOURCE_COLUMNS, WORDS
from .report import Report

WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})")
WIDEST = 60
LONGEST = 32_767  # of a cell, in Excel


def xlsx(report: Report) -> bytes:
    """Text is written as text, never as a formula; a column of whole numbers is written as numbers."""
    import xlsxwriter

    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        noon = dt.datetime.combine(dt.date.fromisoformat(report.date), dt.time(12))
        book.set_properties({"title": report.title, "comments": report.cite, "created": noon})
        styles = {"bold": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})}
        styles["text"] = book.add_format({"text_wrap": True, "valign": "top"})
        used: set[str] = set()
        for table in report.tables:
            rows = table.rows or ((table.empty, *[""] * (len(table.columns) - 1)),)
            _sheet(book, styles, _name(table, used), table.columns, rows)
        sources = ((s.title, s.organisation, s.date, s.address, s.seen) for s in report.sources)
        if report.sources:
            _sheet(book, styles, SHEETS["sources"], SOURCE_COLUMNS, tuple(sources))
        _sheet(book, styles, SHEETS["about"], (SHEETS["about"], SHEETS["file"]), tuple(_about(report)))
    return made.getvalue()


def _about(report: Report) -> Iterable[tuple[str, str]]:
    yield SHEETS["title"], report.title
    yield SHEETS["view"], report.view
    yield SHEETS["link"], report.link
    yield SHEETS["version"], report.version
    yield SHEETS["date"], report.date
    yield SHEETS["cite"], report.cite
    yield SHEETS["back"], WORDS["back"]
    for block in report.blocks:
        if isinstance(block, Table):
            yield SHEETS["table"], block.caption
        else:
            yield SHEETS["brief"], block.words


def _name(table: Table, used: set[str]) -> str:
    """A sheet's name: at most 31 letters, each once, none of those that Excel forbids."""
    name = re.sub(r"[\[\]:*?/\\']", " ", table.id).strip().capitalize()[:28] or SHEETS["table"]
    taken = {other.lower() for other in used} | {SHEETS["about"].lower(), SHEETS["sources"].lower(), "history"}
    name = next(n for n in (name, *(f"{name} {i}" for i in range(2, 99))) if n.lower() not in taken)
    used.add(name)
    return name


def _sheet(book: Any, styles: Any, name: str, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    for at, column in enumerate(columns):
        cells = [row[at] for row in rows]
        longest = max(len(text) for text in (column, *cells))
        sheet.set_column(at, at, min(WIDEST, longest + 3), styles["text"])
        sheet.write_string(0, at, column, styles["bold"])
        numbers = bool(cells) and all(WHOLE.fullmatch(text) for text in cells)
        for line, text in enumerate(cells, 1):
            if numbers:
                sheet.write_number(line, at, int(text), styles["text"])
            elif text:
                sheet.write_string(line, at, text[:LONGEST], styles["text"])
