"""Lines of a document -> the treaties in it, one for each language: preamble, chapters, articles, numbered parts.

An article's heading is told from a reference to it by its line, by what stands before it and by its number: headings
count upwards from 1. A table of contents counts too, but its "articles" have no text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from statistics import median

from .languages import LANGUAGES, Words, language_of, number
from .lines import Line
from .marks import FINISHED
from .official import Provision
from .provisions import LONGEST_HEADING, Heading, glue, provision

DASH = r"\s*[.:–—\-−]*\s*"
DOTS = re.compile(r"(?:\s*\.){4,}.*$|\t\s*\d{1,3}$")


@dataclass
class Treaty:
    """What was found of one treaty in one language."""

    language: str
    title: str
    preamble: list[str]
    articles: list[Provision] = field(default_factory=list)


def treaties(lines: list[Line]) -> list[Treaty]:
    """The treaties of a document in its order, at most one a language; empty when no article was found."""
    lines = [part for line in lines for part in split(line) if part.text]
    found = [heading for place in range(len(lines)) if (heading := heading_at(lines, place))]
    best: dict[str, tuple[float, list[Heading], int]] = {}
    all_runs = runs(found)
    for number_of_run, run in enumerate(all_runs):
        end = all_runs[number_of_run + 1][0].place if number_of_run + 1 < len(all_runs) else len(lines)
        sizes = [
            sum(len(DOTS.sub("", line.text)) for line in lines[a.place + 1 : b])
            for a, b in zip(run, [*(later.place for later in run[1:]), end], strict=True)
        ]
        weight = median(sizes) * min(len(run), 10)
        text = " ".join(line.text for line in lines[run[0].place : end])
        code = language_of(text) if run[0].language in ("en", "fr", "es") else run[0].language
        if median(sizes) >= 40 and weight > best.get(code, (0.0, [], 0))[0]:
            best[code] = (weight, run, end)
    starts = {run[0].place: start_of(lines, run[0].place) for _, run, _ in best.values()}
    out = []
    for code, (_, run, end) in sorted(best.items(), key=lambda entry: entry[1][1][0].place):
        end = min([end, *(start for first, start in starts.items() if first > run[0].place)])
        before = max([0, *(other_end for _, other, other_end in best.values() if other[0].place < run[0].place)])
        before = max([before, *(h.place + 1 for h in found if h.place < starts[run[0].place])])
        out.append(treaty(lines, code, run, (before, starts[run[0].place]), end))
    return out


def split(line: Line) -> list[Line]:
    """A line of a document that holds line breaks, as single lines."""
    pieces = line.text.split("\n")
    return [replace(line, text=piece.strip(" "), opens=line.opens and not n) for n, piece in enumerate(pieces)]


def heading_at(lines: list[Line], place: int) -> Heading | None:
    """The article's heading that a line may be; French ones pass as English until their text is seen."""
    line = lines[place]
    for code, words in LANGUAGES.items():
        match = re.match(rf"{words.article}(?![^\s.:–—\-)])(?P<rest>.*)$", line.text, re.I)
        value = number(match[1]) if match else None
        free = match and (stands_free(lines, place) or re.match(r"\s*[:–—]\s*\S", match["rest"]))
        if match and value and free and is_title(match["rest"], line):
            title = DOTS.sub("", re.sub(rf"^{DASH}", "", match["rest"])).strip()
            return Heading(place, value, title.strip(" ."), "en" if code == "fr" else code)
    return None


def stands_free(lines: list[Line], place: int) -> bool:
    """Whether no sentence runs on into a line."""
    line = lines[place]
    if line.opens or line.whole or place == 0:
        return True
    return any(pattern.search(lines[place - 1].text[-400:]) for pattern in (FINISHED, DOTS)) or short(lines, place)


def short(lines: list[Line], place: int) -> bool:
    """Whether the line before is another heading: not finished, but no sentence either."""
    before = lines[place - 1].text
    return len(before) < 60 and (before.isupper() or is_division(before))


def is_title(rest: str, line: Line) -> bool:
    """Whether what follows an article's number on its line is nothing or a title, not a sentence."""
    if not rest.strip(" .:–—-"):
        return not rest.strip().startswith(".") or line.opens or line.whole
    bare = DOTS.sub("", rest).strip()
    if len(bare) > LONGEST_HEADING or bare.endswith((";", ",")):
        return False
    return (
        bool(re.match(r"\s*[:.–—\-−]|\t", rest))
        or (bare[:1].isupper() and not bare.endswith(".") and line.opens | line.whole)
        or (
            bool(re.match(r"\s*[\u0600-\u06ff\u4e00-\u9fff]", rest))
            and len(bare) < 60
            and not re.search("[。؛;]$", bare)
        )
    )


