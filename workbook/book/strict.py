"""Strict reading of YAML and CSV: every scalar stays text, every place is remembered.

Default YAML loaders turn Norway's code into False, article 40.10 into 40.1, and keep the last of two
equal keys. Here scalars are text, and duplicate keys, tabs, byte-order marks and smart quotes in
keys are faults with file and line.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from sys import intern
from typing import Any
from unicodedata import category

import yaml

from .model import Problem

BASE: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# Controls (tabs, zero bytes and ends of lines have their own words), marks that turn the direction of writing, and
# code points that are no letter: they hide, and most formats that we write forbid them.
NO_LETTER = re.compile(
    "[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff"
    "\U0001fffe\U0001ffff]"
)
DEEPEST = 40  # levels of a YAML file
SMART = "\u2018\u2019\u201c\u201d"
EVENTS: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PLAIN = "YAML here is plain: texts, lists and fields, without anchors and aliases."
READABLE = "Data files are plain UTF-8 text without tabs or a byte-order mark."
Place = tuple[str | int, ...]


class Texts(BASE):
    """YAML whose scalars are texts: no kind is guessed, which also takes most of a loader's time."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        """No tag tells anything here."""
        return ""

    def descend_resolver(self, *_: Any) -> None:
        """Nothing is guessed from where a node stands."""

    def ascend_resolver(self) -> None:
        """Nothing is guessed from where a node stands."""


@dataclass
class Source:
    """A file's plain content, the line of every place in it, and what is wrong with it."""

    file: str
    content: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unplaced: str = ""  # YAML whose lines are still to be found

    def line(self, place: Place) -> int:
        """The line of `place`, or of the nearest thing that holds it."""
        if self.unplaced:  # few files have a problem: only then are their lines looked for
            self.lines |= _lines(yaml.compose(self.unplaced, Loader=Texts), ())
            self.unplaced = ""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def fault(self, line: int, rule: str, problem: str, cure: str) -> None:
        """Remember a problem of this file."""
        self.problems.append(Problem(self.file, line, rule, problem, cure))


def read_text(content: bytes | None, source: Source) -> str:
    """A file's text; what can't be read is a fault of `source` and gives an empty text."""
    if content is None:
        source.fault(1, READABLE, "The file is missing, or you may not read it.", "Restore it, or its permissions.")
        return ""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        place = content[: error.start].count(b"\n") + 1
        source.fault(place, READABLE, "A character is not UTF-8.", "Save the file as UTF-8.")
        return ""
    if text.startswith("\ufeff"):
        source.fault(1, READABLE, "The file starts with a byte-order mark.", "Save as UTF-8 without BOM.")
        text = text[1:]
    if "\0" in text:
        source.fault(1, READABLE, "The file holds a zero byte, which is no letter.", "Save it as plain text.")
    plain = text.replace("\n", "").isprintable()  # most files: nothing in them hides
    for number, line in enumerate(text.split("\n"), 1) if not plain and NO_LETTER.search(text) else ():
        for sign in dict.fromkeys(NO_LETTER.findall(line)):
            source.fault(number, READABLE, f"The line has {_named(sign)}.", "Remove it, or write what it stands for.")
    for number, line in enumerate(text.splitlines(), 1) if "\t" in text else ():
        if "\t" in line:
            source.fault(number, READABLE, "The line has a tab.", "Use spaces instead.")
    return text


def _named(sign: str) -> str:
    """A sign that can't be seen, in words."""
    kind = {"Cf": "a mark that turns the direction of writing", "Cc": "a control character"}
    return f"{kind.get(category(sign), 'a sign that is no letter')} (U+{ord(sign):04X})"


def read_yaml(content: bytes | None, name: str) -> Source:
    """A YAML file as text, lists and mappings."""
    source = Source(name)
    text = read_text(content, source)
    if source.problems:
        return source
    try:
        node = None if _nested(text, source) else yaml.compose(text, Loader=Texts)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        source.fault(
            mark.line + 1 if mark else 1,
            "Data files are valid YAML.",
            f"YAML can't be read here: {getattr(error, 'problem', None) or error}.",
            "Compare the indentation, colons and quotes with a neighbouring file.",
        )
        return source
    if node is None:
        source.content = {}
    else:
        source.content, source.unplaced = _plain(node, source), text
    return source


