"""What a workbook holds: frozen values, no reading, no drawing.

Read this file first. A `Workbook` has instruments (texts), their articles, and topics (questions
of law); a topic has one `Position` for each instrument. A position that is neither `absent` nor
`uncoded` is a *provision*. Every list of ids is closed by `data/vocabulary.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from .facts import Facts

# Structure is strict: a field that is not named here is an error, with its file and line.
STRICT = {"extra": "forbid", "str_min_length": 1}
EMPTY_TEXT_OK = {"extra": "forbid"}

FeatureValue = str | tuple[str, ...]


@dataclass(frozen=True)
class Problem:
    """A fault in the data: where it is, the rule it breaks, and what to do about it."""

    file: str
    line: int
    rule: str
    problem: str
    cure: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.problem}\n    rule: {self.rule}\n    cure: {self.cure}"


class DataError(Exception):
    """The data can't be used; `problems` names every fault that was found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class UnknownId(ValueError):
    """An id that this workbook does not have; the message names the ids that it has."""


@dataclass(frozen=True)
class Term:
    """An entry of a closed list."""

    __pydantic_config__ = STRICT
    label: str
    definition: str


@dataclass(frozen=True)
class Theme:
    """A group of topics; `features` must be answered by every provision in it."""

    __pydantic_config__ = STRICT
    label: str
    definition: str
    dimension: str
    features: tuple[str, ...]


@dataclass(frozen=True)
class Feature:
    """A question with a closed list of answers, besides `silent`.

    `order` runs from the weakest to the strongest value; for a feature with `many` values it is
    `fewer` or `more` (which of the two is stronger). No order: values agree or differ, no more.
    """

    __pydantic_config__ = STRICT
    label: str
    definition: str
    values: Mapping[str, str]
    many: bool = False
    order: str | tuple[str, ...] = ()


@dataclass(frozen=True)
class Measure:
    """A number of a profile: the size of a set of ids."""

    __pydantic_config__ = STRICT
    dimension: str
    label: str
    definition: str


@dataclass(frozen=True)
class Vocabulary:
    """The closed lists of `data/vocabulary.yaml`."""

    __pydantic_config__ = STRICT
    verdicts: Mapping[str, Term]
    forces: Mapping[str, Term]
    force_order: tuple[str, ...]
    bases: Mapping[str, Term]
    relations: Mapping[str, Term]
    dimensions: Mapping[str, Term]
    themes: Mapping[str, Theme]
    features: Mapping[str, Feature]
    modalities: Mapping[str, str]
    measures: Mapping[str, Measure]
    events: Mapping[str, str] = field(default_factory=dict)
    stances: Mapping[str, str] = field(default_factory=dict)
    speakers: Mapping[str, str] = field(default_factory=dict)
    decision_rules: Mapping[str, str] = field(default_factory=dict)
    changes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Instrument:
    """A text, with its dated status. `follows` is its place in the drafting line."""

    __pydantic_config__ = STRICT
    id: str
    title: str
    short_title: str
    family: str
    symbol: str
    status: str
    status_note: str
    address: str
    as_of: date
    basis: str
    adopted: date | None = None
    opened: date | None = None
    in_force: date | None = None
    source: str | None = None
    articles_complete: bool = True
    follows: str | None = None
    supplements: str | None = None


@dataclass(frozen=True)
class Article:
    """An article's number and heading: a fact, never its text."""

    __pydantic_config__ = EMPTY_TEXT_OK
    article: str
    chapter: str
    chapter_title: str
    heading: str
    basis: str


@dataclass(frozen=True)
class Position:
    """What one instrument says on one topic."""

    __pydantic_config__ = STRICT
    verdict: str
    cites: tuple[str, ...] = ()
    force: str = "none"
    features: Mapping[str, FeatureValue] = field(default_factory=dict)
    note: str = ""
    basis: str = ""
    source: str | None = None
    seen: date | None = None
    reviewed: str | None = None
    looked_in: tuple[str, ...] = ()
    looked_at: str | None = None

    @property
    def coded(self) -> bool:
        """True unless nobody has coded this text on this topic."""
        return self.verdict != "uncoded"

    @property
    def provides(self) -> bool:
        """True when the text has a provision on the topic."""
        return self.verdict not in ("uncoded", "absent")


@dataclass(frozen=True)
class Topic:
    """A question of law, with every instrument's position side by side."""

    __pydantic_config__ = STRICT
    id: str
    title: str
    question: str
    theme: str
    baseline: str
    positions: Mapping[str, Position]
    modality: str | None = None
    requires: tuple[str, ...] = ()
    many_cites: str | None = None


@dataclass(frozen=True)
class Statement:
    """A statement of the news report of May 2021 and what a source shows about it."""

    __pydantic_config__ = EMPTY_TEXT_OK
    id: str
    statement: str
    shown: str
    basis: str
    source: str
    seen: str


@dataclass(frozen=True)
class Selection:
    """What is switched off: whole topics, and topics in one instrument alone."""

    off: frozenset[str] = frozenset()
    off_in: frozenset[tuple[str, str]] = frozenset()

    def has(self, instrument: str, topic: str) -> bool:
        """True when the provision's own switch and its topic's switch are both on."""
        return topic not in self.off and (instrument, topic) not in self.off_in


@dataclass(frozen=True, eq=False)
class Workbook:
    """Everything that was loaded. `version` is a digest of the data files. A book equals itself alone."""

    vocabulary: Vocabulary
    instruments: Mapping[str, Instrument]
    articles: Mapping[str, tuple[Article, ...]]
    topics: Mapping[str, Topic]
    report: tuple[Statement, ...]
    version: str
    folder: Path
    facts: Facts = field(default_factory=Facts)

    def positions(self) -> Iterator[tuple[Topic, str, Position]]:
        """Every (topic, instrument id, position), topic by topic."""
        for topic in self.topics.values():
            for instrument in self.instruments:
                yield topic, instrument, topic.positions[instrument]

    def side(self, side: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
        """A side's instrument ids, each once, in the order of the workbook.

        `side` is `"budapest+budapest-p1"` or a sequence of ids. Raises `UnknownId`.
        """
        asked = side.replace(" ", "+").split("+") if isinstance(side, str) else list(side)
        for name in asked:
            self.known("instrument", name, self.instruments)
        if not asked:
            raise UnknownId("a side needs at least one instrument, for example budapest")
        return tuple(name for name in self.instruments if name in asked)

    @staticmethod
    def known(kind: str, name: str, among: Mapping[str, object]) -> str:
        """`name`, if `among` has it; else `UnknownId` with the ids to choose from."""
        if name not in among:
            raise UnknownId(f"no {kind} is called {name!r}; there are: {', '.join(among)}")
        return name


def stages(book: Workbook) -> tuple[str, ...]:
    """The texts of the UN drafting line, oldest first."""
    return tuple(name for name, instrument in book.instruments.items() if instrument.family == "un")
