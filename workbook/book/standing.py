"""Where a state stands towards a text on a day: bound, ratified but not bound, signatory, or nothing.

Signature binds nobody. A state is bound when the text is in force for it: from the day of its row
`entry_into_force` or, where a consent without a day is all that is known, from the day of the page that told of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Any, NamedTuple

from .facts import Event, Total
from .frames import frame
from .model import Workbook
from .once import once

RESERVES = ("reservation", "declaration")
CONSENT = ("ratification", "acceptance", "approval", "accession", "succession")
ANY_DAY = (dt.date.min, dt.date.max)
COUNTED = ("party", "ratification")  # what a published count of consents is called
STATUSES = {
    "party": "Party",
    "ratified": "Consented, not yet bound",
    "signatory": "Signed only, not bound",
    "denounced": "No longer a party",
}


@dataclass(frozen=True)
class Standing:
    """One state's status (an id of STATUSES) under one text; `since` is None when the day is not known."""

    iso3: str
    status: str
    since: dt.date | None
    basis: str
    source: str


@dataclass(frozen=True)
class Parties:
    """A text's states on a day. `complete` is False when those that consented are known to be more, or may be."""

    instrument: str
    on: dt.date
    complete: bool
    published: Total | None
    rows: tuple[Standing, ...]

    def bound(self) -> frozenset[str]:
        """The ISO codes of those for which the text is in force."""
        return frozenset(row.iso3 for row in self.rows if row.status == "party")

    def frame(self) -> Any:
        """A pandas frame: iso3, status, since, basis, source."""
        return frame([vars(row) for row in self.rows], ("iso3", "status", "since", "basis", "source"))

    def json(self) -> dict[str, Any]:
        """As `workbook parties --format json` prints it."""
        total = self.published
        return {
            "instrument": self.instrument,
            "on": self.on.isoformat(),
            "complete": self.complete,
            "published": total and {"count": total.count, "as_of": total.as_of.isoformat(), "source": total.source},
            "parties": [
                {
                    "iso3": row.iso3,
                    "status": row.status,
                    "since": row.since and row.since.isoformat(),
                    "basis": row.basis,
                    "source": row.source,
                }
                for row in self.rows
            ],
        }


@once
def known_on(book: Workbook) -> dt.date:
    """The day up to which the facts on parties were looked up: the latest day named in them."""
    days = [row.as_of for row in book.facts.parties if row.as_of] + [row.as_of for row in book.facts.totals]
    return max([*days, *(text.as_of for text in book.instruments.values())])


def parties(book: Workbook, instrument: str, on: dt.date | None = None) -> Parties:
    """Every state's standing under a text on a day (`known_on(book)` by default). Raises `UnknownId`."""
    book.known("instrument", instrument, book.instruments)
    day = on or known_on(book)
    acts = _acts(book).get(instrument, {})
    text = book.instruments[instrument]
    alive = text.in_force is not None and text.in_force <= day
    found = [_standing(iso3, each, day, alive) for iso3, each in acts.items()]
    listed = tuple(sorted((row for row in found if row), key=lambda row: row.iso3))
    consented = sum(row.status in ("party", "ratified") for row in listed)
    doubtful = (text.opened or day) <= day and any(
        each.could <= day < each.consent.counts for each in acts.values() if each.consent
    )
    total = published(book, instrument, day)
    short = bool(lacking(book, instrument, day)) or (total is not None and consented < total.count)
    return Parties(instrument, day, not (doubtful or short), total, listed)


def published(book: Workbook, instrument: str, day: dt.date, kinds: Sequence[str] = COUNTED) -> Total | None:
    """The latest published count of parties (or ratifications; or what `kinds` says) up to a day."""
    totals = [t for t in book.facts.totals if t.instrument == instrument and t.event in kinds and t.as_of <= day]
    return max(totals, key=lambda total: total.as_of, default=None)


def lacking(book: Workbook, instrument: str, day: dt.date, kinds: Sequence[str] = COUNTED) -> tuple[Total, ...]:
    """The published counts next to a day, before and after it, of which the rows are known to lack some."""
    later = [t for t in book.facts.totals if t.instrument == instrument and t.event in kinds and t.as_of > day]
    nearest = (published(book, instrument, day, kinds), min(later, key=lambda total: total.as_of, default=None))
    return tuple(total for total in nearest if total and total.shortfall)


def days_of(rows: Sequence[Event], kinds: tuple[str, ...], months: int | None = None) -> tuple[dt.date, dt.date] | None:
    """The first and last day on which a state, by its rows under one text, can have done an act of these kinds.

    None when it hasn't. `months`: how many whole months after a later consent the text is in force for that state, from
    the first of the month on (`months_to_force` of the text); a consent without a day was given in the month that this
    points to. None: nobody has said so, and a consent without a day can have been given on any.
    """
    act = next((row for row in rows if row.event in kinds), None)
    if act is None:
        return None
    if act.date:
        return act.date, act.date
    in_force = next((row.date for row in rows if row.event == "entry_into_force" and row.date), None)
    if in_force is None or months is None or act.event not in CONSENT:
        return ANY_DAY
    return _earlier(in_force, months + 1), _earlier(in_force, months) - dt.timedelta(days=1)


