"""Files -> Workbook, or every problem found, each with file, line, rule and cure.

Three steps: read strictly (`strict`), give every file its shape (`reading`, by pydantic over the classes of
`model`), then hold the whole against the rules of `rules`, `codingrules` and `factrules`. A good book is kept
(`cache`).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from . import cache
from .model import DataError, Problem, Workbook

if TYPE_CHECKING:
    from .rules import Rule

PACKAGE = Path(__file__).parent.parent


def default_folder() -> Path:
    """The comparison folder: `WORKBOOK_DATA`, else the data that came with the package."""
    named = os.environ.get("WORKBOOK_DATA")
    if named:
        return Path(named)
    shipped = PACKAGE / "data"
    return shipped if shipped.is_dir() else PACKAGE.parent / "data"


def load(folder: str | Path | None = None) -> Workbook:
    """The workbook of a comparison folder (`default_folder()` when none is named).

    A book that was found good before is not read again (`cache`). Raises `DataError` with every problem
    when there is any.
    """
    root = Path(folder) if folder is not None else default_folder()
    book = cache.pinned(root)
    if book is not None:
        return book
    files = cache.files(root)
    key = cache.key(files)
    book = cache.read(key, root)
    if book is None:
        book, problems = _examine(root, files, ())
        if problems or book is None:
            raise DataError(problems)
        cache.write(key, book)
    return book


def check(folder: str | Path | None = None) -> tuple[Problem, ...]:
    """Every problem of a comparison folder, in the order of file and line."""
    return examine(folder)[1]


def examine(folder: str | Path | None = None, *more: Rule) -> tuple[Workbook | None, tuple[Problem, ...]]:
    """The workbook (None when its shape is broken) and every problem found, under `more` rules than its own too."""
    root = Path(folder) if folder is not None else default_folder()
    return _examine(root, cache.files(root), more)


def _examine(root: Path, files: cache.Files, more: tuple[Rule, ...]) -> tuple[Workbook | None, tuple[Problem, ...]]:
    from . import closedrules, codingrules, factrules, pagerules, rules, shapes, vocabularyrules  # when files are read
    from .reading import Reading

    reading = Reading(root, files)
    if not root.is_dir():
        reading.add(root.name, "The data is a folder.", f"There is no folder {root}.", "Name another with --data.")
        return None, tuple(reading.problems)
    with cache.nothing_to_collect():
        book = reading.workbook()
        problems = list(reading.problems)
        if cache.WORLD in files:
            problems += shapes.faults(files[cache.WORLD], cache.WORLD)
        if book is not None:
            known = (*rules.RULES, *codingrules.RULES, *factrules.RULES, *closedrules.RULES)
            known = (*known, *pagerules.RULES, *vocabularyrules.RULES, *more)
            problems += rules.broken(book, reading.line, known)
    return book, tuple(sorted(problems, key=lambda problem: (problem.file, problem.line)))
