"""Compare the Budapest Convention and the UN text on cybercrime, provision by provision.

    book = load()
    profile(book, "budapest+budapest-p1+budapest-p2").frame()

Everything is a pure function of a `Workbook`; answers have `.frame()` (pandas) and, where a picture
helps, `.figure()` (plotly).
"""

from .brief import brief
from .compare import comparison, gaps, matrix, side_by_side
from .cooperation import cooperation
from .coverage import coverage
from .decision import decide
from .drafting import article_changes, changes
from .load import check, load
from .measures import contributions
from .model import DataError, Problem, Selection, UnknownId, Workbook
from .pairs import pairs
from .profiles import profile
from .reliability import agreement
from .road import road
from .scenario import what_if
from .scope import where
from .standing import parties
from .state import State

__all__ = [
    "DataError",
    "Problem",
    "Selection",
    "State",
    "UnknownId",
    "Workbook",
    "agreement",
    "article_changes",
    "brief",
    "changes",
    "check",
    "comparison",
    "contributions",
    "cooperation",
    "coverage",
    "decide",
    "gaps",
    "load",
    "matrix",
    "pairs",
    "parties",
    "profile",
    "road",
    "side_by_side",
    "what_if",
    "where",
]
__version__ = "0.1.0"
