"""The explorers: each a module with `blocks(book, state)` (the answer) and `data(book)` (what the browser needs
to give the same answer), `context(book, state)` (what its controls show) and SIDES (whether the two sides can be
chosen in it); its controls are pages/explorers/NAME.html.j2, its browser half static/explorers/NAME.js.
"""

from __future__ import annotations

from types import ModuleType

from . import brief, cooperation, crimes, decision, drafting, pairs, quality, road, safeguards, scope, whatif

EXPLORERS: dict[str, ModuleType] = {
    "brief": brief,
    "cooperation": cooperation,
    "crimes": crimes,
    "decision": decision,
    "drafting": drafting,
    "pairs": pairs,
    "quality": quality,
    "road": road,
    "safeguards": safeguards,
    "scope": scope,
    "whatif": whatif,
}
