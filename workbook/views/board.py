"""The board: every topic as a tile, by theme, with the name that a screen reader hears."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..book.interface import word
from ..book.model import Workbook
from ..questions.compare import Compared
from .state import ALL, State
from .wording import stand

BOARD = "board"
ON, OFF = word("board", "on"), word("board", "off")
CHOOSE, SHOWN = word("board", "choose"), word("board", "shown")
SWITCH_OFF, SWITCH_ON = word("board", "switch_off"), word("board", "switch_on")


@dataclass(frozen=True)
class Tile:
    """A topic on the board: how the sides stand, and the tile's name, such as `Copyright: only A; switched on`."""

    topic: str
    title: str
    relation: str
    name: str
    off: bool


def tiles(book: Workbook, state: State, rows: Iterable[Compared]) -> dict[str, list[Tile]]:
    """Tiles by theme, in the order of the vocabulary's themes."""
    groups: dict[str, list[Tile]] = {theme: [] for theme in book.vocabulary.themes}
    for row in rows:
        off = row.topic in state.off
        how = stand(book, row)
        how = how if how.startswith(("A ", "B ")) else how[:1].lower() + how[1:]  # a side keeps its letter
        name = f"{row.title}: {how}; {OFF if off else ON}"
        groups[row.theme].append(Tile(row.topic, row.title, row.relation, name, off))
    return {theme: found for theme, found in groups.items() if found}


def counts(rows: Iterable[Compared]) -> Counter[str]:
    """How many topics stand in which relation."""
    return Counter(row.relation for row in rows)


def switch_theme(found: list[Tile]) -> str:
    """What the theme's button does, and to how many topics: to those that are off, else to all."""
    off = sum(tile.off for tile in found)
    return f"{SWITCH_ON if off else SWITCH_OFF} {off or len(found)}"


def shown(book: Workbook, state: State, rows: Mapping[str, Compared]) -> frozenset[str]:
    """The topics whose cards the state asks for; none where it asks for none. Words are looked for in the browser."""
    if state.show and state.show != ALL:
        return frozenset({state.show})
    if not (state.show or state.q or state.f_theme or state.f_verdict or state.f_relation):
        return frozenset()
    texts = {name for side in state.sides(book) for name in side}
    return frozenset(
        topic.id
        for topic in book.topics.values()
        if state.f_theme in ("", topic.theme)
        and state.f_relation in ("", rows[topic.id].relation)
        and (not state.f_verdict or any(topic.positions[name].verdict == state.f_verdict for name in texts))
    )


def shown_words(count: int, among: int) -> str:
    """How many cards are shown."""
    return SHOWN.format(n=count, all=among) if count else CHOOSE
