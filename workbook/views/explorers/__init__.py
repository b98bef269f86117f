"""The explorers: each a module with `blocks(book, state)` (the answer) and `data(book)` (what the browser needs
to give the same answer), `context(book, state)` (what its controls show) and SIDES (whether the two sides can be
chosen in it); its controls are pages/explorers/NAME.html.j2, its browser half static/explorers/NAME.js.
"""

from __future__ import annotations

from types import ModuleType

from ...book.model import Workbook
from ..blocks import Blocks
from ..state import State
from . import basket, parts
from .parts import KEEPING, LEAVING_OUT, PARTS, SWITCHED

__all__ = ["BASKET", "EXPLORERS", "KEEPING", "LEAVING_OUT", "NAMES", "PARTS", "SWITCHED", "answered"]
BASKET = "basket"
# The last is made of the others' answers.
EXPLORERS: dict[str, ModuleType] = PARTS | {BASKET: basket}
NAMES = parts.NAMES | {BASKET: basket.NAME}


def answered(name: str, book: Workbook, state: State) -> Blocks:
    """An explorer's blocks as they are shown: where something is off, the answer says whether that is left out.

    static/explore.js keeps the same rule.
    """
    return basket.blocks(book, state) if name == BASKET else parts.answered(name, book, state)
