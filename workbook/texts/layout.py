"""Signs on pages -> lines in the order of reading: columns, running heads, footnotes and their marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .lines import PAGE, RULE, Line, clean, frame

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
MIRRORED = str.maketrans("()[]{}«»<>", ")(][}{»«><")
SMALL = 0.86  # of the size of most letters: a footnote's, or its mark's
COLUMN_SHARE = 0.5  # of half of a page's rows, which each of two columns holds at least


@dataclass(frozen=True)
class Sign:
    """A letter or another sign where it is drawn, in points; `base` is the height of the line that it stands on."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True)
class Row:
    """Signs of one line and of one column, in the order of reading."""

    text: str
    left: float
    right: float
    base: float
    size: float


def without_heads(pages: list[list[Row]]) -> Iterator[list[Row]]:
    """Pages without what stands at the same height, at the top or at the foot, of a third of the pages or more."""
    keys = [{(frame(row.text), round(row.base / 3)) for row in at_edge(rows)} for rows in pages]
    often = Counter(key for page in keys for key in page)
    least = max(2, len(pages) / 3)
    for rows in pages:
        edge = {id(row) for row in at_edge(rows)}
        yield [
            row
            for row in rows
            if not (
                id(row) in edge
                and (often[frame(row.text), round(row.base / 3)] >= least or PAGE.fullmatch(row.text.strip()))
            )
        ]


def at_edge(rows: list[Row]) -> list[Row]:
    """The rows at a page's two uppermost and two lowest heights."""
    heights = sorted({round(row.base) for row in rows})
    ends = {*heights[:2], *heights[-2:]} if len(heights) > 6 else {*heights[:1], *heights[-1:]}
    return [row for row in rows if round(row.base) in ends]


def lines(rows: list[Row], usual: float, common: float | None) -> list[Line]:
    """A page's lines in the order of reading, without footnotes.

    `usual` is the size of most letters, `common` the place of the gutter on other pages.
    """
    out: list[Line] = []
    rule = max((row.base for row in rows if RULE.fullmatch(row.text)), default=0.0)
    rows = [row for row in rows if row.base >= rule or row.size > 0.95 * usual]  # a footnote can span both columns
    for column in columns(rows, common):
        column = without_foot(column, usual)
        pitch = median([a.base - b.base for a, b in pairwise(column) if a.base > b.base] or [0])
        for before, row in zip([None, *column], column, strict=False):
            text = clean(row.text)
            if text:
                out.append(Line(text, before is None or opens(before, row, pitch), size=row.size))
    return out


def by_height(page: list[Sign], usual: float) -> Iterator[list[Sign]]:
    """Signs that stand on one line, from the top; a footnote's raised mark is left out."""
    heights: list[tuple[float, list[Sign]]] = []
    for sign in sorted((each for each in page if each.size >= SMALL * usual), key=lambda each: -each.base):
        if heights and abs(heights[-1][0] - sign.base) < 0.3 * usual:
            heights[-1][1].append(sign)
        else:
            heights.append((sign.base, [sign]))
    for sign in (each for each in page if each.size < SMALL * usual):
        near = [
            line
            for height, line in heights
            if -0.3 * usual < sign.base - height < 0.75 * usual and beside(sign, line, usual)
        ]
        if near:
            if not (sign.text.isdigit() or sign.text in "*†‡, "):
                near[0].append(sign)
        else:
            place = next((line for height, line in heights if abs(height - sign.base) < 0.2 * usual), None)
            if place is not None:
                place.append(sign)
            else:
                heights.append((sign.base, [sign]))
    heights = [
        (height, line) for height, line in heights if not any(is_raised(height, line, *other) for other in heights)
    ]
    yield from (line for _, line in sorted(heights, key=lambda each: -each[0]))


def is_raised(height: float, line: list[Sign], below: float, other: list[Sign]) -> bool:
    """Whether a line is nothing but a footnote's mark beside the letters, larger than it, of another line."""
    size = max(sign.size for sign in other)
    marks = "".join(sign.text for sign in line).strip()
    smaller = max(sign.size for sign in line) < 0.9 * size
    return bool(smaller and 0 < height - below < 0.8 * size and len(marks) < 4 and re.fullmatch(r"[\d*†]+", marks))


def beside(sign: Sign, line: list[Sign], usual: float) -> bool:
    """Whether a small sign stands right beside a letter of usual size."""
    large = [each for each in line if each.size >= SMALL * usual and each.text.strip()]
    gaps = [gap for each in large for gap in (sign.left - each.right, each.left - sign.right)]
    return any(-2 < gap < 1.5 * usual for gap in gaps)


def parts_of(line: list[Sign]) -> Iterator[Row]:
    """A line's signs as words, parted where there is a gap as wide as between columns; smaller gaps become tabs."""
    blanks = sorted((sign.left + sign.right) / 2 for sign in line if is_blank(sign))
    line = sorted((sign for sign in line if sign.text.strip()), key=lambda sign: sign.left)
    if not line:
        return
    size = median(sign.size for sign in line)
    pieces: list[list[Sign]] = [[line[0]]]
    for before, sign in pairwise(line):
        if sign.left - before.right > size:
            pieces.append([])
        pieces[-1].append(sign)
    for piece in pieces:
        text = worded(piece, blanks, size)
        yield Row(text, piece[0].left, max(each.right for each in piece), piece[0].base, size)


