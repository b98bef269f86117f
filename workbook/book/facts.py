"""Flat facts: one row, one fact, each with its source and how it is known. Frozen values, no reading.

The files are optional: a comparison without parties or votes has none, and says "no data".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from .glossary import TermOfArt
from .pages import Pages

ROW = {"extra": "forbid"}


def is_day(text: str) -> bool:
    """Whether a text is a day, written year-month-day."""
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@dataclass(frozen=True)
class Country:
    """A state (or a regional organisation) by its ISO codes.

    `name` is the short name where it is not CLDR's, `also` what else it is called (`names` joins them).
    """

    __pydantic_config__ = ROW
    iso3: str
    iso2: str
    kind: str
    coe: bool
    region: str
    name: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Event:
    """A treaty act of a state: signature, ratification, entry into force, reservation, ...

    Of a reservation or declaration, `touches` names the topics that it bears on, `switches_off` those that it takes
    out whole, and `until` is the day on which it was withdrawn.
    """

    __pydantic_config__ = ROW
    iso3: str
    instrument: str
    event: str
    basis: str
    date: dt.date | None = None
    source: str = ""
    as_of: dt.date | None = None
    note: str = ""
    switches_off: str = ""
    touches: str = ""
    until: dt.date | None = None


@dataclass(frozen=True)
class Looked:
    """For which state and text one has looked for reservations and declarations, on which page.

    `whole`: the page was seen to its end, so a row that is missing was not made by the day `as_of`.
    """

    __pydantic_config__ = ROW
    iso3: str
    instrument: str
    looked: dt.date
    whole: bool
    source: str
    as_of: dt.date
    basis: str
    note: str = ""


@dataclass(frozen=True)
class Total:
    """A published count. `shortfall`: how many of it the rows of parties.csv are known to lack."""

    __pydantic_config__ = ROW
    instrument: str
    event: str
    count: int
    as_of: dt.date
    basis: str
    source: str = ""
    note: str = ""
    shortfall: int = 0


@dataclass(frozen=True)
class Claim:
    """What a named organisation said, in our words.

    `cites_by`: who named the article, the page or us. `draft`: the draft that it spoke of, an id of timeline.csv,
    where the text that it is filed under was not yet what it became.
    """

    __pydantic_config__ = ROW
    id: str
    organisation: str
    kind: str
    topic: str
    instrument: str
    stance: str
    claim: str
    title: str
    source: str
    seen: dt.date
    article: str = ""
    draft: str = ""
    cites_by: str = ""
    date: str = ""


@dataclass(frozen=True)
class Step:
    """A date on the road to the text; `planned` is what was foreseen at first."""

    __pydantic_config__ = ROW
    id: str
    planned: bool
    event: str
    basis: str
    as_of: dt.date
    date: dt.date | None = None
    end_date: dt.date | None = None
    place: str = ""
    document: str = ""
    source: str = ""


@dataclass(frozen=True)
class Vote:
    """A decision by vote or consensus. Counts that were not seen are None."""

    __pydantic_config__ = ROW
    id: str
    date: dt.date
    body: str
    subject: str
    rule: str
    outcome: str
    hypothetical: bool
    basis: str
    as_of: dt.date
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    absent: int | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class Descent:
    """What became of an article from one stage of a text to the next."""

    __pydantic_config__ = ROW
    from_instrument: str
    to_instrument: str
    change: str
    basis: str
    note: str
    from_article: str = ""
    to_article: str = ""
    source: str = ""
    as_of: dt.date | None = None


@dataclass(frozen=True)
class Outside:
    """An article that the comparison leaves out, and why."""

    __pydantic_config__ = ROW
    instrument: str
    article: str
    reason: str


@dataclass(frozen=True)
class Coding:
    """One field of one position as two people coded it, independently of each other. `draw` is the draw's seed."""

    __pydantic_config__ = ROW
    topic: str
    instrument: str
    field: str
    first: str
    second: str
    draw: str = ""


@dataclass(frozen=True)
class Remembered:
    """One field of one position as it was first written from memory or second hand, and as it was then read."""

    __pydantic_config__ = ROW
    topic: str
    instrument: str
    field: str
    first: str
    read: str


@dataclass(frozen=True)
class Project:
    """What the comparison is called, who keeps it, and how it opens.

    `corrections`: where a suggestion goes, a form's address or `mailto:NAME`. `start_a` and `start_b` are the sides of
    a link without fields (none: the first text and the last). `drafted` names the text of the drafting line, and
    `publishers` who publishes a family's texts.
    """

    __pydantic_config__ = ROW
    corrections: str = "mailto:"
    title: str = "A comparison of treaties"
    start_a: tuple[str, ...] = ()
    start_b: tuple[str, ...] = ()
    drafted: str = "drafted text"
    publishers: Mapping[str, str] = field(default_factory=dict)

    @property
    def takes_corrections(self) -> bool:
        """True when an address is set: a letter to nobody is no offer."""
        return self.corrections not in ("", "mailto:")


@dataclass(frozen=True)
class Facts:
    """Every flat fact of a comparison folder, row by row in the order of its file."""

    states: Mapping[str, Country] = field(default_factory=dict)
    parties: tuple[Event, ...] = ()
    reservations_looked: tuple[Looked, ...] = ()
    totals: tuple[Total, ...] = ()
    claims: tuple[Claim, ...] = ()
    timeline: tuple[Step, ...] = ()
    votes: tuple[Vote, ...] = ()
    lineage: tuple[Descent, ...] = ()
    outside: tuple[Outside, ...] = ()
    reliability: tuple[Coding, ...] = ()
    calibration: tuple[Remembered, ...] = ()
    glossary: Mapping[str, TermOfArt] = field(default_factory=dict)
    project: Project = field(default_factory=Project)
    pages: Pages = field(default_factory=Pages)


TABLES = {
    "parties": Event,
    "reservations_looked": Looked,
    "totals": Total,
    "claims": Claim,
    "timeline": Step,
    "votes": Vote,
    "lineage": Descent,
    "outside": Outside,
    "reliability": Coding,
    "calibration": Remembered,
}
