"""Where a state stands towards a text on a day: bound, ratified but not bound, signatory, or nothing.

Signature binds nobody. A state is bound when the text is in force for it: from the day of its row
`entry_into_force` or, where a consent without a day is all that is known, from the day the page was seen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .facts import Event, Total
from .measures import frame
from .model import Workbook

CONSENT = ("ratification", "acceptance", "approval", "accession", "succession")
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
    """A text's states on a day. `complete` is False when the list is known to lack some."""

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


def known_on(book: Workbook) -> dt.date:
    """The day up to which the facts on parties were looked up: the latest day named in them."""
    days = [row.as_of for row in book.facts.parties if row.as_of] + [row.as_of for row in book.facts.totals]
    return max([*days, *(text.as_of for text in book.instruments.values())])


def parties(book: Workbook, instrument: str, on: dt.date | None = None) -> Parties:
    """Every state's standing under a text on a day (`known_on(book)` by default). Raises `UnknownId`."""
    book.known("instrument", instrument, book.instruments)
    day = on or known_on(book)
    events: dict[str, list[Event]] = {}
    for event in book.facts.parties:
        if event.instrument == instrument:
            events.setdefault(event.iso3, []).append(event)
    in_force = book.instruments[instrument].in_force
    alive = in_force is not None and in_force <= day
    found = (_standing(iso3, rows, day, alive, known_on(book)) for iso3, rows in events.items())
    total = published(book, instrument, day)
    return Parties(
        instrument,
        day,
        total is None or total.shortfall == 0,
        total,
        tuple(sorted((row for row in found if row), key=lambda row: row.iso3)),
    )


def published(book: Workbook, instrument: str, day: dt.date) -> Total | None:
    """The latest published count of parties (or ratifications) up to a day."""
    kinds = ("party", "ratification")
    totals = [t for t in book.facts.totals if t.instrument == instrument and t.event in kinds and t.as_of <= day]
    return max(totals, key=lambda total: total.as_of, default=None)


def _standing(iso3: str, rows: list[Event], day: dt.date, alive: bool, seen: dt.date) -> Standing | None:
    def latest(kinds: tuple[str, ...]) -> Event | None:
        """The first row of these kinds that counts on the day; one without a day counts from the day it was seen."""
        return next((r for r in rows if r.event in kinds and (r.date or r.as_of or seen) <= day), None)

    left, bound, consent, signed = (
        latest(kinds) for kinds in (("denunciation",), ("entry_into_force",), CONSENT, ("signature",))
    )
    undated = consent is not None and consent.date is None and not any(r.event == "entry_into_force" for r in rows)
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
    countries = book.facts.states
    return {
        name: tuple(sorted(iso3 for iso3 in parties(book, name, on).bound() if countries[iso3].kind != "organisation"))
        for name in book.instruments
    }
