"""Where the two sides apply, explored: two maps and a date that moves them, by region and by membership."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from ...book.course import courses, in_words
from ...book.interface import headings, tables, word, words
from ...book.model import Workbook
from ...book.names import country_name
from ...book.standing import Standing, known_on, parties
from ...questions.scope import NONE, RANK, Place, Where, order, percent, where, wholes
from ..blocks import Block, Blocks, Say, Table
from ..geo import shapes
from ..state import State
from ..wording import articles, listed, short
from .known import COMMON

SIDES = True
WORDS = COMMON | words("scope")
CELLS = tables("scope", "cells")  # a standing, its day known and not
NOTHING = word("scope", "nothing")
LEGEND = words("scope", "legend")
KINDS = headings("scope", "kinds")
KIND_COLUMNS = headings("scope", "kind_columns")
REGION_COLUMNS = headings("scope", "region_columns")
STATE_COLUMNS = headings("scope", "state_columns")
ALL = word("scope", "all")
NEVER = "9999-12-31"


def _kind_labels(book: Workbook) -> list[str]:
    return [label.replace("{group}", book.facts.pages.word("group")) for label in KINDS]


def states_in_words(number: int, whole: bool = True) -> str:
    """How many states, or at least so many."""
    words = WORDS["one"] if number == 1 else WORDS["many"].format(n=number)
    return words if whole else WORDS["least"].format(n=words)


def _finding(book: Workbook, found: Where) -> str:
    count = found.count
    bound = count("party")
    key = ("bound" if found.bound_complete else "bound_least") if bound else "bound_none"
    given: dict[str, Any] = {
        "day": in_words(found.on),
        "name": short(book, found.side),
        "states": states_in_words(bound),
    }
    given |= {"coe": count("party", coe=True), "others": count("party", coe=False)}
    said = book.facts.pages.worded(WORDS)[key].format(**given, share=found.share, members=found.members)
    wholes = {"ratified": found.complete, "signatory": found.signatures_complete}
    waiting = [
        WORDS[how].format(states=states_in_words(count(how), whole)) for how, whole in wholes.items() if count(how)
    ]
    return said + (WORDS["besides"].format(list=listed(waiting)) if waiting else "")


def _waits(book: Workbook, name: str) -> dict[str, str]:
    """What is said of a text while it is not in force; {have} is left for the day's count."""
    text = book.instruments[name]
    if text.status == "draft":
        return {"until": NEVER, "words": WORDS["draft"].format(name=text.short_title)}
    until = text.in_force.isoformat() if text.in_force else NEVER
    labels = book.vocabulary.features["ratifications"].values if "ratifications" in book.vocabulary.features else {}
    for topic in book.topics.values():
        position = topic.positions[name]
        needed = position.features.get("ratifications", "")
        if isinstance(needed, str) and needed in labels:
            given = {"name": text.short_title, "needed": labels[needed], "articles": articles(position)}
            basis = book.vocabulary.bases[position.basis].label.lower()
            return {"until": until, "words": WORDS["waiting"].format(**given, basis=basis, have="{have}")}
    return {"until": until, "words": ""}


def cell(book: Workbook, found: Where, row: Place) -> str:
    """How a state stands under a side, since when, and how that is known."""
    if row.status == NONE:
        return NOTHING
    words = CELLS[row.status][0 if row.since else 1].format(day=in_words(row.since))
    basis = book.vocabulary.bases[row.basis].label.lower()
    text = f"{book.instruments[row.instrument].short_title}; " if len(found.side) > 1 else ""
    return f"{words} ({text}{basis})"


def _kinds(found: Where) -> tuple[str, ...]:
    count, least = found.count, partial(_number, whole=found.bound_complete)
    return (
        least(count("party", coe=True)),
        least(count("party", coe=False)),
        _number(count("ratified"), found.complete),
        _number(count("signatory"), found.signatures_complete),
        str(count("denounced", NONE)),
    )


def _number(number: int, whole: bool, unit: str = "") -> str:
    words = f"{number}{unit}"
    return words if whole else WORDS["at_least"].format(n=words)


def _cautions(book: Workbook, texts: tuple[str, ...], day: dt.date) -> list[Block]:
    said: list[Block] = []
    for name in texts:
        waits = _waits(book, name)
        if day.isoformat() < waits["until"] and waits["words"]:
            countries = book.facts.states
            rows = [row for row in parties(book, name, day).rows if countries[row.iso3].kind != "organisation"]
            have = sum(row.status == "ratified" for row in rows)
            said.append(Say(f"waiting_{name}", waits["words"].replace("{have}", str(have))))
    for name in texts:
        found = where(book, (name,), day)
        for kind, whole in (("parties", found.complete), ("signatures", found.signatures_complete)):
            if not whole:
                words = WORDS[kind].format(name=book.instruments[name].short_title)
                said.append(Say(f"{kind}_{name}", words, "caution"))
    if day > known_on(book):
        said.append(Say("later", WORDS["later"].format(day=in_words(known_on(book))), "caution"))
    return said


