"""The sentences and headings of what is saved, for Python and the browser alike (static/export.js)."""

from __future__ import annotations

from typing import Any

from ..book.interface import headings, words
from ..book.model import Workbook
from ..book.standing import known_on
from ..questions.profiles import BOUND, CONNECTED

COLUMNS = headings("saved")
WORDS = words("saved")
DOCUMENT = words("saved", "document")
SHEETS = words("saved", "sheets")
CITED = words("saved", "cited")
EDITION = words("saved", "edition")
NUMBER_COLUMNS = headings("saved", "number_columns")
OFF_COLUMNS = headings("saved", "off_columns")
SOURCE_COLUMNS = headings("saved", "source_columns")


def saved(book: Workbook) -> dict[str, Any]:
    """What the browser needs to save any view as Python does."""
    cite = WORDS["cite"].replace("{workbook}", book.facts.project.title)
    source = WORDS["source"].replace("{workbook}", book.facts.project.title)
    return {"date": known_on(book).isoformat(), "words": WORDS | {"cite": cite, "source": source}}


def saved_comparison(book: Workbook) -> dict[str, Any]:
    """What it needs besides to save the comparison: headings, and the numbers' labels by (measure, label, part)."""
    return {
        "columns": list(COLUMNS),
        "numbers": list(NUMBER_COLUMNS),
        "left_out": list(OFF_COLUMNS),
        "drawn": [list(row) for row in measures(book, drawn=True)],
        "reach": [list(row) for row in measures(book, drawn=False)],
    }


def measures(book: Workbook, drawn: bool) -> list[tuple[str, str, str]]:
    """The numbers on one scale (`drawn`), or those that count states and pairs: (measure, label, dimension's label)."""
    words = book.vocabulary
    return [
        (name, measure.label, words.dimensions[measure.dimension].label)
        for name, measure in words.measures.items()
        if (name not in (BOUND, CONNECTED)) == drawn
    ]
