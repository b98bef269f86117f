"""The explorers that answer a question, each a module; a report of one's own (`basket`) is made of their answers."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

from ...book.interface import word, words
from ...book.model import Workbook
from ..blocks import Blocks, Say, lead_of
from ..state import State
from . import brief, cooperation, crimes, decision, drafting, mystate, pairs, quality, road, safeguards, scope, whatif

# In the order in which a page with all of them shows them, each with its short name for a navigation: that of the
# dashboard, and which part of it.
PARTS: dict[str, ModuleType] = {
    "state": mystate,
    "scope": scope,
    "crimes": crimes,
    "cooperation": cooperation,
    "pairs": pairs,
    "decision": decision,
    "road": road,
    "safeguards": safeguards,
    "whatif": whatif,
    "drafting": drafting,
    "brief": brief,
    "quality": quality,
}
NAMES = words("parts", "names")
# The explorers whose answer changes with the switches; their finding says so in its own sentence, the others say that
# they leave nothing out.
SWITCHED = ("crimes", "cooperation", "pairs", "safeguards", "whatif", "drafting", "brief", "state")
LEAVING_OUT = word("parts", "leaving_out")
KEEPING = word("parts", "keeping")


def answered(name: str, book: Workbook, state: State) -> Blocks:
    """An explorer's blocks as they are shown: where something is off, the answer says whether that is left out.

    static/explore.js keeps the same rule.
    """
    blocks: Blocks = PARTS[name].blocks(book, state)
    if not (state.off or state.off_in):
        return blocks
    if name not in SWITCHED:
        lead = lead_of(blocks)
        return (*blocks[:lead], Say("keeping", KEEPING, "told"), *blocks[lead:])
    return tuple(
        replace(block, words=LEAVING_OUT + block.words) if isinstance(block, Say) and block.tone == "finding" else block
        for block in blocks
    )
