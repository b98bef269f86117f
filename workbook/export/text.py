"""CSV, JSON and Markdown; views/static/export.js writes the very same bytes in the browser."""

from __future__ import annotations

import json as codec
import re

from ..views.blocks import Table
from ..views.words import WORDS
from .report import Report

BOM = "\ufeff"  # without it Excel takes the file for Windows-1252 and breaks every accent
# What some program takes for a formula: with blanks or signs without width before it, or in full width.
FORMULA = re.compile("[\\s\u200b\u200c\u200d\u2060\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


class NoTable(ValueError):
    """The view shows no table; the message says what to save instead."""


def csv(report: Report) -> str:
    """The first table, with its version and link in two last columns.

    Columns rather than comment lines: every program opens them, and a row that is sorted, filtered or
    copied elsewhere still says where it is from. A table without rows gives one row with its sentence.
    """
    if not report.tables:
        raise NoTable(WORDS["no_table"])
    table = report.tables[0]
    rows = table.rows or ((table.empty, *[""] * (len(table.columns) - 1)),)
    named = (WORDS["data_version"], WORDS["link"])
    lines = [(*table.columns, *named), *((*row, report.version, report.link) for row in rows)]
    return BOM + "".join(",".join(_quoted(cell) for cell in line) + "\r\n" for line in lines)


def _quoted(cell: str) -> str:
    """A cell in quotes. One that a spreadsheet would take for a formula gets an apostrophe; a number is none."""
    risky = FORMULA.match(cell) and not NUMBER.fullmatch(cell)
    return '"' + ("'" if risky else "") + cell.replace('"', '""') + '"'


def json(report: Report) -> str:
    """The blocks, with title, version, date and link."""
    return codec.dumps(report.json(), ensure_ascii=False, indent=1) + "\n"


def markdown(report: Report) -> str:
    """Title, sentences and tables, then how to cite and how to come back."""
    parts = [f"# {_plain(report.title)}"]
    for block in report.blocks:
        if isinstance(block, Table):
            parts += [f"## {_plain(block.caption)}", _table(block) if block.rows else _plain(block.empty)]
        else:
            parts.append(("## " if block.tone == "heading" else "") + _plain(block.words))
    parts += ["---", f"{_plain(report.cite)}.", WORDS["back"]]
    return "\n\n".join(parts) + "\n"


def _table(table: Table) -> str:
    lines = [table.columns, ["---"] * len(table.columns), *table.rows]
    rule = lines[1]
    return "\n".join("| " + " | ".join(c if line is rule else _plain(c) for c in line) + " |" for line in lines)


def _plain(text: str) -> str:
    """Text in which Markdown sees no mark-up, no end of a line, and no heading or list at its start."""
    inline = re.sub(r"([\\`*<|\[\]])", r"\\\1", " ".join(text.split()))
    return re.sub(r"^([0-9]*)([#>+.)-])(?=[# ]|$)", r"\1\\\2", inline)
