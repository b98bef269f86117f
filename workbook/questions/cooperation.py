"""What two states can ask of each other on a day: the texts that bind both, and the ways that these open.

Signature without ratification binds nobody. A provision that is switched off, that falls with one it
requires, or that either state has excluded by a reservation is left out, and named.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from ..book.course import shortfall
from ..book.frames import frame
from ..book.model import Position, Selection, Topic, UnknownId, Workbook
from ..book.standing import Standing, known_on, parties, switched_off
from .measures import NOTHING
from .profiles import switched

COOPERATION = "cooperation"
REFUSAL = ("refusal_mandatory", "refusal_optional")
T = TypeVar("T", "Way", "LeftOut")


class SameState(ValueError):
    """One state was named twice; the message says so."""


@dataclass(frozen=True)
class Bond:
    """A text that binds both; `since` is the later of their days, None when either is not known."""

    instrument: str
    since: dt.date | None
    a: Standing
    b: Standing

    def json(self) -> dict[str, Any]:
        """Id, day, and how each state's standing is known."""
        bases = {row.iso3: row.basis for row in (self.a, self.b)}
        return {"id": self.instrument, "since": self.since and self.since.isoformat(), "basis": bases}


@dataclass(frozen=True)
class Terms:
    """What a provision sets for a request; conditions are (label, words), grounds are words."""

    topic: str
    instrument: str
    cites: tuple[str, ...]
    force: str
    conditions: tuple[tuple[str, str], ...]
    must_refuse: tuple[str, ...]
    may_refuse: tuple[str, ...]
    basis: str

    def json(self) -> dict[str, Any]:
        """As `workbook cooperation --format json` prints it."""
        return {
            "topic": self.topic,
            "instrument": self.instrument,
            "cites": list(self.cites),
            "force": self.force,
            "conditions": dict(self.conditions),
            "refusal": {"mandatory": list(self.must_refuse), "optional": list(self.may_refuse)},
            "basis": self.basis,
        }


@dataclass(frozen=True)
class Way(Terms):
    """A provision by which two states can cooperate."""

    modality: str


@dataclass(frozen=True)
class LeftOut:
    """A provision left out: `off`, `reservation` (`by` names states) or `fell` (`by` names topics)."""

    modality: str
    topic: str
    instrument: str
    because: str
    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unbound:
    """A text that does not bind both, with what is known of each (None: no record)."""

    instrument: str
    a: Standing | None
    b: Standing | None


@dataclass(frozen=True)
class Cooperation:
    """What two states can ask of each other. `at_least`: the texts for which more may hold than is known."""

    a: str
    b: str
    on: dt.date
    instruments: tuple[Bond, ...]
    ways: tuple[Way, ...]
    left_out: tuple[LeftOut, ...]
    missing: tuple[str, ...]
    not_bound: tuple[Unbound, ...]
    at_least: tuple[str, ...]

    @property
    def modalities(self) -> tuple[str, ...]:
        """The ways that are open, each once."""
        return tuple(dict.fromkeys(way.modality for way in self.ways))

    def frame(self) -> Any:
        """A pandas frame, one row a provision: modality, topic, instrument, cites, force, basis."""
        columns = ("modality", "topic", "instrument", "cites", "force", "basis")
        return frame([vars(way) | {"cites": ", ".join(way.cites)} for way in self.ways], columns)

    def json(self) -> dict[str, Any]:
        """As `workbook cooperation --format json` prints it."""
        return {
            "a": self.a,
            "b": self.b,
            "on": self.on.isoformat(),
            "instruments": [bond.json() for bond in self.instruments],
            "modalities": {name: [w.json() for w in self.ways if w.modality == name] for name in self.modalities},
            "missing": list(self.missing),
            "left_out": [vars(one) | {"by": list(one.by)} for one in self.left_out],
            "not_bound": [
                {"instrument": one.instrument, "states": {self.a: _json(one.a), self.b: _json(one.b)}}
                for one in self.not_bound
            ],
            "at_least": list(self.at_least),
        }


def cooperation(
    book: Workbook, a_iso3: str, b_iso3: str, on: dt.date | None = None, selection: Selection = Selection()
) -> Cooperation:
    """What two states can ask of each other on a day (`known_on(book)` by default), under what is switched on.

    Raises `UnknownId` for a code that is no state's, `SameState` when both are one.
    """
    a, b, day = state_code(book, a_iso3), state_code(book, b_iso3), on or known_on(book)
    if a == b:
        raise SameState(f"{a} is named twice; cooperation needs two different states")
    bonds, not_bound, lacking = [], [], []
    for name in book.instruments:
        standings = {row.iso3: row for row in parties(book, name, day).rows}
        one, other = standings.get(a), standings.get(b)
        unbound = sum(1 for row in (one, other) if row is None or row.status != "party")
        if one and other and not unbound:
            since = max(one.since, other.since) if one.since and other.since else None
            bonds.append(Bond(name, since, one, other))
        elif one or other:
            not_bound.append(Unbound(name, one, other))
        total = shortfall(book, name, day)
        if unbound and total and unbound <= total.shortfall:
            lacking.append(name)
    found = [_provisions(book, bond.instrument, (a, b), day, selection) for bond in bonds]
    ways = in_order(book, (one for open_here, _ in found for one in open_here))
    given = {one.modality for one in ways}
    return Cooperation(
        a,
        b,
        day,
        tuple(bonds),
        ways,
        in_order(book, (one for _, closed in found for one in closed)),
        tuple(name for name in book.vocabulary.modalities if name not in given),
        tuple(not_bound),
        tuple(dict.fromkeys(lacking + [bond.instrument for bond in bonds if uncoded(book, bond.instrument)])),
    )


