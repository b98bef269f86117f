"""The marks of a provision: what its force and features say, so that two provisions can be held against each other.

Ranked marks grow with strength (a stronger value has all marks of a weaker one); plain marks only agree or differ.
views/static/answers.js is sent them as they are made here.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from functools import cache
from typing import Any

from .model import Position, Topic, Workbook
from .vocabulary import COUNTS, POINTS, Feature

Marks = tuple[frozenset[str], frozenset[str]]  # (ranked, plain)
NOTHING: Marks = (frozenset(), frozenset())


def marks(book: Workbook, topic: Topic, position: Position) -> Marks:
    """The ranked and the plain marks of a provision's force and features."""
    ranked, plain = map(set, _rank("force", position.force, book.vocabulary.force_order))
    for name, given in position.features.items():
        more: tuple[Set[str], Set[str]]
        if name == POINTS:
            more = _points(topic, given)
        else:
            feature = book.vocabulary.features[name]
            more = _many(name, given, feature) if feature.many else _rank(name, str(given), feature.order)
        ranked |= more[0]
        plain |= more[1]
    return frozenset(ranked), frozenset(plain)


@cache
def _rank(name: str, value: str, order: str | tuple[str, ...]) -> Marks:
    if value in order and not isinstance(order, str):
        return frozenset(f"{name}>={step}" for step in order[: order.index(value) + 1]), frozenset()
    return frozenset(), frozenset((f"{name}={value}",))


def _many(name: str, given: Any, feature: Feature) -> tuple[set[str], set[str]]:
    if given == "silent":
        return set(), {f"{name}=silent"}
    values = {given} if isinstance(given, str) else set(given)
    if feature.order == "fewer":
        return {f"{name}>=no {value}" for value in set(feature.values) - values}, set()
    if feature.order == "more":
        return {f"{name}>={value}" for value in values}, set()
    return set(), {f"{name}={value}" for value in values}


def _points(topic: Topic, given: Any) -> tuple[set[str], set[str]]:
    if given == "silent":
        return set(), {f"{POINTS}=silent"}
    has = {given} if isinstance(given, str) else set(given)
    counted = {kind: {name for name, point in topic.points.items() if point.counts == kind} for kind in COUNTS}
    ranked = {f"{POINTS}>={name}" for name in counted["more"] & has}
    ranked |= {f"{POINTS}>=no {name}" for name in counted["limit"] - has}
    return ranked, {f"{POINTS}={name}" for name in counted["other"] & has}


def unite(several: Iterable[Marks]) -> Marks:
    """The marks of a side: the union over its provisions."""
    ranked, plain = NOTHING
    for more in several:
        ranked, plain = ranked | more[0], plain | more[1]
    return ranked, plain


SILENT = "=silent"


def heard(a: Marks, b: Marks) -> tuple[Marks, Marks]:
    """Two sets of marks without the features on which one of them is silent: what is not known is no difference."""
    silent = {mark.removesuffix(SILENT) for mark in a[1] | b[1] if mark.endswith(SILENT)}
    if not silent:
        return a, b
    one, other = ((_without(ranked, silent), _without(plain, silent)) for ranked, plain in (a, b))
    return one, other


def _without(marks: frozenset[str], silent: set[str]) -> frozenset[str]:
    return frozenset(mark for mark in marks if named(mark) not in silent)


@cache  # marks are few: those of the closed lists
def named(mark: str) -> str:
    """The feature, or `force`, that a mark is of."""
    return mark.split(">=")[0].split("=")[0]


def by_marks(a: Marks, b: Marks) -> str:
    """The order of two sets of marks alone; what one of them is silent on is left out."""
    a, b = heard(a, b)
    if a == b:
        return "same"
    if a[1] == b[1] and a[0] > b[0]:
        return "stronger_a"
    if a[1] == b[1] and a[0] < b[0]:
        return "stronger_b"
    return "differs"


def unlike(a: Marks, b: Marks) -> set[str]:
    """`force` and the features whose marks are not alike; what one of them is silent on is left out."""
    a, b = heard(a, b)
    return {named(mark) for mark in (a[0] ^ b[0]) | (a[1] ^ b[1])}
