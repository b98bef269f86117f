"""One page on two sides: what they share and what one alone has, by how much it weighs, and the largest differences.

The order of differences is a written rule. First comes what weighs most for practice, by `weights` of
data/vocabulary.yaml (without them, by the order of themes). Of equal weight, topics that one side alone provides on
lead: what parties must do, then must consider, then may do, then what a text states. Then those on which one side
goes further, then those that differ in no one order; among these, the more coded points are unlike, the earlier.
Ties keep the order of the workbook. The page shows at most EACH of one weight, so that the heaviest does not hide
the rest. views/static/explorers/brief.js keeps the same rule.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..book.interface import word
from ..book.model import Selection, Workbook
from ..book.once import once
from ..book.standing import known_on, parties
from .compare import Compared, Comparison, comparison
from .profiles import Number, Profile, profile

EACH = 3
MOST = 10
MOST_NUMBERS = 6
LEAST = word("brief", "least")


@dataclass(frozen=True)
class Brief:
    """What a page on two sides rests on. `differences` are in order, by dimension; `numbers` too.

    `groups` are all topics by their weight, the heaviest first; `heaviest` the differences that the page shows.
    """

    comparison: Comparison
    a: Profile
    b: Profile
    differences: Mapping[str, tuple[Compared, ...]]
    numbers: tuple[tuple[Number, Number], ...]
    groups: Mapping[str, tuple[Compared, ...]]
    heaviest: tuple[tuple[str, Compared], ...]

    def frame(self) -> Any:
        """A pandas frame of the differences that weigh most: topic, title, theme, relation, a, b (cites), because."""
        rows = tuple(row for _, row in self.heaviest)
        return Comparison(self.comparison.a, self.comparison.b, rows).frame()


def brief(book: Workbook, a: str, b: str, selection: Selection = Selection()) -> Brief:
    """The page on sides `a` and `b` (such as `"convention+protocol"`) under a selection. Raises `UnknownId`."""
    whole = comparison(book, a, b, None, selection)
    both = profile(book, a, selection), profile(book, b, selection)
    found: dict[str, tuple[Compared, ...]] = {}
    for dimension in book.vocabulary.dimensions:
        rows = [r for r in whole.rows if book.vocabulary.themes[r.theme].dimension == dimension]
        found[dimension] = ordered(book, tuple(rows))
    groups: dict[str, tuple[Compared, ...]] = {}
    for name in weights(book):
        groups[name] = tuple(row for row in whole.rows if weight_of(book, row.topic) == name)
    heaviest = tuple((name, row) for name, rows in groups.items() for row in ordered(book, rows)[:EACH])[:MOST]
    return Brief(whole, *both, found, furthest(*both), groups, heaviest)


def weights(book: Workbook) -> dict[str, tuple[str, str]]:
    """The weights, the heaviest first: label, and the words that begin a sentence ("" where it has none)."""
    words = book.vocabulary
    if words.weights:
        return {name: (weight.label, weight.says or "") for name, weight in words.weights.items()}
    return {name: (theme.label, theme.label) for name, theme in words.themes.items()}


def weight_of(book: Workbook, topic: str) -> str:
    """The weight of a topic: its own, else its theme's; in a vocabulary without weights its theme."""
    words, found = book.vocabulary, book.topics[topic]
    if found.weight or not words.weights:
        return found.weight or found.theme
    return next(name for name, weight in words.weights.items() if found.theme in weight.themes)


def ordered(book: Workbook, rows: tuple[Compared, ...]) -> tuple[Compared, ...]:
    """The differences among rows, by the written rule."""
    weighed = [(weight, row) for row in rows if (weight := weigh(book, row))]
    return tuple(row for _, row in sorted(weighed, key=lambda pair: pair[0]))


def weigh(book: Workbook, row: Compared) -> tuple[int, int, int] | None:
    """A difference's place in the order, the smaller the earlier; None where there is none, or none is known."""
    first = tuple(weights(book)).index(weight_of(book, row.topic))
    if row.relation in ("only_a", "only_b"):
        positions = book.topics[row.topic].positions
        forces = (strength(book, positions[name].force) for name, _ in row.a + row.b)
        return first, 0, min(forces, default=len(book.vocabulary.force_order))
    if row.relation in ("stronger_a", "stronger_b"):
        return first, 1, -len(row.because)
    return (first, 2, -len(row.because)) if row.relation == "differs" else None


def strength(book: Workbook, force: str) -> int:
    """0 for the strongest force, 1 for the next; what states a rule and asks for no act comes last."""
    ranked = book.vocabulary.force_order[::-1]
    return ranked.index(force) if force in ranked else len(ranked)


def furthest(a: Profile, b: Profile) -> tuple[tuple[Number, Number], ...]:
    """The unequal numbers that are known in full on both sides, the largest difference first."""
    both = [
        (one, other)
        for one, other in zip(a.numbers, b.numbers, strict=True)
        if not (one.at_least or other.at_least) and one.value is not None and other.value not in (None, one.value)
    ]
    return tuple(sorted(both, key=lambda pair: -abs((pair[0].value or 0) - (pair[1].value or 0))))


def bound(book: Workbook, instrument: str, on: dt.date) -> str:
    """How many states (not the European Union) a text binds on a day, by the records kept; `at least` if not whole."""
    found = parties(book, instrument, on)
    n = sum(book.facts.states[iso3].kind != "organisation" for iso3 in found.bound())
    return str(n) if found.complete else LEAST.format(n=n)


@once
def bound_by_day(book: Workbook) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """For each text the days on which `bound` changes (ISO), each with what it says from that day on."""
    return {name: tuple(_steps(book, name)) for name in book.instruments}


def _steps(book: Workbook, instrument: str) -> Iterator[tuple[str, str]]:
    """What is known can change on a day that the facts name, and on the first of a month, when most treaties bind."""
    rows = [row for row in book.facts.parties if row.instrument == instrument]
    totals = [total.as_of for total in book.facts.totals if total.instrument == instrument]
    text, last = book.instruments[instrument], known_on(book)
    named = [text.opened, text.in_force, last, *totals, *(day for row in rows for day in (row.date, row.as_of))]
    days = {day for day in named if day}
    months = {dt.date(year, month, 1) for year in range(min(days).year - 1, last.year + 1) for month in range(1, 13)}
    said = ""
    for day in sorted(days | months):
        words = bound(book, instrument, day)
        if words != said:
            yield day.isoformat(), words
        said = words
