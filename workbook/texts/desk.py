"""The reading desk: each position beside the very paragraphs that it cites, unread ones first, saved after every step.

What a reader confirms becomes `text`, with name and day; what is changed is a proposal. Nothing is written into the
data: the desk keeps its own notes in the user's store and gives the changes as a patch or as changed files.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path

from ..book.model import Position, Topic, Workbook
from ..book.vocabulary import POINTS, Vocabulary
from . import edits, store
from .official import OfficialText, Part, TextError
from .words import Words, carrying, words_of

OPEN = ("recalled", "matched", "secondary")  # bases that a reading improves
NOTICES = ("confirmed", "changed", "doubtful")


@dataclass(frozen=True)
class Noted:
    """What a reader found on a position. `keys` counts the keys that were pressed for it."""

    topic: str
    found: str
    reader: str
    date: str
    fields: Mapping[str, edits.Value] = field(default_factory=dict)
    remark: str = ""
    keys: int = 0


@dataclass(frozen=True)
class Sheet:
    """A position as it lies on the desk: topic, what is coded, the cited parts and the words looked for in them."""

    topic: Topic
    position: Position
    cited: tuple[tuple[str, tuple[Part, ...]], ...]
    words: tuple[str, ...]
    questions: Mapping[str, tuple[str, ...]]  # feature -> the values to choose from


@dataclass(frozen=True)
class Desk:
    """A reader's desk for one text: its sheets, unread ones first, and what was noted so far."""

    book: Workbook
    text: OfficialText
    reader: str
    noted: Mapping[str, Noted]

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Every position that the imported text can settle: unread ones first, each in the order of the articles."""
        words = words_of(Path(self.book.folder))
        found = [
            sheet_of(self.book, topic, position, self.text, words)
            for topic, name, position in self.book.positions()
            if name == self.text.id and position.provides and any(self.text.cited(cite) for cite in position.cites)
        ]
        return tuple(sorted(found, key=lambda sheet: (sheet.position.basis not in OPEN, article_of(sheet))))

    @cached_property
    def unread(self) -> tuple[Sheet, ...]:
        """The sheets that still wait to be read."""
        return tuple(
            sheet for sheet in self.sheets if sheet.topic.id not in self.noted and sheet.position.basis in OPEN
        )

    @property
    def progress(self) -> str:
        """How far the reading is, in words."""
        done = [self.noted[sheet.topic.id] for sheet in self.sheets if sheet.topic.id in self.noted]
        counts = ", ".join(f"{sum(each.found == kind for each in done)} {kind}" for kind in NOTICES)
        keys = f"; {sum(each.keys for each in done) / len(done):.1f} keys each" if done else ""
        return f"{len(done)} read ({counts}){keys}, {len(self.unread)} unread"

    def note(
        self, topic: str, found: str, fields: Mapping[str, edits.Value] = {}, remark: str = "", keys: int = 0
    ) -> Desk:
        """The desk with a note on a position, saved. Raises `TextError` for a value that the vocabulary lacks."""
        if topic not in {sheet.topic.id for sheet in self.sheets}:
            raise TextError(f"{topic} is not on this desk.")
        if found not in NOTICES or (found == "changed") != bool(fields):
            raise TextError("A note says confirmed, changed (with the new values) or doubtful.")
        for name, value in fields.items():
            self.check(topic, name, value)
        day = dt.date.today().isoformat()
        noted = Noted(topic, found, self.reader, day, dict(fields), remark, keys)
        return self.keep({**self.noted, topic: noted})

    def check(self, topic: str, name: str, value: edits.Value) -> None:
        """Raise `TextError` unless a field may have a value."""
        words, asked = self.book.vocabulary, self.book.topics[topic]
        feature = name.removeprefix("features.")
        if name == "force":
            allowed = [force for force in words.forces if force != "none"]
        elif name == "cites":
            wrong = [cite for cite in value if self.text.problem(cite)] if isinstance(value, tuple) else [str(value)]
            if wrong:
                raise TextError(f"{wrong[0]}: {self.text.problem(wrong[0]) or 'citations are a list'}.")
            return
        elif name.startswith("features.") and feature in asked.positions[self.text.id].features:
            allowed = [*asked.values(words, feature), "silent"]
        else:
            raise TextError(f"{name} can't be changed at the desk; propose it as CONTRIBUTING.md shows.")
        for each in value if isinstance(value, tuple) else (value,):
            if each not in allowed:
                raise TextError(f"{each!r} is no value of {feature}; choose one of: {', '.join(allowed)}.")
        if isinstance(value, tuple) != (name != "force" and takes_many(words, feature)):
            raise TextError(f"{feature} takes {'a list' if not isinstance(value, tuple) else 'one value'}.")

    def undo(self) -> Desk:
        """The desk without its last note, saved."""
        return self.keep(dict(list(self.noted.items())[:-1]))

    def keep(self, noted: Mapping[str, Noted]) -> Desk:
        """The desk with other notes, saved whole in the user's store."""
        rows = [asdict(each) for each in noted.values()]
        store.write(place(self.text), {"sha256": self.text.sha256, "notes": rows})
        return replace(self, noted=noted)

    def after(self) -> dict[str, tuple[str, str]]:
        """Topic file -> (its text, its text as the notes make it), for what was confirmed or changed."""
        found = {}
        for each in self.noted.values():
            name = f"topics/{each.topic}.yaml"
            if each.found == "doubtful":
                continue
            before = (Path(self.book.folder) / name).read_text(encoding="utf-8")
            fields: dict[str, edits.Value] = {**each.fields, "basis": "text", "reviewed": f"{each.reader}, {each.date}"}
            if self.text.language != "en":
                fields["read_in"] = self.text.language
            found[name] = (before, edits.changed(before, self.text.id, fields))
        return found

    def patch(self, folder: str = "data") -> str:
        """Every change as one patch that `git apply` takes, at the head of a repository whose data is in `folder`."""
        return "".join(edits.patch(before, after, f"{folder}/{name}") for name, (before, after) in self.after().items())

    def write_into(self, folder: Path) -> list[Path]:
        """Write the changed topic files into a folder; in a data folder of one's own they take the place of the old."""
        written = []
        for name, (_, after) in self.after().items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(after, encoding="utf-8")
            written.append(path)
        return written

    @property
    def doubts(self) -> str:
        """What was found doubtful, as lines to send to whoever keeps the data."""
        rows = [each for each in self.noted.values() if each.found == "doubtful"]
        return "\n".join(
            f"{each.topic} ({self.text.id}): {each.remark or 'no remark'} - {each.reader}, {each.date}" for each in rows
        )


