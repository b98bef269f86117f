"""How long loading, importing and each pure question take, over 1, 10 and 100 times the data. Milliseconds."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

from workbook import Selection, Workbook, comparison, contributions, load, profile
from workbook.book.load import default_folder
from workbook.questions.search import search
from workbook.views.pagedata import page_data
from workbook.views.state import read

from . import copies

TIMES = (1, 10, 100)
SIDES = ("budapest+budapest-p1+budapest-p2", "un-2024")
QUESTIONS: dict[str, Callable[[Workbook, str], object]] = {
    "profile": lambda book, link: profile(book, SIDES[0], _off(book)),
    "comparison": lambda book, link: comparison(book, *SIDES, selection=_off(book)),
    "contributions": lambda book, link: contributions(book),
    "page_data": lambda book, link: page_data(book),
    "search": lambda book, link: search(book, "ransomware"),
    "state": lambda book, link: read(book, link),
}


def _off(book: Workbook) -> Selection:
    return Selection(frozenset(list(book.topics)[::10]))


def _link(book: Workbook) -> str:
    return f"?a={SIDES[0]}&b={SIDES[1]}&off={','.join(list(book.topics)[::10])}"


def measured() -> dict[str, Any]:
    """{"import" and "start": ms, "load" and "load_again" and each question: {"1": ms, "10": ms, "100": ms}}."""
    found: dict[str, Any] = {"import": round(importing(), 1), "start": round(starting(), 1)}
    found |= loading()
    shipped = load()
    books = {times: copies.in_memory(shipped, times) for times in TIMES}
    for name, ask in QUESTIONS.items():
        found[name] = {str(times): asking(ask, book) for times, book in books.items()}
    return found


def importing(rounds: int = 5) -> float:
    """What `import workbook` takes, by Python's own count; median."""
    command = [sys.executable, "-X", "importtime", "-c", "import workbook"]
    found = []
    for _ in range(rounds):
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stderr
        match = re.search(r"\|\s*(\d+) \| workbook$", lines, re.MULTILINE)
        assert match, "Python did not name the import."
        found.append(int(match[1]) / 1000)
    return median(found)


def starting(rounds: int = 5) -> float:
    """What a new Python takes from nothing to its first profile, of a book that is kept; median.

    The package imports a name when it is used, so that `import workbook` alone tells little.
    """
    code = f"from workbook import load, profile; profile(load(), {SIDES[0]!r})"
    found = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        found.append((time.perf_counter() - start) * 1000)
    return median(found[1:])  # the first run keeps the book


def loading() -> dict[str, dict[str, float]]:
    """The first load of a folder, and the next one."""
    found: dict[str, dict[str, float]] = {"load": {}, "load_again": {}}
    with tempfile.TemporaryDirectory() as scratch, patch.dict(os.environ, WORKBOOK_HOME=f"{scratch}/home"):
        for times in TIMES:
            folder = copies.folder(default_folder(), Path(scratch) / str(times), times)
            for name in found:
                start = time.perf_counter()
                load(folder)
                found[name][str(times)] = _ms(time.perf_counter() - start)
    return found


def asking(ask: Callable[[Workbook, str], object], book: Workbook) -> float:
    """The median of at least five runs that together last at least a quarter of a second; each book is asked once.

    A book keeps some answers as long as it lives, so every run has a book of its own: what is timed is the work.
    """
    link = _link(book)
    runs: list[float] = []
    while len(runs) < 5 or (sum(runs) < 0.25 and len(runs) < 2000):
        fresh = replace(book)
        start = time.perf_counter()
        ask(fresh, link)
        runs.append(time.perf_counter() - start)
    return _ms(median(runs))


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 3)
