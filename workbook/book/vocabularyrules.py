"""The rules on the vocabulary itself: its ids, and how much a difference weighs.

In the manner of `factrules`, which holds the list of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from .model import Workbook
from .rules import Fault, Rule, choose, file_of

FILE = "vocabulary.yaml"
ID = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")


def ids_are_plain(book: Workbook) -> Iterator[Fault]:
    """An id of the vocabulary is of small letters and digits, parted by dots, hyphens or underscores.

    Ids stand in links, names of fields and pages, where another sign would not come back as it was.
    """
    words = book.vocabulary
    places: list[tuple[tuple[str, ...], Any]] = [((field.name,), getattr(words, field.name)) for field in fields(words)]
    places += [(("features", name, "values"), feature.values) for name, feature in words.features.items()]
    for place, entries in places:
        for id in entries if isinstance(entries, Mapping) else ():
            if not ID.fullmatch(id):
                yield FILE, (*place, id), f"{id!r} is not an id.", "Write it as the others are; its label is free."


def every_theme_weighs_once(book: Workbook) -> Iterator[Fault]:
    """Where the vocabulary has weights, every theme stands in one of them, and a topic's weight is one of them."""
    words = book.vocabulary
    first: dict[str, str] = {}
    for name, weight in words.weights.items():
        for number, theme in enumerate(weight.themes):
            place = ("weights", name, "themes", number)
            if theme not in words.themes:
                yield FILE, place, f"There is no theme {theme!r}.", choose(words.themes)
            elif theme in first:
                yield FILE, place, f"{theme} weighs as {first[theme]} already.", "Keep it in one of the two."
            first.setdefault(theme, name)
    for theme in words.themes:
        if words.weights and theme not in first:
            cure = f"Name {theme} among the themes of one weight."
            yield FILE, ("weights",), f"Nothing says how much {theme} weighs.", cure
    for topic in book.topics.values():
        if topic.weight is not None and topic.weight not in words.weights:
            cure = choose(words.weights) if words.weights else "Remove it; the vocabulary has no weights."
            yield file_of(topic), ("weight",), f"The weight {topic.weight!r} is not known.", cure


RULES: tuple[Rule, ...] = (ids_are_plain, every_theme_weighs_once)
