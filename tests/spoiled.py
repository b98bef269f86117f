"""A hostile string in every field of a data folder that takes one, found by machine.

The fields are those of the classes that a folder is read into, so a new field is spoiled without being named here. A
field takes a hostile string when `workbook check` accepts the folder with it, in any of some wordings (bare, behind
what stood there, as an address ...); one that takes none is closed, and such a folder is never served. Fields that
are days, numbers or yes and no are closed by their kind.
"""

import csv
import io
import json
import shutil
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields, is_dataclass
from itertools import repeat
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args, get_type_hints

import yaml

from workbook.book.facts import TABLES, Country, Project
from workbook.book.glossary import TermOfArt
from workbook.book.load import check
from workbook.book.model import Article, Instrument, Problem, Statement, Topic
from workbook.book.pages import Pages
from workbook.book.vocabulary import Vocabulary

WORDINGS = ("{p} {was}", "{was} {p}", "{p}", "https://example.org/{p}", "mailto:{p}", "{p}, 2026-01-01")
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
KEY = "{key}"


class Entries:
    """A file whose entries are of one class, by their names."""

    def __init__(self, kind):
        self.kind = kind


def shape_of(name):
    """What a data file is read into; None where no class says so."""
    folder, _, _ = name.rpartition("/")
    if folder == "topics":
        return Topic
    if folder == "articles":
        return Article
    if name.endswith(".csv"):
        return {"report.csv": Statement}.get(name) or TABLES[name.removesuffix(".csv")]
    known = {
        "instruments.yaml": Entries(Instrument),
        "states.yaml": Entries(Country),
        "glossary.yaml": Entries(TermOfArt),
    }
    return known.get(name) or {"vocabulary.yaml": Vocabulary, "project.yaml": Project, "pages.yaml": Pages}.get(name)


def fields_in(kind, value, place, pattern):
    """(pattern, place, text) of every field that holds text; of one that is left out the text is empty.

    `pattern` is the place without the names of entries and the numbers of rows: all that is alike.
    """
    if isinstance(kind, Entries):
        yield from fields_of_entries(kind.kind, value, place, pattern)
    elif is_dataclass(kind):
        hints = get_type_hints(kind)
        for field in fields(kind):
            yield from fields_in(hints[field.name], value.get(field.name), (*place, field.name), (*pattern, field.name))
    elif isinstance(value, dict):
        yield from fields_of_entries((*get_args(kind), str)[1] if get_args(kind) else str, value, place, pattern)
    elif isinstance(value, list):
        inner = (*get_args(kind), str)[0]
        for number, each in enumerate(value):
            yield from fields_in(inner, each, (*place, number), (*pattern, "[]"))
    elif (kind is str or str in get_args(kind)) and isinstance(value, str | None):
        yield pattern, place, value or ""


def fields_of_entries(kind, value, place, pattern):
    """Those of a set of entries, and the name that a new entry could have."""
    if value:
        yield (*pattern, KEY), (*place, next(iter(value)), KEY), ""
    for name, each in (value or {}).items():
        yield from fields_in(kind, each, (*place, name), (*pattern, "*"))


