"""A report of one's own: the parts that a reader picked, in their order, on the sides and switches of the link."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ...book.interface import headings, word, words
from ...book.model import Topic, Workbook
from ...questions.compare import Compared, comparison
from ...questions.profiles import switched
from ..basket import Part, parsed
from ..blocks import Block, Blocks, Say, Table
from ..cards import lines_of, side_said
from ..state import State, part_state
from ..wording import points, short, stand
from .parts import NAMES, PARTS, answered

SIDES = True
WHOLE = True  # a report folds nothing
NAME = word("basket", "name")
NEEDS = tuple(PARTS)  # the explorers whose data the browser needs, to answer with theirs
WORDS = words("basket")
ROWS = headings("basket", "rows")


def blocks(book: Workbook, state: State) -> Blocks:
    """Every part under its heading: a topic's card, a view's answer, or a line of the reader's own."""
    if not state.pick:
        return (Say("finding", WORDS["empty"], "finding"),)
    a, b = state.sides(book)
    names = {"a": short(book, a), "b": short(book, b)}
    off = len(state.off) + len(state.off_in)
    return (
        Say("sides", WORDS["sides"].format(**names), "finding"),
        *([Say("off", WORDS["off"].format(n=off), "caution")] if off else []),
        *(
            block
            for number, item in enumerate(state.pick, 1)
            for block in _part(book, state, f"p{number}", parsed(item))
        ),
    )


def _part(book: Workbook, state: State, at: str, part: Part) -> Iterator[Block]:
    if part.words:
        heading = part.words.startswith("# ")
        yield Say(at, part.words.removeprefix("# "), "heading" if heading else "")
    elif part.controls is not None:
        yield Say(at, NAMES[part.name], "heading")
        for block in answered(part.name, book, part_state(state, part.name, part.controls)):
            yield replace(block, id=f"{at}-{block.id}")
    else:
        yield from _card(book, state, at, book.topics[part.name])


def _card(book: Workbook, state: State, at: str, topic: Topic) -> Iterator[Block]:
    sides = state.sides(book)
    row = _row(book, state, topic)
    because = ", ".join(points(book, row))
    how = WORDS["how"].format(question=topic.question, stand=stand(book, row), because=because and f": {because}")
    yield Say(at, topic.title, "heading")
    yield Say(f"{at}-how", how)
    on = set(switched(book, tuple(book.instruments), state.selection)[0])
    said = [side_said(book, topic, side, on) for side in sides]
    columns = ("", short(book, sides[0]), short(book, sides[1]))
    rows = tuple((label, *cells) for label, *cells in zip(ROWS, *said, strict=True))
    yield Table(f"{at}-card", WORDS["card"].format(title=topic.title), columns, rows)


def _row(book: Workbook, state: State, topic: Topic) -> Compared:
    a, b = ("+".join(side) for side in state.sides(book))
    return next(row for row in comparison(book, a, b, topic.theme, state.selection).rows if row.topic == topic.id)


def data(book: Workbook) -> dict[str, Any]:
    """What the browser needs besides the other explorers' data: each topic's question, and what each text says."""
    return {
        "words": WORDS,
        "rows": list(ROWS),
        "names": dict(NAMES),
        "questions": {topic.id: topic.question for topic in book.topics.values()},
        "cards": {
            topic.id: {name: list(lines_of(book, position)) for name, position in topic.positions.items()}
            for topic in book.topics.values()
        },
    }


def context(book: Workbook, state: State) -> dict[str, Any]:
    """What the list of parts shows before a script does: each part's name or words."""
    return {"picked": [_called(book, parsed(item)) for item in state.pick]}


def _called(book: Workbook, part: Part) -> str:
    if part.controls is not None:
        more = ", ".join(part.controls.values())
        return NAMES[part.name] + (f" ({more})" if more else "")
    return part.words or book.topics[part.name].title