def state_code(book: Workbook, text: str) -> str:
    """The ISO code of a state of the book, however it is capitalised; else `UnknownId`."""
    country = book.facts.states.get(text.upper())
    if country is None or country.kind == "organisation":
        raise UnknownId(f"no state has the code {text!r}; name it by its ISO 3166 code of three letters, such as JPN")
    return country.iso3


def ways_of(book: Workbook, instrument: str) -> tuple[Topic, ...]:
    """The topics on which a text opens a way to cooperate: theme cooperation, with a modality."""
    return tuple(topic for topic in _modal(book) if topic.positions[instrument].provides)


def way(book: Workbook, instrument: str, topic: Topic) -> Way:
    """A provision as a way to cooperate."""
    return Way(**vars(terms(book, instrument, topic)), modality=topic.modality or "")


def terms(book: Workbook, instrument: str, topic: Topic) -> Terms:
    """What a text sets on a topic."""
    at = topic.positions[instrument]
    must, may = (grounds(book, topic, at, name) for name in REFUSAL)
    return Terms(topic.id, instrument, at.cites, at.force, said(book, topic, at), must, may, at.basis)


def uncoded(book: Workbook, instrument: str) -> bool:
    """Whether some way to cooperate has not been looked for in the text."""
    return not all(topic.positions[instrument].coded for topic in _modal(book))


def without(selection: Selection, instrument: str, *reserved: frozenset[str]) -> Selection:
    """The selection with topics of one text switched off besides, as reservations do."""
    return Selection(selection.off, selection.off_in | {(instrument, topic) for topics in reserved for topic in topics})


def needed(book: Workbook, topic: Topic) -> tuple[str, ...]:
    """The topics that a topic requires, directly or through another."""
    far = (further for name in topic.requires for further in needed(book, book.topics[name]))
    return tuple(dict.fromkeys((*topic.requires, *far)))


def said(book: Workbook, topic: Topic, position: Position) -> tuple[tuple[str, str], ...]:
    """What the provision sets besides grounds of refusal, as (label, words); what it says nothing on is left out."""
    found = {n: words for n in position.features if n not in REFUSAL and (words := grounds(book, topic, position, n))}
    return tuple((book.vocabulary.name_of(name), "; ".join(words)) for name, words in found.items())


def grounds(book: Workbook, topic: Topic, position: Position, feature: str) -> tuple[str, ...]:
    """A feature's values in words, without those that say nothing."""
    given = position.features.get(feature, ())
    values = (given,) if isinstance(given, str) else given
    known = topic.values(book.vocabulary, feature) if given else {}
    return tuple(known[value] for value in values if value not in NOTHING)


def in_order(book: Workbook, found: Iterable[T]) -> tuple[T, ...]:
    """Provisions by modality, then text, then topic, each in the order of the book."""
    modalities, texts, topics = (list(names) for names in (book.vocabulary.modalities, book.instruments, book.topics))
    return tuple(
        sorted(found, key=lambda o: (modalities.index(o.modality), texts.index(o.instrument), topics.index(o.topic)))
    )


def _modal(book: Workbook) -> tuple[Topic, ...]:
    return tuple(topic for topic in book.topics.values() if topic.theme == COOPERATION and topic.modality)


def _provisions(
    book: Workbook, instrument: str, states: tuple[str, str], day: dt.date, selection: Selection
) -> tuple[list[Way], list[LeftOut]]:
    reserved = {iso3: switched_off(book, iso3, instrument, day) for iso3 in states}
    remaining = without(selection, instrument, *reserved.values())
    on = {topic for _, topic in switched(book, (instrument,), remaining)[0]}
    ways, closed = [], []
    for topic in ways_of(book, instrument):
        where = (topic.modality or "", topic.id, instrument)
        by = tuple(iso3 for iso3 in states if topic.id in reserved[iso3])
        if topic.id in on:
            ways.append(way(book, instrument, topic))
        elif not selection.has(instrument, topic.id):
            closed.append(LeftOut(*where, "off"))
        elif by:
            closed.append(LeftOut(*where, "reservation", by))
        else:
            gone = tuple(name for name in needed(book, topic) if not remaining.has(instrument, name))
            closed.append(LeftOut(*where, "fell", gone))
    return ways, closed


def _json(row: Standing | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {"status": row.status, "since": row.since and row.since.isoformat(), "basis": row.basis}