def worded(piece: list[Sign], blanks: list[float], size: float) -> str:
    """Signs from left to right as text; right to left where the script runs so, with its numbers kept.

    Words are parted by the blanks that the file has (`blanks`: where), and by gaps where it has none.
    """
    backwards = sum(bool(RIGHT_TO_LEFT.match(sign.text)) for sign in piece) * 4 > len(piece)
    # A printer may begin anew behind a blank without drawing it; letters that are joined to one another have wide gaps.
    widest = (0.12 if len(blanks) * 15 < len(piece) else 0.4 if backwards else 0.25) * size
    ordered = sorted(piece, key=lambda sign: -sign.right) if backwards else piece
    out = ""
    for before, sign in zip([None, *ordered], ordered, strict=False):
        gap = 0.0 if before is None else (before.left - sign.right if backwards else sign.left - before.right)
        parted = gap > widest or (before is not None and blank_between(before, sign, blanks))
        out += (" " if parted else "") + sign.text
    if backwards:
        out = re.sub(
            r"[0-9A-Za-z](?:[0-9A-Za-z /.,:-]*[0-9A-Za-z])",
            lambda run: run[0][::-1],
            out.translate(MIRRORED) if misturned(out) else out,
        )
    return out


def is_blank(sign: Sign) -> bool:
    """Whether a sign is a blank of the file; PDFium adds others, without width, where it turns round."""
    return not sign.text.strip() and sign.right - sign.left > 0.05 * sign.size


def blank_between(before: Sign, sign: Sign, blanks: list[float]) -> bool:
    """Whether a blank stands between two signs."""
    a, b = sorted(((before.left + before.right) / 2, (sign.left + sign.right) / 2))
    place = bisect_left(blanks, a)
    return place < len(blanks) and blanks[place] < b


def misturned(text: str) -> bool:
    """Whether brackets face the wrong way, as they are drawn."""
    first = re.search(r"[()\[\]]", text)
    return first is not None and first[0] in ")]"


def columns(rows: list[Row], common: float | None) -> Iterator[list[Row]]:
    """Rows in the order of reading: column by column where a page has two, else line by line with its parts joined."""
    gutter = gutter_of(rows)
    if (
        gutter is None
        and common is not None
        and not any(row.left < common - 2 < common + 2 < row.right for row in rows)
    ):
        gutter = common
    if gutter is None:
        yield joined_rows(rows)
        return
    right_first = sum(bool(RIGHT_TO_LEFT.search(row.text)) for row in rows) * 2 > len(rows)
    band: list[Row] = []
    for row in [*rows, None]:
        if row is None or (row.left < gutter - 2 and row.right > gutter + 2):
            left = joined_rows([each for each in band if each.right <= gutter + 2])
            right = joined_rows([each for each in band if each.right > gutter + 2])
            yield from (each for each in ((right, left) if right_first else (left, right)) if each)
            band = []
            if row is not None:
                yield [row]
        else:
            band.append(row)


def gutter_of(rows: list[Row]) -> float | None:
    """Where the gutter of two columns runs; None on a page with one."""
    if len(rows) < 12:
        return None
    start, end = min(row.left for row in rows), max(row.right for row in rows)
    best: tuple[int, float] | None = None
    for step in range(30, 71, 2):
        at = start + (end - start) * step / 100
        crossing = sum(row.left < at - 2 and row.right > at + 2 for row in rows)
        sides = [[row for row in rows if row.right <= at + 2], [row for row in rows if row.left >= at - 2]]
        if crossing <= 0.25 * len(rows) and all(is_column(side, rows, end - start) for side in sides):
            best = min(best or (crossing, at), (crossing, at))
    return best[1] if best else None


def is_column(side: list[Row], rows: list[Row], width: float) -> bool:
    """Whether what stands on one side of a page is a column of text rather than marks or the ends of lines."""
    wide = [row for row in side if row.right - row.left > 0.3 * width]
    tall = max((row.base for row in side), default=0.0) - min((row.base for row in side), default=0.0)
    height = max(row.base for row in rows) - min(row.base for row in rows)
    return len(side) >= COLUMN_SHARE * len(rows) / 2 and len(wide) >= len(side) / 4 and tall > 0.15 * height


def joined_rows(rows: list[Row]) -> list[Row]:
    """The rows of one column with those of one height joined by tabs."""
    out: list[Row] = []
    for row in rows:
        if out and abs(out[-1].base - row.base) < 0.3 * row.size:
            last = out[-1]
            backwards = bool(RIGHT_TO_LEFT.search(last.text + row.text))
            text = f"{row.text}\t{last.text}" if backwards else f"{last.text}\t{row.text}"
            out[-1] = Row(
                text, min(last.left, row.left), max(last.right, row.right), last.base, max(last.size, row.size)
            )
        else:
            out.append(row)
    return out


def without_foot(column: list[Row], usual: float) -> list[Row]:
    """A column without the small rows at its foot; a rule of lines above them goes too."""
    ruled = next((n for n, row in enumerate(column) if RULE.fullmatch(row.text)), None)
    if ruled is not None:
        return column[:ruled]
    end = len(column)
    while end > 1 and column[end - 1].size < SMALL * usual and end > len(column) / 2:
        end -= 1
    foot = column[end:]
    return column if not any(re.match(r"\s*[\d*†]", row.text) for row in foot) else column[:end]


def opens(before: Row, row: Row, pitch: float) -> bool:
    """Whether a row begins a block: a wider gap, another size or another place on the line sets it apart."""
    gap = before.base - row.base
    return (
        bool(pitch and gap > 1.25 * pitch)
        or gap < 0
        or abs(before.size - row.size) > 0.08 * before.size
        or (abs(before.left - row.left) > 3 * row.size)
    )
