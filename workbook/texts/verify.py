"""The data held against an imported official text: citations, headings, and the words of coded values.

A machine that found what is cited raises a basis to `matched`, in the user's own store, and no further.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..book.model import Position, Workbook
from . import store
from .languages import language_of
from .official import OfficialText
from .words import Words, places, plain, wanted, words_of

SAME = 88  # of 100: a heading but for spelling and hyphens


@dataclass(frozen=True)
class Failure:
    """What does not fit: a citation, a heading or the words of a value; `topic` is empty for a heading."""

    kind: str
    topic: str
    cite: str
    problem: str


@dataclass(frozen=True)
class Verified:
    """The answer: how many citations were checked and confirmed, and what to look at."""

    text: OfficialText
    checked: int
    confirmed: int
    failed: tuple[Failure, ...]
    leads: tuple[Failure, ...]
    loose: tuple[tuple[str, str], ...]
    missing: tuple[tuple[str, str], ...]
    words: int
    matched: tuple[str, ...]

    def json(self) -> dict[str, Any]:
        """The answer as data."""
        return {
            "id": self.text.id,
            "language": self.text.language,
            "sha256": self.text.sha256,
            "checked": self.checked,
            "confirmed": self.confirmed,
            "failed": [vars(each) for each in self.failed],
            "leads": [vars(each) for each in self.leads],
            "loose": [{"topic": topic, "cite": cite} for topic, cite in self.loose],
            "missing": [{"topic": topic, "cite": cite} for topic, cite in self.missing],
            "words": self.words,
            "matched": list(self.matched),
        }


def verify(book: Workbook, text: OfficialText) -> Verified:
    """Hold every position of a text's instrument against the text.

    `missing` are citations of articles that the file does not have, which are not counted as checked. `loose` are
    citations of a whole article that has numbered paragraphs. `words` counts the values whose words were looked for;
    where they are not found in a text that supplements another, the value may come from that one: a lead, no failure.
    """
    words = words_of(Path(book.folder))
    failed: list[Failure] = list(headings(book, text))
    leads: list[Failure] = []
    rests = book.instruments[text.id].supplements is not None
    loose, missing, matched = [], [], []
    checked = sought = 0
    for topic, name, position in book.positions():
        if name != text.id or not position.provides:
            continue
        wrong = []
        for cite in position.cites:
            article = cite.partition("(")[0]
            if article in text.missing or (article == "preamble" and not text.preamble):
                missing.append((topic.id, cite))
                continue
            checked += 1
            if problem := text.problem(cite):
                wrong.append(Failure("citation", topic.id, cite, problem))
            elif article == cite and article in text.by_number and text.by_number[article].paragraphs:
                loose.append((topic.id, cite))
        here = [cite for cite in position.cites if text.cited(cite)]
        looked, lacking = looked_for(position, text, words, topic.id, here) if not wrong and here else (0, [])
        sought += looked
        failed += wrong
        (leads if rests else failed).extend(lacking)
        if looked and not wrong and not lacking and len(here) == len(position.cites):
            matched.append(topic.id)
    confirmed = checked - sum(each.kind == "citation" for each in failed)
    return Verified(
        text, checked, confirmed, tuple(failed), tuple(leads), tuple(loose), tuple(missing), sought, tuple(matched)
    )


def headings(book: Workbook, text: OfficialText) -> Iterator[Failure]:
    """Headings that differ from the data's list of articles, where that list is in the same language."""
    from rapidfuzz import fuzz, utils

    listed = book.articles.get(text.id, ())
    if language_of(" ".join(row.heading for row in listed)) != text.language:
        return
    for row in listed:
        article = text.by_number.get(row.article)
        if article is None and row.article not in text.missing:
            yield Failure("heading", "", row.article, f"the text has no Article {row.article}")
        elif article and row.heading:
            alike = fuzz.ratio(row.heading, article.heading, processor=utils.default_process)
            problem = f"the heading is {article.heading!r}, the list has {row.heading!r}"
            yield from [Failure("heading", "", row.article, problem)] if alike < SAME else []


def looked_for(
    position: Position, text: OfficialText, words: Words, topic: str, cites: list[str]
) -> tuple[int, list[Failure]]:
    """How many values have words, and those whose words stand nowhere in what is cited."""
    cited = plain(" ".join(words_at(text, cite) for cite in cites))
    sought = list(wanted(position, words, text.language))
    lacking = [
        Failure("words", topic, ", ".join(cites), f"{feature} {value}: none of {', '.join(listed)} stands there")
        for feature, value, listed in sought
        if not places(cited, listed)
    ]
    return len(sought), lacking


def words_at(text: OfficialText, cite: str) -> str:
    """What a citation stands for: the cited parts and the words above them that belong to their sentence."""
    return " ".join([text.heading(cite), *(part.text for part in text.in_context(cite))])


def keep_matched(book: Workbook, found: Verified) -> Path:
    """Write down which positions were matched, by which file and on which day, in the user's store."""
    data = {
        "instrument": found.text.id,
        "language": found.text.language,
        "sha256": found.text.sha256,
        "date": dt.date.today().isoformat(),
        "data_version": book.version,
        "matched": list(found.matched),
    }
    return store.write(store.folder("matched") / f"{found.text.id}.{found.text.language}.json", data)


def report(book: Workbook, found: Verified) -> str:
    """The answer in sentences, by topic."""
    text = found.text
    lines = [
        f"{text.id} ({text.language}, sha256 {text.sha256[:12]}...): {found.checked} citations checked, "
        f"{found.confirmed} confirmed; the words of {found.words} coded values looked for."
    ]
    by_topic: dict[str, list[str]] = {}
    for each in found.failed:
        by_topic.setdefault(each.topic, []).append(f"  {each.kind} {each.cite}: {each.problem}")
    for topic, problems in by_topic.items():
        lines += [book.topics[topic].title if topic else "Headings", *problems]
    if found.leads:
        lines.append("To look at: words that may stand in the text that this one supplements")
        lines += [f"  {book.topics[each.topic].title}, {each.cite}: {each.problem}" for each in found.leads]
    if found.loose:
        lines.append(f"Loose, since a whole article that has paragraphs is cited: {listed_by_topic(book, found.loose)}")
    if found.missing:
        lines.append(f"Not checked, since the file does not have the article: {len(found.missing)} citations")
    lines.append(f"Matched: {len(found.matched)} positions (in your own store; the data is as it was).")
    return "\n".join(lines)


def listed_by_topic(book: Workbook, found: tuple[tuple[str, str], ...]) -> str:
    """Illegal access (7), ..."""
    return "; ".join(f"{book.topics[topic].title} ({cite})" for topic, cite in found)
