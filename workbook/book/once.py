"""Work that is done once for each value and kept as long as that value lives."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

S = TypeVar("S")
T = TypeVar("T")


def once(function: Callable[[S], T]) -> Callable[[S], T]:
    """`function` of one frozen value, asked once for each; its answer must not hold on to the value."""
    known: WeakKeyDictionary[S, T] = WeakKeyDictionary()

    @wraps(function)
    def asked(value: S) -> T:
        if value not in known:
            known[value] = function(value)
        return known[value]

    return asked
