"""Pictures of the world, as data; pictures.py has the others, static/pictures.js all."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from ..book.course import in_words
from ..book.model import Workbook
from ..book.names import country_name
from ..book.standing import known_on
from ..questions.scenario import what_if
from ..questions.scope import where
from .blocks import Blocks
from .explorers import mystate, mystatedata, scope
from .geo import shapes
from .picturing import CHANGED, STATE, STOOD, WORDS, Picture, table_of
from .state import State
from .wording import short


def both_maps(book: Workbook, state: State, blocks: Blocks) -> Picture | None:
    """Both sides' maps on one day: each state as it stands."""
    if not book.facts.parties or not shapes(book):
        return None
    day = dt.date.fromisoformat(state.on) if state.on else known_on(book)
    maps = []
    for side, texts in zip("AB", state.sides(book), strict=True):
        found = where(book, texts, day)
        bound = found.count("party")
        states = scope.states_in_words(bound, found.bound_complete or not bound)
        caption = scope.WORDS["map"].format(side=side, name=short(book, texts), states=states, day=in_words(day))
        stood = {
            row.iso3: (STOOD.get(row.status, "f"), f"{row.name}: {scope.cell(book, found, row)}") for row in found.rows
        }
        maps.append((caption, stood))
    return {"legend": [(STOOD[how], words) for how, words in scope.LEGEND.items()], "maps": maps}


def gains(book: Workbook, state: State, blocks: Blocks) -> Picture | None:
    """The state, its partners today, and those that joining A, B or either would add."""
    table = table_of(blocks, "partners")
    if table is None or not shapes(book):
        return None
    me, _ = mystate.chosen(state)
    rows = {row[0]: row[2:] for row in table.rows}
    yes = mystatedata.WORDS["yes"]
    where = {}
    for iso3, country in book.facts.states.items():
        if country.kind == "organisation":
            continue
        name = country_name(country)
        now, a, b, both = (cell == yes for cell in rows.get(name, ("",) * 4))
        kind = (
            "self" if iso3 == me else "now" if now else "ab" if a and b else "a" if a else "b" if b or both else "none"
        )
        where[iso3] = (STATE[kind], f"{name}: {mystatedata.WORDS[f'{kind}_key']}")
    counts = Counter(fill for fill, _ in where.values())
    legend = [
        (fill, f"{mystatedata.WORDS[f'{kind}_key']}: {counts[fill]}") for kind, fill in STATE.items() if counts[fill]
    ]
    return {"legend": legend, "maps": [(table.caption, where)]}


def supposed(book: Workbook, state: State, blocks: Blocks) -> Picture | None:
    """Whose partners are lost or gained."""
    if not shapes(book):
        return None
    where = {}
    numbers = what_if(book, state).partners()
    for iso3, country in book.facts.states.items():
        if country.kind != "organisation":
            today, lost, gained = numbers.get(iso3, (0, 0, 0))
            kind = "d" if lost and gained else "b" if lost else "c" if gained else "f"
            given = {"name": country_name(country), "today": today, "lost": lost, "gained": gained}
            where[iso3] = (kind, WORDS["gained"].format(n=given["gained"], **given))
    return {"legend": list(CHANGED), "maps": [(WORDS["then"], where)]}
