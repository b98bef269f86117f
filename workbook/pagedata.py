"""What the browser needs to answer alone: sets of ids, marks and sentences, as one JSON value.

The browser adds nothing but union, count and join; see `measures` and `compare` for the rules.
"""

from __future__ import annotations

from typing import Any

from .measures import contribution, coverage
from .model import Workbook
from .relation import marks
from .state import stages, start
from .summary import SENTENCES


def page_data(book: Workbook) -> dict[str, Any]:
    """The book as the browser reads it; marks are numbered, their texts in `marks`."""
    numbers: dict[str, int] = {}

    def numbered(found: frozenset[str]) -> list[int]:
        return [numbers.setdefault(mark, len(numbers)) for mark in sorted(found)]

    def position(topic: Any, instrument: str) -> dict[str, Any]:
        here = topic.positions[instrument]
        if not here.provides:
            return {"v": here.verdict}
        ranked, plain = marks(book, here)
        adds = {measure: sorted(ids) for measure, ids in contribution(topic, here).items()}
        return {"v": here.verdict, "r": numbered(ranked), "p": numbered(plain), "c": adds}

    topics = [
        {
            "id": topic.id,
            "title": topic.title,
            "theme": topic.theme,
            "requires": list(topic.requires),
            "in": {instrument: position(topic, instrument) for instrument in book.instruments},
        }
        for topic in book.topics.values()
    ]
    words = book.vocabulary
    default = start(book)
    return {
        "version": book.version,
        "default": {"a": list(default.a), "b": list(default.b)},
        "stages": list(stages(book)),
        "instruments": {n: {"short": i.short_title, "family": i.family} for n, i in book.instruments.items()},
        "themes": {name: theme.label for name, theme in words.themes.items()},
        "verdicts": {name: term.label for name, term in words.verdicts.items()},
        "relations": {name: term.label for name, term in words.relations.items()},
        "features": {"force": "Force"} | {name: feature.label for name, feature in words.features.items()},
        "measures": {name: measure.dimension for name, measure in words.measures.items()},
        "coverage": coverage(book),
        "sentences": list(SENTENCES),
        "topics": topics,
        "marks": list(numbers),
    }
