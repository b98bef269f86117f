"""The drafting line, explored: what the chosen stage changed in the one before it, by topic and by article."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from ...book.interface import headings, word, words
from ...book.model import Workbook, stages
from ...questions.compare import Compared, written
from ...questions.drafting import LEAST_KNOWN, Fate, article_changes, changes, known_share, runs
from ...questions.profiles import switched
from ..blocks import Blocks, Say, Table
from ..state import State
from ..wording import points

SIDES = False
WORDS = words("drafting")
LABELS = words("drafting", "labels")
PARTS = words("drafting", "parts")
TOPIC_COLUMNS = headings("drafting", "topic_columns")


def pair(book: Workbook, state: State) -> tuple[str, str]:
    """The two stages that are put side by side: the chosen one and the one before; for the first, the one after."""
    line = stages(book)
    at = max(1, line.index(state.stage or line[-1]))
    return line[at - 1], line[at]


def step(book: Workbook, a: str, b: str) -> dict[str, Any]:
    """All that can be said of two stages, whatever is switched off: what the browser filters and counts."""
    found = changes(book, a, b)
    topics = []
    for row in found.comparison.rows:
        change = "neither" if row.relation == "same" and not row.a else found.change[row.topic]
        topics.append({"id": row.topic, "change": change, "cells": _cells(book, row, change, a, b)})
    fates = article_changes(book, a, b).rows
    names = {"a": book.instruments[a].short_title, "b": book.instruments[b].short_title}
    hidden = next((_hidden(book, name) for name in (a, b) if known_share(book, name) < LEAST_KNOWN), "")
    kinds = [fate.change for fate in fates]
    whole = all(book.instruments[name].articles_complete for name in (a, b))
    return {
        "pair": [a, b],
        "names": names,
        "hidden": hidden,
        "topics": topics,
        "caption": WORDS["caption"].format(**names),
        "columns": [*TOPIC_COLUMNS[:2], *names.values(), *TOPIC_COLUMNS[2:]],
        "counted": WORDS["articles"].format(**{name: kinds.count(name) for name in book.vocabulary.changes}),
        "least": "" if whole else WORDS["least"],
        "articles": [_fate_row(book, fate) for fate in fates if fate.change != "kept"],
        "runs": [vars(run) for run in runs(fates)],
    }


def _hidden(book: Workbook, name: str) -> str:
    coded = sum(topic.positions[name].coded for topic in book.topics.values())
    return WORDS["hidden"].format(total=len(book.topics), coded=coded, name=book.instruments[name].short_title)


def _cells(book: Workbook, row: Compared, change: str, a: str, b: str) -> list[str]:
    if change not in LABELS:
        return []
    here = [book.topics[row.topic].positions[name] for name in (a, b)]
    bases = [book.vocabulary.bases[position.basis].label for position in here]
    names = [book.instruments[name].short_title for name in (a, b)]
    known = bases[0] if bases[0] == bases[1] else "; ".join(map(": ".join, zip(names, bases, strict=True)))
    cites = (written(position.cites) or WORDS["no_provision"] for position in here)
    return [row.title, LABELS[change], *cites, ", ".join(points(book, row)), known]


def _fate_row(book: Workbook, fate: Fate) -> list[str]:
    was = fate.was or WORDS["no_article" if fate.change == "added" else "unnumbered"]
    change = book.vocabulary.changes.get(fate.change, fate.change)
    basis = book.vocabulary.bases[fate.basis].label
    none = WORDS["no_article"]
    return [was, fate.became or none, change, fate.note, basis, next(iter(fate.sources), none)]


def blocks(book: Workbook, state: State) -> Blocks:
    """What changed and of how much that can be said, what can't, and what became of the articles."""
    if len(stages(book)) < 2:
        return (Say("unknown", WORDS["no_line"], "caution"),)
    a, b = pair(book, state)
    found = step(book, a, b)
    fates = tuple(map(tuple, found["articles"]))
    articles = Table("articles", ARTICLES, ARTICLE_COLUMNS, fates, WORDS["no_fates"])
    counted = Say("counted", f"{found['counted']} {found['least']}".strip())
    if found["hidden"]:
        return (Say("hidden", found["hidden"], "finding"), counted, articles)
    on = set(switched(book, (a, b), state.selection)[0])
    shown = [
        topic
        for topic in found["topics"]
        if topic["id"] not in state.off
        and all((name, topic["id"]) in on for name in (a, b) if book.topics[topic["id"]].positions[name].provides)
    ]
    kinds = [topic["change"] for topic in shown]
    parts = [PARTS[name].format(n=kinds.count(name)) for name in PARTS if name in kinds]
    given: dict[str, Any] = found["names"] | {"parts": ", ".join(parts), "unknown": kinds.count("unknown")}
    given |= {"total": len(shown), "left": len(found["topics"]) - len(shown)}
    given["known"] = given["total"] - given["unknown"]
    rows = [tuple(topic["cells"]) for topic in shown if topic["cells"]]
    said = [
        Say("finding", WORDS["some" if given["known"] else "none"].format(**given), "finding"),
        Say("unknown", WORDS["unknown" if given["unknown"] else "known"].format(**given), "caution"),
    ]
    if state.stage == a:
        said.append(Say("first", WORDS["first"].format(**given)))
    if given["left"]:
        said.append(Say("left", WORDS["left"].format(**given)))
    return (
        *said,
        Table("topics", found["caption"], tuple(found["columns"]), tuple(rows), TOPICS_EMPTY),
        counted,
        articles,
    )


TOPICS_EMPTY = word("drafting", "topics_empty")
ARTICLES = word("drafting", "articles")
ARTICLE_COLUMNS = headings("drafting", "article_columns")


def data(book: Workbook) -> dict[str, Any]:
    """What the browser needs to answer alike: the step to each stage from the one before, and the words."""
    line = stages(book)
    steps = {b: step(book, a, b) for a, b in pairwise(line)}
    return {
        "words": WORDS,
        "parts": PARTS,
        "line": list(line),
        "steps": steps,
        "changes": dict(book.vocabulary.changes),
        "empty": TOPICS_EMPTY,
        "articles": [ARTICLES, list(ARTICLE_COLUMNS)],
    }


def context(book: Workbook, state: State) -> dict[str, Any]:
    """What the control shows: the stages, oldest first."""
    line = stages(book)
    names = [(name, book.instruments[name].short_title, book.instruments[name].status) for name in line]
    return {"stages": names, "chosen": state.stage or (line or [""])[-1]}
