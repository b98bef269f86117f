"""The lines below an article's heading -> its title and its numbered parts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .lines import AD_REFERENDUM, Line
from .marks import FINISHED, Mark, Place, mark
from .official import Part, Provision

LONGEST_HEADING = 260  # signs


@dataclass(frozen=True)
class Heading:
    """A line that may be an article's heading."""

    place: int
    value: int
    title: str
    language: str


def provision(heading: Heading, chapter: tuple[str, str], body: list[Line]) -> Provision:
    """An article from its heading and the lines below it."""
    title, rest = titled(heading, body)
    place, parts = Place(), [Part((), "")]
    marks = [mark(line.text) for line in rest]
    for number_of_line, line in enumerate(rest):
        text, found, free = line.text, marks[number_of_line], free_of(parts[-1].text, line)
        coming = [each for each in marks[number_of_line + 1 :] if each]
        while found and free:
            parts[-1:] = opened_inside(parts[-1], found, place)
            kind = place.kind(found, parts[-1].text, inner(found, coming), line.whole)
            if kind is None:
                break
            place.step(kind, found)
            text = found.rest
            parts.append(Part(place.path, ""))
            found = mark(text)
        parts[-1] = Part(parts[-1].path, glue(parts[-1].text, text))
        parts[-1:] = captioned(parts[-1], place, coming)
    kept = tuple(Part(part.path, unmarked(part.text)) for part in parts if part.text or part.path)
    return Provision(str(heading.value), *chapter, unmarked(title), kept)


def unmarked(text: str) -> str:
    """Text without a mark of agreement that ran over two lines."""
    return AD_REFERENDUM.sub("", text).strip()


def opened_inside(last: Part, found: Mark, place: Place) -> list[Part]:
    """The last part, parted where its list began behind a caption (`1. Scope a) ...`) before a line that has b)."""
    for kind, sign in (("letter", "a"), ("numeral", "i")):
        begun = re.search(rf"(?:^|\s)\(?{sign}\)\s*", last.text[: LONGEST_HEADING + 5])
        if found.kinds.get(kind) == 2 and not place.counts[kind] and begun:
            place.step(kind, Mark({kind: 1}, found.style, ""))
            return [Part(last.path, last.text[: begun.start()]), Part(place.path, last.text[begun.end() :])]
    return [last]


def captioned(last: Part, place: Place, coming: list[Mark]) -> list[Part]:
    """A paragraph parted at the a) behind its caption, where a b) comes before the next paragraph and no other a)."""
    begun = re.search(r"(?:^|\s)\(?a\)\s+", last.text[: LONGEST_HEADING // 2])
    if not begun or len(last.path) != 1 or not begun.start():
        return [last]
    for later in coming:
        if "paragraph" in later.kinds or later.kinds.get("letter") == 1:
            return [last]
        if later.kinds.get("letter") == 2:
            place.step("letter", Mark({"letter": 1}, later.style, ""))
            return [Part(last.path, last.text[: begun.start()]), Part(place.path, last.text[begun.end() :])]
    return [last]


def inner(found: Mark, coming: list[Mark]) -> list[Mark]:
    """The marks that follow a mark: first the one behind it on its own line."""
    behind = mark(found.rest)
    return [behind, *coming] if behind else coming


def free_of(before: str, line: Line) -> bool:
    """Whether a mark at the start of a line can be one: no sentence runs on into it."""
    return line.whole or not before or bool(FINISHED.search(before[-20:]))


def titled(heading: Heading, body: list[Line]) -> tuple[str, list[Line]]:
    """An article's title and the lines of its text."""
    title, rest, size = heading.title, list(body), 0.0
    while rest and not title and not mark(rest[0].text) and not sentence(rest[0].text):
        first = rest.pop(0)
        title, size = first.text, first.size
    while title and rest and not rest[0].whole and (carries_on(title, rest[0].text) or stands_out(rest, size)):
        title = glue(title, rest.pop(0).text)
    return re.sub(r"\s+", " ", title).strip(), rest


def stands_out(rest: list[Line], size: float) -> bool:
    """Whether the next line is as large as a title's first and larger than the text below it: no letter need tell."""
    return 0 < size < rest[0].size + 0.3 and min(line.size for line in rest) < size - 0.5


def sentence(text: str) -> bool:
    """Whether a line is text rather than a title."""
    return len(text) > LONGEST_HEADING or bool(re.search(r"[.;:。；：؛]$", text) and len(text.split()) > 4)


def carries_on(title: str, text: str) -> bool:
    """Whether a title goes on in the next line of print."""
    if title.count("[") > title.count("]") and len(title) < LONGEST_HEADING:
        return True
    return text[:1].islower() and not sentence(text) and not mark(text) and len(title) + len(text) < LONGEST_HEADING


def glue(before: str, text: str) -> str:
    """Two lines of one sentence as one; Chinese has no blank between them."""
    text = re.sub(r"\s+", " ", text).strip()
    chinese = re.search(r"[\u3000-\u9fff\uff00-\uffef]$", before[-1:]) and text[:1] > "\u3000"
    return f"{before}{'' if chinese or not before else ' '}{text}" if text else before
