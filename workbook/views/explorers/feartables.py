"""All that can be said of each question, in rows, which the answer then filters by sides and switches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ...book.interface import headings, tables, words
from ...book.model import Position, Topic, Workbook
from ...book.pages import Question
from ...questions.compare import PREAMBLE, written
from ...questions.status import text_of

# Grounds that look at the person sought; the others look at the state that is asked.
PERSONAL = ("discrimination", "political_offence", "no_dual_criminality", "not_own_case_power", "data_rules")
LIMITS = ("proportionality", "independent_review", "effective_remedy", "notification", "data_protection")
CARD = headings("feartables", "card")
WORDS = words("feartables")
CAPTIONS = words("feartables", "captions")
COLUMNS = tables("feartables")


@dataclass(frozen=True)
class Kind:
    """A table of provisions: those that `chosen` picks, each with its `points` in words.

    `every`: shown for every text, whatever stands on the two sides.
    """

    caption: str
    columns: tuple[str, ...]
    chosen: Callable[[Topic, Position], bool]
    points: Callable[[Workbook, Position], list[str]]
    every: bool = False


def spelled(book: Workbook, position: Position, feature: str) -> str:
    """A feature's answer in words."""
    words, given = book.vocabulary.features[feature].values, position.features.get(feature, "silent")
    values = (given,) if isinstance(given, str) else given
    return "; ".join(words.get(value, WORDS["not_known"]) for value in values) or WORDS["none"]


def points(*features: str) -> Callable[[Workbook, Position], list[str]]:
    """A function that spells these features; `force` is the force."""

    def spell(book: Workbook, position: Position) -> list[str]:
        return [
            book.vocabulary.forces[position.force].label if name == "force" else spelled(book, position, name)
            for name in features
        ]

    return spell


def grounds(position: Position) -> tuple[tuple[str, str], ...]:
    """The grounds of refusal of a provision as (feature, ground), those that must be used first."""
    found = ((name, position.features.get(name, ())) for name in ("refusal_mandatory", "refusal_optional"))
    return tuple((name, ground) for name, values in found if not isinstance(values, str) for ground in values)


def refusals(book: Workbook, position: Position) -> list[str]:
    """The grounds that can protect a person, then the other ones, in words."""
    kinds: dict[bool, list[str]] = {True: [], False: []}
    for name, ground in grounds(position):
        words = book.vocabulary.features[name].values[ground]
        must = WORDS["must_refuse"].format(ground=words)
        kinds[ground in PERSONAL].append(must if name == "refusal_mandatory" else words)
    return ["; ".join(kinds[personal]) or WORDS["none"] for personal in (True, False)]


# How a picture marks an answer: `full` takes the question up, `half` touches it or answers it by a limit.
MARKS = {"indirectly": "half", "limits": "half", "none": "none", "silent": "unknown"}

KINDS = {
    "offences": Kind(
        CAPTIONS["offences"],
        COLUMNS["offences"],
        lambda topic, here: here.features.get("content_related") == "yes",
        points("force", "qualifiers", "reservation"),
        every=True,
    ),
    "powers": Kind(
        CAPTIONS["powers"],
        COLUMNS["powers"],
        lambda topic, here: topic.theme == "powers",
        points("force", "reach", "seriousness", "authorisation", "safeguards_link", "gag"),
    ),
    "limits": Kind(
        CAPTIONS["limits"],
        COLUMNS["limits"],
        lambda topic, here: topic.theme == "safeguards",
        points(*LIMITS),
    ),
    "clauses": Kind(
        CAPTIONS["clauses"],
        COLUMNS["clauses"],
        lambda topic, here: here.features.get("rights_clause", "silent") not in ("silent", "none"),
        points("rights_clause"),
    ),
    "refusals": Kind(
        CAPTIONS["refusals"],
        COLUMNS["refusals"],
        lambda topic, here: bool(grounds(here)),
        refusals,
    ),
}


def sections(book: Workbook) -> list[dict[str, Any]]:
    """Each question of the comparison: its answers, answers, tables and statements, in JSON values."""
    return [_section(book, name, asked) for name, asked in book.facts.pages.questions.items()]


def _section(book: Workbook, name: str, asked: Question) -> dict[str, Any]:
    said = [row for row in book.report if row.id in asked.report]
    labels, said_of = book.vocabulary.bases, book.facts.pages.word("questions_report")
    return {
        "id": f"fear-{name}",  # links hold on to it
        "title": asked.title,
        "question": asked.question,
        "report": [
            said_of.format(statement=row.statement, shown=row.shown, basis=labels[row.basis].label) for row in said
        ],
        "taken": _taken(book, asked),
        "tables": [_cards(book, name, asked), *(_table(book, name, kind) for kind in asked.tables)],
        "claims": _claims(book, asked),
    }


