"""The plain-words summary: Python writes the sentences, Python and the browser fill in the numbers.

A blank is `{measure|one|many}`: the number of the measure, then the word for one or for many.
`{n|one|many}` counts the provisions that are on; `{name}` is the side's name.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..book.course import in_words
from ..book.model import Workbook
from ..book.standing import known_on
from ..questions.profiles import Profile
from ..questions.scope import where
from .state import start

BLANK = re.compile(r"\{([a-z0-9_.]+)(?:\|([^|}]*)\|([^}]*))?\}")

SENTENCES = (
    "With {n|provision|provisions} switched on, {name} requires {offences.mandatory|kind of conduct|kinds of conduct} "
    "to be a crime and leaves {offences.optional|more|more} to choice; {offences.content|of them is|of them are} "
    "about content.",
    "It requires {powers.mandatory|procedural power|procedural powers}, of which "
    "{powers.any_offence|reaches|reach} any offence with electronic evidence.",
    "It names {safeguards.conditions|kind of safeguard|kinds of safeguards}.",
    "Between states it provides {modalities.mandatory|way to cooperate that binds|ways to cooperate that bind} and "
    "{modalities.optional|at choice|at choice}; {providers.direct|provision lets|provisions let} an authority turn "
    "to a provider abroad.",
)

# What a switch changed, of one number: `{n|one|many}`; a measure without a phrase is named by its label.
CHANGES = {
    "offences.mandatory": "requires {n|kind of conduct|kinds of conduct} to be a crime",
    "offences.optional": "leaves {n|kind of conduct|kinds of conduct} to choice",
    "offences.content": "punishes {n|kind of content|kinds of content}",
    "offences.opt_out": "offers an opt-out from {n|offence|offences}",
    "liability.mandatory": "sets {n|duty|duties} on liability and jurisdiction",
    "powers.mandatory": "requires {n|procedural power|procedural powers}",
    "powers.any_offence": "carries {n|power|powers} to any offence with electronic evidence",
    "powers.serious_only": "keeps {n|power|powers} for serious cases",
    "safeguards.conditions": "names {n|kind of safeguard|kinds of safeguards}",
    "data_protection.provisions": "has {n|article|articles} on personal data",
    "where.parties": "binds {n|state|states}",
    "modalities.mandatory": "binds to {n|way to cooperate|ways to cooperate}",
    "modalities.optional": "offers {n|way to cooperate|ways to cooperate} at choice",
    "modalities.any_offence": "cooperates on any offence with electronic evidence in {n|way|ways}",
    "modalities.no_dual_criminality": "cooperates without dual criminality in {n|way|ways}",
    "speed.provisions": "has {n|provision|provisions} for urgent cases",
    "providers.direct": "turns to providers abroad in {n|provision|provisions}",
    "support.provisions": "has {n|provision|provisions} on prevention and support",
    "pairs.connected": "connects {n|pair of states|pairs of states}",
}
# What is said instead where a number of the sentence is not known.
UNKNOWN = (
    "With {n|provision|provisions} switched on, what {name} makes a crime is not coded.",
    "Which powers it requires is not coded.",
    "Which safeguards it names is not coded.",
    "Which ways to cooperate it provides is not coded.",
)
NO_DATA = "no data"
OPENING = {
    "on": "As known on {day}, {sides}.",
    "bound": "the {name} binds {states} states",
    "nobody": "the {name} binds nobody yet: {consented} states consented, {signed} more signed",
    "no_data": "{texts} texts, {topics} topics. Which states they bind: no data.",
}


def fill(sentence: str, words: Callable[[str], str]) -> str:
    """The sentence with its blanks filled; `words` gives the number of a measure as text."""

    def one(match: re.Match[str]) -> str:
        number = words(match[1])
        if match[2] is None:
            return number
        return f"{number} {match[2] if number in ('1', 'at least 1') else match[3]}"

    return BLANK.sub(one, sentence)


def summary(book: Workbook, profile: Profile) -> str:
    """What the selection gives a side, in plain words."""
    name = " with ".join(book.instruments[instrument].short_title for instrument in profile.side)
    given = {"n": str(len(profile.on)), "name": f"the {name}"}

    def words(measure: str) -> str:
        return given[measure] if measure in given else profile[measure].words

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
        given = {"name": " with the ".join(book.instruments[name].short_title for name in side), "states": found.words}
        wholes = {"consented": ("ratified", found.complete), "signed": ("signatory", found.signatures_complete)}
        for name, (status, whole) in wholes.items():
            given[name] = f"{'' if whole else 'at least '}{found.count(status)}"
        said.append(OPENING["bound" if found.count("party") else "nobody"].format(**given))
    return OPENING["on"].format(day=in_words(known_on(book)), sides="; ".join(said))
