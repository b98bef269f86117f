"""A picture -> SVG, whole: finding, picture, legend, source, day and link. static/drawing.js draws the very same.

A picture is plain data (pictures.py): a title, a legend, and either dots (a matrix), bars (on one scale),
maps, planes (two counts against each other), joins (what became of what) or grids (pairs of a set).
Every mark names itself to who points at it; a kind is told by shape or hatching, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from .lines import grids, joins, planes
from .marks import FILLS, LETTER, MARKS, NARROW, OUTLINE, WIDE, fill, mark, pattern, text, wrapped

EDGE = 'class="edge" stroke="#ffffff" stroke-width=".6"'
TWIN = 1000  # from this width on two maps stand side by side


def draw(picture: Mapping[str, Any], world: Mapping[str, Any], foot: Sequence[str] | None, width: int = WIDE) -> str:
    """The picture as SVG. With a `foot` (source, day, link) it stands alone: its finding is written above it."""
    out: list[str] = []
    y = 8
    for line in wrapped(picture["title"], (width - 32) // 10) if foot is not None else ():
        y += 20
        out.append(text(16, y, line, ' font-size="15" font-weight="600"'))
    y = _legend(out, picture, width, y + (8 if foot is None else 16))
    if "dots" in picture:
        y = _dots(out, picture["dots"], width, y)
    elif "bars" in picture:
        y = _bars(out, picture["bars"], picture["id"], width, y)
    elif "planes" in picture:
        y = planes(out, picture["planes"], width, y)
    elif "grids" in picture:
        y = grids(out, picture["grids"], width, y)
    elif "joins" in picture:
        y = joins(out, picture["joins"], width, y)
    else:
        y = _maps(out, picture["maps"], world, picture["id"], width, y)
    for words in foot or ():
        for line in wrapped(words, (width - 32) // 6):
            y += 16
            out.append(text(16, y, line, ' font-size="11"'))
    height = y + 14
    patterns = "".join(
        pattern(picture["id"], kind) for kind, _ in picture["legend"] if kind in FILLS and FILLS[kind][1]
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="group" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" font-family="system-ui, sans-serif" font-size="13" fill="#18212f">'
        f"<title>{escape(picture['title'], False)}</title><defs>{patterns}</defs>"
        f'<rect class="paper" width="{width}" height="{height}" fill="#ffffff"/>{"".join(out)}</svg>\n'
    )


def _legend(out: list[str], picture: Mapping[str, Any], width: int, y: int) -> int:
    x = 16
    for kind, words in picture["legend"]:
        lines = wrapped(words, (width - 56) // LETTER)
        long = 40 + LETTER * max(map(len, lines))
        if x > 16 and x + long > width:
            x, y = 16, y + 22
        if kind in MARKS:
            out.append(f'<g transform="translate({x + 7} {y + 7})">{MARKS[kind]}</g>')
        else:
            out.append(f'<rect x="{x}" y="{y}" width="14" height="14" {OUTLINE} {fill(picture["id"], kind)}/>')
        for place, line in enumerate(lines):
            out.append(text(x + 22, y + 12 + 16 * place, line))
        x += long
        if len(lines) > 1:
            x, y = 16, y + 16 * len(lines)
    return y + 28


def _dots(out: list[str], dots: Mapping[str, Any], width: int, y: int) -> int:
    """A matrix: a row a question, a column a text."""
    columns = dots["columns"]
    left = width * 9 // 20
    step = (width - left - 8) // max(1, len(columns))
    heads = [wrapped(name, max(5, step // LETTER - 1)) for name in columns]
    y += 4
    for at, lines in enumerate(heads):
        for place, line in enumerate(lines):
            middle = left + step * at + step // 2
            out.append(text(middle, y + 12 + 16 * place, line, ' text-anchor="middle" font-weight="600"'))
    y += 16 * max(map(len, heads), default=0) + 4
    for head, rows in dots["groups"]:
        if head:
            out.append(text(16, y + 18, head, ' font-weight="600"'))
            y += 26
        for label, cells in rows:
            lines = wrapped(label, (left - 24) // LETTER)
            high = 16 * len(lines) + 10
            out.append(f'<path d="M16 {y}H{width - 8}" class="l" stroke="#d5dbe4"/>')
            for place, line in enumerate(lines):
                out.append(text(16, y + 17 + 16 * place, line))
            for at, (kind, words) in enumerate(cells):
                place_at = f' transform="translate({left + step * at + step // 2} {y + high // 2})"'
                hit = '<path d="M-12 -12H12V12H-12z" fill="#fff" fill-opacity="0"/>'
                out.append(mark(hit + MARKS[kind], words, place_at))
            y += high
    return y + 8


def _bars(out: list[str], bars: Mapping[str, Any], name: str, width: int, y: int) -> int:
    """Bars on one scale, which is written below them; a row has one or more lines, a line one or more parts."""
    wide = width >= NARROW
    left = 330 if wide else 16
    room = width - left - (150 if bars["named"] else 24)
    top = max(1, bars["top"])
    for label, lines in bars["rows"]:
        heads = wrapped(label, (left - 24 if wide else width - 32) // LETTER)
        for place, line in enumerate(heads):
            out.append(text(16, y + 14 + 16 * place, line))
        down = y + (0 if wide else 16 * len(heads) + 4)
        for parts in lines if bars["named"] else filter(None, lines):
            end = left
            for kind, start, count, words in parts:
                x, long = left + room * start // top, room * count // top
                if count:
                    long = max(bars["least"], long)
                    bar = f'<rect x="{x}" y="{down + 2}" width="{long}" height="16" {OUTLINE} {fill(name, kind)}/>'
                    out.append(mark(bar, f"{label}: {words}"))
                end = x + long
            if bars["named"] and parts:
                out.append(text(end + 6, down + 15, parts[-1][3]))
            down += 20
        y = max(down, y + 16 * len(heads)) + 10
    out.append(f'<path d="M{left} {y}H{left + room}" class="s" stroke="#515c6d"/>')
    for at, words in bars["ticks"]:
        x = left + room * at // top
        anchor = "start" if at <= 0 else "end" if at >= top else "middle"
        out.append(f'<path d="M{x} {y}v5" class="s" stroke="#515c6d"/>')
        out.append(text(x, y + 18, words, f' text-anchor="{anchor}" font-size="11"'))
    for place, line in enumerate(wrapped(bars["unit"], (width - 32) // 6)):
        out.append(text(16, y + 36 + 15 * place, line, ' font-size="11"'))
        down = y + 36 + 15 * place
    return down + 6


def _maps(
    out: list[str],
    maps: Sequence[tuple[str, Mapping[str, Any]]],
    world: Mapping[str, Any],
    name: str,
    width: int,
    y: int,
) -> int:
    """Maps of one world, side by side where there is room; a state too small to be seen has a dot after all land."""
    beside = width >= TWIN and len(maps) > 1
    step = width // 2 if beside else width
    least = 2 if width >= NARROW else 1
    scale = (step - 32) * 1000 // int(world["width"])
    heads = [wrapped(caption, (step - 32) // 8) for caption, _ in maps]
    for at, (_, states) in enumerate(maps):
        x = 16 + step * at if beside else 16
        for place, line in enumerate(heads[at]):
            out.append(text(x, y + 18 + 18 * place, line, ' font-weight="600"'))
        down = y + 18 * max(map(len, heads)) + 8
        out.append(f'<g transform="translate({x} {down}) scale({scale}e-3)" fill-rule="evenodd" {EDGE}>')
        out.append(f'<path class="k-f" fill="#d5dbe4" fill-opacity=".55" d="{world["rest"]}"/>')
        for dots in (False, True):
            for iso3, (path, east, south, dot) in world["states"].items():
                kind, words = states.get(iso3, ("f", iso3))
                shape = f'<path d="{path}" {fill(name, kind)}/>' if path else ""
                if dots:
                    radius = 3 if kind == "f" else 5 if width >= NARROW else 11
                    shape = (
                        f'<circle cx="{east:g}" cy="{south:g}" r="{radius}" {fill(name, kind)}/>'
                        if dot >= least
                        else ""
                    )
                if shape:
                    out.append(mark(shape, words, f' data-iso3="{iso3}"'))
        out.append("</g>")
        if not beside or at == len(maps) - 1:
            y = down + scale * int(world["height"]) // 1000
    return y + 8
