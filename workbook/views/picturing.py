"""Signs, legends and words of pictures: read by pictures.py, and by static/pictures.js from the page's data."""

from __future__ import annotations

import re
from typing import Any

from ..book.interface import headings, words
from ..book.model import Workbook
from .blocks import Blocks, Table

Picture = dict[str, Any]
WORDS = words("picturing")
LEGENDS = {
    "crimes": words("picturing", "crimes"),
    "safeguards": words("picturing", "safeguards"),
    "cooperation": words("picturing", "cooperation"),
}
CHANGED = tuple(zip("fcbd", headings("picturing", "changed"), strict=True))
STATE = {"self": "g", "now": "e", "a": "a", "b": "b", "ab": "c", "none": "f"}
STOOD = {"party": "a", "ratified": "c", "signatory": "b", "rest": "f"}
# How the line of an article is drawn, by what became of it.
FATES = {"kept": "thin", "renumbered": "dash", "merged": "bold", "split": "dots", "dropped": "gone", "added": "new"}
RELATIONS = {
    "only_a": "a",
    "stronger_a": "e",
    "same": "c",
    "differs": "d",
    "stronger_b": "i",
    "only_b": "b",
    "neither": "f",
    "off": "h",
    "unknown": "g",
}


def recipes(book: Workbook) -> dict[str, Any]:
    """What both languages read, view by view."""
    return {
        "words": WORDS,
        "crimes": {"tables": [["offences", [1, 3]], ["powers", [1, 3]]], "legend": LEGENDS["crimes"]},
        "safeguards": {"legend": LEGENDS["safeguards"]},
        "cooperation": {"legend": LEGENDS["cooperation"]},
        "relations": RELATIONS,
        "related": {name: term.label for name, term in book.vocabulary.relations.items()}
        | {"neither": WORDS["neither"]},
        "themes": {name: theme.label for name, theme in book.vocabulary.themes.items()},
        "changed": CHANGED,
        "organisations": [iso3 for iso3, country in book.facts.states.items() if country.kind == "organisation"],
        "state": STATE,
        "stood": STOOD,
        "fates": FATES,
    }


def count(cell: str) -> int:
    """The first whole number of a cell, else 0; a minus counts."""
    found = re.search(r"-?[0-9]+", cell)
    return int(found[0]) if found else 0


def table_of(blocks: Blocks, name: str) -> Table | None:
    """The table of that name, where the answer has it."""
    return next((block for block in blocks if isinstance(block, Table) and block.id == name), None)


def scaled(rows: list[Any], top: int, unit: str, named: bool) -> Picture:
    """Bars of whole numbers on one scale."""
    return {
        "rows": rows,
        "top": top,
        "ticks": [(0, "0"), (top, str(top))],
        "unit": unit.format(top=top),
        "named": named,
        "least": 2,
    }
