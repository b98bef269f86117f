"""A view's picture as a file, whole: finding, picture, legend, source, day and link; static/save.js saves the same."""

from __future__ import annotations

from ..views.drawing import draw
from ..views.words import WORDS
from .report import Report


class NoPicture(ValueError):
    """The view has no picture; the message says so."""


def svg(report: Report) -> str:
    """The picture with all that it needs where it stands alone."""
    drawn = report.drawn()
    if drawn is None:
        raise NoPicture(WORDS["no_picture"])
    found, world = drawn
    return draw(found, world, foot(report))


def foot(report: Report) -> list[str]:
    """Source, day and link, as they stand below a picture."""
    return [
        WORDS["source"].format(workbook=report.workbook, title=report.title),
        report.known,
        WORDS["linked"].format(address=report.host + report.link),
    ]
