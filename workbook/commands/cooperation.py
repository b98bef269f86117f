"""Commands about who can cooperate with whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import click

from ..book.load import load as load_data
from ..book.model import Workbook
from ..book.names import state_by_name
from ..questions.conditions import rules
from ..questions.cooperation import SameState
from ..questions.cooperation import cooperation as between
from ..questions.pairs import Pairs
from ..questions.pairs import pairs as count
from ..views.blocks import as_text
from ..views.explorers import cooperation as explorer
from ..views.explorers.recorded import records
from ..views.state import start
from .cli import DAY, FORMAT, answer, data_option


@click.command()
@click.argument("first")
@click.argument("second")
@DAY
@FORMAT
@data_option
def cooperation(first: str, second: str, on: dt.date | None, how: str) -> None:
    """Print what two states (by ISO code or name, such as JPN Brazil) can ask of each other on a day."""
    book = load_data()
    first, second = (_code(book, said) for said in (first, second))
    try:
        found = between(book, first, second, on)
    except SameState as error:
        raise click.UsageError(str(error)) from None
    state = replace(start(book), s1=found.a, s2=found.b, on=found.on.isoformat())
    ruled = [rule.json() for rule in rules(book, found)]
    whole = found.json() | {"reservations": records(book, found), "rules": ruled}
    answer(how, whole, lambda: as_text(explorer.blocks(book, state)))


def _code(book: Workbook, said: str) -> str:
    """The ISO code of the state that was named; what is no name of a state stays, for the answer to refuse it."""
    state = state_by_name(book.facts.states.values(), said)
    return state.iso3 if state else said


@click.command()
@click.option("--instruments", required=True, help="The texts, by id: I,J")
@DAY
@FORMAT
@data_option
def pairs(instruments: str, on: dt.date | None, how: str) -> None:
    """Print how many states some texts bind on a day, and how many pairs of states they connect."""
    book = load_data()
    found = count(book, [name for name in instruments.split(",") if name], on)
    answer(how, found.json(), lambda: _pairs_table(found, book.vocabulary.modalities))


def _pairs_table(found: Pairs, labels: Mapping[str, str]) -> str:
    least = "at least " if found.at_least else ""
    rows = {
        "States bound": f"{least}{found.states}",
        "Pairs of states connected": f"{least}{found.pairs}",
        **{f"  {labels[name]}": f"{least}{number}" for name, number in found.by_modality.items()},
        **{f"  {one} and {other}": f"{least}{n} of {most}" for (one, other), (n, most) in found.regions.items()},
    }
    width = max(map(len, rows))
    return "\n".join([f"{'+'.join(found.instruments)} on {found.on}", *(f"{k:<{width}}  {v}" for k, v in rows.items())])


COMMANDS = [cooperation, pairs]
