"""Pictures of time, of counted fates and of the world, as data; pictures.py has the others, static/pictures.js all."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from ..book.model import Workbook
from ..book.names import country_name
from ..questions.scenario import what_if
from .blocks import Blocks
from .explorers import mystate, mystatedata, road, scope
from .picturing import CHANGED, STATE, STOOD, WORDS, Picture, mark, scaled, table_of
from .state import State
from .wording import short


def road_line(book: Workbook, state: State, blocks: Blocks) -> Picture | None:
    """Planned and happened, each step from its first to its last day, in days since the first year began."""
    found = road.data(book)
    steps = [(leg, lane) for leg in found["legs"] for lane in ("planned", "happened") if leg[lane]]
    if not steps:
        return None
    years = [int(leg[lane][end][:4]) for leg, lane in steps for end in ("from", "to")]
    first, last = min(years), max(years) + 1
    zero = dt.date(first, 1, 1).toordinal()

    def part(leg: Any, lane: str, kind: str) -> list[Any]:
        if not leg[lane]:
            return []
        start, end = (dt.date.fromisoformat(leg[lane][key]).toordinal() - zero for key in ("from", "to"))
        return [(kind, start, end - start + 1, leg[lane]["words"])]

    rows = [(leg["label"], [part(leg, "planned", "b"), part(leg, "happened", "a")]) for leg in found["legs"]]
    at = [(dt.date(year, 1, 1).toordinal() - zero, str(year)) for year in range(first, last + 1)]
    bars = {"rows": rows, "top": at[-1][0], "ticks": at, "unit": WORDS["years"], "named": False}
    return {"legend": [("b", found["lanes"][0]), ("a", found["lanes"][1])], "bars": bars}


def fates(book: Workbook, state: State, blocks: Blocks) -> Picture | None:
    """How many topics, and how many articles, met which fate: the rows of the tables, counted."""
    rows, legend = [], []
    for name, at, kind in (("topics", 1, "a"), ("articles", 2, "b")):
        table = table_of(blocks, name)
        if table and table.rows:
            legend.append((kind, table.caption))
            rows += [(fate, [[(kind, 0, n, f"{n}")]]) for fate, n in Counter(row[at] for row in table.rows).items()]
    if not rows:
        return None
    top = max(lines[0][0][2] for _, lines in rows)
    return {"legend": legend, "bars": scaled(rows, top, WORDS["unit"], named=True)}


def both_maps(book: Workbook, state: State, blocks: Blocks) -> Picture | None:
    """Both sides' maps, from the table of every state."""
    table = table_of(blocks, "states")
    if table is None or not scope.shapes(book):
        return None
    codes = {country_name(country): iso3 for iso3, country in book.facts.states.items()}
    rules = [(words.split(" {")[0].split(",")[0], how) for how, pair in scope.CELLS.items() for words in pair]
    maps = []
    for at, (side, texts) in enumerate(zip("AB", state.sides(book), strict=True)):
        where = {
            codes[row[0]]: (STOOD.get(mark(rules, row[2 + at], "rest"), "f"), f"{row[0]}: {row[2 + at]}")
            for row in table.rows
        }
        maps.append((WORDS["map"].format(side=side, name=short(book, texts)), where))
    return {"legend": [(STOOD[how], words) for how, words in scope.LEGEND.items()], "maps": maps}


def gains(book: Workbook, state: State, blocks: Blocks) -> Picture | None:
    """The state, its partners today, and those that joining A, B or either would add."""
    table = table_of(blocks, "partners")
    if table is None or not scope.shapes(book):
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
    if not scope.shapes(book):
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
