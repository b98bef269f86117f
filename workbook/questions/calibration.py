"""How good memory was: statements first written from memory or second hand, held against the reading that followed.

`data/calibration.csv` keeps both answers, field by field, as they first were and as read; it is a record and never
edited when a coding is corrected later. A verdict `extends` did not exist when the first answers were given: there
any verdict of a provision is counted as held. `silent` and `none` were one answer then and are one here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..book.facts import Remembered
from ..book.frames import frame
from ..book.interface import word, words
from ..book.model import UNKNOWN, Workbook
from ..book.once import once

FEATURE = "features."
LEADING = words("calibration", "fields")
WHOLE = ("verdict", "force", "cites")  # a statement held when these three did


@dataclass(frozen=True)
class Held:
    """Of `n` answers to one field, `held` were the same after reading."""

    field: str
    label: str
    n: int
    held: int

    @property
    def share(self) -> float:
        """The share that held, from 0 to 1."""
        return self.held / self.n


@dataclass(frozen=True)
class Calibration:
    """Of `statements` that were later read, `held` had the right verdict, force and articles; by field in `rows`."""

    statements: int
    held: int
    rows: tuple[Held, ...]

    @property
    def words(self) -> str:
        """The finding in a sentence; "" when nothing that was remembered has been read."""
        if not self.statements:
            return ""
        return word("calibration", "finding").format(n=self.statements, held=self.held)

    def frame(self) -> Any:
        """A pandas frame: one row a field; columns field, label, n, held, share (0 to 1)."""
        return frame(self.json()["rows"], ("field", "label", "n", "held", "share"))

    def json(self) -> dict[str, Any]:
        """Plain values."""
        rows = [{"field": r.field, "label": r.label, "n": r.n, "held": r.held, "share": r.share} for r in self.rows]
        return {"statements": self.statements, "held": self.held, "rows": rows}


@once
def calibration(book: Workbook) -> Calibration:
    """How far what was remembered held when it was read, in the book's record."""
    fields: dict[str, list[bool]] = defaultdict(list)
    statements: dict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
    for row in book.facts.calibration:
        fields[row.field].append(held(row))
        statements[row.topic, row.instrument][row.field] = held(row)
    features = [FEATURE + name for name in book.vocabulary.features]
    labels = LEADING | {FEATURE + name: feature.label for name, feature in book.vocabulary.features.items()}
    order = [name for name in (*LEADING, *features) if name in fields]
    rows = [Held(name, labels[name], len(fields[name]), sum(fields[name])) for name in order]
    whole = sum(all(found.get(name, True) for name in WHOLE) for found in statements.values())
    return Calibration(len(statements), whole, tuple(rows))


def held(row: Remembered) -> bool:
    """Whether the first answer was the one that reading gave."""
    if row.field == "verdict" and row.read == "extends":
        return row.first not in (*UNKNOWN, "absent")
    return plain(row.first) == plain(row.read)


def plain(answer: str) -> str:
    """An answer with the words for "nothing" made one."""
    return "none" if answer in ("silent", "nothing", "") else answer


def remembered(book: Workbook, texts: Iterable[str]) -> int:
    """How many positions of these texts rest on memory."""
    return sum(topic.positions[name].basis == "recalled" for name in texts for topic in book.topics.values())
