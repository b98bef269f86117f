"""The rule on how much a difference weighs: every theme in one place, every topic's own weight a known one.

In the manner of `factrules`, which holds the list of all.
"""

from __future__ import annotations

from collections.abc import Iterator

from .model import Workbook
from .rules import Fault, Rule, choose, file_of

FILE = "vocabulary.yaml"


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


RULES: tuple[Rule, ...] = (every_theme_weighs_once,)