def runs(found: list[Heading]) -> list[list[Heading]]:
    """Headings as rows that count upwards; a reference that looks like a heading falls out of the count."""
    rows: list[list[Heading]] = []
    for place, heading in enumerate(found):
        if not rows or heading.value == 1 or (heading.language != rows[-1][-1].language and heading.value <= 3):
            rows.append([heading])
            continue
        last = rows[-1][-1].value
        coming = [later.value for later in found[place + 1 : place + 4]]
        if heading.value == last + 1 or (heading.value > last + 1 and last + 1 not in coming):
            rows[-1].append(heading)
    return rows


def is_division(text: str) -> bool:
    """Whether a line names a chapter, section or title."""
    return any(re.match(rf"(?:{w.chapter}|{w.division})(?=\W|$)", text, re.I) for w in LANGUAGES.values())


def division(lines: list[Line], place: int, words: Words) -> tuple[str, str] | None:
    """(number, title on the same line) of a chapter's heading; ("", "") for a section's; None for another line."""
    line = lines[place]
    chapter = re.match(rf"{words.chapter}(?=\W|$)(?P<rest>.*)$", line.text, re.I)
    section = re.match(rf"{words.division}(?=\W|$)(?P<rest>.*)$", line.text, re.I)
    match = chapter or section
    if not match or not stands_free(lines, place) or not is_title(match["rest"], line):
        return None
    title = DOTS.sub("", re.sub(rf"^{DASH}", "", match["rest"])).strip()
    return (chapter[1], title) if chapter else ("", title)


def start_of(lines: list[Line], first: int) -> int:
    """The line on which the chapters and articles begin: that of the first article, or of the divisions above it."""
    start = first
    for place in range(first - 1, max(first - 12, -1), -1):
        if is_division(lines[place].text) and len(lines[place].text) < LONGEST_HEADING and stands_free(lines, place):
            start = place
    return start


def treaty(lines: list[Line], code: str, run: list[Heading], front: tuple[int, int], end: int) -> Treaty:
    """One treaty: the lines of its front matter and those from its first chapter to its end."""
    words = LANGUAGES[code]
    before = lines[front[0] : front[1]]
    opening = [n for n, line in enumerate(before) if re.match(rf"{words.preamble}\b", line.text, re.I)]
    at = opening[-1] if opening else next((n for n, line in enumerate(before) if agreeing(line.text)), len(before))
    preamble = paragraphs(before[at:], words)
    titled = [line.text for line in before[:at] if len(line.text) < LONGEST_HEADING and not DOTS.search(line.text)]
    found = Treaty(code, max(titled[-3:], key=len, default=""), preamble)
    chapter, title = "", ""
    for place in range(front[1], run[0].place):
        chapter, title = next_chapter(lines, place, words, (chapter, title))
    for heading, until in zip(run, [*(later.place for later in run[1:]), end], strict=True):
        body = lines[heading.place + 1 : until]
        cut, last = body_end(lines, heading.place + 1, until, words)
        found.articles.append(provision(heading, (chapter, title), body[: cut - heading.place - 1]))
        if last:
            break
        for place in range(cut, until):
            chapter, title = next_chapter(lines, place, words, (chapter, title))
    return found


def agreeing(text: str) -> bool:
    """Whether a line opens a preamble that has no heading."""
    return bool(re.match(r"The (?:member States|States Parties|Parties|Contracting)|Les [ÉE]tats|Los Estados", text))


def paragraphs(lines: list[Line], words: Words) -> list[str]:
    """A preamble's paragraphs, without its heading."""
    out: list[str] = []
    for line in lines:
        text = re.sub(rf"^{words.preamble}\b{DASH}", "", line.text, flags=re.I)
        if text and (line.opens or line.whole or not out or FINISHED.search(out[-1][-20:])):
            out.append(text)
        elif text:
            out[-1] = glue(out[-1], text)
    return out


def next_chapter(lines: list[Line], place: int, words: Words, now: tuple[str, str]) -> tuple[str, str]:
    """The chapter that a line between two articles opens or titles."""
    found = division(lines, place, words)
    if found:
        return found if found[0] else now
    before = division(lines, place - 1, words) if place else None
    return (now[0], lines[place].text) if before and before[0] and not before[1] else now


def body_end(lines: list[Line], start: int, until: int, words: Words) -> tuple[int, bool]:
    """The line on which an article's text ends, and whether the treaty ends there."""
    for place in range(start, until):
        text = lines[place].text
        closing = re.match(rf"(?:{words.closing})", text, re.I) and (
            text[:12].isupper() or text.startswith(("Done", "DONE")) or lines[place].opens or lines[place].whole
        )
        if closing:
            return place, True
        if place > start and division(lines, place, words):
            return place, False
    return until, False
