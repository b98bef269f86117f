"""Questions about texts side by side; pure functions from a book to frozen answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..book.frames import frame
from ..book.interface import words
from ..book.marks import unite, unlike
from ..book.model import Selection, Topic, Workbook
from ..book.vocabulary import POINTS
from . import drawn
from .profiles import switched
from .relation import relate, side

PREAMBLE = "preamble"
CITED = words("compare")


@dataclass(frozen=True)
class Compared:
    """Two sides on one topic. `because` names force and the features that are not alike."""

    topic: str
    title: str
    theme: str
    relation: str
    a: tuple[tuple[str, str], ...]  # (instrument, cite)
    b: tuple[tuple[str, str], ...]
    because: tuple[str, ...]
    off: tuple[str, ...] = ()  # the sides that are off: "a", "b"


@dataclass(frozen=True)
class Comparison:
    """Two sides, topic by topic."""

    a: tuple[str, ...]
    b: tuple[str, ...]
    rows: tuple[Compared, ...]

    def frame(self) -> Any:
        """A pandas frame: topic, title, theme, relation, a, b (cites as text), because."""
        rows = [
            {
                "topic": row.topic,
                "title": row.title,
                "theme": row.theme,
                "relation": row.relation,
                "a": cited(row.a),
                "b": cited(row.b),
                "because": ", ".join(row.because),
            }
            for row in self.rows
        ]
        return frame(rows, ("topic", "title", "theme", "relation", "a", "b", "because"))

    def figure(self) -> Any:
        """A plotly figure: how many topics stand in which relation, by theme."""
        return drawn.figure(self)

    def json(self) -> list[dict[str, Any]]:
        """As `workbook compare --format json` prints it."""
        return [
            {
                "topic": row.topic,
                "relation": row.relation,
                "a": {"cites": [f"{instrument}:{cite}" for instrument, cite in row.a]},
                "b": {"cites": [f"{instrument}:{cite}" for instrument, cite in row.b]},
                "because": list(row.because),
                "off": list(row.off),
            }
            for row in self.rows
        ]


def cited(pairs: Iterable[tuple[str, str]]) -> str:
    """Citations as a reader writes them: `convention 25(1), 27(4)`."""
    by_text: dict[str, list[str]] = {}
    for instrument, cite in pairs:
        by_text.setdefault(instrument, []).append(cite)
    return "; ".join(f"{instrument} {', '.join(cites)}" for instrument, cites in by_text.items())


def written(cites: tuple[str, ...]) -> str:
    """One text's citations as a reader writes them: `Articles 25(1), 27(4)`, `Preamble`."""
    numbered = [cite for cite in cites if cite != PREAMBLE]
    parts = [CITED["preamble"]] if PREAMBLE in cites else []
    if numbered:
        parts.append(CITED["article" if len(numbered) == 1 else "articles"].format(list=", ".join(numbered)))
    return "; ".join(parts)


def comparison(
    book: Workbook, a: str, b: str, theme: str | None = None, selection: Selection = Selection()
) -> Comparison:
    """Sides `a` and `b` on every topic (of one theme, if named), under a selection.

    Raises `UnknownId`.
    """
    side_a, side_b = book.side(a), book.side(b)
    if theme is not None:
        book.known("theme", theme, book.vocabulary.themes)
    on = frozenset(switched(book, tuple(book.instruments), selection)[0])
    topics = [topic for topic in book.topics.values() if theme in (None, topic.theme)]
    rows = tuple(_compared(book, topic, (side_a, side_b), on, topic.id in selection.off) for topic in topics)
    return Comparison(side_a, side_b, rows)


