"""A text's states over time: on which day each state's standing changed, and how many the list lacked when.

A standing holds from its day until the next one, so that a reader of the answer only has to compare days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from .facts import Event, Total
from .interface import headings, words
from .model import Workbook
from .once import once
from .standing import CONSENT, Standing, days_of, known_on, lacking, parties

Course = tuple[tuple[dt.date, Standing], ...]
WORDS, MONTHS = words("course"), headings("course", "months")


def in_words(day: dt.date | None) -> str:
    """The day as a reader writes it, `1 March 2023`."""
    if day is None:
        return WORDS["unknown"]
    return WORDS["day"].format(day=day.day, month=MONTHS[day.month - 1], year=day.year)


def courses(book: Workbook, instrument: str) -> Mapping[str, Course]:
    """Each state's standings under a text with the day from which each holds, oldest first. Raises `UnknownId`."""
    return _every(book)[book.known("instrument", instrument, book.instruments)]


@once
def _every(book: Workbook) -> Mapping[str, Mapping[str, Course]]:
    return {name: _courses(book, name) for name in book.instruments}


def turns(book: Workbook, instrument: str) -> tuple[dt.date, ...]:
    """The days on which a standing under a text, or whether the list of them is whole, can change; oldest first."""
    text = book.instruments[book.known("instrument", instrument, book.instruments)]
    days = {total.as_of for total in book.facts.totals if total.instrument == instrument}
    events: dict[str, list[Event]] = {}
    for row in book.facts.parties:
        if row.instrument == instrument:
            events.setdefault(row.iso3, []).append(row)
            days.add(row.date or row.as_of or known_on(book))
    for rows in events.values():
        days.update(days_of(rows, CONSENT, text.months_to_force) or ())
    days.update(day for day in (text.opened, text.in_force) if day)
    return tuple(sorted({dt.date.min, *days} - {dt.date.max}))


def _courses(book: Workbook, instrument: str) -> Mapping[str, Course]:
    found: dict[str, list[tuple[dt.date, Standing]]] = {}
    for day in turns(book, instrument):
        for row in parties(book, instrument, day).rows:
            steps = found.setdefault(row.iso3, [])
            if not steps or steps[-1][1] != row:
                steps.append((day, row))
    return {iso3: tuple(steps) for iso3, steps in sorted(found.items())}


def bound_spells(book: Workbook, instrument: str) -> Mapping[str, tuple[tuple[dt.date, dt.date | None], ...]]:
    """For each state the spells during which a text bound it: first day, and the day it ended (None: it lasts)."""
    found = {}
    for iso3, course in courses(book, instrument).items():
        ends = [day for day, _ in course[1:]] + [None]
        spells = [(day, end) for (day, row), end in zip(course, ends, strict=True) if row.status == "party"]
        if spells:
            found[iso3] = tuple(spells)
    return found


def shortfall(book: Workbook, instrument: str, day: dt.date) -> Total | None:
    """The published count next to a day, before or after it, that the rows are known to lack most of; None if whole."""
    return max(lacking(book, instrument, day), key=lambda total: total.shortfall, default=None)
