"""The rules on the glossary: where a term leads, how it is explained, and by which words it is found.

In the manner of `factrules`, which holds the list of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .model import Workbook
from .rules import SLUG, Fault, Rule

FILE = "glossary.yaml"
MEANING_WORDS = range(5, 46)


def a_term_leads_to_topics(book: Workbook) -> Iterator[Fault]:
    """A term of art has an id of small letters, digits and hyphens, and leads to topics that exist, each once."""
    for name, entry in book.facts.glossary.items():
        if not SLUG.fullmatch(name):
            yield FILE, (name,), f"{name!r} is not an id.", "Use small letters, digits and hyphens."
        if not entry.topics:
            yield FILE, (name, "topics"), f"{name} leads to no topic.", "Name at least one file of topics/."
        for number, topic in enumerate(entry.topics):
            if topic not in book.topics:
                yield FILE, (name, "topics", number), f"There is no topic {topic!r}.", "Name a file of topics/."
            elif topic in entry.topics[:number]:
                yield FILE, (name, "topics", number), f"{topic} stands twice.", "Keep one of the two."


def a_term_is_explained_once(book: Workbook) -> Iterator[Fault]:
    """No two terms are alike; a meaning has 5 to 45 words and ends with a full stop."""
    first: dict[str, str] = {}
    for name, entry in book.facts.glossary.items():
        other = first.setdefault(entry.term.casefold(), name)
        if other != name:
            yield FILE, (name, "term"), f"{entry.term!r} is the term of {other} too.", "Keep one of the two entries."
        many = len(entry.meaning.split())
        if many not in MEANING_WORDS:
            yield FILE, (name, "meaning"), f"The meaning of {name} has {many} words.", "Write 5 to 45 words."
        elif not entry.meaning.endswith("."):
            yield FILE, (name, "meaning"), f"The meaning of {name} does not end.", "Write whole sentences."


def an_everyday_word_can_be_typed(book: Workbook) -> Iterator[Fault]:
    """An everyday word has letters to look for, stands once in its entry, and is not the term itself."""
    for name, entry in book.facts.glossary.items():
        seen = {entry.term.casefold()}
        for number, word in enumerate(entry.words):
            place = (name, "words", number)
            if not re.search(r"[a-z0-9]{2}", word.casefold()):
                yield FILE, place, f"Nobody can look for {word!r}.", "Write a word with letters, or remove it."
            elif word.casefold() in seen:
                yield FILE, place, f"{word!r} stands here already.", "Keep one of the two."
            seen.add(word.casefold())


RULES: tuple[Rule, ...] = (a_term_leads_to_topics, a_term_is_explained_once, an_everyday_word_can_be_typed)
