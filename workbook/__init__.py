"""Compare treaties, provision by provision.

    book = load()
    profile(book, "convention+protocol").frame()

Everything is a pure function of a `Workbook`; answers have `.frame()` (pandas) and, where a picture
helps, `.figure()` (plotly). A name is imported when it is first used, with what it needs and no more.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .book.load import check as check
    from .book.load import load as load
    from .book.model import DataError as DataError
    from .book.model import Problem as Problem
    from .book.model import Selection as Selection
    from .book.model import UnknownId as UnknownId
    from .book.model import Workbook as Workbook
    from .book.standing import parties as parties
    from .export.shown import view as view
    from .questions.brief import brief as brief
    from .questions.compare import comparison as comparison
    from .questions.compare import gaps as gaps
    from .questions.compare import matrix as matrix
    from .questions.compare import side_by_side as side_by_side
    from .questions.cooperation import cooperation as cooperation
    from .questions.coverage import coverage as coverage
    from .questions.decision import decide as decide
    from .questions.drafting import article_changes as article_changes
    from .questions.drafting import changes as changes
    from .questions.measures import contributions as contributions
    from .questions.mystate import my_state as my_state
    from .questions.pairs import pairs as pairs
    from .questions.profiles import profile as profile
    from .questions.reliability import agreement as agreement
    from .questions.road import road as road
    from .questions.scenario import what_if as what_if
    from .questions.scope import where as where
    from .questions.search import search as search
    from .views.state import State as State

HOMES = {
    "export.shown": ("view",),
    "questions.brief": ("brief",),
    "questions.compare": ("comparison", "gaps", "matrix", "side_by_side"),
    "questions.cooperation": ("cooperation",),
    "questions.coverage": ("coverage",),
    "questions.decision": ("decide",),
    "questions.drafting": ("article_changes", "changes"),
    "book.load": ("check", "load"),
    "questions.measures": ("contributions",),
    "questions.mystate": ("my_state",),
    "book.model": ("DataError", "Problem", "Selection", "UnknownId", "Workbook"),
    "questions.pairs": ("pairs",),
    "questions.profiles": ("profile",),
    "questions.reliability": ("agreement",),
    "questions.road": ("road",),
    "questions.scenario": ("what_if",),
    "questions.scope": ("where",),
    "questions.search": ("search",),
    "book.standing": ("parties",),
    "views.state": ("State",),
}
HOME_OF = {name: home for home, names in HOMES.items() for name in names}
__all__ = sorted(HOME_OF)
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name not in HOME_OF:
        raise AttributeError(f"workbook has no {name!r}; it has: {', '.join(__all__)}")
    found = getattr(import_module(f".{HOME_OF[name]}", __name__), name)
    import_module(".questions.drawn", __name__).__dict__["draw"] = _draw
    import_module(".views.filed", __name__).__dict__["make"] = _file
    globals()[name] = found
    return found


def _draw(answer: Any) -> Any:
    """The figure of an answer: no question knows a view, so the package, above both, brings them together."""
    return import_module(".views.figures", __name__).figure_of(answer)


def _file(book: Any, view: str, state: Any, how: str) -> Any:
    """A view as (name, bytes), for the save buttons of a widget: no view knows how files are written."""
    export = import_module(".export", __name__)
    book.known("format", how, dict.fromkeys(export.FORMATS))
    return export.file_name(book, view, state, how), export.file_of(book, view, state, how)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
