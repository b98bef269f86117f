"""Where a side applies: every state's best standing under its texts on a day, counted by region and by membership.

The best standing is being bound, then having consented, then having signed; where two texts give the same, the
older day counts. States only: a regional organisation stands apart. Members of the regional group are today's.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..book.course import turns
from ..book.facts import Country
from ..book.frames import frame
from ..book.interface import word, words
from ..book.model import Workbook
from ..book.names import country_name
from ..book.standing import Standing, known_on, lacking, parties
from . import drawn

RANK = ("party", "ratified", "signatory", "denounced")
SIGNED = ("signature",)
LEAST = word("scope", "least")
NONE = "none"  # nothing on record
COLUMNS = ("iso3", "name", "kind", "region", "coe", "status", "instrument", "since", "basis", "source")


@dataclass(frozen=True)
class Place:
    """One state and its best standing (an id of `standing.STATUSES`, or `none`) with the text that gives it.

    `since` is None when the day is not known.
    """

    iso3: str
    name: str
    kind: str
    region: str
    coe: bool
    status: str = NONE
    instrument: str = ""
    since: dt.date | None = None
    basis: str = ""
    source: str = ""

    def json(self) -> dict[str, Any]:
        """Its fields, the day as text."""
        return {name: getattr(self, name) for name in COLUMNS} | {"since": self.since and self.since.isoformat()}


@dataclass(frozen=True)
class Region:
    """Member states in a region, and how many of them are bound."""

    region: str
    members: int
    bound: int


@dataclass(frozen=True)
class Where:
    """The states of a side on a day.

    Counts mean "at least" where `complete` (of those that consented) or `signatures_complete` is False; those bound
    are all known (`bound_complete`) while no text of the side is in force.
    """

    side: tuple[str, ...]
    on: dt.date
    complete: bool
    bound_complete: bool
    signatures_complete: bool
    rows: tuple[Place, ...]
    organisations: tuple[Place, ...]
    folder: Path

    def count(self, *statuses: str, **only: Any) -> int:
        """States with one of the statuses, of those whose fields are as in `only`: `count("party", coe=True)`."""
        return sum(row.status in statuses and all(getattr(row, k) == v for k, v in only.items()) for row in self.rows)

    @property
    def members(self) -> int:
        """Member states."""
        return sum(row.kind == "member" for row in self.rows)

    @property
    def council_of_europe(self) -> int:
        """Members of the regional group, today's."""
        return sum(row.coe for row in self.rows)

    @property
    def share(self) -> int:
        """Member states that are bound, in per cent of them all."""
        return percent(self.count("party", kind="member"), self.members)

    @property
    def words(self) -> str:
        """How many states are bound, `at least` where the list lacks some."""
        return ("" if self.bound_complete else LEAST) + str(self.count("party"))

    def regions(self) -> tuple[Region, ...]:
        """Members and those bound, region by region."""
        names = sorted({row.region for row in self.rows})
        found = ((name, [r for r in self.rows if r.region == name and r.kind == "member"]) for name in names)
        return tuple(Region(name, len(rows), sum(r.status == "party" for r in rows)) for name, rows in found)

    def frame(self) -> Any:
        """A pandas frame, one row a state: iso3, name, kind, region, coe, status, instrument, since, basis, source."""
        return frame([vars(row) for row in self.rows], COLUMNS)

    def json(self) -> dict[str, Any]:
        """As `workbook scope --format json` prints it."""
        return {
            "instruments": list(self.side),
            "on": self.on.isoformat(),
            "complete": {"parties": self.complete, "signatories": self.signatures_complete},
            "members": self.members,
            "parties": self.count("party"),
            "share": self.share,
            "council_of_europe": self.count("party", coe=True),
            "others": self.count("party", coe=False),
            "ratified": self.count("ratified"),
            "signatories": self.count("signatory"),
            "rest": self.count("denounced", NONE),
            "regions": [vars(region) for region in self.regions()],
            "states": [row.json() for row in self.rows if row.status != NONE],
            "organisations": [row.json() for row in self.organisations if row.status != NONE],
        }

    def figure(self) -> Any:
        """A plotly figure: the world, states coloured by status, small ones as dots. Raises `DataError`."""
        return drawn.figure(self)


def where(book: Workbook, instruments: str | tuple[str, ...], on: dt.date | None = None) -> Where:
    """Every state's best standing under a side (`"convention+protocol"`) on a day (`known_on(book)` by default).

    Raises `UnknownId`.
    """
    side, day = book.side(instruments), on or known_on(book)
    best: dict[str, tuple[str, Standing]] = {}
    lists = {name: parties(book, name, day) for name in side}
    for name, found in lists.items():
        for row in found.rows:
            if row.iso3 not in best or _rank(row) < _rank(best[row.iso3][1]):
                best[row.iso3] = (name, row)
    places = [_place(country, *best.get(iso3, ("", None))) for iso3, country in book.facts.states.items()]
    places.sort(key=lambda place: order(place.name))
    complete = all(found.complete for found in lists.values())
    return Where(
        side,
        day,
        complete,
        complete or not any(in_force(book, name, day) for name in side),
        not any(lacking(book, name, day, SIGNED) for name in side),
        tuple(place for place in places if place.kind != "organisation"),
        tuple(place for place in places if place.kind == "organisation"),
        book.folder,
    )


def in_force(book: Workbook, instrument: str, day: dt.date) -> bool:
    """Whether a text is in force on a day."""
    since = book.instruments[instrument].in_force
    return since is not None and since <= day


def _rank(row: Standing) -> tuple[int, dt.date]:
    return RANK.index(row.status), row.since or dt.date.max


def _place(country: Country, instrument: str, row: Standing | None) -> Place:
    state = (country.iso3, country_name(country), country.kind, country.region, country.coe)
    return Place(*state, row.status, instrument, row.since, row.basis, row.source) if row else Place(*state)


def order(name: str) -> str:
    """The key by which names are put in the order of the alphabet, accents aside."""
    from unicodedata import normalize

    return "".join(letter for letter in normalize("NFKD", name) if letter.isascii()).lower()


def percent(part: int, whole: int) -> int:
    """The nearest whole per cent, halves upwards; views/static/explorers/scope.js rounds alike."""
    return (200 * part + whole) // (2 * whole) if whole else 0


def wholes(book: Workbook, instrument: str) -> tuple[tuple[dt.date, bool, bool], ...]:
    """From which day on the lists of a text's parties and of its signatures are whole, oldest first."""
    found: list[tuple[dt.date, bool, bool]] = []
    for day in turns(book, instrument):
        whole = parties(book, instrument, day).complete, not lacking(book, instrument, day, SIGNED)
        if not found or found[-1][1:] != whole:
            found.append((day, *whole))
    return tuple(found)


LABELS = words("scope", "statuses")
