"""The rules of other articles that hold for the ways open to two states, as a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...book.interface import headings, word
from ...book.model import Selection, Workbook
from ...questions.compare import written
from ...questions.conditions import Rule, governing, rule, rules
from ...questions.cooperation import REFUSAL, Cooperation, Terms
from ..blocks import Block, Table

CAPTION = word("ruled", "caption")
COLUMNS = headings("ruled")
NONE = word("ruled", "none")
NO_CONDITIONS, NO_REFUSAL = word("ruled", "no_conditions"), word("ruled", "no_refusal")


def blocks(book: Workbook, found: Cooperation, selection: Selection) -> list[Block]:
    """The table, where a text binds both."""
    rows = tuple(tuple(_row(book, one)) for one in rules(book, found, selection))
    return [Table("rules", CAPTION, COLUMNS, rows, NONE)] if found.instruments else []


def data(book: Workbook) -> dict[str, Any]:
    """What the browser needs: each rule's row without the ways, and the ways that it can govern."""
    every = [(name, topic) for name in book.instruments for topic in governing(book, name)]
    return {
        "caption": CAPTION,
        "columns": list(COLUMNS),
        "empty": NONE,
        "every": [
            {"in": name, "topic": t.id, "ways": list(t.governs), "row": _row(book, rule(book, name, t, ()))}
            for name, t in every
        ],
    }


def _row(book: Workbook, one: Rule) -> list[str]:
    conditions, refusal = in_words(book, one)
    return [
        book.topics[one.topic].title,
        book.instruments[one.instrument].short_title,
        written(one.cites),
        ", ".join(book.vocabulary.modalities[name] for name in one.ways),
        conditions or NO_CONDITIONS,
        refusal or NO_REFUSAL,
        book.vocabulary.bases[one.basis].label,
    ]


def in_words(book: Workbook, one: Terms) -> tuple[str, str]:
    """The conditions of a provision and its grounds of refusal, each as a reader sees them; "" where it names none."""
    refusal = zip(REFUSAL, (one.must_refuse, one.may_refuse), strict=True)
    grounds = [(book.vocabulary.name_of(name), "; ".join(words)) for name, words in refusal if words]
    return _listed(one.conditions), _listed(grounds)


def _listed(said: Iterable[tuple[str, str]]) -> str:
    return ". ".join(f"{label}: {words}" for label, words in said)
