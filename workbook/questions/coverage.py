"""What the workbook rests on: which articles it cites, and which basis each position and each fact has.

A count is a count of positions, articles or rows; nothing is estimated. On a text whose list of articles is
not whole, a count of its articles is "at least".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..book.frames import frame
from ..book.model import Position, Workbook

UNCODED = "uncoded"
Counts = Mapping[str, int]


@dataclass(frozen=True)
class Covered:
    """One text: its articles by what becomes of them, its positions by basis and by verdict.

    `outside` gives (article, reason); `missing` is neither cited nor left out with a reason. `complete`:
    whether the list of its articles is whole.
    """

    instrument: str
    complete: bool
    cited: tuple[str, ...]
    outside: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    by_basis: Counts
    by_verdict: Counts
    reviewed: int

    def json(self) -> dict[str, Any]:
        """As `workbook coverage --format json` prints it."""
        return {
            "id": self.instrument,
            "complete": self.complete,
            "cited": list(self.cited),
            "outside": [{"article": article, "reason": reason} for article, reason in self.outside],
            "missing": list(self.missing),
            "positions": {
                "by_basis": dict(self.by_basis),
                "by_verdict": dict(self.by_verdict),
                "reviewed": self.reviewed,
            },
        }


@dataclass(frozen=True)
class Coverage:
    """Every text, then positions by theme and basis, then the rows of every file of facts by basis.

    The bases are those of the vocabulary; for positions also `uncoded`.
    """

    instruments: tuple[Covered, ...]
    themes: Mapping[str, Counts]
    files: Mapping[str, Counts]

    def __getitem__(self, instrument: str) -> Covered:
        return next(covered for covered in self.instruments if covered.instrument == instrument)

    def frame(self) -> Any:
        """A pandas frame: one row a text and basis, columns instrument, basis, positions (a count), share (0 to 1)."""
        rows = [
            {"instrument": c.instrument, "basis": basis, "positions": n, "share": n / max(1, sum(c.by_basis.values()))}
            for c in self.instruments
            for basis, n in c.by_basis.items()
        ]
        return frame(rows, ("instrument", "basis", "positions", "share"))

    def json(self) -> dict[str, Any]:
        """As `workbook coverage --format json` prints it."""
        return {
            "instruments": [covered.json() for covered in self.instruments],
            "themes": {name: dict(counts) for name, counts in self.themes.items()},
            "files": {name: dict(counts) for name, counts in self.files.items()},
        }


def coverage(book: Workbook) -> Coverage:
    """What the book cites and leaves out, and what its positions and facts rest on."""
    return Coverage(
        tuple(_covered(book, name) for name in book.instruments),
        {
            theme: by_basis(book, [p for topic, _, p in book.positions() if topic.theme == theme])
            for theme in book.vocabulary.themes
        },
        {name: counted(book.vocabulary.bases, bases) for name, bases in _files(book).items() if bases},
    )


def _covered(book: Workbook, name: str) -> Covered:
    positions = [topic.positions[name] for topic in book.topics.values()]
    listed = [row.article for row in book.articles[name]]
    named = {cite.split("(")[0] for position in positions for cite in position.cites}
    outside = {row.article: row.reason for row in book.facts.outside if row.instrument == name}
    return Covered(
        name,
        book.instruments[name].articles_complete,
        tuple(article for article in listed if article in named),
        tuple(outside.items()),
        tuple(article for article in listed if article not in named and article not in outside),
        by_basis(book, positions),
        counted(book.vocabulary.verdicts, (position.verdict for position in positions)),
        sum(bool(position.reviewed) for position in positions),
    )


def by_basis(book: Workbook, positions: Iterable[Position]) -> Counts:
    """How many positions rest on each basis, and how many are uncoded; every key is there."""
    bases = (position.basis or UNCODED for position in positions)
    return counted((*book.vocabulary.bases, UNCODED), bases)


def counted(keys: Iterable[str], given: Iterable[str]) -> Counts:
    """How often each of the keys is given, 0 included."""
    found = Counter(given)
    return {key: found[key] for key in keys}


def _files(book: Workbook) -> dict[str, list[str]]:
    """Each file of facts with the bases of its rows. Claims have no column for it: each rests on the page it names."""
    facts = book.facts
    files = {
        "instruments.yaml": [instrument.basis for instrument in book.instruments.values()],
        "articles": [article.basis for articles in book.articles.values() for article in articles],
        "parties.csv": [row.basis for row in facts.parties],
        "reservations_looked.csv": [row.basis for row in facts.reservations_looked],
        "totals.csv": [row.basis for row in facts.totals],
        "timeline.csv": [row.basis for row in facts.timeline],
        "votes.csv": [row.basis for row in facts.votes],
        "lineage.csv": [row.basis for row in facts.lineage],
        "claims.csv": ["secondary"] * len(facts.claims),
        "report.csv": [row.basis for row in book.report],
    }
    return files
