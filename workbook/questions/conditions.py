"""Rules of other articles that hold for the ways to cooperate: grounds of refusal, dual criminality, limits of use.

A topic `governs` ways to cooperate: what a text says there conditions every request that goes by one of them, though
the article that opens the way does not repeat it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..book.model import Selection, Topic, Workbook
from ..book.standing import switched_off
from .cooperation import REFUSAL, Cooperation, grounds, said, without
from .profiles import switched


@dataclass(frozen=True)
class Rule:
    """What a text says on a topic that governs; `ways` are those that it governs and that are open."""

    topic: str
    instrument: str
    ways: tuple[str, ...]
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
            "ways": list(self.ways),
            "cites": list(self.cites),
            "force": self.force,
            "conditions": dict(self.conditions),
            "refusal": {"mandatory": list(self.must_refuse), "optional": list(self.may_refuse)},
            "basis": self.basis,
        }


def governing(book: Workbook, instrument: str) -> tuple[Topic, ...]:
    """The topics with a provision of the text that governs ways to cooperate."""
    return tuple(topic for topic in book.topics.values() if topic.governs and topic.positions[instrument].provides)


def rule(book: Workbook, instrument: str, topic: Topic, ways: tuple[str, ...]) -> Rule:
    """A governing provision, for the ways named."""
    at = topic.positions[instrument]
    must, may = (grounds(book, topic, at, name) for name in REFUSAL)
    return Rule(topic.id, instrument, ways, at.cites, at.force, said(book, topic, at), must, may, at.basis)


def rules(book: Workbook, found: Cooperation, selection: Selection = Selection()) -> tuple[Rule, ...]:
    """The rules that hold for the ways that are open to two states, text by text.

    What is switched off, or excluded by a reservation of either state, is left out.
    """
    every = []
    for bond in found.instruments:
        reserved = [switched_off(book, iso3, bond.instrument, found.on) for iso3 in (found.a, found.b)]
        on = switched(book, (bond.instrument,), without(selection, bond.instrument, *reserved))[0]
        opened = {way.modality for way in found.ways if way.instrument == bond.instrument}
        for topic in governing(book, bond.instrument):
            ways = tuple(name for name in topic.governs if name in opened)
            if ways and (bond.instrument, topic.id) in on:
                every.append(rule(book, bond.instrument, topic, ways))
    return tuple(every)
