"""How much of each side was read in the official text: beside its name on every page, counted by basis."""

from __future__ import annotations

from collections import Counter

from ..book.interface import word
from ..book.model import Workbook
from ..questions.coverage import UNCODED


def bases(book: Workbook) -> dict[str, str]:
    """What a position can rest on, in the order of the vocabulary, with its label; last, what is not coded."""
    return {name: term.label for name, term in book.vocabulary.bases.items()} | {UNCODED: word("rests", "uncoded")}


def rests(book: Workbook) -> dict[str, dict[str, int]]:
    """text -> basis -> positions, those that are not coded among them."""
    found = {name: Counter(dict.fromkeys(bases(book), 0)) for name in book.instruments}
    for _, name, position in book.positions():
        found[name][position.basis or UNCODED] += 1
    return {name: dict(counted) for name, counted in found.items()}


def together(counts: dict[str, dict[str, int]], side: tuple[str, ...]) -> dict[str, int]:
    """What the positions of all texts of a side rest on."""
    return {basis: sum(counts[name][basis] for name in side) for basis in counts[side[0]]}


def per_cent(part: int, whole: int) -> int:
    """A share in whole per cent, halves up; 100 only where nothing is missing, 0 only where nothing is there."""
    if part in (0, whole):
        return 100 if part and part == whole else 0
    return min(99, max(1, (200 * part + whole) // (2 * whole)))


def read_share(counted: dict[str, int]) -> str:
    """`19 % read`."""
    return word("rests", "read").format(n=per_cent(counted.get("text", 0), sum(counted.values())))


def others(book: Workbook, counted: dict[str, int]) -> str:
    """What the rest of a side rests on: `from memory 85, second-hand 3`."""
    found = [(bases(book)[basis], n) for basis, n in counted.items() if n and basis != "text"]
    return ", ".join(f"{label.lower()} {n}" for label, n in found)
