"""The explorers: each a module with `blocks(book, state)` (the answer) and `data(book)` (what the browser needs
to give the same answer), `context(book, state)` (what its controls show) and SIDES (whether the two sides can be
chosen in it); its controls are pages/explorers/NAME.html.j2, its browser half static/explorers/NAME.js.
"""

from __future__ import annotations

from types import ModuleType

from . import brief, cooperation, crimes, decision, drafting, pairs, quality, road, safeguards, scope, whatif

# In the order in which a page with all of them shows them, each with its short name for a navigation.
EXPLORERS: dict[str, ModuleType] = {
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
NAMES = {
    "scope": "Where",
    "crimes": "Crimes and powers",
    "cooperation": "Two states",
    "pairs": "Pairs",
    "decision": "Rule",
    "road": "Road",
    "safeguards": "Safeguards",
    "whatif": "What if",
    "drafting": "Drafting",
    "brief": "One page",
    "quality": "Sources",
}
