"""Strictly read files -> a Workbook's parts: every file is given its shape, and faults are told in plain words."""

from __future__ import annotations

from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, TypeVar

from .cache import Files, digest
from .facts import TABLES, Country, Facts, Project
from .glossary import TermOfArt
from .model import Article, Instrument, Problem, Statement, Topic, Workbook
from .pages import Pages
from .strict import Place, Source, read_csv, read_yaml
from .vocabulary import Vocabulary

T = TypeVar("T")
SHAPE = "Every file has the fields that data/README.md shows, and no others."
CURES = {
    "missing": ("The field {name} is missing.", "Add it; data/README.md shows a sample."),
    "unexpected_keyword_argument": ("The field {name} is not known.", "Correct its spelling or remove it."),
    "string_too_short": ("The field {name} is empty.", "Fill it in, or remove it if it may be left out."),
    "string_type": ("The field {name} is not one text.", "Write a single text there."),
    "tuple_type": ("The field {name} is not a list.", "Write a list: [one, two]."),
    "dict_type": ("The field {name} is not a set of fields.", "Write it as data/README.md shows."),
    "int_parsing": ("The field {name} is not a whole number.", "Write a number: 2."),
    "date_from_datetime_parsing": ("The field {name} is not a date.", "Write year-month-day: 2026-11-24."),
}
OTHERWISE = ("The field {name} can't be used.", "Write it as data/README.md shows.")


class Reading:
    """One pass over a folder: what was read, where it stood, what was wrong."""

    def __init__(self, root: Path, files: Files) -> None:
        self.root = root
        self.files = files
        self.problems: list[Problem] = []
        self.sources: dict[str, Source] = {}
        self.kept: dict[str, list[int]] = {}

    def add(self, file: str, rule: str, problem: str, cure: str, line: int = 1) -> None:
        """Remember a problem."""
        self.problems.append(Problem(file, line, rule, problem, cure))

    def line(self, file: str, place: Place) -> int:
        """The line of a place in a file that was read; a row is counted among those that have the right shape."""
        if file in self.kept and place:
            place = (self.kept[file][int(place[0])], *place[1:])
        return self.sources[file].line(place) if file in self.sources else 1

    def workbook(self) -> Workbook | None:
        """Everything, or None when a part can't be given its shape."""
        vocabulary = self.shape(Vocabulary, self.yaml("vocabulary.yaml"))
        instruments = self.entries(Instrument, "instruments.yaml", "id")
        topics = self.topics()
        articles = {name: self.rows(Article, f"articles/{name}.csv") for name in instruments}
        report = self.rows(Statement, "report.csv")
        facts = self.facts()
        if vocabulary is None:
            return None
        read = {name: content for name, content in self.files.items() if name in self.sources}
        version = digest(read)[:12]
        topics = in_order(topics, (list(vocabulary.themes), list(instruments)))
        return Workbook(vocabulary, instruments, articles, topics, report, version, self.root, facts)

    def yaml(self, name: str) -> Source:
        """A YAML file of the folder."""
        return self.keep(read_yaml(self.files.get(name), name))

    def keep(self, source: Source) -> Source:
        """Remember a source with its problems."""
        self.sources[source.file] = source
        self.problems += source.problems
        return source

    def entries(self, kind: type[T], file: str, key: str) -> dict[str, T]:
        """The entries of a YAML file that have the right shape; each one's name is its field `key`."""
        source = self.yaml(file)
        entries = source.content if isinstance(source.content, dict) else {}
        shaped = {name: self.shape(kind, source, (name,), **{key: name}) for name in entries}
        return {name: entry for name, entry in shaped.items() if entry is not None}

    def topics(self) -> dict[str, Topic]:
        """The topic files that have the right shape, by id (the file's name)."""
        found = {}
        for name in self.files:
            kind, _, id = name.removesuffix(".yaml").rpartition("/")
            topic = self.shape(Topic, self.yaml(name), id=id) if kind == "topics" else None
            if topic is not None:
                found[id] = topic
        return found

    def facts(self) -> Facts:
        """The flat facts; a file that is not there has none."""
        tables: dict[str, Any] = {
            name: self.rows(kind, f"{name}.csv") for name, kind in TABLES.items() if self.has(f"{name}.csv")
        }
        states = self.entries(Country, "states.yaml", "iso3") if self.has("states.yaml") else {}
        glossary = self.entries(TermOfArt, "glossary.yaml", "id") if self.has("glossary.yaml") else {}
        project = self.shape(Project, self.yaml("project.yaml")) if self.has("project.yaml") else None
        pages = self.shape(Pages, self.yaml("pages.yaml")) if self.has("pages.yaml") else None
        return Facts(states=states, glossary=glossary, project=project or Project(), pages=pages or Pages(), **tables)

    def has(self, name: str) -> bool:
        """Whether the folder has a file of that name."""
        return name in self.files

    def rows(self, kind: type[T], name: str) -> tuple[T, ...]:
        """The rows of a CSV file that have the right shape."""
        columns = tuple(item.name for item in fields(kind))  # type: ignore[arg-type]
        source = self.keep(read_csv(self.files.get(name), name, columns))
        blank = {item.name for item in fields(kind) if item.default is not MISSING}  # type: ignore[arg-type]
        for row in source.content:
            for column in blank & row.keys():
                if row[column] == "":
                    del row[column]
        shaped = {number: self.shape(kind, source, (number,)) for number in range(len(source.content))}
        self.kept[name] = [number for number, row in shaped.items() if row is not None]
        return tuple(row for row in shaped.values() if row is not None)

    def shape(self, kind: type[T], source: Source, place: Place = (), **known: str) -> T | None:
        """The content at `place` as a `kind`; faults become problems and give None."""
        from pydantic import ValidationError

        content: Any = source.content
        for step in place:
            content = content[step]
        if source.problems and content is None:
            return None
        if not isinstance(content, dict):
            self.add(source.file, SHAPE, "Fields were expected here.", "See data/README.md.", source.line(place))
            return None
        try:
            shaped: T = adapter(kind).validate_python({**content, **known})
            return shaped
        except ValidationError as error:
            for fault in error.errors():
                self.misshapen(source, (*place, *fault["loc"]), fault)
            return None

    def misshapen(self, source: Source, place: Place, fault: Any) -> None:
        """Say in plain words what pydantic found."""
        name = place[-1] if place else source.file
        problem, cure = CURES.get(fault["type"], OTHERWISE)
        self.add(source.file, SHAPE, problem.format(name=name), cure, source.line(place))


def in_order(topics: dict[str, Topic], book_order: tuple[list[str], list[str]]) -> dict[str, Topic]:
    """Topics by theme, then by baseline text and its first cited article (a preamble last), then by id.

    `book_order` names the themes and the instruments in their order.
    """

    def place(topic: Topic) -> tuple[int, int, int, str]:
        theme, text = (
            names.index(name) if name in names else len(names)
            for names, name in zip(book_order, (topic.theme, topic.baseline), strict=True)
        )
        baseline = topic.positions.get(topic.baseline)
        first = baseline.cites[0].split("(")[0] if baseline and baseline.cites else ""
        return theme, text, int(first) if first.isdigit() else 1000, topic.id

    return {topic.id: topic for topic in sorted(topics.values(), key=place)}


_ADAPTERS: dict[type, Any] = {}


def adapter(kind: type[T]) -> Any:
    """pydantic's validator for a class of `model`, made once."""
    from pydantic import TypeAdapter

    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]
