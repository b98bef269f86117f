"""A profile: scope and cooperation of a side, as counts of unions.

The rule, kept alike here and in views/static/answers.js: a number is the count of the union of the
contributions of what is switched on. A topic falls with any topic that it requires, in the same
text. A text binds states while one provision of it is on, and connects them in pairs while one on
cooperation is. Numbers are counts without unit; None means "no data"; `at_least` that some text of
the side is not wholly coded, or that the list of its states is known to lack some.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..book.frames import frame
from ..book.interface import words
from ..book.model import Selection, Topic, Workbook
from ..book.standing import bound_by, connected_by, incomplete
from . import drawn
from .measures import Provision, coded, contributions

Provisions = tuple[Provision, ...]
WORDS = words("profiles")
BOUND, CONNECTED = "where.parties", "pairs.connected"


def switched(book: Workbook, side: tuple[str, ...], selection: Selection) -> tuple[Provisions, Provisions]:
    """The provisions of a side that are on, and those that fell with something they require."""
    on: list[Provision] = []
    fell: list[Provision] = []
    for name in side:
        for topic in book.topics.values():
            if topic.positions[name].provides and selection.has(name, topic.id):
                (on if _stands(book, name, topic, selection) else fell).append((name, topic.id))
    return tuple(on), tuple(fell)


def _stands(book: Workbook, instrument: str, topic: Topic, selection: Selection) -> bool:
    return all(
        selection.has(instrument, needed) and _stands(book, instrument, book.topics[needed], selection)
        for needed in topic.requires
    )


@dataclass(frozen=True)
class Number:
    """One number of a profile: `value` is a count, or None for "no data"."""

    measure: str
    dimension: str
    label: str
    value: int | None
    at_least: bool
    ids: frozenset[str]

    @property
    def words(self) -> str:
        """The number as the page shows it."""
        if self.value is None:
            return WORDS["no_data"]
        return WORDS["least"].format(n=self.value) if self.at_least else str(self.value)


@dataclass(frozen=True)
class Profile:
    """Scope and cooperation of a side under a selection."""

    side: tuple[str, ...]
    on: tuple[Provision, ...]
    fell: tuple[Provision, ...]
    numbers: tuple[Number, ...]

    def __getitem__(self, measure: str) -> Number:
        return next(number for number in self.numbers if number.measure == measure)

    @property
    def drawn(self) -> tuple[Number, ...]:
        """The numbers that fit on one scale: counts of states and pairs would dwarf the others."""
        return tuple(number for number in self.numbers if number.measure not in (BOUND, CONNECTED))

    def frame(self) -> Any:
        """A pandas frame: one row a measure; value is a nullable whole number, <NA> is "no data"."""
        rows = [
            {"measure": n.measure, "dimension": n.dimension, "label": n.label, "value": n.value, "at_least": n.at_least}
            for n in self.numbers
        ]
        table = frame(rows, ("measure", "dimension", "label", "value", "at_least"))
        table["value"] = table["value"].astype("Int64")
        return table

    def figure(self) -> Any:
        """A plotly figure: one bar a measure."""
        return drawn.figure(self)

    def json(self) -> dict[str, Any]:
        """As `workbook profile --format json` prints it."""
        return {
            "side": "+".join(self.side),
            "on": [f"{instrument}:{topic}" for instrument, topic in self.on],
            "fell": [f"{instrument}:{topic}" for instrument, topic in self.fell],
            "scope": {n.measure: n.value for n in self.numbers if n.dimension == "scope"},
            "cooperation": {n.measure: n.value for n in self.numbers if n.dimension == "cooperation"},
        }


def profile(book: Workbook, side: str | tuple[str, ...], selection: Selection = Selection()) -> Profile:
    """The profile of a side: counts of unions over what is switched on.

    `side` is like `"convention+protocol"`; `selection` says what is off (nothing, by default).
    Raises `UnknownId` for an instrument or topic that the book does not have.
    """
    names = book.side(side)
    for topic in selection.off | {topic for _, topic in selection.off_in}:
        book.known("topic", topic, book.topics)
    on, fell = switched(book, names, selection)
    union: dict[str, set[str]] = {measure: set() for measure in book.vocabulary.measures}
    adds = contributions(book).by_provision
    for provision in on:
        for measure, ids in adds[provision].items():
            union[measure] |= ids
    found = {name: (frozenset(ids), *_known(book, names, name)) for name, ids in union.items()} | _states(book, on)
    numbers = []
    for name, kind in book.vocabulary.measures.items():
        here, known, whole = found[name]
        numbers.append(
            Number(name, kind.dimension, kind.label, len(here) if known else None, known and not whole, here)
        )
    return Profile(names, on, fell, tuple(numbers))


def _known(book: Workbook, side: tuple[str, ...], measure: str) -> tuple[bool, bool]:
    """Whether anything that feeds the measure is coded in the side's texts, and whether all of it is."""
    covered = coded(book)
    states = {covered[name][measure] for name in side}
    return states != {"none"}, states == {"whole"}


def _states(book: Workbook, on: Provisions) -> dict[str, tuple[frozenset[str], bool, bool]]:
    """The measures that count states and pairs: ids, whether there is any list of parties, and whether it is whole."""
    binding = frozenset(name for name, _ in on)
    connecting = frozenset(name for name, topic in on if book.topics[topic].theme == "cooperation")
    known = bool(book.facts.parties)

    def whole(texts: frozenset[str]) -> bool:
        """Whether no state can be missing: who joins a protocol is a party to its parent already."""
        return not any(book.instruments[name].supplements not in texts for name in texts & set(incomplete(book)))

    return {
        BOUND: (bound_by(book)(binding), known, whole(binding)),
        CONNECTED: (connected_by(book)(connecting), known, whole(connecting)),
    }
