"""Rules of other articles that hold for the ways to cooperate: grounds of refusal, dual criminality, limits of use.

A topic `governs` ways to cooperate: what a text says there conditions every request that goes by one of them, though
the article that opens the way does not repeat it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..book.model import Selection, Topic, Workbook
from ..book.standing import switched_off
from .cooperation import Cooperation, Terms, terms, without
from .profiles import switched


@dataclass(frozen=True)
class Rule(Terms):
    """What a text says on a topic that governs; `ways` are those that it governs and that are open."""

    ways: tuple[str, ...]

    def json(self) -> dict[str, Any]:
        """As `workbook cooperation --format json` prints it."""
        return super().json() | {"ways": list(self.ways)}


def governing(book: Workbook, instrument: str) -> tuple[Topic, ...]:
    """The topics with a provision of the text that governs ways to cooperate."""
    return tuple(topic for topic in book.topics.values() if topic.governs and topic.positions[instrument].provides)


def rule(book: Workbook, instrument: str, topic: Topic, ways: tuple[str, ...]) -> Rule:
    """A governing provision, for the ways named."""
    return Rule(**vars(terms(book, instrument, topic)), ways=ways)


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
