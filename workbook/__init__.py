"""Compare the Budapest Convention and the UN text on cybercrime, provision by provision.

    book = load()
    profile(book, "budapest+budapest-p1+budapest-p2").frame()

Everything is a pure function of a `Workbook`; answers have `.frame()` (pandas) and, where a picture
helps, `.figure()` (plotly). A name is imported when it is first used, with what it needs and no more.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .brief import brief as brief
    from .compare import comparison as comparison
    from .compare import gaps as gaps
    from .compare import matrix as matrix
    from .compare import side_by_side as side_by_side
    from .cooperation import cooperation as cooperation
    from .coverage import coverage as coverage
    from .decision import decide as decide
    from .drafting import article_changes as article_changes
    from .drafting import changes as changes
    from .load import check as check
    from .load import load as load
    from .measures import contributions as contributions
    from .model import DataError as DataError
    from .model import Problem as Problem
    from .model import Selection as Selection
    from .model import UnknownId as UnknownId
    from .model import Workbook as Workbook
    from .pairs import pairs as pairs
    from .profiles import profile as profile
    from .reliability import agreement as agreement
    from .road import road as road
    from .scenario import what_if as what_if
    from .scope import where as where
    from .standing import parties as parties
    from .state import State as State

HOMES = {
    "brief": ("brief",),
    "compare": ("comparison", "gaps", "matrix", "side_by_side"),
    "cooperation": ("cooperation",),
    "coverage": ("coverage",),
    "decision": ("decide",),
    "drafting": ("article_changes", "changes"),
    "load": ("check", "load"),
    "measures": ("contributions",),
    "model": ("DataError", "Problem", "Selection", "UnknownId", "Workbook"),
    "pairs": ("pairs",),
    "profiles": ("profile",),
    "reliability": ("agreement",),
    "road": ("road",),
    "scenario": ("what_if",),
    "scope": ("where",),
    "standing": ("parties",),
    "state": ("State",),
}
HOME_OF = {name: home for home, names in HOMES.items() for name in names}
__all__ = sorted(HOME_OF)
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name not in HOME_OF:
        raise AttributeError(f"workbook has no {name!r}; it has: {', '.join(__all__)}")
    found = getattr(import_module(f".{HOME_OF[name]}", __name__), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return [*__all__, "__version__"]


class _Package(ModuleType):
    """Python binds a module that is imported to its name in the package; a function of that name stays the function."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in HOME_OF and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