def _compared(
    book: Workbook, topic: Topic, both: tuple[tuple[str, ...], ...], on: frozenset[tuple[str, str]], off: bool
) -> Compared:
    a, b = (side(book, topic, names, on, off) for names in both)
    relation = relate(a, b)
    named = unlike(*(unite(found for _, found in it.on) for it in (a, b))) if a.on and b.on else set()
    because = tuple(name for name in ("force", POINTS, *book.vocabulary.features) if name in named)
    cites = [
        tuple((name, cite) for name in names if (name, topic.id) in on for cite in topic.positions[name].cites)
        for names in both
    ]
    gone = tuple(name for name, it in (("a", a), ("b", b)) if it.off)
    return Compared(topic.id, topic.title, topic.theme, relation, cites[0], cites[1], because, gone)


def gaps(book: Workbook, a: str, b: str) -> Comparison:
    """The topics on which one side has a provision and the other, coded in full, has none."""
    whole = comparison(book, a, b)
    return Comparison(whole.a, whole.b, tuple(row for row in whole.rows if row.relation in ("only_a", "only_b")))


@dataclass(frozen=True)
class SideBySide:
    """One topic in several texts."""

    topic: Topic
    instruments: tuple[str, ...]

    def frame(self) -> Any:
        """A pandas frame: a row for each of cites, verdict, force, features, note and basis; a column a text."""
        positions = {name: self.topic.positions[name] for name in self.instruments}
        features = dict.fromkeys(key for position in positions.values() for key in position.features)
        columns = {
            name: {
                "cites": ", ".join(position.cites),
                "verdict": position.verdict,
                "force": position.force,
                **{key: said(position.features.get(key, "")) for key in features},
                "note": position.note or position.looked_at or "",
                "basis": position.basis,
            }
            for name, position in positions.items()
        }
        import pandas

        return pandas.DataFrame(columns)


def said(value: Any) -> str:
    """A feature's value as text: several are joined by commas, an empty list is `none`."""
    return value if isinstance(value, str) else ", ".join(value) or "none"


def side_by_side(book: Workbook, topic: str, instruments: str | tuple[str, ...] | None = None) -> SideBySide:
    """One topic in the texts named (all, by default). Raises `UnknownId`."""
    found = book.topics[book.known("topic", topic, book.topics)]
    return SideBySide(found, book.side(instruments) if instruments else tuple(book.instruments))


@dataclass(frozen=True)
class Matrix:
    """The whole comparison: every topic in every text."""

    book: Workbook

    def frame(self) -> Any:
        """A pandas frame: one row a topic, one column a text, cells are verdicts; index topic ids."""
        import pandas

        cells = {
            t.id: {name: t.positions[name].verdict for name in self.book.instruments} for t in self.book.topics.values()
        }
        return pandas.DataFrame.from_dict(cells, orient="index")

    def figure(self) -> Any:
        """A plotly heat map of the verdicts."""
        return drawn.figure(self)

    def json(self) -> dict[str, Any]:
        """As `workbook matrix --format json` prints it."""
        return {
            "version": self.book.version,
            "instruments": [
                {"id": i.id, "title": i.title, "symbol": i.symbol, "status": i.status}
                for i in self.book.instruments.values()
            ],
            "topics": [_topic_json(topic) for topic in self.book.topics.values()],
        }


def _topic_json(topic: Topic) -> dict[str, Any]:
    return {
        "id": topic.id,
        "title": topic.title,
        "theme": topic.theme,
        "baseline": topic.baseline,
        "positions": {
            name: {
                "cites": list(position.cites),
                "verdict": position.verdict,
                "force": position.force,
                "features": {k: v if isinstance(v, str) else list(v) for k, v in position.features.items()},
                "note": position.note or position.looked_at or "",
                "basis": position.basis,
                "source": position.source,
                "read_in": position.read_in,
                "model": list(position.model),
                "recollections": position.recollections,
                "sure": list(position.sure),
                "looked_in": list(position.looked_in),
            }
            for name, position in topic.positions.items()
        },
    }


def matrix(book: Workbook) -> Matrix:
    """The whole comparison of a book."""
    return Matrix(book)
