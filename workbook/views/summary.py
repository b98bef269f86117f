"""The plain-words summary: Python writes the sentences, Python and the browser fill in the numbers.

A blank is `{measure|one|many}`: the number of the measure, then the word for one or for many.
`{n|one|many}` counts the provisions that are on; `{name}` is the side's name.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..book.course import in_words
from ..book.interface import headings, word, words
from ..book.model import Workbook
from ..book.standing import known_on
from ..questions.profiles import Number, Profile
from ..questions.scope import where
from .state import start
from .wording import WORDS as WORDING
from .wording import united

BLANK = re.compile(r"\{([a-z0-9_.]+)(?:\|([^|}]*)\|([^}]*))?\}")
ONE = re.compile(r"(^| )1$")  # the number 1, alone or after "at least"

SENTENCES = headings("summary", "sentences")

# What a switch changed, of one number: `{n|one|many}`; a measure without a phrase is named by its label.
CHANGES = words("summary", "changes")
# What is said instead where a number of the sentence is not known.
UNKNOWN = headings("summary", "unknown")
NO_DATA = word("summary", "no_data")
NAME, BESIDES, LEAST = word("summary", "name"), word("summary", "besides"), word("summary", "least")
OPENING = words("summary", "opening")


def fill(sentence: str, words: Callable[[str], str]) -> str:
    """The sentence with its blanks filled; `words` gives the number of a measure as text."""

    def one(match: re.Match[str]) -> str:
        number = words(match[1])
        if match[2] is None:
            return number
        return f"{number} {match[2] if number.rpartition(' ')[2] == '1' else match[3]}"

    return BLANK.sub(one, sentence)


def counted(number: Number) -> str:
    """A number as it is read: `4`, `at least 4`, `no data`."""
    if number.value is None:
        return NO_DATA
    return LEAST.format(n=number.value) if number.at_least else str(number.value)


def summary(book: Workbook, profile: Profile) -> str:
    """What the selection gives a side, in plain words."""
    given = {"n": str(len(profile.on)), "name": united(book, profile.side)}

    def words(measure: str) -> str:
        return given[measure] if measure in given else counted(profile[measure])

    told = []
    for known, unknown in zip(SENTENCES, UNKNOWN, strict=True):
        numbers = [words(blank[1]) for blank in BLANK.finditer(known)]
        told.append(fill(unknown if NO_DATA in numbers else known, words))
    return " ".join(told)


def opening(book: Workbook) -> str:
    """Whom the two sides that a visitor meets first bind today; it rests on no switch."""
    if not book.facts.parties:
        return OPENING["no_data"].format(texts=len(book.instruments), topics=len(book.topics))
    said = []
    for side in start(book).sides(book):
        found = where(book, side)
        given = {
            "name": WORDING["with_the"].join(book.instruments[name].short_title for name in side),
            "states": found.words,
        }
        wholes = {"consented": ("ratified", found.complete), "signed": ("signatory", found.signatures_complete)}
        for key, (status, whole) in wholes.items():
            given[key] = ("{n}" if whole else OPENING["least"]).format(n=found.count(status))
        said.append(OPENING["bound" if found.count("party") else "nobody"].format(**given))
    return OPENING["on"].format(day=in_words(known_on(book)), sides="; ".join(said))
