"""How far two coders who worked alone agree: shares, Cohen's kappa, and what was corrected since.

`data/reliability.csv` keeps both codings as they first were, so that a later correction can't make the
agreement look better than it was.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from ..book.facts import Coding
from ..book.frames import frame
from ..book.interface import words
from ..book.model import Position, Workbook

Pair = tuple[str, str]
GROUPS = words("reliability", "groups")
FIELDS = words("reliability", "fields")
WORDS = words("reliability")
FEATURE = "features."


def kappa(pairs: Iterable[Pair]) -> float | None:
    """Cohen's kappa of (first, second) answers: 1 is full agreement, 0 what chance alone would give.

    None when it is undefined: no pair, or one single answer throughout.
    """
    return _kappa([list(pairs)])


def _kappa(strata: Iterable[list[Pair]]) -> float | None:
    """Kappa over questions with answers of their own: chance is reckoned within each, then added up."""
    strata = [pairs for pairs in strata if pairs]
    size = sum(len(pairs) for pairs in strata)
    agreed = sum(first == second for pairs in strata for first, second in pairs)
    chance = sum((_by_chance(pairs) for pairs in strata), Fraction(0))
    return float((agreed - chance) / (size - chance)) if size != chance else None


def _by_chance(pairs: list[Pair]) -> Fraction:
    """How many of the pairs would agree if each coder kept to their shares but drew blindly."""
    first, second = (Counter(column) for column in zip(*pairs, strict=True))
    return Fraction(sum(count * second[answer] for answer, count in first.items()), len(pairs))


@dataclass(frozen=True)
class Agreed:
    """One field in one group of texts: `agreed` of `n` answers are alike; `kappa` None is undefined."""

    texts: str
    field: str
    n: int
    agreed: int
    kappa: float | None

    @property
    def share(self) -> float:
        """The share of answers that are alike, from 0 to 1."""
        return self.agreed / self.n

    @property
    def words(self) -> str:
        """Kappa as people read it."""
        return WORDS["undefined"] if self.kappa is None else f"{self.kappa:.2f}"


@dataclass(frozen=True)
class Agreement:
    """The agreement of two codings: a row for each group of texts and field that both answered."""

    positions: int
    rows: tuple[Agreed, ...]

    def frame(self) -> Any:
        """A pandas frame: columns texts, field, n, agreed, share (0 to 1), kappa (NaN: undefined)."""
        table = frame(self.json()["rows"], ("texts", "field", "n", "agreed", "share", "kappa"))
        return table.astype({"kappa": "float64"})

    def json(self) -> dict[str, Any]:
        """Plain values, for the page and for others."""
        return {"positions": self.positions, "rows": [asdict(row) | {"share": row.share} for row in self.rows]}

    def text(self) -> str:
        """The table as the command line prints it, or "" when nothing was coded twice."""
        lines = [WORDS["table"].format(n=self.positions)] if self.rows else []
        for row in self.rows:
            label = f"{GROUPS[row.texts]}: {FIELDS[row.field].lower()}"
            widths = {"label": f"  {label:<72}", "agreed": f"{row.agreed:>3}", "n": f"{row.n:>3}"}
            lines.append(WORDS["row"].format(kappa=row.words, **widths))
        return "\n".join(lines)


def group(book: Workbook, row: Coding | Correction) -> str:
    """`drafts`, `read` (the position rests on the official text) or `unread`."""
    if book.instruments[row.instrument].status == "draft":
        return "drafts"
    return "read" if book.topics[row.topic].positions[row.instrument].basis == "text" else "unread"


def latest(book: Workbook) -> tuple[Coding, ...]:
    """The rows of the latest draw, the last of the file, on positions that the book has.

    An earlier draw was coded under an earlier manual and other features, so that the two can't be added up. A
    feature that is no longer asked is left out.
    """
    rows = book.facts.reliability
    known = {*FIELDS, *(FEATURE + name for name in book.vocabulary.features)}
    return tuple(
        row
        for row in rows
        if row.draw == rows[-1].draw
        and row.topic in book.topics
        and row.instrument in book.instruments
        and row.field in known
    )


def agreement(book: Workbook) -> Agreement:
    """How far the two codings of the latest draw agree, field by field.

    Apart for texts that were read, adopted texts that were not at hand, and drafts: there nearly
    everything is uncoded, and uncoded on both sides would swell the agreement.
    """
    found: dict[tuple[str, str], dict[str, list[Pair]]] = defaultdict(lambda: defaultdict(list))
    rows = latest(book)
    for row in rows:
        texts, pair = group(book, row), (row.first, row.second)
        if row.field.startswith(FEATURE):
            found[texts, "features"][row.field].append(pair)
            found[texts, "features.alike"][row.field].append((without_silence(row.first), without_silence(row.second)))
        else:
            found[texts, row.field][""].append(pair)
    shown = [
        Agreed(texts, field, *_count(found[texts, field].values()))
        for texts in GROUPS
        for field in FIELDS
        if found[texts, field]
    ]
    return Agreement(len({(row.topic, row.instrument) for row in rows}), tuple(shown))


def without_silence(answer: str) -> str:
    """The answer with `silent` read as `none`."""
    return "none" if answer == "silent" else answer


def _count(strata: Iterable[list[Pair]]) -> tuple[int, int, float | None]:
    strata = list(strata)
    pairs = [pair for stratum in strata for pair in stratum]
    return len(pairs), sum(first == second for first, second in pairs), _kappa(strata)


@dataclass(frozen=True)
class Correction:
    """A field whose first coding no longer stands; `now` is what the data says today."""

    topic: str
    instrument: str
    field: str
    first: str
    second: str
    now: str


def corrections(book: Workbook) -> tuple[Correction, ...]:
    """What was corrected after two coders had coded the position, in the order of the file."""
    now = ((row, current(book.topics[row.topic].positions[row.instrument], row.field)) for row in latest(book))
    return tuple(
        Correction(row.topic, row.instrument, row.field, row.first, row.second, answer)
        for row, answer in now
        if answer != row.first
    )


def disputed(book: Workbook) -> tuple[Coding, ...]:
    """The rows on which the two first codings differ."""
    return tuple(row for row in latest(book) if row.first != row.second)


def current(position: Position, field: str) -> str:
    """What a position says in a field today, written as reliability.csv writes it; "" for no answer."""
    if field == "cites":
        articles = {cite.split("(")[0] for cite in position.cites}
        return "+".join(sorted(articles, key=lambda article: (not article.isdigit(), article.zfill(3))))
    if field.startswith(FEATURE):
        given = position.features.get(field.removeprefix(FEATURE), "")
        return given if isinstance(given, str) else "+".join(sorted(given)) or "nothing"
    value: str = getattr(position, field)
    return "" if field == "force" and not position.coded else value
