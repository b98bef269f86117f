"""The sentences and headings of what is saved, for Python and the browser alike (static/export.js)."""

from __future__ import annotations

from typing import Any

from ..book.model import Workbook
from ..book.standing import known_on
from ..questions.profiles import BOUND, CONNECTED

COLUMNS = (
    "Topic",
    "Theme",
    "How they relate",
    "A: articles",
    "B: articles",
    "A: what it says",
    "B: what it says",
    "A: how it is known",
    "B: how it is known",
)
WORDS = {
    "title": "{a} compared with {b}",
    "shown": "{n} of {all} topics are shown{filters}.",
    "theme": "theme {label}",
    "verdict": "verdict {label}",
    "relation": "how they stand: {label}",
    "words": "words: {label}",
    "comparison": "Topic by topic. Side A: {a}. Side B: {b}.",
    "comparison_empty": "No topic matches the filters.",
    "profiles": "Profiles in counts. Side A: {a}. Side B: {b}.",
    "reach": "Where the texts are in force today",
    "reach_empty": "no data",
    "off": "What is switched off, and what fell with it",
    "off_empty": "Nothing.",
    "is_off": "switched off",
    "all_texts": "all texts",
    "fell": "fell: it builds on {needs}",
    "no_provision": "no provision",
    "looked": "no provision (looked in {where})",
    "no_data": "no data",
    "cite": "{workbook}, {title}, data version {version}, facts as known on {date}, view {view}, link {link}",
    "back": "To see this view again, open the workbook's page for it and put the link behind the page's address.",
    "no_table": "This view shows no table now, so there is nothing for a table file. Save it as Markdown or Word.",
    "source": "Source: {workbook}, {title}. How each point is known stands in the tables of this view.",
    "no_picture": "This view has no picture of its own.",
}


def saved(book: Workbook) -> dict[str, Any]:
    """What the browser needs to save any view as Python does."""
    cite = WORDS["cite"].replace("{workbook}", book.facts.project.title)
    source = WORDS["source"].replace("{workbook}", book.facts.project.title)
    return {"date": known_on(book).isoformat(), "words": WORDS | {"cite": cite, "source": source}}


def saved_comparison(book: Workbook) -> dict[str, Any]:
    """What it needs besides to save the comparison: headings, and the numbers' labels by (measure, label, part)."""
    return {
        "columns": list(COLUMNS),
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