def _nested(text: str, source: Source) -> bool:
    """Whether a file refers to its own parts, or goes too deep: then it could grow without end as it is read."""
    indent = 2 * DEEPEST + 1
    far = any(not line[:indent].strip(" -") for line in text.split("\n") if len(line) >= indent)
    depth = far or text.count("[") + text.count("{") > DEEPEST
    marked = ("&" in text or "*" in text) and re.search(r"(^|[\s,\[{])[&*]\S", text)
    if not depth and not marked:
        return False
    level = 0
    for event in yaml.parse(text, Loader=EVENTS):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            source.fault(line, PLAIN, "An anchor (&) or alias (*) stands here.", "Write the words out, or quote them.")
            return True
        level += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if level > DEEPEST:
            source.fault(line, PLAIN, f"The file is more than {DEEPEST} levels deep.", "See data/README.md.")
            return True
    return False


def _plain(node: yaml.Node, source: Source) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return intern(node.value)  # most stand in many files: ids, words of the closed lists, citations
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, source) for item in node.value]
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = intern(str(key_node.value))
        if key in found or not key.isascii():
            _look_at_key(key, key in found, key_node.start_mark.line + 1, source)
        found[key] = _plain(value_node, source)
    return found


def _look_at_key(key: str, again: bool, line: int, source: Source) -> None:
    if again:
        source.fault(line, "A key stands once.", f"The key {key!r} stands twice.", "Keep one of the two.")
    if any(mark in key for mark in SMART):
        source.fault(line, "Keys have no smart quotes.", f"The key {key!r} has one.", "Type it plainly.")


def _lines(node: yaml.Node | None, place: Place) -> dict[Place, int]:
    """The line on which each place below `node` begins; that of a field is its key's."""
    found = {place: node.start_mark.line + 1} if node else {}
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            found |= _lines(item, (*place, number))
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            spot = (*place, str(key.value))
            found |= _lines(value, spot) | {spot: key.start_mark.line + 1}
    return found


def read_csv(content: bytes | None, name: str, columns: tuple[str, ...]) -> Source:
    """A CSV file as a list of rows; the first line must name exactly `columns`, in any order."""
    source = Source(name, content=[])
    text = read_text(content, source)
    if source.problems:
        return source
    reader = csv.reader(io.StringIO(text), strict=True)
    try:
        for line, cells in _records(reader):
            _take(line, cells, columns, source)
    except csv.Error as error:
        source.fault(reader.line_num, "Data files are valid CSV.", f"{error}.", "Check the quotes of the line.")
    if not text.strip():
        _wrong_columns(1, [], columns, source)
    source.content = source.content[1:]
    return source


def _records(reader: Any) -> Iterator[tuple[int, list[str]]]:
    start = 1
    for cells in reader:
        if cells:
            yield start, cells
        start = reader.line_num + 1


def _take(line: int, cells: list[str], columns: tuple[str, ...], source: Source) -> None:
    rows = source.content
    if not rows:
        rows.append(cells)
        if sorted(cells) != sorted(columns):
            _wrong_columns(line, cells, columns, source)
    elif len(cells) != len(rows[0]):
        source.fault(
            line,
            "Every row has one cell a column.",
            f"The row has {len(cells)} cells, the heading has {len(rows[0])}.",
            "Quote a cell that holds a comma; don't leave out an empty cell.",
        )
    else:
        source.lines[(len(rows) - 1,)] = line
        rows.append(dict(zip(rows[0], cells, strict=True)))


def _wrong_columns(line: int, cells: list[str], columns: tuple[str, ...], source: Source) -> None:
    source.fault(
        line,
        "The first line names the columns.",
        f"The columns are {', '.join(cells) or 'missing'}.",
        f"They must be {', '.join(columns)}.",
    )