def takes_many(words: Vocabulary, feature: str) -> bool:
    """Whether a feature takes a list: one with many values, or a topic's own points."""
    return feature == POINTS or words.features[feature].many


def place(text: OfficialText) -> Path:
    """Where a desk keeps its notes."""
    return store.folder("desk") / f"{text.id}.{text.language}.json"


def open_desk(book: Workbook, text: OfficialText, reader: str) -> Desk:
    """A reader's desk with what was noted before. Raises `TextError` for a name that can't stand in the data."""
    if not re.fullmatch(r"[^\W\d_][^\n\"]{1,60}", reader.strip()):
        raise TextError('A reader has a name: --reader "A. Name". It stands beside what was read.')
    book.known("instrument", text.id, book.instruments)
    kept = store.read(place(text)) or {"notes": []}
    notes = [Noted(**{**row, "fields": as_values(row["fields"])}) for row in kept["notes"]]
    return Desk(book, text, reader.strip(), {each.topic: each for each in notes if each.topic in book.topics})


def as_values(fields: Mapping[str, object]) -> dict[str, edits.Value]:
    """Fields from JSON: lists are tuples again."""
    return {name: tuple(value) if isinstance(value, list) else str(value) for name, value in fields.items()}


def sheet_of(book: Workbook, topic: Topic, position: Position, text: OfficialText, words: Words) -> Sheet:
    """A position with the parts that it cites."""
    cited = tuple((cite, text.in_context(cite)) for cite in position.cites if text.cited(cite))
    values = {name: (*topic.values(book.vocabulary, name), "silent") for name in position.features}
    return Sheet(topic, position, cited, carrying(position, words, text.language), values)


def article_of(sheet: Sheet) -> tuple[int, str]:
    """Where a sheet lies: by its first cited article, so that one reads the text from front to back."""
    first = sheet.cited[0][0].partition("(")[0]
    return (int(first) if first.isdigit() else 0), sheet.topic.id
