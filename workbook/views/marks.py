"""What pictures are drawn with: fills, signs and lines, each told by shape as well as colour; static/marks.js alike."""

from __future__ import annotations

from html import escape

WIDE, NARROW = 880, 600
LETTER = 7  # about the width of a letter, in units of the picture
# What a surface is filled with: its colour and the strokes that hatch it.
FILLS = {
    "a": ("#1b5aa0", ""),
    "b": ("#c2571a", "M0 6L6 0"),
    "c": ("#00805f", "M0 3H6"),
    "d": ("#8a5ba8", "M3 0V6"),
    "e": ("#4586c4", "M0 0L6 6"),
    "f": ("#d5dbe4", ""),
    "g": ("#18212f", ""),
    "h": ("#7d8ba1", "M0 3H6M3 0V6"),
    "i": ("#b5761a", "M1 3h2"),
}
# How a line is drawn: its colour's class, its width and dashes.
LINES = {
    "bold": 'class="e" fill="none" stroke="#1b5aa0" stroke-width="4"',
    "dash": 'class="e" fill="none" stroke="#1b5aa0" stroke-width="2" stroke-dasharray="7 3"',
    "dots": 'class="e" fill="none" stroke="#1b5aa0" stroke-width="4" stroke-dasharray="2 3"',
    "thin": 'class="s" fill="none" stroke="#515c6d" stroke-width="1.5"',
    "fine": 'class="s" fill="none" stroke="#515c6d" stroke-width="1.5" stroke-dasharray="3 4"',
    "gone": 'class="s" fill="none" stroke="#515c6d" stroke-width="2"',
    "new": 'class="e" fill="none" stroke="#1b5aa0" stroke-width="2.5"',
}
# What a cell of a matrix or a legend shows; the centre is 0 0.
MARKS = {
    "full": '<circle r="7" class="k-a" fill="#1b5aa0"/>',
    "half": '<circle r="6.5" class="e" fill="none" stroke="#1b5aa0" stroke-width="1.5"/>'
    '<path d="M0 -7A7 7 0 0 0 0 7z" class="k-a" fill="#1b5aa0"/>',
    "ring": '<circle r="6.5" class="e" fill="none" stroke="#1b5aa0" stroke-width="1.5"/>',
    "none": '<path d="M-4 0H4" class="s" stroke="#515c6d" stroke-width="1.5"/>',
    "off": '<path d="M-5 -5L5 5M-5 5L5 -5" class="s" stroke="#515c6d" stroke-width="1.5"/>',
    "unknown": '<text y="5" text-anchor="middle" font-weight="600">?</text>',
    "point": '<circle r="6" class="k-g edge" fill="#18212f" stroke="#ffffff" stroke-width="2"/>',
    "gone": f'<path d="M-7 0H3m-4 -4l8 8m0 -8l-8 8" {LINES["gone"]}/>',
    "new": f'<path d="M-6 0H7M-6 -5v10" {LINES["new"]}/>',
    **{name: f'<path d="M-7 0H7" {LINES[name]}/>' for name in ("bold", "dash", "dots", "thin", "fine")},
}
OUTLINE = 'stroke="#515c6d"'  # a pale surface is seen by its edge
HALO = ' class="halo" stroke="#ffffff" stroke-width="4" paint-order="stroke"'


def wrapped(words: str, letters: int) -> list[str]:
    """Words in lines of at most so many letters; a longer word is cut."""
    lines = [""]
    for word in words.split(" "):
        while len(word) > letters:
            if lines[-1]:
                lines.append("")
            lines[-1], word = word[:letters], word[letters:]
            lines.append("")
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if len(joined) > letters:
            lines.append(word)
        else:
            lines[-1] = joined
    return [line for line in lines if line]


def text(x: int, y: int, words: str, extra: str = "") -> str:
    """Words at a place."""
    return f'<text x="{x}" y="{y}"{extra}>{escape(words, False)}</text>'


def pattern(name: str, kind: str) -> str:
    """The hatching of a kind, for the picture of that name."""
    colour, strokes = FILLS[kind]
    return (
        f'<pattern id="{name}-{kind}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" class="k-{kind}" fill="{colour}"/>'
        f'<path d="{strokes}" class="p" stroke="#ffffff" stroke-width="1.5"/></pattern>'
    )


def fill(name: str, kind: str) -> str:
    """The attributes with which a surface is of a kind."""
    colour, strokes = FILLS[kind]
    return f'fill="url(#{name}-{kind})"' if strokes else f'class="k-{kind}" fill="{colour}"'


def mark(shape: str, words: str, place: str = "") -> str:
    """A shape that names itself to who points at it."""
    return f'<g data-mark="" role="img"{place}><title>{escape(words, False)}</title>{shape}</g>'
