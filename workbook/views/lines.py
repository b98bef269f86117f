"""Planes (two counts), joins (what became of what) and grids (pairs of a set) -> SVG; static/lines.js draws alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .marks import HALO, LINES, MARKS, NARROW, OUTLINE, mark, text, wrapped

STEP, ROOM = 26, 66


def planes(out: list[str], found: Sequence[Mapping[str, Any]], width: int, y: int) -> int:
    """Planes beside each other where there is room; each with axes from 0, areas, lines, words and a point."""
    beside = width >= NARROW
    step = (width - 16) // len(found) if beside else width - 16
    heads = [wrapped(plane["title"], (step - 32) // 8) for plane in found]
    end = y
    for at, plane in enumerate(found):
        left, top = 16 + (step * at if beside else 0), y if beside else end
        for place, line in enumerate(heads[at]):
            out.append(text(left, top + 14 + 18 * place, line, ' font-weight="600"'))
        end = _plane(out, plane, left, step - 16, top + 18 * (max(map(len, heads)) if beside else len(heads[at])) + 20)
    return end


def _plane(out: list[str], plane: Mapping[str, Any], x0: int, wide: int, top: int) -> int:
    """One plane below `top`, as wide as it may be; where it ends."""
    left, room = x0 + 34, wide - 34 - 12
    tall = room * 3 // 4
    foot, (most, high) = top + tall, plane["most"]

    def place(n: int, m: int) -> tuple[int, int]:
        return left + room * n // most, foot - tall * m // high

    def path(points: Sequence[tuple[int, int]]) -> str:
        return "M" + "L".join("{} {}".format(*place(n, m)) for n, m in points)

    for words, points in plane["areas"]:
        shape = f'<path d="{path(points)}z" class="k-a" fill="#1b5aa0" fill-opacity=".18"/>'
        out.append(mark(shape, words))
    out.append(f'<path d="M{left} {top}V{foot}H{left + room}" class="s" fill="none" stroke="#515c6d"/>')
    for n in plane["ticks"]:
        x, y = place(n, n)
        out.append(text(x, foot + 16, str(n), ' text-anchor="middle" font-size="11"'))
        if 0 < n <= high:
            out.append(text(left - 6, y + 4, str(n), ' text-anchor="end" font-size="11"'))
    across, up = plane["axes"]
    out.append(text(left + room // 2, foot + 34, across, ' text-anchor="middle"'))
    out.append(text(x0, top - 8, up))
    for kind, words, points, label in plane["lines"]:
        d = path(points)
        hit = f'<path d="{d}" fill="none" stroke="#fff" stroke-opacity="0" stroke-width="14"/>'
        out.append(mark(f'{hit}<path d="{d}" {LINES[kind]}/>', words))
        x, y = place(*points[-1])
        anchor = "end" if points[-1][0] * 4 > 3 * most else "start"
        heavy = ' font-weight="600"' if kind == "bold" else ""
        if label:
            out.append(text(x + (6 if anchor == "start" else 0), y - 8, label, f' text-anchor="{anchor}"{heavy}{HALO}'))
    for n, m, words in plane["notes"]:
        x, y = place(n, m)
        out.append(text(x, y, words, f' text-anchor="middle"{HALO}'))
    for n, m, words in plane["points"]:
        x, y = place(n, m)
        out.append(mark(MARKS["point"], words, f' transform="translate({x} {y})"'))
        anchor, off = ("end", -10) if n * 3 > most else ("start", 10)
        out.append(text(x + off, y - 10, words, f' text-anchor="{anchor}" font-weight="600"{HALO}'))
    return foot + 52


def joins(out: list[str], found: Mapping[str, Any], width: int, y: int) -> int:
    """Two columns, and a line from each thing on the left to what it became on the right."""
    left = 112
    right = max(left + 88, width * 2 // 5)
    middle = (left + right) // 2
    heads = [wrapped(head, room) for head, room in zip(found["heads"], (12, (width - right - 16) // 8), strict=True)]
    for column, lines in enumerate(heads):
        for place, line in enumerate(lines):
            at, anchor = (right + 8, "start") if column else (left - 8, "end")
            out.append(text(at, y + 14 + 16 * place, line, f' text-anchor="{anchor}" font-weight="600"'))
    y += 16 * max(map(len, heads)) + 20
    for at, words in enumerate(found["left"]):
        out.append(text(left - 8, y + STEP * at + 4, words, ' text-anchor="end"'))
    for at, words in enumerate(found["right"]):
        out.append(text(right + 8, y + STEP * at + 4, words))
    said: set[int] = set()
    labels = []  # above all lines, so that none runs through them
    for kind, start, end, label, words in found["lines"]:
        a, b = y + STEP * start, y + STEP * end
        d = f"M{left} {a}C{middle} {a} {middle} {b} {right} {b}"
        if end < 0:
            d = f"M{left} {a}H{middle}m-4 -4l8 8m0 -8l-8 8"
        elif start < 0:
            d = f"M{middle} {b}H{right}M{middle} {b - 5}v10"
        hit = f'<path d="{d}" fill="none" stroke="#fff" stroke-opacity="0" stroke-width="14"/>'
        out.append(mark(f'{hit}<path d="{d}" {LINES[kind]}/>', words))
        if end < 0:
            labels.append(text(middle + 12, a + 4, label, HALO))
        elif end not in said:
            labels.append(text(right + 64, b + 4, label, HALO))
        said.add(end)
    out += labels
    return y + STEP * max(len(found["left"]), len(found["right"]))


def grids(out: list[str], found: Mapping[str, Any], width: int, y: int) -> int:
    """A triangle for each part: two names a cell, its number, its share in words and as a bar of the whole cell."""
    names, parts = found["names"], found["parts"]
    beside = width >= NARROW
    step = (width - 16) // len(parts) if beside else width - 16
    size = min(54, (step - 16 - ROOM) // max(1, len(names)))
    for at, (caption, cells) in enumerate(parts):
        left, top = 16 + (step * at if beside else 0), y if beside else y + at * (62 + size * len(names))
        out.append(text(left, top + 14, caption, ' font-weight="600"'))
        for i, name in enumerate(names):
            x, down = left + ROOM + size * i, top + 52 + size * i
            out.append(text(x + size // 2, top + 34 + 12 * (i % 2), name, ' text-anchor="middle" font-size="11"'))
            out.append(text(left + ROOM - 6, down + size // 2 + 4, name, ' text-anchor="end" font-size="12"'))
        for row, column, n, most, share, words in cells:
            wide = (size - 11) * n // max(1, most)
            shape = f'<rect width="{size - 3}" height="{size - 3}" fill="#fff" fill-opacity="0" {OUTLINE}/>'
            shape += text(size // 2 - 1, 13, str(n), ' text-anchor="middle" font-size="12" font-weight="600"')
            shape += text(size // 2 - 1, 25, share, ' text-anchor="middle" font-size="11"')
            if n:
                shape += f'<rect x="4" y="{size - 11}" width="{max(1, wide)}" height="4" class="k-a" fill="#1b5aa0"/>'
            place = f' transform="translate({left + ROOM + size * column} {top + 52 + size * row})"'
            out.append(mark(shape, words, place))
    return y + (1 if beside else len(parts)) * (62 + size * len(names))