def _earlier(day: dt.date, months: int) -> dt.date:
    """The first of the month so many months before a day's month."""
    count = day.year * 12 + day.month - 1 - months
    return dt.date(count // 12, count % 12 + 1, 1)


class _Act(NamedTuple):
    """A row, and the day from which it counts: the last possible one, else that of its page, else `known_on`."""

    row: Event
    counts: dt.date


class _Acts(NamedTuple):
    """What a state did under one text; `could` is the first day on which it can have consented."""

    left: _Act | None
    bound: _Act | None
    consent: _Act | None
    signed: _Act | None
    could: dt.date


@once
def _acts(book: Workbook) -> Mapping[str, Mapping[str, _Acts]]:
    """For each text what each state did: all that does not depend on the day asked for."""
    rows: dict[str, dict[str, list[Event]]] = {}
    for row in book.facts.parties:
        rows.setdefault(row.instrument, {}).setdefault(row.iso3, []).append(row)

    def act(events: list[Event], months: int | None, *kinds: str) -> _Act | None:
        span = days_of(events, kinds, months)
        if span is None:
            return None
        told = next((row.as_of for row in events if row.event in kinds and row.as_of), known_on(book))
        return _Act(next(row for row in events if row.event in kinds), told if span == ANY_DAY else span[1])

    def acts(events: list[Event], months: int | None) -> _Acts:
        found = act(events, months, "denunciation"), act(events, months, "entry_into_force")
        joined = act(events, months, *CONSENT), act(events, months, "signature")
        return _Acts(*found, *joined, (days_of(events, CONSENT, months) or ANY_DAY)[0])

    waits = {name: book.instruments[name].months_to_force if name in book.instruments else None for name in rows}
    return {name: {iso3: acts(each, waits[name]) for iso3, each in states.items()} for name, states in rows.items()}


def _standing(iso3: str, acts: _Acts, day: dt.date, alive: bool) -> Standing | None:
    left, bound, consent, signed = (act.row if act and act.counts <= day else None for act in acts[:4])
    undated = consent is not None and consent.date is None and acts.bound is None
    if left:
        return Standing(iso3, "denounced", left.date, left.basis, left.source)
    if alive and bound:
        return Standing(iso3, "party", bound.date, bound.basis, bound.source)
    if alive and undated and consent:
        return Standing(iso3, "party", None, consent.basis, consent.source)
    if consent:
        return Standing(iso3, "ratified", consent.date, consent.basis, consent.source)
    if signed:
        return Standing(iso3, "signatory", signed.date, signed.basis, signed.source)
    return None


def members(book: Workbook, on: dt.date | None = None) -> Mapping[str, tuple[str, ...]]:
    """For each text the states (not the European Union) that it binds on a day, sorted."""
    standings = today(book) if on is None else {name: parties(book, name, on) for name in book.instruments}
    countries = book.facts.states
    return {
        name: tuple(sorted(iso3 for iso3 in found.bound() if countries[iso3].kind != "organisation"))
        for name, found in standings.items()
    }


@once
def today(book: Workbook) -> Mapping[str, Parties]:
    """Every text's states on the day up to which they are known."""
    return {name: parties(book, name) for name in book.instruments}


def incomplete(book: Workbook) -> tuple[str, ...]:
    """The texts whose list of states is known to lack some."""
    return tuple(name for name, found in today(book).items() if not found.complete)


def paired(states: Iterable[str]) -> frozenset[str]:
    """Every pair of states, as `AAA-BBB` in the order of the alphabet."""
    return frozenset(map("-".join, combinations(sorted(states), 2)))


@once
def bound_by(book: Workbook) -> Callable[[frozenset[str]], frozenset[str]]:
    """A function: texts -> the states that at least one of them binds today."""
    states = members(book)
    return cache(lambda texts: frozenset(iso3 for name in texts for iso3 in states[name]))


@once
def connected_by(book: Workbook) -> Callable[[frozenset[str]], frozenset[str]]:
    """A function: texts -> the pairs of states (`AAA-BBB`) that one and the same of them binds today."""
    states = members(book)
    return cache(lambda texts: frozenset(pair for name in texts for pair in paired(states[name])))


@once
def exclusions(book: Workbook) -> Mapping[str, tuple[tuple[str, dt.date, str], ...]]:
    """For each text what states' reservations and declarations take out: (state, from which day, topic)."""
    found: dict[str, list[tuple[str, dt.date, str]]] = {name: [] for name in book.instruments}
    for row in book.facts.parties:
        if row.event in RESERVES:
            day = row.date or row.as_of or known_on(book)
            found.setdefault(row.instrument, []).extend((row.iso3, day, topic) for topic in row.switches_off.split())
    return {name: tuple(rows) for name, rows in found.items()}


def switched_off(book: Workbook, iso3: str, instrument: str, on: dt.date | None = None) -> frozenset[str]:
    """The topics that a state's reservations and declarations to a text take out for it on a day.

    The day is `known_on(book)` by default; a row without a day counts from the day it was seen. Raises `UnknownId`.
    """
    rows, day = exclusions(book)[book.known("instrument", instrument, book.instruments)], on or known_on(book)
    return frozenset(topic for state, since, topic in rows if state == iso3 and since <= day)
