"""What states have reserved or declared, and for how many of them one has looked.

A row that is missing means that none was made only for a state whose page was seen whole; every view that shows
reservations says so (`Sample.sentence`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ..book.facts import Event
from ..book.interface import words
from ..book.model import Workbook
from ..book.standing import RESERVES, known_on, parties

WORDS = words("reservations")


@dataclass(frozen=True)
class Sample:
    """Of a text's parties, how many were looked up for reservations, and of how many the page was seen whole."""

    title: str
    parties: int
    looked: int
    whole: int

    def sentence(self) -> str:
        """In plain words; where not all were seen whole it says that the list is a sample."""
        if not self.parties:
            return WORDS["unbound"].format(title=self.title)
        if self.whole == self.parties:
            return WORDS["all"].format(title=self.title, n=self.parties)
        return WORDS["sample"].format(title=self.title, looked=self.looked, n=self.parties, whole=self.whole)


def sample(book: Workbook, instrument: str, on: dt.date | None = None) -> Sample:
    """How far one has looked among those that a text binds on a day (`known_on` by default). Raises `UnknownId`."""
    bound = parties(book, instrument, on).bound()
    rows = [row for row in book.facts.reservations_looked if row.instrument == instrument and row.iso3 in bound]
    title = book.instruments[instrument].short_title
    return Sample(title, len(bound), len(rows), sum(row.whole for row in rows))


def reserved(
    book: Workbook, iso3: str, instrument: str, topic: str | None = None, on: dt.date | None = None
) -> tuple[Event, ...]:
    """A state's reservations and declarations to a text that stand on a day; with a topic, those that touch it.

    A row without a day stands from the day that its page speaks of. Raises `UnknownId`.
    """
    day = on or known_on(book)
    book.known("instrument", instrument, book.instruments)
    return tuple(
        row
        for row in book.facts.parties
        if (row.iso3, row.instrument) == (iso3, instrument)
        and row.event in RESERVES
        and (row.date or row.as_of or day) <= day
        and not (row.until and row.until <= day)
        and (topic is None or topic in f"{row.touches} {row.switches_off}".split())
    )


def looked_up(book: Workbook, iso3: str, instrument: str) -> str:
    """Whether one has looked for a state's reservations to a text: `whole`, `part` or `no`."""
    found = (row for row in book.facts.reservations_looked if (row.iso3, row.instrument) == (iso3, instrument))
    row = next(found, None)
    return "no" if row is None else "whole" if row.whole else "part"
