"""A file's name says what is in it: the view, its sides, what is chosen in it, how much is off, the data's version.

views/static/save.js names files alike.
"""

from __future__ import annotations

import re

from ..book.model import Workbook
from ..views.basket import VIEWS
from ..views.explorers import BASKET
from ..views.state import State

FILTERS = ("f_theme", "f_verdict", "f_relation", "show", "q")
LONGEST = 110  # letters before the version


def file_name(book: Workbook, view: str, state: State, how: str) -> str:
    """Such as `cooperation_ONE_vs_OTHER_JPN_BRA_2026-01-15_3-off_VERSION.docx`."""
    a, b = ("+".join(side) for side in state.sides(book))
    chosen = [_text(getattr(state, name)) for name in VIEWS.get(view, FILTERS) if name != "vs"]
    off = len(state.off) + len(state.off_in)
    named = "my-report" if view == BASKET else view
    parts = [named, a, "vs", b, *([] if view == BASKET else chosen), f"{off}-off" if off else ""]
    clean = [re.sub(r"[^A-Za-z0-9+.-]+", "-", part).strip("-") for part in parts]
    return f"{'_'.join(filter(None, clean))[:LONGEST]}_{book.version}.{how}"


def _text(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "+".join(value)
