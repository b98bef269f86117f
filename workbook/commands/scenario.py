"""The command that asks what if."""

from __future__ import annotations

from typing import Any

import click

from ..book.load import load as load_data
from ..questions.scenario import what_if
from ..views.blocks import as_text
from ..views.explorers import whatif as explorer
from .cli import FORMAT, answer, data_option, linked


@click.command()
@click.option("--link", default="", help="The link of a scenario, as the page What if writes it.")
@FORMAT
@data_option
def whatif(link: str, how: str) -> None:
    """Print what a scenario gains and loses against today: pairs, ways to cooperate, topics, states."""
    book = load_data()
    state = linked(book, link)
    found: dict[str, Any] = what_if(book, state).json()
    answer(how, found, lambda: as_text(explorer.blocks(book, state)))


COMMANDS = [whatif]