def _taken(book: Workbook, asked: Question) -> list[dict[str, Any]]:
    """Each text's answer to the question's first topic, in a few words."""
    topic = book.topics[asked.topics[0]]
    found = []
    for name, here in topic.positions.items():
        words = WORDS[f"taken_{here.verdict}" if here.verdict in ("absent", "present") else "no_data"]
        how = {"absent": "nothing", "present": "speaks"}.get(here.verdict, "no_data")
        mark = "none" if here.verdict == "absent" else "unknown"
        if here.provides:
            given = here.features.get(asked.feature)
            how = {"none": "nothing", "silent": "no_data"}.get(str(given), "speaks")
            mark = MARKS.get(str(given), "full")
            sentence = WORDS.get(f"taken_{given}", WORDS["taken_other"])
            answer = spelled(book, here, asked.feature)
            given_words = {"answer": answer, "direct": asked.direct, "where": written(here.cites)}
            words = sentence.format(**given_words, basis=_basis(book, here).lower())
        answered = {"how": how, "mark": mark, "words": words}
        found.append({"text": name, "topic": topic.id, "provides": here.provides, **answered})
    return found


def _cards(book: Workbook, id: str, asked: Question) -> dict[str, Any]:
    words = book.vocabulary
    rows = []
    for topic in (book.topics[name] for name in asked.topics):
        for name, here in topic.positions.items():
            searched = WORDS["absent"].format(where=_searched(here)) if here.coded else WORDS["no_data"]
            where = written(here.cites) or searched
            marks = [words.forces[here.force].label, words.verdicts[here.verdict].label, _basis(book, here)]
            page = here.source if here.source and here.source.startswith("http") else WORDS["no_page"]
            rows.append(_row(book, topic, name, [where, here.note or here.looked_at or "", *marks, page]))
    return {"id": f"{id}-cards", "caption": CAPTIONS["cards"], "columns": list(CARD), "rows": rows}


def _table(book: Workbook, id: str, name: str) -> dict[str, Any]:
    kind = KINDS[name]
    rows = [
        _row(book, topic, text, [written(here.cites), *kind.points(book, here), _basis(book, here)])
        for topic, text, here in book.positions()
        if here.provides and kind.chosen(topic, here)
    ]
    table = {"id": f"{id}-{name}", "caption": kind.caption, "columns": list(kind.columns), "rows": rows}
    if not kind.every:
        return table
    for row in rows:
        cites = book.topics[row["topic"]].positions[row["text"]].cites
        row["articles"] = list(dict.fromkeys(cite.partition("(")[0] for cite in cites))
    return table | {"every": True}


def _row(book: Workbook, topic: Topic, text: str, cells: list[str]) -> dict[str, Any]:
    names = [topic.title, book.instruments[text].short_title]
    return {"text": text, "topic": topic.id, "provides": topic.positions[text].provides, "cells": names + cells}


def _basis(book: Workbook, position: Position) -> str:
    return book.vocabulary.bases[position.basis].label if position.basis else ""


def _searched(position: Position) -> str:
    """Where one looked in vain: `the preamble, Articles 2 to 10, 16`."""
    articles = [where for where in position.looked_in if where != PREAMBLE]
    parts = [WORDS["preamble"]] if PREAMBLE in position.looked_in else []
    if articles:
        many = len(articles) > 1 or "-" in articles[0]
        spans = (where.partition("-") for where in articles)
        listed = ", ".join(WORDS["to"].format(first=one, last=last) if last else one for one, _, last in spans)
        parts.append(WORDS["articles" if many else "article"].format(list=listed))
    return ", ".join(parts)


def _claims(book: Workbook, asked: Question) -> list[dict[str, Any]]:
    """What others said, oldest first: who, in our words, on which text, where."""
    rows = []
    for claim in sorted(book.facts.claims, key=lambda claim: (claim.date, claim.id)):
        if claim.topic in asked.claimed:
            about = text_of(book, claim)
            if claim.article:
                about += f", {written((claim.article,))}{WORDS['us'] if claim.cites_by == 'us' else ''}"
            who = f"{claim.organisation} ({book.vocabulary.speakers[claim.kind]})"
            dated = f", {claim.date}" if claim.date else ""
            says = WORDS["says"].format(claim=claim.claim, about=about, title=claim.title, dated=dated)
            rows.append({"text": claim.instrument, "stance": claim.stance, "cells": [who, says, claim.source]})
    return rows


def needs(book: Workbook) -> dict[str, list[str]]:
    """Each topic that builds on others, with all of those and itself: off with any of them, in the same text."""

    def all_of(topic: str) -> dict[str, None]:
        found: dict[str, None] = {topic: None}
        for other in book.topics[topic].requires:
            found |= all_of(other)
        return found

    return {topic.id: list(all_of(topic.id)) for topic in book.topics.values() if topic.requires}


def coded_offences(book: Workbook) -> dict[str, str]:
    """For each text whether its offences are coded: `none`, `partial` or `whole`."""
    found = {}
    for name in book.instruments:
        states = {topic.positions[name].coded for topic in book.topics.values() if topic.theme == "offences"}
        found[name] = "none" if True not in states else "partial" if False in states else "whole"
    return found
