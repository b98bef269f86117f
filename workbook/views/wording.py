"""How a position is written for a reader: its articles, its coded points, the names of sides."""

from __future__ import annotations

from ..book.model import Position, Workbook
from ..questions.compare import written


def articles(position: Position) -> str:
    """The citation as a reader writes it: `Articles 25(1), 27(4)`, `Preamble`."""
    return written(position.cites)


def short(book: Workbook, side: tuple[str, ...]) -> str:
    """A side's name: its texts' short titles."""
    return " + ".join(book.instruments[name].short_title for name in side)


def spelled(book: Workbook, position: Position) -> list[tuple[str, str]]:
    """The coded features as (label, words), `silent` included."""
    found = []
    for name, given in position.features.items():
        feature = book.vocabulary.features[name]
        values = (given,) if isinstance(given, str) else given
        words = [feature.values.get(value, "the text is silent") for value in values]
        found.append((feature.label, "; ".join(words) or "none"))
    return found


def known_by(book: Workbook, position: Position) -> str:
    """How a statement is known, in a line: the basis, the page and the day it was seen, the reviewer."""
    if not position.basis:
        return ""
    page = position.source if position.source and position.source.startswith("http") else ""
    seen = f", seen {position.seen}" if page and position.seen else ""
    reviewed = f"; reviewed by {position.reviewed}" if position.reviewed else ""
    return f"{book.vocabulary.bases[position.basis].label} {page}".strip() + seen + reviewed
