"""How two sides relate on one topic.

The rule, kept alike here and in views/static/answers.js: force and each feature give a provision two sets
of marks. Ranked marks grow with strength (a stronger value has all marks of a weaker one); plain
marks only agree or differ. A side's marks are the union over its provisions. Equal plain marks and
a larger ranked set make the stronger side; anything else that is unequal differs.
"""

from __future__ import annotations

from typing import Any

from ..book.model import Feature, Position, Topic, Workbook

Marks = tuple[frozenset[str], frozenset[str]]  # (ranked, plain)


def marks(book: Workbook, position: Position) -> Marks:
    """The ranked and the plain marks of a provision's force and features."""
    ranked, plain = _rank("force", position.force, book.vocabulary.force_order)
    for name, given in position.features.items():
        feature = book.vocabulary.features[name]
        more = _many(name, given, feature) if feature.many else _rank(name, str(given), feature.order)
        ranked, plain = ranked | more[0], plain | more[1]
    return frozenset(ranked), frozenset(plain)


def _rank(name: str, value: str, order: str | tuple[str, ...]) -> tuple[set[str], set[str]]:
    if value in order and not isinstance(order, str):
        return {f"{name}>={step}" for step in order[: order.index(value) + 1]}, set()
    return set(), {f"{name}={value}"}


def _many(name: str, given: Any, feature: Feature) -> tuple[set[str], set[str]]:
    if given == "silent":
        return set(), {f"{name}=silent"}
    values = {given} if isinstance(given, str) else set(given)
    if feature.order == "fewer":
        return {f"{name}>=no {value}" for value in set(feature.values) - values}, set()
    if feature.order == "more":
        return {f"{name}>={value}" for value in values}, set()
    return set(), {f"{name}={value}" for value in values}


def unite(book: Workbook, topic: Topic, names: list[str]) -> Marks:
    """The marks of a side on one topic: the union over its provisions."""
    ranked: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    for name in names:
        more = marks(book, topic.positions[name])
        ranked, plain = ranked | more[0], plain | more[1]
    return ranked, plain


def relate(in_a: bool, in_b: bool, dark: bool, a: Marks, b: Marks) -> str:
    """The relation of two sides: whether each has a provision, whether one is dark (uncoded), their marks."""
    if dark:
        return "unknown"
    if not (in_a and in_b):
        return "only_a" if in_a else "only_b" if in_b else "same"
    if a == b:
        return "same"
    if a[1] == b[1] and a[0] > b[0]:
        return "stronger_a"
    if a[1] == b[1] and a[0] < b[0]:
        return "stronger_b"
    return "differs"


def unlike(a: Marks, b: Marks) -> set[str]:
    """`force` and the features whose marks are not alike."""
    return {mark.split(">=")[0].split("=")[0] for mark in (a[0] ^ b[0]) | (a[1] ^ b[1])}
