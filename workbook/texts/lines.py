"""Lines of a document, as a reader hands them on, and what is cleaned away in every format."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace

from .languages import numeral

INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
AD_REFERENDUM = re.compile(r"[\[\]][^\[\]\n]{0,40}\bad\s+referendum\b[^\[\]\n]{0,20}[\[\]]", re.I)
MARKS = re.compile(r"\[\d{1,3}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?<=[^\W\d_])\*{1,3}(?=\W|$)")
PAGE = re.compile(r"[-–—\s|]*(?:page\s+)?\d{1,4}[-–—\s|]*(?:(?:/|of|sur|de)\s*\d{1,4}\s*)?", re.I)
PREFIXES = {"anti", "co", "non", "post", "pre", "self"}
LONGEST_LINE = 5000  # signs; no line of print that goes on is longer
RULE = re.compile(r"\s*[_—─]{5,}\s*")


@dataclass(frozen=True)
class Line:
    """A line of a document.

    `opens`: it is known to begin a block (a blank line, a gap or another style stands before it). `whole`: it is a
    whole paragraph of the document rather than one line of print, so that a mark at its start is no accident. `size`:
    of its letters, in points, where that is known.
    """

    text: str
    opens: bool = False
    whole: bool = False
    size: float = 0.0


def clean(text: str) -> str:
    """One line without invisible signs, ligatures, marks of footnotes and marks of agreement; tabs stay."""
    text = INVISIBLE.sub("", text.replace("\u00a0", " ").replace("\u3000", " "))
    text = text.replace("\u2010", "-").replace("\u2011", "-")  # the hyphen of a parted word, and one that never parts
    text = "".join(unicodedata.normalize("NFKC", sign) if is_form(sign) else sign for sign in text)
    text = MARKS.sub("", AD_REFERENDUM.sub("", text))
    return re.sub(r" *\t[ \t]*", "\t", re.sub(r"[^\S\t\n]+", " ", text)).strip()


def is_form(sign: str) -> bool:
    """True for a ligature or another form of presentation of Latin or Arabic letters."""
    return "\ufb00" <= sign <= "\ufdff" or "\ufe70" <= sign <= "\ufefc"


def without_frames(pages: list[list[Line]], reach: int = 3) -> list[Line]:
    """The lines of printed pages without running heads, page numbers and footnotes.

    A running head or foot stands among the first or last `reach` lines of a third of the pages or more, numbers aside.
    """
    edges = Counter(key for page in pages for key in {frame(line.text) for line in edge(page, reach)})
    often = {key for key, count in edges.items() if count >= max(2, len(pages) / 3)} if len(pages) > 1 else set()
    kept = []
    for page in pages:
        cut = next((number for number, line in enumerate(page) if RULE.fullmatch(line.text)), None)
        foot = edge(page[cut:], reach) if cut is not None else []
        page = page if cut is None else [*page[:cut], *(line for line in foot if frame(line.text) in often)]
        at_edge = {id(line) for line in edge(page, reach)}
        kept += [
            line
            for line in page
            if not (id(line) in at_edge and (frame(line.text) in often or PAGE.fullmatch(line.text)))
        ]
    return kept


def edge(page: list[Line], reach: int) -> list[Line]:
    """The first and last lines of a page."""
    return page if len(page) <= 2 * reach else [*page[:reach], *page[-reach:]]


def frame(text: str) -> str:
    """A line as a running head is recognised by: gaps aside, and numbers unless they are most of it (`Article 7`)."""
    wordy = len(re.findall(r"[^\W\d_]", text)) > 12 or PAGE.fullmatch(text)
    return re.sub(r"\s+", " ", re.sub(r"\d+", "#", text) if wordy else text).strip().lower()


def joined(lines: list[Line], known: Counter[str]) -> list[Line]:
    """Lines in which a word that was parted at the end of one stands whole on it.

    Whether a hyphen belongs to the word is told by how the document writes the word elsewhere (`known`).
    """
    out: list[Line] = []
    for line in lines:
        parted = (
            re.search(r"([^\W\d_]{1,40})[-\u00ad\u0002\ufffe]$", out[-1].text[-60:]) if out and not line.whole else None
        )
        first = re.match(r"([^\W\d_]+(?:-[^\W\d_]+)*)(\S*)\s*", line.text)
        if parted and first and len(out[-1].text) < LONGEST_LINE:
            a, b = parted[1], first[1]
            hyphen = "-" if b[0].isupper() or keeps_hyphen(a.lower(), b.lower(), known) else ""
            head = out[-1].text[: -len(parted[0])]
            out[-1] = replace(out[-1], text=f"{head}{a}{hyphen}{b}{first[2]}")
            if line.text[first.end() :]:
                out.append(replace(line, text=line.text[first.end() :], opens=False))
        else:
            out.append(line)
    return out


def keeps_hyphen(a: str, b: str, known: Counter[str]) -> bool:
    """Whether a-b is written with a hyphen: as elsewhere in the document, else where both are words of their own."""
    apart, together = known[f"{a}-{b}"], known[a + b]
    if apart or together:
        return apart > together
    return bool(known[b] and (known[a] or a in PREFIXES))


def vocabulary(lines: list[Line]) -> Counter[str]:
    """How often each word, with its hyphens, stands within a line; the parts of parted words don't count."""
    counted: Counter[str] = Counter()
    parted = False
    for line in lines:
        words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text.lower())
        ends = bool(re.search(r"[-\u00ad\u0002\ufffe]$", line.text))
        counted.update(words[int(parted) : len(words) - int(ends)])
        parted = ends
    return counted


def listed(value: int, form: str, pattern: str) -> str:
    """A number of a list as treaties write it."""
    if form == "lowerLetter" and 0 < value <= 26:
        return f"({chr(96 + value)}) "
    if form == "lowerRoman" and 0 < value < 50:
        return f"({numeral(value)}) "
    return f"{value}. " if form == "decimal" and "%" in (pattern or "%") else ""
