"""What an explorer answers with: sentences and tables, plain enough to print, export and compare with the browser's.

The findings with which blocks begin are the answer: they stand above the picture, all the rest below the controls.

An explorer is a pure function (book, state) -> blocks, here and in static/explorers/; tests hold the two
alike. `html` prints blocks, `export` writes them to files, static/blocks.js shows them in the browser.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..book.frames import frame
from ..book.interface import words

# A table of more cells is folded, inside a part that a reader has opened one of yet more; one of more rows is searched
# and sorted. static/showing.js keeps the same numbers.
CELLS, INSIDE, ROWS = 30, 60, 40
EMPTY = words("blocks", "empty")  # what stands in place of rows, where a table says nothing of its own
LEADS = ("finding", "told")  # tones of the answer: its first sentence, and those that follow it


@dataclass(frozen=True)
class Say:
    """A sentence. `tone` is "", "finding" (the answer in one line), "told" (what follows it), "caution" or "heading".

    A heading opens a part that reaches to the next one; on a page it is folded, and can be linked to.
    """

    id: str
    words: str
    tone: str = ""

    def json(self) -> dict[str, Any]:
        """As the browser reads it."""
        return {"kind": "say", "id": self.id, "words": self.words, "tone": self.tone}


@dataclass(frozen=True)
class Table:
    """A table. A cell that starts with https:// or http:// is an address; the first column names the row.

    `shares` names the columns whose numbers are drawn as bars, on the scale of the largest of them all.
    """

    id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str = EMPTY["nothing"]
    shares: tuple[str, ...] = ()

    def json(self) -> dict[str, Any]:
        """As the browser reads it."""
        return {
            "kind": "table",
            "id": self.id,
            "caption": self.caption,
            "columns": list(self.columns),
            "rows": [list(row) for row in self.rows],
            "empty": self.empty,
            "shares": list(self.shares),
        }

    def folds(self, inside: bool = False) -> bool:
        """Whether a page, or a part inside it, shows its caption and number of rows first, and the rows when asked."""
        return len(self.rows) * len(self.columns) > (INSIDE if inside else CELLS)

    @property
    def long(self) -> bool:
        """Whether a page lets one look for rows and sort them."""
        return len(self.rows) > ROWS

    def share(self, row: tuple[str, ...], column: str) -> float | None:
        """How long the cell's bar is, from 0 to 1; None where there is none."""
        if column not in self.shares:
            return None
        at = [self.columns.index(name) for name in self.shares]
        top = max([1, *(_number(line[place]) for line in self.rows for place in at)])
        return _number(row[self.columns.index(column)]) / top

    def frame(self) -> Any:
        """A pandas frame, one row a row."""
        return frame([dict(zip(self.columns, row, strict=True)) for row in self.rows], self.columns)


def _number(text: str) -> int:
    """The whole number that a cell starts with, else 0."""
    digits = text[: len(text) - len(text.lstrip("0123456789"))]
    return int(digits) if digits else 0


Block = Say | Table
Blocks = tuple[Block, ...]


@dataclass(frozen=True)
class Part:
    """Blocks under a heading, or without one."""

    head: Say | None
    blocks: Blocks


def lead_of(blocks: Blocks) -> int:
    """How many findings the blocks begin with: the answer."""
    others = (at for at, block in enumerate(blocks) if not isinstance(block, Say) or block.tone not in LEADS)
    return next(others, len(blocks))


def parts_of(blocks: Blocks) -> list[Part]:
    """The blocks before any heading, then each heading with what follows it."""
    found: list[tuple[Say | None, list[Block]]] = [(None, [])]
    for block in blocks:
        if isinstance(block, Say) and block.tone == "heading":
            found.append((block, []))
        else:
            found[-1][1].append(block)
    return [Part(head, tuple(under)) for head, under in found]


def as_json(blocks: Blocks) -> list[dict[str, Any]]:
    """Blocks as the browser reads them."""
    return [block.json() for block in blocks]


def tables(blocks: Blocks) -> tuple[Table, ...]:
    """The tables among blocks."""
    return tuple(block for block in blocks if isinstance(block, Table))


def as_text(blocks: Blocks) -> str:
    """Blocks as plain text: sentences, and each row of a table as lines of `column: cell`."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Say):
            lines += [block.words, ""]
            continue
        lines += [block.caption, *([] if block.rows else [f"  {block.empty}"])]
        for first, *others in block.rows:
            cells = ", ".join(f"{name}: {cell}" for name, cell in zip(block.columns[1:], others, strict=True))
            lines.append(f"  {first}: {cells}")
        lines.append("")
    return "\n".join(lines).rstrip()
