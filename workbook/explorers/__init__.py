"""The explorers: each a module with `blocks(book, state)` (the answer) and `data(book)` (what the browser needs
to give the same answer); its controls are pages/explorers/NAME.html.j2, its browser half static/explorers/NAME.js.
"""

from __future__ import annotations

from types import ModuleType

from . import decision

EXPLORERS: dict[str, ModuleType] = {"decision": decision}
