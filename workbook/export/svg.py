"""The profiles of both sides as bars, an SVG of our own; views/static/export.js draws the very same."""

from __future__ import annotations

from xml.sax.saxutils import escape

from ..views.blocks import Table
from ..views.words import WORDS
from .report import Report
from .stacked import stacked

WIDTH, LEFT, ROOM, TOP, STEP = 880, 430, 300, 72, 40
COLOURS = {"A": "#1b5aa0", "B": "#a84a12"}


class NoPicture(ValueError):
    """The view has no picture; the message says so."""


def svg(report: Report) -> str:
    """Two bars a number, on one scale, with the number beside each; the title states the sides."""
    weights = next((table for table in report.tables if table.id == "weights"), None)
    if weights is not None:
        return stacked(report, weights)
    table = next((table for table in report.tables if table.id == "profiles"), None)
    if table is None:
        raise NoPicture(WORDS["no_picture"])
    top = max([1, *(_count(text) for row in table.rows for text in row[2:])])
    height = TOP + STEP * len(table.rows) + 56
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" font-family="system-ui, sans-serif" font-size="13" fill="#18212f">',
        f"<title>{escape(report.title)}</title>",
        f"<desc>{escape(_described(table))}</desc>",
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        _text(16, 26, report.title, ' font-size="16" font-weight="600"'),
        _text(16, 50, table.caption, ""),
    ]
    for place, (label, _, *values) in enumerate(table.rows):
        y = TOP + STEP * place
        parts.append(_text(16, y + 19, label, ""))
        for line, (side, words) in enumerate(zip("AB", values, strict=True)):
            width = ROOM * _count(words) // top
            at = y + 4 + 15 * line
            parts.append(f'<rect x="{LEFT}" y="{at}" width="{width}" height="12" fill="{COLOURS[side]}"/>')
            parts.append(_text(LEFT + width + 6, at + 11, f"{side}: {words}", f' fill="{COLOURS[side]}"'))
    parts.append(
        _text(16, height - 30, f"Data version {report.version}. Facts as known on {report.date}.", ' font-size="11"')
    )
    parts.append(_text(16, height - 12, f"Link {report.link}", ' font-size="11"'))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _text(x: int, y: int, words: str, extra: str) -> str:
    return f'<text x="{x}" y="{y}"{extra}>{escape(words)}</text>'


def _count(words: str) -> int:
    return int("".join(filter(str.isdigit, words)) or "0")


def _described(table: Table) -> str:
    return "; ".join(f"{label}: A {a}, B {b}" for label, _, a, b in table.rows) + "."
