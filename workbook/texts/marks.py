"""The marks of a treaty's parts (`1.`, `(a)`, `(i)`) in six languages, and what a mark can be where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .languages import letter, number, numeral, roman

GAP = r"(?:\t\s*|\s{2,})"
NUMBERED = re.compile(
    rf"(?:([0-9٠-٩]{{1,3}})(?:\s*[.．](?![0-9])|\s*-(?=\s|[^\W\d])|\)|{GAP})|([一二三四五六七八九十]{{1,3}})[、．.])\s*"
)
LETTERED = re.compile(
    rf"(?:([(（)])\s?([^\W\d_]|[一二三四五六七八九十]{{1,3}})\s?[)）(]|()([㈠-㈩])|()([a-zа-я])(\)|\.(?=\s)|{GAP}))\s*"
)
ROMAN = re.compile(
    rf"(?:([(（])\s?([ivxl]{{1,6}})\s?[)）]|()([ivxl]{{1,6}})(\)|\.(?=\s)|{GAP})|(['’‘`])\s?([0-9]{{1,2}})\s?['’‘`])\s*"
)
FINISHED = re.compile(r"(?:[.;:,!?)\]—–؛؟،。；：，）”\"»]|\b(?:and|or|et|ou|y|o|e|u|и|или|و|أو|和|或))\s*$", re.I)


@dataclass(frozen=True)
class Mark:
    """A mark at the start of a line: what it may be, its value for each, its style and what follows it."""

    kinds: dict[str, int]  # "paragraph", "letter", "numeral" -> place in its list, from 1
    style: str
    rest: str


def mark(line: str) -> Mark | None:
    """The mark that a line begins with; None when it begins with none."""
    if (found := NUMBERED.match(line)) and (value := number(found[1] or found[2])):
        return Mark({"paragraph": value}, "1", line[found.end() :])
    kinds, style, end = {}, "", 0
    if found := LETTERED.match(line):
        sign = found[2] or found[4] or found[6]
        if name := letter(sign):
            kinds["letter"] = ord(name) - ord("a") + 1
        end, style = found.end(), f"{found[1] or ''}{(found[7] or ')').strip()[:1]}"
    if found := ROMAN.match(line):
        value = int(found[7]) if found[7] else roman(found[2] or found[4])
        if value:
            kinds["numeral"] = value
        end, style = max(end, found.end()), style or f"{found[1] or ''}{(found[5] or ')').strip()[:1]}"
    return Mark(kinds, style, line[end:]) if kinds and end else None


class Place:
    """Where one is in an article: the path of the part that is open, and what may follow it."""

    def __init__(self) -> None:
        self.counts = {"paragraph": 0, "letter": 0, "numeral": 0, "item": 0}
        self.letter_style = ""
        self.item_style = ""

    @property
    def path(self) -> tuple[str, ...]:
        """The open part as official.Part writes it."""
        paragraph, letters, numerals, items = self.counts.values()
        steps = [
            str(paragraph) if paragraph else "",
            chr(96 + letters) if letters else "",
            numeral(numerals) if numerals else "",
            f"{chr(96 + items)}." if items else "",
        ]
        while steps and not steps[-1]:
            steps.pop()
        return tuple(steps)

    def kind(self, found: Mark, after: str, coming: list[Mark], sure: bool) -> str | None:
        """What a mark is here: the next paragraph, letter or numeral; None when it is no mark after all.

        `after` is the text before it, `coming` the marks that follow, `sure` says that it opens a paragraph of the
        document, so that a number may be left out before it.
        """
        fits = [kind for kind, value in found.kinds.items() if self.follows(kind, value, sure)]
        if fits == ["letter", "numeral"]:
            fits = ["numeral" if self.is_numeral(found, after, coming) else "letter"]
        if fits[:1] == ["letter"] and self.counts["item"] and found.style == self.item_style != self.letter_style:
            value = found.kinds["letter"]
            return "item" if value == self.counts["item"] + 1 else "letter"
        if (
            not fits
            and found.kinds.get("letter") == 1
            and self.counts["numeral"]
            and not self.counts["item"]
            and found.style != self.letter_style
        ):
            return "item"
        return fits[0] if fits else None

    def follows(self, kind: str, value: int, sure: bool) -> bool:
        """Whether a number comes next in its list; where it is sure to be a mark, one may be missing before it."""
        now = self.counts[kind]
        return value == now + 1 or (sure and now > 0 and now < value <= now + 3)

    def is_numeral(self, found: Mark, after: str, coming: list[Mark]) -> bool:
        """Whether (i), (v) or (x) that could be either is a numeral: by what follows, else by a colon before it."""
        value, sign = found.kinds["numeral"], found.kinds["letter"]
        for later in coming[:12]:
            if later.kinds.get("numeral") == value + 1 and later.kinds.get("letter") != sign + 1:
                return True
            if later.kinds.get("letter") == sign + 1:
                return False
        return self.counts["letter"] != sign - 1 or bool(re.search(r"[:：]\s*$", after[-5:]))

    def step(self, kind: str, found: Mark) -> None:
        """Open the part that a mark begins."""
        order = list(self.counts)
        value = found.kinds["letter" if kind == "item" else kind]
        self.counts[kind] = value
        for below in order[order.index(kind) + 1 :]:
            self.counts[below] = 0
        if kind == "letter":
            self.letter_style = found.style
        if kind == "item":
            self.item_style = found.style
