"""How topics stand, by weight, as bars of many parts: the picture of the page for a minister, as an SVG of our own."""

from __future__ import annotations

from xml.sax.saxutils import escape

from ..views.blocks import Table
from .report import Report

WIDTH, LEFT, STEP, TOP = 880, 250, 24, 44
# Fill, line and letters of each way to stand, in the order of the table's columns.
LOOKS = (
    ("#8a97a8", "none", "#ffffff"),
    ("#9ac1de", "#0b5a94", "#18212f"),
    ("#e3b78a", "#b35a00", "#18212f"),
    ("#6a4c93", "none", "#ffffff"),
    ("#0b5a94", "none", "#ffffff"),
    ("#b35a00", "none", "#ffffff"),
    ("#ffffff", "#8a97a8", "#18212f"),
    ("#ffffff", "#18212f", "#18212f"),
    ("#ffffff", "#b3261e", "#18212f"),
)


def stacked(report: Report, table: Table) -> str:
    """A bar a row, as long as its topics are many, each part with its number; a legend of the parts there are."""
    many = [[int(cell) for cell in row[1:]] for row in table.rows]
    unit = (WIDTH - LEFT - 20) / max([1, *map(sum, many)])
    parts = [_text(16, 26, table.caption, ' font-size="16" font-weight="600"')]
    for place, (row, counts) in enumerate(zip(table.rows, many, strict=True)):
        x, y = float(LEFT), TOP + STEP * place
        parts.append(_text(16, y + 15, row[0]))
        for (fill, line, ink), n in zip(LOOKS, counts, strict=False):
            if n:
                parts.append(_bar(x, y, n * unit - 1, STEP - 6, fill, line))
                if n * unit > 13:
                    middle = f' text-anchor="middle" fill="{ink}"'
                    parts.append(_text(x + n * unit / 2, y + 14, str(n), middle))
                x += n * unit
    used = [place for place in range(len(LOOKS)) if any(counts[place] for counts in many)]
    x, y = 16.0, TOP + STEP * len(many) + 10
    for place in used:
        label = table.columns[place + 1]
        if x + 30 + 7.5 * len(label) > WIDTH:
            x, y = 16.0, y + 22
        parts += [_bar(x, y, 13, 13, *LOOKS[place][:2]), _text(x + 19, y + 11, label)]
        x += 34 + 7.5 * len(label)
    y += 40
    for words in (f"Data version {report.version}. Facts as known on {report.date}.", f"Link {report.link}"):
        parts.append(_text(16, y, words, ' font-size="11"'))
        y += 18
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" height="{y}" '
        f'font-family="system-ui, sans-serif" font-size="13" fill="#18212f">'
    )
    said = "; ".join(
        f"{row[0]}: " + ", ".join(f"{name} {n}" for name, n in zip(table.columns[1:], counts, strict=True) if n)
        for row, counts in zip(table.rows, many, strict=True)
    )
    shown = [f"<title>{escape(table.caption)}</title>", f"<desc>{escape(said)}</desc>"]
    paper = f'<rect width="{WIDTH}" height="{y}" fill="#ffffff"/>'
    return "\n".join([head, *shown, paper, *parts, "</svg>"]) + "\n"


def _bar(x: float, y: float, width: float, height: float, fill: str, line: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height}" fill="{fill}" '
        f'stroke="{line}" stroke-width="1"/>'
    )


def _text(x: float, y: float, words: str, extra: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}"{extra}>{escape(words)}</text>'
