"""How a position is written for a reader: its articles, its coded points, the names of sides."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from ..book.interface import words
from ..book.model import Position, Topic, Workbook
from ..questions.compare import Compared, written

NO_ANSWER = ("none", "not_about", ())
OFF_ON = words("wording", "off_on")
WORDS = words("wording")


def articles(position: Position) -> str:
    """The citation as a reader writes it: `Articles 25(1), 27(4)`, `Preamble`."""
    return written(position.cites)


def page_at(address: str) -> str:
    """A link's name: where it leads to, such as `page at example.org`."""
    return WORDS["page_at"].format(host=(urlsplit(address).hostname or "").removeprefix("www."))


def short(book: Workbook, side: tuple[str, ...]) -> str:
    """A side's name: its texts' short titles."""
    return " + ".join(book.instruments[name].short_title for name in side)


def united(book: Workbook, side: tuple[str, ...]) -> str:
    """A side within a sentence: `the ONE with OTHER`."""
    return WORDS["the"].format(name=WORDS["with"].join(book.instruments[name].short_title for name in side))


def listed(names: Sequence[str]) -> str:
    """`one`, `one and two`, `one, two and three`."""
    *first, last = names
    return WORDS["and"].format(first=", ".join(first), last=last) if first else last


def spelled(book: Workbook, topic: Topic, position: Position) -> list[tuple[str, str]]:
    """The coded features as (label, words); those that say nothing, or are not known, stand together at the end."""
    found, nothing, dark = [], [], []
    for name, given in position.features.items():
        label, known = book.vocabulary.name_of(name), topic.values(book.vocabulary, name)
        if given == "silent":
            dark.append(label)
        elif given in NO_ANSWER:
            nothing.append(label)
        else:
            values = (given,) if isinstance(given, str) else given
            found.append((label, "; ".join(known.get(value, value) for value in values)))
    ends = ((WORDS["nothing"], nothing), (WORDS["unknown"], dark))
    return found + [(label, "; ".join(names)) for label, names in ends if names]


def stand(book: Workbook, row: Compared) -> str:
    """How two sides stand on a topic: the relation, or which side is off."""
    return OFF_ON["".join(row.off)] if row.relation == "off" else book.vocabulary.relations[row.relation].label


def points(book: Workbook, row: Compared) -> list[str]:
    """On what they are unlike, in words."""
    return [book.vocabulary.name_of(name) for name in row.because]


def known_by(book: Workbook, position: Position) -> str:
    """How a statement is known, in a line: the basis, the page and the day it was seen, the reviewer."""
    if not position.basis:
        return ""
    page = position.source if position.source and position.source.startswith("http") else ""
    seen = WORDS["seen"].format(day=position.seen) if page and position.seen else ""
    reviewed = WORDS["reviewed"].format(reviewer=position.reviewed) if position.reviewed else ""
    return f"{basis(book, position)} {page}".strip() + seen + reviewed


def basis(book: Workbook, position: Position) -> str:
    """The basis in words, with the language in which the text was read, or how many recalled the same."""
    words = book.vocabulary.bases[position.basis].label
    if position.read_in:
        return WORDS["read_in"].format(basis=words, language=book.vocabulary.languages[position.read_in])
    n = position.recollections
    return WORDS["recalled"].format(basis=words, n=n) if n else words