def blocks(book: Workbook, state: State) -> Blocks:
    """How many states each side binds and where; then every state's standing under both."""
    if not book.facts.parties:
        return (Say("nodata", WORDS["nodata"], "caution"),)
    day = dt.date.fromisoformat(state.on) if state.on else known_on(book)
    words, sides = book.facts.pages.worded(WORDS), state.sides(book)
    a, b = (where(book, side, day) for side in sides)
    texts = tuple(name for name in book.instruments if name in sides[0] + sides[1])
    given = {"total": len(a.rows), "day": in_words(day), "a": short(book, sides[0]), "b": short(book, sides[1])}
    regions = [*zip(a.regions(), b.regions(), strict=True)]
    lines = [(one.region, one.members, one.bound, other.bound) for one, other in regions]
    lines.append((ALL, a.members, a.count("party", kind="member"), b.count("party", kind="member")))
    shown = []
    for region, members, *counts in lines:
        pairs = zip(counts, (a.bound_complete, b.bound_complete), strict=True)
        cells = [(_number(n, whole), _number(percent(n, members), whole, "%")) for n, whole in pairs]
        shown.append((region, str(members), *cells[0], *cells[1]))
    apart = [
        WORDS["apart_one"].format(name=row.name, side=side, cell=cell(book, found, row))
        for side, found in (("A", a), ("B", b))
        for row in found.organisations
        if row.status != NONE
    ]
    rows = zip(a.rows, b.rows, strict=True)
    table = tuple((one.name, one.region, cell(book, a, one), cell(book, b, other)) for one, other in rows)
    return (
        Say("finding_a", _finding(book, a), "finding"),
        Say("finding_b", _finding(book, b), "finding"),
        *_cautions(book, texts, day),
        Table(
            "kinds",
            words["kinds"].format(**given),
            KIND_COLUMNS,
            tuple(zip(_kind_labels(book), _kinds(a), _kinds(b), strict=True)),
            shares=KIND_COLUMNS[1:],
        ),
        Table("regions", words["regions"].format(**given), REGION_COLUMNS, tuple(shown), shares=REGION_COLUMNS[3::2]),
        *([Say("apart", WORDS["apart"].format(list="; ".join(apart)))] if apart else []),
        Say("note", words["note"].format(coe=a.council_of_europe)),
        Table("states", WORDS["states"].format(**given), STATE_COLUMNS, table),
    )


def data(book: Workbook) -> dict[str, Any]:
    """What the browser needs to answer alike on any day, and the map's shapes."""
    states = [(iso3, country_name(country), country) for iso3, country in book.facts.states.items()]
    states.sort(key=lambda state: order(state[1]))
    return {
        "words": book.facts.pages.worded(WORDS),
        "cells": CELLS,
        "nothing": NOTHING,
        "legend": LEGEND,
        "kinds": _kind_labels(book),
        "columns": {"kinds": KIND_COLUMNS, "regions": REGION_COLUMNS, "states": STATE_COLUMNS},
        "all": ALL,
        "ranks": RANK,
        "bases": {name: term.label.lower() for name, term in book.vocabulary.bases.items()},
        "states": [[iso3, name, state.region, state.coe, state.kind] for iso3, name, state in states],
        "known": known_on(book).isoformat() if book.facts.parties else "",
        "texts": {name: _waits(book, name) | _lacks(book, name) for name in book.instruments},
        "courses": {name: steps(book, name) for name in book.instruments},
        "map": shapes(book),
    }


def _lacks(book: Workbook, name: str) -> dict[str, list[list[Any]]]:
    """From which day on the lists of parties and of signatures are known to lack some."""
    found = wholes(book, name)
    return {
        "parties": [[day.isoformat(), not whole] for day, whole, _ in found],
        "signatures": [[day.isoformat(), not whole] for day, _, whole in found],
    }


def steps(book: Workbook, name: str) -> dict[str, list[list[str]]]:
    """Each state's standings under a text as [from which day, status, since, basis], oldest first."""

    def step(day: dt.date, row: Standing) -> list[str]:
        return [day.isoformat(), row.status, row.since.isoformat() if row.since else "", row.basis]

    return {iso3: [step(*one) for one in rows] for iso3, rows in courses(book, name).items()}


def _first(book: Workbook) -> dt.date:
    """Where the slider starts: the month in which the first text was opened."""
    return min([text.opened for text in book.instruments.values() if text.opened] or [known_on(book)]).replace(day=1)


def context(book: Workbook, state: State) -> dict[str, Any]:
    """What the controls show: the day, and the months of the slider."""
    known, first = known_on(book), _first(book)
    months = (known.year - first.year) * 12 + known.month - first.month + 1
    day = dt.date.fromisoformat(state.on) if state.on else known
    month = (day.year - first.year) * 12 + day.month - first.month if state.on else months
    return {"known": known, "first": first, "months": months, "month": max(0, min(month, months)), "day": day}
