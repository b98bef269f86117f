"""What a report of one's own holds beside its blocks: the footnotes of its cards, its pictures, its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from ..book.model import Workbook
from ..views.basket import parsed
from ..views.blocks import Blocks
from ..views.state import State, part_state
from ..views.wording import articles, known_by
from ..views.words import CITED
from .sources import Source, each_once, named_sources, positions_sources

Notes = Mapping[tuple[str, int, int], tuple[str, ...]]
Pictures = Mapping[str, tuple[bytes, str]]
SAYS = 1  # the row of a card that holds what a text says
Drawn = Callable[[str, Blocks, State], tuple[bytes, str] | None]


def card_notes(book: Workbook, state: State) -> Notes:
    """For each side of each card one note a text: its title and symbol, articles, basis, pages seen."""
    found: dict[tuple[str, int, int], tuple[str, ...]] = {}
    for at, name in _topics(state):
        for place, side in enumerate(state.sides(book), 1):
            notes = tuple(_note(book, name, text) for text in side if known_by(book, book.topics[name].positions[text]))
            if notes:
                found[f"{at}-card", SAYS, place] = notes
    return found


def _note(book: Workbook, topic: str, name: str) -> str:
    position, text = book.topics[topic].positions[name], book.instruments[name]
    symbol = f" ({text.symbol})" if text.symbol not in ("", "none") else ""
    where = articles(position) if position.provides else ""
    looked = CITED["looked"].format(where=", ".join(position.looked_in)) if position.looked_in else ""
    said = ", ".join(part for part in (f"{text.title}{symbol}", where or looked) if part)
    official = " " + CITED["official"].format(address=text.address) if text.address.startswith("http") else ""
    return f"{said}. {known_by(book, position)}.{official}"


def pictures(state: State, blocks: Blocks, drawn: Drawn) -> Pictures:
    """The picture of each view that has one, under the id of the view's heading; its blocks are not made again."""
    found: dict[str, tuple[bytes, str]] = {}
    for number, item in enumerate(state.pick, 1):
        part, at = parsed(item), f"p{number}"
        if part.controls is not None:
            own = tuple(replace(b, id=b.id.removeprefix(f"{at}-")) for b in blocks if b.id.startswith(f"{at}-"))
            made = drawn(part.name, own, part_state(state, part.name, part.controls))
            if made:
                found[at] = made
    return found


def pages(book: Workbook, state: State, blocks: Blocks) -> tuple[Source, ...]:
    """The pages that the report rests on, each once."""
    topics = {name for _, name in _topics(state)}
    texts = [name for side in state.sides(book) for name in side]
    return each_once([*named_sources(book, blocks), *positions_sources(book, texts, topics)])


def _topics(state: State) -> Iterator[tuple[str, str]]:
    for at, item in enumerate(state.pick, 1):
        part = parsed(item)
        if part.controls is None and not part.words:
            yield f"p{at}", part.name
