"""The command about one state."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import click

from ..book.load import load as load_data
from ..book.model import Workbook
from ..book.names import state_by_name
from ..questions.cooperation import SameState
from ..questions.mystate import my_state
from ..views.blocks import as_text
from ..views.explorers import mystate as explorer
from ..views.state import WHO, start
from .cli import DAY, FORMAT, answer, data_option


@click.command()
@click.argument("name", metavar="STATE")
@click.option("--joins", default="", metavar="SIDE", help="Suppose that it joins these texts, such as ONE+OTHER.")
@click.option("--with", "other", default="", metavar="STATE", help="A second state, supposed to join alike.")
@click.option(
    "--who", type=click.Choice(WHO[:3]), default="today", help="Suppose who else consents to the drafted text."
)
@DAY
@FORMAT
@data_option
def state(name: str, joins: str, other: str, who: str, on: dt.date | None, how: str) -> None:
    """Print what binds a state (by ISO code or name), its partners by way, and what joining texts would add.

    Whatever is said of joining is a supposition.
    """
    book = load_data()
    me, friend = _code(book, name), _code(book, other)
    view = replace(start(book), who=who)
    try:
        found = my_state(book, me, joins, friend or None, on, supposing=view)
    except SameState as error:
        raise click.UsageError(str(error)) from None
    sides = (found.joins, found.joins) if found.joins else (view.a, view.b)
    friend = found.together.other if found.together else ""
    shown = replace(view, a=sides[0], b=sides[1], s1=found.iso3, s2=friend, on=found.on.isoformat())
    answer(how, found.json(), lambda: as_text(explorer.blocks(book, shown)))


def _code(book: Workbook, said: str) -> str:
    """The ISO code of the state that was named; what is no name of a state stays, for the answer to refuse it."""
    found = state_by_name(book.facts.states.values(), said)
    return found.iso3 if found else said


COMMANDS = [state]
