"""The command that answers as an explorer does, for every one of them."""

from __future__ import annotations

import click

from ..book.load import load as load_data
from ..views.blocks import as_json, as_text
from ..views.explorers import EXPLORERS, answered
from .cli import FORMAT, answer, data_option, linked


@click.command()
@click.argument("name", type=click.Choice(list(EXPLORERS)))
@click.option("--link", default="", help='What stands behind the page\'s address: "?a=ONE+OTHER&b=THIRD".')
@FORMAT
@data_option
def view(name: str, link: str, how: str) -> None:
    """Print what an explorer shows: its sentences and its tables."""
    book = load_data()
    state = linked(book, link)
    blocks = answered(name, book, state)
    answer(how, as_json(blocks), lambda: as_text(blocks))


COMMANDS = [view]
