"""The explorers that answer a question, each a module; a report of one's own (`basket`) is made of their answers."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

from ...book.model import Workbook
from ..blocks import Blocks, Say
from ..interface import word, words
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
# The explorers whose finding changes with the switches; it says so in its own sentence.
SWITCHED = ("crimes", "cooperation", "pairs", "safeguards", "whatif", "brief", "state")
LEAVING_OUT = word("parts", "leaving_out")


def answered(name: str, book: Workbook, state: State) -> Blocks:
    """An explorer's blocks as they are shown: a finding that rests on switches names that some are off.

    static/explore.js keeps the same rule.
    """
    blocks: Blocks = PARTS[name].blocks(book, state)
    if name not in SWITCHED or not (state.off or state.off_in):
        return blocks
    return tuple(
        replace(block, words=LEAVING_OUT + block.words) if isinstance(block, Say) and block.tone == "finding" else block
        for block in blocks
    )
