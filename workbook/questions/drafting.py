"""What changed along the drafting line, topic by topic and article by article.

Only the later stage provides on a topic: `added`; only the earlier: `dropped`; nothing coded changed but
the articles did: `renumbered`. Where a stage is not coded the change is `unknown`: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from typing import Any

from ..book.frames import frame
from ..book.interface import word
from ..book.model import Workbook, stages
from .compare import Compared, Comparison, comparison

CHANGES: Mapping[str, str] = {
    "only_b": "added",
    "only_a": "dropped",
    "stronger_b": "stronger",
    "stronger_a": "weaker",
    "differs": "differs",
    "same": "same",
    "off": "unknown",
    "unknown": "unknown",
}


LEAST_KNOWN = 0.25  # of a stage's positions; below it, what changed by topic is not shown


class WrongStages(ValueError):
    """What was asked for is no step from an earlier stage of a text to a later one."""


@dataclass(frozen=True)
class Changes:
    """A comparison of two stages; `change` gives each topic's change."""

    comparison: Comparison
    change: Mapping[str, str]

    def frame(self) -> Any:
        """A pandas frame: topic, title, theme, change, relation, a, b (cites as text), because."""
        table = self.comparison.frame()
        table.insert(3, "change", [self.change[topic] for topic in table["topic"]])
        return table

    def json(self) -> list[dict[str, Any]]:
        """As `workbook changes --format json` prints it: the rows of `compare`, each with its change."""
        return [row | {"change": self.change[row["topic"]]} for row in self.comparison.json()]


def changes(book: Workbook, a: str, b: str) -> Changes:
    """What stage `b` changed in stage `a`, topic by topic. Raises `WrongStages`."""
    _line(book, a, b)
    whole = comparison(book, a, b)
    return Changes(whole, {row.topic: _change(row) for row in whole.rows})


def known_share(book: Workbook, instrument: str) -> float:
    """The share of topics on which it is known what a text says, from 0 to 1."""
    return sum(topic.positions[instrument].coded for topic in book.topics.values()) / (len(book.topics) or 1)


def _change(row: Compared) -> str:
    first, then = ({cite.partition("(")[0] for _, cite in side} for side in (row.a, row.b))
    return "renumbered" if row.relation == "same" and first != then else CHANGES[row.relation]


def _line(book: Workbook, a: str, b: str) -> tuple[str, ...]:
    """The stages from `a` to `b`."""
    line = stages(book)
    for name in (a, b):
        if name not in line:
            raise WrongStages(
                f"{name!r} is no stage of the drafting line; its stages are, oldest first: {', '.join(line)}"
            )
    if line.index(a) >= line.index(b):
        raise WrongStages(f"{a} does not come before {b}; name the earlier stage first: {', '.join(line)}")
    return line[line.index(a) : line.index(b) + 1]


@dataclass(frozen=True)
class Fate:
    """What became of an article from one stage to a later one.

    `was` is empty for an article that is new, or whose earlier number was not seen; `became` for one that is
    gone. `change` is an id of the vocabulary's changes, or `unknown`: what came before or after is not recorded.
    """

    was: str
    became: str
    change: str
    basis: str
    note: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Fates:
    """What became of the articles between two stages, so far as they were followed."""

    a: str
    b: str
    rows: tuple[Fate, ...]

    def frame(self) -> Any:
        """A pandas frame: was, became, change, basis, note, sources (addresses, joined by spaces)."""
        rows = [vars(row) | {"sources": " ".join(row.sources)} for row in self.rows]
        return frame(rows, ("was", "became", "change", "basis", "note", "sources"))

    def json(self) -> list[dict[str, Any]]:
        """Plain rows, fields as in `Fate`."""
        return [vars(row) | {"sources": list(row.sources)} for row in self.rows]


def article_changes(book: Workbook, a: str, b: str) -> Fates:
    """What became of each article from stage `a` to stage `b`; steps in between are put together.

    A chain is known no better than its weakest step. Raises `WrongStages`.
    """
    trust = list(book.vocabulary.bases)
    steps = [_step(book, *pair) for pair in pairwise(_line(book, a, b))]
    return Fates(a, b, tuple(reduce(lambda first, then: _chained(first, then, trust), steps)))


def _step(book: Workbook, a: str, b: str) -> list[Fate]:
    return [
        Fate(row.from_article, row.to_article, row.change, row.basis, row.note, (row.source,) if row.source else ())
        for row in book.facts.lineage
        if (row.from_instrument, row.to_instrument) == (a, b)
    ]


def _chained(first: Iterable[Fate], then: Iterable[Fate], trust: list[str]) -> list[Fate]:
    """Two steps as one. An article that came in the first and went in the second leaves no trace."""
    later: dict[str, list[Fate]] = {}
    for fate in then:
        later.setdefault(fate.was, []).append(fate)
    found: list[Fate] = []
    for fate in first:
        ends = later.get(fate.became, []) if fate.became else []
        if not fate.became:
            found.append(fate)
        elif not ends:
            found.append(replace(fate, became="", change="unknown"))
        found.extend(_joined(fate, end, trust) for end in ends if fate.was or end.became)
    reached = {fate.became for fate in first}
    found.extend(later.get("", []))
    found.extend(
        replace(fate, was="", change="unknown")
        for was, fates in later.items()
        if was and was not in reached
        for fate in fates
        if fate.became
    )
    return found


def _joined(first: Fate, then: Fate, trust: list[str]) -> Fate:
    both = (first.change, then.change)
    plain = "kept" if first.was == then.became else "renumbered"
    change = next((name for name in ("unknown", "dropped", "added", "merged", "split") if name in both), plain)
    basis = max(first.basis, then.basis, key=trust.index)
    note = word("drafting", "twice").format(first=first.note, then=then.note)
    return Fate(first.was, then.became, change, basis, note, tuple(dict.fromkeys(first.sources + then.sources)))


@dataclass(frozen=True)
class Run:
    """Articles in a row that share one fate: `was` and `became` as a reader writes them, `4-16`; `n` articles."""

    was: str
    became: str
    change: str
    n: int


def runs(fates: Iterable[Fate]) -> tuple[Run, ...]:
    """Fates gathered into runs: the same change, and both numbers one higher each time (or both empty)."""
    groups: list[list[Fate]] = []
    for fate in fates:
        last = groups[-1][-1] if groups else None
        if last and last.change == fate.change and _next(last.was, fate.was) and _next(last.became, fate.became):
            groups[-1].append(fate)
        else:
            groups.append([fate])
    return tuple(Run(_span(g[0].was, g[-1].was), _span(g[0].became, g[-1].became), g[0].change, len(g)) for g in groups)


def _next(one: str, other: str) -> bool:
    return one == other == "" or (one.isdigit() and other.isdigit() and int(other) == int(one) + 1)


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first}-{last}"
