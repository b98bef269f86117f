"""What a side, or a text, says on a topic, in three lines: articles, what it says, how that is known."""

from __future__ import annotations

from ..book.model import Position, Topic, Workbook
from .wording import articles, known_by
from .words import WORDS

Line = tuple[str, str, str]  # articles, what it says, how it is known


def side_said(book: Workbook, topic: Topic, side: tuple[str, ...], on: set[tuple[str, str]]) -> Line:
    """One side on one topic; a text is named where the side has several. What is switched off is left out."""
    lines: list[Line] = []
    for name in side:
        position = topic.positions[name]
        if position.provides and (name, topic.id) not in on:
            continue
        named = f"{book.instruments[name].short_title}: " if len(side) > 1 else ""
        line = lines_of(book, position)
        lines.append((named + line[0], named + line[1], named + line[2] if line[2] else ""))
    if not lines:
        return WORDS["is_off"], "", ""
    where, says, known = zip(*lines, strict=True)
    return "; ".join(where), " ".join(says), "; ".join(filter(None, known))


def lines_of(book: Workbook, position: Position) -> Line:
    """One text on one topic."""
    return where(position), said(book, position), known_by(book, position)


def where(position: Position) -> str:
    """The articles, or where one looked for some."""
    if position.provides:
        return articles(position)
    if not position.coded:
        return articles(position) or WORDS["no_data"]
    looked = ", ".join(position.looked_in)
    return WORDS["looked"].format(where=looked) if looked else WORDS["no_provision"]


def said(book: Workbook, position: Position) -> str:
    """The verdict, the force and the note."""
    label = book.vocabulary.verdicts[position.verdict].label
    if position.provides:
        label += f", {book.vocabulary.forces[position.force].label}"
    note = says(position)
    return f"{label}: {note}" if note else label


def says(position: Position) -> str:
    """The note, or what was looked at."""
    return " ".join((position.note or position.looked_at or "").split())
