"""Commands about what the workbook rests on."""

from __future__ import annotations

import click

from ..book.load import load as load_data
from ..book.model import Workbook
from ..questions.coverage import UNCODED, Coverage
from ..questions.coverage import coverage as what_it_rests_on
from .cli import FORMAT, answer, data_option


@click.command()
@FORMAT
@data_option
def coverage(how: str) -> None:
    """Print which articles are cited or left out, and what each position rests on."""
    book = load_data()
    found = what_it_rests_on(book)
    answer(how, found.json(), lambda: _table(book, found))


def _table(book: Workbook, found: Coverage) -> str:
    labels = {name: term.label for name, term in book.vocabulary.bases.items()} | {UNCODED: "Not coded"}
    lines = []
    for covered in found.instruments:
        least = "" if covered.complete else "at least "
        lines.append(book.instruments[covered.instrument].short_title)
        lines.append(f"  articles cited     {len(covered.cited)}")
        lines.append(f"  articles left out  {len(covered.outside)}")
        missing = f": {', '.join(covered.missing)}" if covered.missing else ""
        lines.append(f"  neither            {least}{len(covered.missing)}{missing}")
        lines.append("  positions")
        lines += [f"    {labels[basis]:<16} {count}" for basis, count in covered.by_basis.items() if count]
    return "\n".join(lines)


COMMANDS = [coverage]
