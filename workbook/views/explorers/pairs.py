"""How many pairs of states side A connects, side B, and both together: in all, by way to cooperate, by region."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ...book.course import bound_spells, in_words
from ...book.interface import headings, words
from ...book.model import Workbook
from ...book.standing import known_on
from ...questions.cooperation import COOPERATION, needed
from ...questions.pairs import Pairs
from ...questions.pairs import pairs as count
from .. import wording
from ..blocks import Blocks, Say, Table
from ..state import State
from .known import COMMON, lacking, lacks, later, reservations

SIDES = True
WORDS = COMMON | words("pairs")
COLUMNS = headings("pairs")


def blocks(book: Workbook, state: State) -> Blocks:
    """The counts in two sentences, then three tables: totals, ways to cooperate, regions."""
    if not book.facts.parties:
        return (Say("finding", WORDS["no_data"], "caution"),)
    sides, day = state.sides(book), _day(book, state)
    a, b, union = found = counted(book, state)
    names = {name: _named(book, side) for name, side in zip("ab", sides, strict=True)}
    numbers = {name: _number(one, one.pairs) for name, one in (("n", a), ("m", b), ("union", union))}
    first = WORDS["finding"].format(on=in_words(day), **numbers, **names)
    second = WORDS["adds"].format(n=union.pairs - a.pairs, m=union.pairs - b.pairs)
    return (
        Say("finding", first, "finding"),
        Say("adds", second),
        *_cautions(book, found, day),
        _totals(book, found),
        _ways(book, found),
        _regions(found),
    )


def _day(book: Workbook, state: State) -> dt.date:
    return dt.date.fromisoformat(state.on) if state.on else known_on(book)


def counted(book: Workbook, state: State) -> tuple[Pairs, Pairs, Pairs]:
    """What side A connects, side B, and both together."""
    a, b = state.sides(book)
    both, day = tuple(name for name in book.instruments if name in {*a, *b}), _day(book, state)
    one, other, union = (count(book, side, day, state.selection) for side in (a, b, both))
    return one, other, union


def where(one: str, other: str) -> str:
    """Two regions in words."""
    return WORDS["within" if one == other else "between"].format(region=one, other=other)


def _named(book: Workbook, side: tuple[str, ...]) -> str:
    return wording.WORDS["with_the"].join(book.instruments[name].short_title for name in side)


def _number(found: Pairs, number: int) -> str:
    return f"{WORDS['least'] if found.at_least else ''}{number}"


def _cell(found: Pairs, number: int) -> str:
    return WORDS["at_least"].format(n=number) if found.at_least else str(number)


def _cautions(book: Workbook, found: tuple[Pairs, ...], day: dt.date) -> list[Say]:
    said = [
        Say(f"nobody-{side}", WORDS["nobody"].format(side=side.upper()), "caution")
        for side, one in zip("ab", found[:2], strict=True)
        if not one.states
    ]
    said += later(book, day)
    for name in found[2].at_least:
        said += lacking(book, name, day)
    return said


def _totals(book: Workbook, found: tuple[Pairs, ...]) -> Table:
    states = sum(1 for country in book.facts.states.values() if country.kind != "organisation")
    possible = states * (states - 1) // 2
    rows = (
        (WORDS["states"], *(_cell(one, one.states) for one in found)),
        (WORDS["pairs"], *(_cell(one, one.pairs) for one in found)),
        (
            WORDS["share"].format(possible=possible, states=states),
            *(f"{percent(one.pairs, possible)}%" for one in found),
        ),
    )
    return Table("totals", WORDS["totals"], (WORDS["counted"], *COLUMNS), rows)


def _ways(book: Workbook, found: tuple[Pairs, ...]) -> Table:
    rows = tuple(
        (label, *(str(one.by_modality[name]) for one in found)) for name, label in book.vocabulary.modalities.items()
    )
    return Table("ways", WORDS["ways"], (WORDS["way"], *COLUMNS), rows, shares=COLUMNS)


def _regions(found: tuple[Pairs, ...]) -> Table:
    rows = []
    for (one, other), (_, possible) in found[0].regions.items():
        counts = (answer.regions[one, other][0] for answer in found)
        cells = (WORDS["count"].format(n=n, share=percent(n, possible)) for n in counts)
        rows.append((where(one, other), *cells, str(possible)))
    columns = (WORDS["pair"], *COLUMNS, WORDS["possible"])
    return Table("regions", WORDS["regions"], columns, tuple(rows))


def percent(number: int, of: int) -> str:
    """A share in whole percent, halves upwards, or `<1`; 0 of nothing. Whole numbers alone, so that browsers agree."""
    whole = (200 * number + of) // (2 * of) if of else 0
    return WORDS["under"] if number and not whole else str(whole)


def data(book: Workbook) -> dict[str, Any]:
    """What the browser needs: when each text bound each state, what it provides, and who has excluded what."""
    at = {name: number for number, name in enumerate(book.topics)}
    topics = book.topics.values()
    return {
        "words": WORDS,
        "columns": list(COLUMNS),
        "known": bool(book.facts.parties),
        "known_on": known_on(book).isoformat(),
        "modalities": dict(book.vocabulary.modalities),
        "regions": {c.iso3: c.region for c in book.facts.states.values() if c.kind != "organisation"},
        "cooperative": {at[topic.id]: topic.modality or "" for topic in topics if topic.theme == COOPERATION},
        "needs": {at[topic.id]: [at[name] for name in needed(book, topic)] for topic in topics if topic.requires},
        "texts": {
            name: {
                "provides": [at[topic.id] for topic in topics if topic.positions[name].provides],
                "bound": {
                    iso3: [[day and day.isoformat() for day in spell] for spell in spells]
                    for iso3, spells in bound_spells(book, name).items()
                },
                "reserved": [[iso3, day, at[topic]] for iso3, day, topic in reservations(book, name)],
                "lacking": lacks(book, name),
                "parent": book.instruments[name].supplements or "",
            }
            for name in book.instruments
        },
    }


def context(book: Workbook, state: State) -> dict[str, Any]:
    """What the controls show: the day."""
    return {"known_on": known_on(book).isoformat()}
