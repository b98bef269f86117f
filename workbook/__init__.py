"""Compare the Budapest Convention and the UN text on cybercrime, provision by provision.

    book = load()
    profile(book, "budapest+budapest-p1+budapest-p2").frame()

Everything is a pure function of a `Workbook`; answers have `.frame()` (pandas) and, where a picture
helps, `.figure()` (plotly).
"""

from .compare import comparison, gaps, matrix, side_by_side
from .decision import decide
from .load import check, load
from .measures import contributions
from .model import DataError, Problem, Selection, UnknownId, Workbook
from .profiles import profile
from .state import State

__all__ = [
    "DataError",
    "Problem",
    "Selection",
    "State",
    "UnknownId",
    "Workbook",
    "check",
    "comparison",
    "contributions",
    "decide",
    "gaps",
    "load",
    "matrix",
    "profile",
    "side_by_side",
]
__version__ = "0.1.0"
