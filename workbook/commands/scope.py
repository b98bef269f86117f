"""The command about where texts bind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import click

from ..book.load import load as load_data
from ..questions.scope import LABELS, NONE, Where, where
from .cli import DAY, FORMAT, answer, data_option


@click.command()
@click.option("--instruments", help="The texts, by id: I,J (else the first).")
@DAY
@FORMAT
@data_option
def scope(instruments: str | None, on: dt.date | None, how: str) -> None:
    """Count the states that at least one of some texts binds on a day, by region and by membership."""
    book = load_data()
    named = (instruments or next(iter(book.instruments))).split(",")
    found = where(book, tuple(name for name in named if name), on)
    answer(how, found.json(), lambda: _table(found, book.facts.pages.word))


def _table(found: Where, words: Callable[[str], str]) -> str:
    least, more = ("" if whole else "at least " for whole in (found.bound_complete, found.complete))
    inside, outside = found.count("party", coe=True), found.count("party", coe=False)
    signed = "" if found.signatures_complete else "at least "
    lines = [
        f"{'+'.join(found.side)} on {found.on}: bound are {found.words} states, {least}{found.share}% of the "
        f"{found.members} members of the {words('world')}",
        f"Bound, in the {words('group')} (today's {found.council_of_europe} members): {least}{inside}",
        f"Bound, outside it: {least}{outside}",
        f"Consented, not yet bound: {more}{found.count('ratified')}; signed only: {signed}{found.count('signatory')}",
        "",
        *(f"{line.region:<10} {least}{line.bound} of {line.members}" for line in found.regions()),
        "",
        *(
            f"{row.name:<54} {LABELS[row.status]:<24} {row.since or 'day not known'!s:<14} {row.basis}"
            for row in (*found.rows, *found.organisations)
            if row.status != NONE
        ),
    ]
    return "\n".join(lines)


COMMANDS = [scope]