class Folder:
    """A data folder that is written anew, field by field."""

    def __init__(self, root):
        self.root = root
        self.content = {}
        self.was = {}
        for path in sorted(root.rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.suffix in (".yaml", ".csv", ".json") and path.is_file():
                self.was[name] = path.read_bytes()
                self.content[name] = self.parsed(name)

    def parsed(self, name):
        text = self.was[name].decode()
        if name.endswith(".csv"):
            return list(csv.DictReader(io.StringIO(text, newline="")))
        return json.loads(text) if name.endswith(".json") else yaml.load(text, Loader=yaml.BaseLoader) or {}

    def found(self):
        """(pattern, file, place, text) of every field that holds text, in every file."""
        for name, value in self.content.items():
            group = (name.rpartition("/")[0] + "/*" if name.startswith(("topics/", "articles/")) else name,)
            if name.endswith(".csv"):
                for number, row in enumerate(value):
                    yield from ((p, name, q, t) for p, q, t in fields_in(shape_of(name), row, (number,), group))
            else:
                yield from ((p, name, q, t) for p, q, t in fields_in(shape_of(name) or dict, value, (), group))

    def spoil(self, places, text_for):
        """Write a text into fields; returns what brings back what was there."""
        changed = {file for file, _, _ in places}
        for file, place, was in places:
            *way, last = place
            if last == KEY:
                *way, first = way
            target = self.content[file]
            for step in way:
                target = target[step]
            if last == KEY:
                target[text_for(first)] = target[first]
            else:
                target[last] = [text_for("")] if _listed(shape_of(file), place) else text_for(was)
        for file in changed:
            (self.root / file).write_text(self.dumped(file), encoding="utf-8", newline="")

        def back():
            for file in changed:
                self.content[file] = self.parsed(file)
                (self.root / file).write_bytes(self.was[file])

        return back

    def keep(self):
        """What stands in the files now is what is gone back to."""
        self.was = {name: (self.root / name).read_bytes() for name in self.was}

    def dumped(self, name):
        value = self.content[name]
        if not value:
            return self.was[name].decode()
        if name.endswith(".json"):
            return json.dumps(value)
        if name.endswith(".yaml"):
            return yaml.dump(value, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10**6)
        made = io.StringIO(newline="")
        writer = csv.DictWriter(made, list(value[0]), quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(value)
        return made.getvalue()


class _Plain(DUMPER):
    def ignore_aliases(self, _):
        return True


def _listed(kind, place):
    """Whether the field at the end of `place` is a list that was left out."""
    for step in place:
        if isinstance(kind, Entries):
            kind = kind.kind
        elif is_dataclass(kind):
            kind = get_type_hints(kind).get(step, kind) if isinstance(step, str) else kind
        elif isinstance(step, int) or not get_args(kind):
            return False
        else:
            kind = get_args(kind)[-1]
    return getattr(kind, "__origin__", None) is tuple


def cut(root):
    """Leave of a folder what shows every kind of field: one topic for each theme and each field that some have.

    What the pages name stays too.
    """
    folder = Folder(root)
    topics = {name: value for name, value in folder.content.items() if name.startswith("topics/")}
    pages = folder.content["pages.yaml"]
    named = {topic for one in pages["questions"].values() for key in ("topics", "claimed") for topic in one[key]}
    seen, kept = set(), {f"topics/{topic}.yaml" for topic in named | set(pages["beside"])}
    for name, value in topics.items():
        has = {pattern for pattern, _, text in fields_in(Topic, value, (), ()) if text} | {value["theme"]}
        if not has <= seen:
            seen |= has
            kept.add(name)
    while True:
        needed = {f"topics/{other}.yaml" for name in kept for other in topics[name].get("requires", ())}
        if needed <= kept:
            break
        kept |= needed
    for name in set(topics) - kept:
        (root / name).unlink()
    terms = folder.content["glossary.yaml"]
    for name, term in [*terms.items()]:
        term["topics"] = [topic for topic in term.get("topics", ()) if f"topics/{topic}.yaml" in kept]
        if not term["topics"]:
            del terms[name]
    (root / "glossary.yaml").write_text(folder.dumped("glossary.yaml"), encoding="utf-8")
    while problems := check(root):  # rows on what went
        wrong = {(problem.file, problem.line) for problem in problems}
        assert all(file.endswith(".csv") and line > 1 for file, line in wrong), problems[0]
        for name in {file for file, _ in wrong}:
            lines = (root / name).read_text(encoding="utf-8").splitlines(keepends=True)
            left = [line for number, line in enumerate(lines, 1) if (name, number) not in wrong]
            (root / name).write_text("".join(left), encoding="utf-8", newline="")


def wordings(root, payload):
    """Put `payload` into every field of the folder that takes it: {pattern: the wording in which it was taken}.

    A pattern with None took it in no wording: it is closed. Each process has a folder of its own.
    """
    patterns = list(alike(Folder(root)))
    with ProcessPoolExecutor() as pool:
        shares = [patterns[start :: pool._max_workers] for start in range(pool._max_workers)]
        return {name: how for part in pool.map(_some, repeat(root), shares, repeat(payload)) for name, how in part}


def _some(root, patterns, payload):
    with TemporaryDirectory() as place:
        copy = Path(place, "data")
        shutil.copytree(root, copy)
        folder = Folder(copy)
        places = alike(folder)
        return [(pattern, _wording(folder, places[pattern], payload)) for pattern in patterns]


def _wording(folder, places, payload):
    """The first wording that one of the fields takes, or better all of them; a closed list ends the trial."""
    fits = None
    for wording in WORDINGS:
        problems = _refused(folder, [(places[:1] if fits is None else places, wording)], payload)
        if not problems and len(places) > 1 and fits is None:
            fits = wording
            problems = _refused(folder, [(places, wording)], payload)
        if not problems:
            return wording
        if fits is None and all(problem.cure.startswith("Choose one of") for problem in problems):
            return None
    return fits


def spoil(root, payload, known, alone):
    """Put another payload into the fields that took one in the wordings `known`; the patterns that took this one.

    `alone`: the patterns that can't be spoiled together with others; those found are added, for the next payload.
    """
    folder = Folder(root)
    groups = {pattern: places for pattern, places in alike(folder).items() if known.get(pattern)}
    together = [pattern for pattern in groups if pattern not in alone]
    apart = [pattern for pattern in groups if pattern in alone]
    taken = _all_of(folder, together, groups, known, payload, alone)
    return {*taken, *(one for pattern in apart for one in _all_of(folder, [pattern], groups, known, payload, alone))}


def _all_of(folder, patterns, groups, known, payload, alone):
    """Those of the patterns whose fields take the payload: all at once, or else half by half."""
    if not _refused(folder, [(groups[pattern], known[pattern]) for pattern in patterns], payload):
        return patterns
    if len(patterns) == 1:
        alone.update(patterns)
        first = groups[patterns[0]][:1]
        return patterns if not _refused(folder, [(first, known[patterns[0]])], payload) else []
    half = len(patterns) // 2
    parts = (patterns[:half], patterns[half:])
    return [pattern for part in parts for pattern in _all_of(folder, part, groups, known, payload, alone)]


def alike(folder):
    """{pattern: the fields that it stands for}, those that hold something where there are any."""
    found = {}
    for pattern, file, place, was in folder.found():
        found.setdefault((*pattern, "address") if was.startswith("http") else pattern, []).append((file, place, was))
    return {pattern: [each for each in places if each[2]] or places for pattern, places in found.items()}


def _refused(folder, spoils, payload):
    """The problems of the folder once a payload stands in fields; where there are none it stays, else it goes."""
    if any(
        "{was}" in wording and not all(was or place[-1] == KEY for _, place, was in places)
        for places, wording in spoils
    ):
        return [check_not_asked]
    backs = [
        folder.spoil(places, lambda was, wording=wording: wording.replace("{was}", was).replace("{p}", payload))
        for places, wording in spoils
    ]
    problems = check(folder.root)
    if problems:
        for back in backs:
            back()
    else:
        folder.keep()
    return problems


check_not_asked = Problem("", 1, "", "There is nothing behind which it could stand.", "")
