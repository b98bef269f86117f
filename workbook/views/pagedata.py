"""What the browser needs to answer alone: sets of ids, marks and sentences, as one JSON value.

The browser adds nothing but union, count and join; see `measures` and `compare` for the rules.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from ..book.interface import words
from ..book.marks import marks
from ..book.model import Workbook, stages
from ..book.standing import incomplete, members
from ..book.vocabulary import NAMES
from ..questions.measures import coded, contribution
from ..questions.status import text_of
from . import basket
from .basket import LONGEST, MOST
from .board import BOARD
from .explorers import EXPLORERS, KEEPING, LEAVING_OUT, SWITCHED
from .picturing import recipes
from .reproduced import lines
from .rests import bases, rests
from .state import PATTERNS, State, choices, start
from .summary import CHANGES, SENTENCES, UNKNOWN
from .wording import OFF_ON
from .words import saved, saved_comparison

COMPARE = "compare"
WORDS = words("pagedata")
NEED_COMPARISON = {COMPARE, BOARD, "drafting", "brief", "basket"}  # the views that ask how the sides relate


def page_data(book: Workbook, views: tuple[str, ...] = (COMPARE,)) -> dict[str, Any]:
    """The book as the browser reads it, for the views named; each explorer's part under its own name."""
    asked = dict.fromkeys(views)
    for name in [name for name in views if name in EXPLORERS]:
        asked |= dict.fromkeys(getattr(EXPLORERS[name], "NEEDS", ()))  # it answers with theirs
    parts = {name: EXPLORERS[name].data(book) for name in asked if name in EXPLORERS}
    if COMPARE in views and "basket" in parts:
        for key in ("cards", "questions"):
            del parts["basket"][key]  # the browser reads them from the comparison's cards
    for name, part in parts.items():
        for other, keys in getattr(EXPLORERS[name], "SHARED", {}).items():
            for key in keys if other in parts else ():
                del part[key]  # the browser reads it from the other explorer's part
    named = {"titles": {topic.id: topic.title for topic in book.topics.values()}}
    python = {"python": {name: lines(book, name) for name in views if name in EXPLORERS or name == COMPARE}}
    told = {"claims": claims_by_topic(book), "stances": dict(book.vocabulary.stances)} if COMPARE in views else {}
    compared = _comparison(book) if NEED_COMPARISON & set(views) else named
    return _core(book) | python | compared | told | parts  # what others say stands on cards alone


def _core(book: Workbook) -> dict[str, Any]:
    """What reads and writes the link, whatever is shown."""
    default = start(book)
    return {
        "version": book.version,
        "default": {"a": list(default.a), "b": list(default.b)},
        "fields": {
            "order": [field.name for field in fields(State)],
            "texts": list(book.instruments),
            "topics": list(book.topics),
            "lists": {name: list(among) for name, among in choices(book).items()},
            "patterns": dict(PATTERNS),
            "parts": {"views": {n: list(own) for n, own in basket.VIEWS.items()}, "most": MOST, "longest": LONGEST},
        },
        "stages": list(stages(book)),
        "switched": list(SWITCHED),
        "leaving_out": LEAVING_OUT,
        "keeping": KEEPING,
        "saved": saved(book),
        "drawn": recipes(book),
        "rests": {"bases": bases(book), "counts": rests(book)},
        "instruments": {
            n: {"short": i.short_title, "family": i.family, "address": i.address} for n, i in book.instruments.items()
        },
    }


def _comparison(book: Workbook) -> dict[str, Any]:
    """The comparison; marks are numbered, their texts in `marks`."""
    numbers: dict[str, int] = {}

    def numbered(found: frozenset[str]) -> list[int]:
        return [numbers.setdefault(mark, len(numbers)) for mark in sorted(found)]

    def position(topic: Any, instrument: str) -> dict[str, Any]:
        here = topic.positions[instrument]
        if not here.provides:
            return {"v": here.verdict}
        ranked, plain = marks(book, topic, here)
        adds = {measure: sorted(ids) for measure, ids in contribution(topic, instrument).items()}
        at = list(dict.fromkeys(cite.partition("(")[0] for cite in here.cites))  # articles, without paragraphs
        return {"v": here.verdict, "r": numbered(ranked), "p": numbered(plain), "c": adds, "at": at}

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
    return {
        "themes": {name: theme.label for name, theme in words.themes.items()},
        "verdicts": {name: term.label for name, term in words.verdicts.items()},
        "relations": {name: term.label for name, term in words.relations.items()},
        "off_on": OFF_ON,
        "features": {name: words.name_of(name) for name in (*NAMES, *words.features)},
        "measures": {name: measure.dimension for name, measure in words.measures.items()},
        "coverage": coded(book),
        "members": members(book) if book.facts.parties else None,
        "incomplete": list(incomplete(book)),
        "parents": {name: text.supplements for name, text in book.instruments.items() if text.supplements},
        "sentences": [*zip(SENTENCES, UNKNOWN, strict=True)],
        "changes": {name: CHANGES.get(name, measure.label + ": {n||}") for name, measure in words.measures.items()},
        "saved_comparison": saved_comparison(book),
        "topics": topics,
        "marks": list(numbers),
    }


def claims_by_topic(book: Workbook) -> dict[str, list[dict[str, Any]]]:
    """What others say, by topic: concerns, support, then neutral statements, each with who, what and where."""
    order = {stance: number for number, stance in enumerate(book.vocabulary.stances)}
    found: dict[str, list[dict[str, Any]]] = {}
    for claim in sorted(book.facts.claims, key=lambda claim: (order[claim.stance], claim.date, claim.id)):
        on = text_of(book, claim)
        if claim.article:
            on = WORDS["by_us" if claim.cites_by == "us" else "article"].format(text=on, article=claim.article)
        found.setdefault(claim.topic, []).append(
            {
                "who": claim.organisation,
                "kind": book.vocabulary.speakers[claim.kind],
                "stance": claim.stance,
                "says": claim.claim,
                "on": on,
                "title": claim.title,
                "date": claim.date,
                "seen": claim.seen.isoformat(),
                "source": claim.source,
            }
        )
    return found
