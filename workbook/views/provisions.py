"""A card with the text: the provisions that a topic cites, numbered, and a redline of any two. Never without the store.

Official texts are the user's own: these pages are made from the local store, and the static edition has none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..book.interface import words
from ..book.model import Workbook
from ..texts import store
from ..texts.official import OfficialText, Part, TextError
from ..texts.redline import Piece, provision, redline
from ..texts.words import carrying, words_of
from .desk import pieces
from .html import environment
from .widgets import Page

WORDS = words("provisions")


@dataclass(frozen=True)
class Cited:
    """What one text's position cites: each citation with its heading and parts; the words that carry coded values."""

    name: str
    text: OfficialText
    provisions: tuple[tuple[str, str, tuple[Part, ...]], ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Redline:
    """Two provisions, each `TEXT:CITATION`, and the pieces that lead from the one to the other."""

    left: str
    right: str
    pieces: tuple[Piece, ...]


def present(book: Workbook) -> dict[str, OfficialText]:
    """The imported texts of the book's instruments."""
    return {name: text for name in book.instruments if (text := store.find(name)) is not None}


def cited(book: Workbook, topic: str) -> tuple[Cited, ...]:
    """The provisions of a topic in each text that is present. Raises `UnknownId`."""
    book.known("topic", topic, book.topics)
    listed, found = words_of(Path(book.folder)), []
    for name, text in present(book).items():
        position = book.topics[topic].positions[name]
        provisions = tuple(
            (cite, text.heading(cite), text.in_context(cite)) for cite in position.cites if text.cited(cite)
        )
        if provisions:
            found.append(Cited(name, text, provisions, carrying(position, listed, text.language)))
    return tuple(found)


def compared(left: str, right: str) -> Redline:
    """The redline from one provision to another, each written `TEXT:CITATION` (`uncac:46(1)`). Raises `TextError`."""
    one, two = (provision(*parted(name)) for name in (left, right))
    return Redline(left, right, redline(one, two))


def parted(name: str) -> tuple[OfficialText, str]:
    """`uncac:46(1)` as the text and the citation."""
    text, sign, cite = name.strip().partition(":")
    if not sign:
        raise TextError(WORDS["write"].format(name=repr(name)))
    return store.text_of(text.strip()), cite.strip()


def page(book: Workbook, topic: str | None, left: str = "", right: str = "", form: bool = True) -> str:
    """The provisions of a topic side by side, and a redline where two are named, as a page that asks for nothing.

    `form`: with the fields that choose other provisions. Raises `UnknownId` and `TextError`.
    """
    found = cited(book, topic) if topic else ()
    names = [f"{each.name}:{cite}" for each in found for cite, _, _ in each.provisions]
    other = next((name for name in names if name.partition(":")[0] != names[0].partition(":")[0]), "") if names else ""
    chosen = (left or (names[0] if names else ""), right or other)
    shown = compared(*chosen) if left and right else None
    return environment().get_template("provisions.html.j2").render(
        book=book, topic=book.topics[topic] if topic else None, found=found, names=names, chosen=chosen,
        redline=shown, form=form, pieces=pieces, texts=present(book),
    )  # fmt: skip


def side_by_side(book: Workbook, topic: str, left: str = "", right: str = "") -> Page:
    """The same in a notebook."""
    return Page(
        lambda: page(book, topic, left, right, form=False),
        WORDS["texts"].format(topic=topic, n=len(cited(book, topic))),
    )


def as_data(book: Workbook) -> dict[str, Any]:
    """Which texts are here, and which topics cite them: what a served page needs to offer the text on a card."""
    there = present(book)
    return {
        name: [topic.id for topic in book.topics.values() if any(map(text.cited, topic.positions[name].cites))]
        for name, text in there.items()
    }
