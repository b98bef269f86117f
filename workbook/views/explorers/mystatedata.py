"""The words of My state, and what the browser needs to answer it alike."""

from __future__ import annotations

from typing import Any

from ...book.interface import part, word, words
from ...book.model import Workbook
from ...book.names import THE, by_name
from ...book.standing import STATUSES, known_on
from ...questions.compare import written
from ...questions.joining import NOBODY, THEMES
from ...questions.scenario import START as SUPPOSED
from ...questions.scenario import threshold
from ..geo import shapes
from .cooperation import provisions
from .known import COMMON, known, lacks, reservations
from .scope import steps
from .whatif import topics

START = ("IND", "KEN")
WHO = words("mystatedata", "who")
WORDS = COMMON | words("mystatedata")
COLUMNS: dict[str, Any] = part("mystatedata", "columns")
THEN: tuple[str, ...] = COLUMNS["then"]
# What stands on a page once, under another explorer, where that is on it: (its key here and there) by explorer.
SHARED = {"scope": ("courses", "map"), "whatif": ("topics",), "cooperation": ("provisions",)}
NEAR = STATUSES | {NOBODY: word("mystatedata", "nobody")}


def data(book: Workbook) -> dict[str, Any]:
    """What the browser needs: states, their standings by day, provisions with their rows, shapes of the map."""
    states = book.facts.states
    real = [country for country in states.values() if country.kind != "organisation"]
    return {
        "words": WORDS,
        "columns": COLUMNS,
        "who": who(book),
        "group": book.facts.pages.word("group"),
        "drafted": book.facts.project.drafted,
        "near": NEAR,
        "opened": open_topic(book),
        "firsts": START,
        "start": SUPPOSED,
        "known_on": known_on(book).isoformat(),
        "known": bool(book.facts.parties),
        "bases": {name: known(book, name) for name in book.vocabulary.bases},
        "states": [[iso3, name, states[iso3].region] for iso3, name in by_name(real)],
        "the": THE,
        "coe": [country.iso3 for country in real if country.coe],
        "members": [country.iso3 for country in real if country.kind == "member"],
        "themes": THEMES,
        "modalities": dict(book.vocabulary.modalities),
        "needed": {name: threshold(book, name) for name in book.instruments},
        "texts": {
            name: {
                "in_force": text.in_force.isoformat() if text.in_force else "",
                "draft": text.status == "draft",
                "parent": text.supplements or "",
                "open": opened(book, name),
                "lacking": lacks(book, name),
                "reserved": reservations(book, name),
            }
            for name, text in book.instruments.items()
        },
        "courses": {name: steps(book, name) for name in book.instruments},
        "topics": topics(book),
        "provisions": provisions(book),
        "duties": _duties(book),
        "map": shapes(book),
    }


def who(book: Workbook) -> dict[str, str]:
    """Who can be supposed to consent besides, in the words of the comparison."""
    return book.facts.pages.worded(WHO)


def open_topic(book: Workbook) -> str:
    """The topic that says who can join a text: the first that codes `open_to`; empty where none does."""
    coded = (t.id for t in book.topics.values() if any("open_to" in at.features for at in t.positions.values()))
    return next(coded, "")


def opened(book: Workbook, name: str) -> list[str]:
    """Who can join a text, and whether by invitation: [sentence, key of the second]; none where that is not coded."""
    topic = book.topics.get(open_topic(book))
    at = topic.positions[name] if topic else None
    feature = book.vocabulary.features.get("open_to")
    value = at.features.get("open_to") if at else None
    if at is None or feature is None or not isinstance(value, str) or value not in feature.values:
        return []
    given = {"text": book.instruments[name].short_title, "open_to": feature.values[value]}
    said = WORDS["joinable"].format(**given, where=written(at.cites), known=known(book, at.basis))
    return [said, "invited" if value == "members_and_invited" else ""]


def _duties(book: Workbook) -> list[dict[str, Any]]:
    """What each text requires of a state's law, topic by topic: the cells of its row, those that vary left out."""
    found = []
    for topic in book.topics.values():
        for name, text in book.instruments.items():
            at = topic.positions[name]
            if topic.theme in THEMES and at.provides and at.force == "shall":
                carried = book.vocabulary.modalities.get(book.vocabulary.carried_by.get(topic.id, ""), "")
                way = [carried] if topic.theme == "powers" else []
                cells = [topic.title, text.short_title, written(at.cites), *way]
                basis = book.vocabulary.bases[at.basis].label
                found.append({"in": name, "topic": topic.id, "theme": topic.theme, "cells": cells, "basis": basis})
    return found
