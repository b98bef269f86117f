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
from .vocabulary import POINTS, STRICT, Point, Vocabulary

EMPTY_TEXT_OK = {"extra": "forbid"}

FeatureValue = str | tuple[str, ...]
UNKNOWN = ("uncoded", "present")  # verdicts that do not tell what a text says


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
class Instrument:
    """A text, with its dated status. `follows` is its place in the drafting line.

    `status_note` says what no date or count says (`status` makes the sentence); `settled` is the day from which the
    words are those that were adopted, where that is earlier than `adopted`. `months_to_force`: how many whole months
    after a later consent the text is in force for that state, from the first of the month on.
    """

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
    settled: date | None = None
    adopted: date | None = None
    opened: date | None = None
    in_force: date | None = None
    source: str | None = None
    articles_complete: bool = True
    follows: str | None = None
    supplements: str | None = None
    months_to_force: int | None = None


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
    """What one instrument says on one topic.

    `read_in` is the language in which a text was read that was not read in English; `model` the article on
    which each cited paragraph was drafted, in the order of `cites`; `recollections` how many people recalled
    it apart from one another; `sure` how sure each of them is, of 100.
    """

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
    read_in: str | None = None
    model: tuple[str, ...] = ()
    recollections: int | None = None
    sure: tuple[int, ...] = ()
    looked_in: tuple[str, ...] = ()
    looked_at: str | None = None

    @property
    def coded(self) -> bool:
        """True when it is known what this text says on this topic, or that it says nothing."""
        return self.verdict not in UNKNOWN

    @property
    def provides(self) -> bool:
        """True when the text has a provision on the topic and it is known what it says."""
        return self.verdict not in (*UNKNOWN, "absent")


@dataclass(frozen=True)
class Topic:
    """A question of law, with every instrument's position side by side.

    `asks` names features that are answered here beside those of the theme; `points` are the topic's own, which
    a position answers under the name `points`; `governs` names the ways to cooperate that its rules hold for; `weight`
    how much it weighs, where that is not as its theme does.
    """

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
    asks: tuple[str, ...] = ()
    governs: tuple[str, ...] = ()
    points: Mapping[str, Point] = field(default_factory=dict)
    weight: str | None = None

    def values(self, vocabulary: Vocabulary, feature: str) -> Mapping[str, str]:
        """A feature's values with their words, as this topic asks it: its own points, or the closed list's."""
        if feature == POINTS:
            return {name: point.label for name, point in self.points.items()}
        return vocabulary.features[feature].values


@dataclass(frozen=True)
class Statement:
    """A statement of the report that a comparison starts from, and what a source shows about it."""

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

        `side` is `"convention+protocol"` or a sequence of ids. Raises `UnknownId`.
        """
        asked = side.replace(" ", "+").split("+") if isinstance(side, str) else list(side)
        for name in asked:
            self.known("instrument", name, self.instruments)
        if not asked:
            raise UnknownId(f"a side needs at least one instrument, for example {next(iter(self.instruments))}")
        return tuple(name for name in self.instruments if name in asked)

    @staticmethod
    def known(kind: str, name: str, among: Mapping[str, object]) -> str:
        """`name`, if `among` has it; else `UnknownId` with the ids to choose from."""
        if name not in among:
            raise UnknownId(f"no {kind} is called {name!r}; there are: {', '.join(among)}")
        return name


def stages(book: Workbook) -> tuple[str, ...]:
    """The texts of the drafting line, which follow one another, oldest first."""
    followed = {text.follows for text in book.instruments.values()}
    return tuple(name for name, text in book.instruments.items() if text.follows or name in followed)
