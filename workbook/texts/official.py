"""An imported official text: preamble, chapters, articles and their numbered parts; frozen values, no reading.

A part's `path` names it as a citation does: ("6", "1", "a", "i") is Article 6(1)(a)(i). An article without
numbered paragraphs has parts like ("1", "", "a"), cited 1(a).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

CITE = re.compile(r"(preamble|\d{1,3})(?:\((\d{1,3})\))?(?:\(([a-z])\))?(?:\(([ivxl]+)\))?")
Path = tuple[str, ...]


class TextError(ValueError):
    """A file can't be taken as an official text; the message says why and what helps."""


@dataclass(frozen=True)
class Part:
    """A numbered part's own words, without those of the parts below it. `path` is (paragraph, letter, numeral, ...)."""

    path: Path
    text: str

    @property
    def label(self) -> str:
        """The part as a citation writes it behind the article's number: `(1)(a)`."""
        return "".join(f"({step})" for step in self.path if step)


@dataclass(frozen=True)
class Provision:
    """An article: number, chapter, heading and its parts in the order of the text."""

    article: str
    chapter: str
    chapter_title: str
    heading: str
    parts: tuple[Part, ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The numbers of its numbered paragraphs."""
        return tuple(dict.fromkeys(part.path[0] for part in self.parts if part.path and part.path[0]))

    @property
    def words(self) -> str:
        """Heading and text in one."""
        return "\n".join([self.heading, *(part.text for part in self.parts if part.text)])


@dataclass(frozen=True)
class OfficialText:
    """A text in one language, as it was imported; `missing` are article numbers that the file did not have."""

    id: str
    language: str
    title: str
    sha256: str
    source: str
    imported: str
    preamble: tuple[str, ...]
    articles: tuple[Provision, ...]
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @cached_property
    def by_number(self) -> dict[str, Provision]:
        """Its articles by number."""
        return {article.article: article for article in self.articles}

    @property
    def paragraphs(self) -> int:
        """How many numbered paragraphs its articles have together."""
        return sum(len(article.paragraphs) for article in self.articles)

    def cited(self, cite: str) -> tuple[Part, ...]:
        """The parts that a citation names, with those below them; empty when the text has no such part.

        An article's own opening words and those of the paragraph above a cited letter are not among them.
        """
        path = steps(cite)
        if path is None:
            return ()
        if path[0] == "preamble":
            return tuple(Part((), block) for block in self.preamble)
        article = self.by_number.get(path[0])
        if article is None:
            return ()
        wanted = path[1:]
        depth = max((place for place, step in enumerate(wanted, 1) if step), default=0)
        return tuple(part for part in article.parts if (*part.path, "", "", "")[:depth] == wanted[:depth])

    def openings(self, cite: str) -> tuple[Part, ...]:
        """The words that stand above a cited part and belong to its sentence."""
        path = steps(cite)
        article = self.by_number.get(path[0]) if path else None
        if article is None or path is None:
            return ()
        wanted, own = path[1:], set(self.cited(cite))
        above = [part for part in article.parts if part.path == wanted[: len(part.path)] and part not in own]
        return tuple(part for part in above if part.text)

    def in_context(self, cite: str) -> tuple[Part, ...]:
        """The cited parts with the words above them that belong to their sentence."""
        return (*self.openings(cite), *self.cited(cite))

    def heading(self, cite: str) -> str:
        """The heading of the article that is cited; "" where there is none."""
        article = self.by_number.get(cite.partition("(")[0])
        return article.heading if article else ""

    def problem(self, cite: str) -> str | None:
        """Why a citation names nothing in this text, in words; None when it names something."""
        path = steps(cite)
        if path is None:
            return f"{cite} is no citation"
        if self.cited(cite):
            return None
        if path[0] == "preamble":
            return "the imported file has no preamble"
        if path[0] not in self.by_number:
            missing = path[0] in self.missing
            return (
                f"Article {path[0]} is missing from the imported file" if missing else f"there is no Article {path[0]}"
            )
        article = self.by_number[path[0]]
        if path[1] and path[1] not in article.paragraphs:
            has = (
                f"has paragraphs {article.paragraphs[0]}-{article.paragraphs[-1]}" if article.paragraphs else "has none"
            )
            return f"Article {path[0]} has no paragraph {path[1]} ({has})"
        return f"Article {path[0]}{f'({path[1]})' if path[1] else ''} has no {cite[cite.rindex('(') :]}"

    def json(self) -> dict[str, Any]:
        """As plain data, for a file."""
        return {
            "id": self.id,
            "language": self.language,
            "title": self.title,
            "sha256": self.sha256,
            "source": self.source,
            "imported": self.imported,
            "missing": list(self.missing),
            "notes": list(self.notes),
            "preamble": list(self.preamble),
            "articles": [
                {
                    "article": article.article,
                    "chapter": article.chapter,
                    "chapter_title": article.chapter_title,
                    "heading": article.heading,
                    "parts": [{"path": list(part.path), "text": part.text} for part in article.parts],
                }
                for article in self.articles
            ],
        }


def steps(cite: str) -> tuple[str, str, str, str] | None:
    """A citation as (article, paragraph, letter, numeral), "" for what it does not name; None when it is none."""
    match = CITE.fullmatch(cite.strip())
    return (match[1], match[2] or "", match[3] or "", match[4] or "") if match else None


def from_json(data: dict[str, Any]) -> OfficialText:
    """The text that `OfficialText.json` wrote."""
    articles = tuple(
        Provision(
            row["article"],
            row["chapter"],
            row["chapter_title"],
            row["heading"],
            tuple(Part(tuple(part["path"]), part["text"]) for part in row["parts"]),
        )
        for row in data["articles"]
    )
    whole: dict[str, Any] = {name: data[name] for name in ("id", "language", "title", "sha256", "source", "imported")}
    lists: dict[str, Any] = {name: tuple(data[name]) for name in ("preamble", "missing", "notes")}
    return OfficialText(**whole, **lists, articles=articles)


def units(text: OfficialText, level: str) -> Iterator[tuple[str, str, str]]:
    """(citation, heading, words) of each article, or of each numbered paragraph ("paragraph").

    An article without numbered paragraphs stands for itself at both levels.
    """
    for article in text.articles:
        if level == "article" or not article.paragraphs:
            yield article.article, article.heading, " ".join(part.text for part in article.parts)
            continue
        for number in article.paragraphs:
            inside = [part.text for part in article.parts if part.path and part.path[0] == number]
            yield f"{article.article}({number})", article.heading, " ".join(inside)
