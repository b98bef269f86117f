"""Commands that put texts side by side."""

from __future__ import annotations

import click

from ..book.load import load as load_data
from ..questions import compare, profiles
from .cli import FORMAT, answer, data_option, selection


@click.command()
@FORMAT
@data_option
def matrix(how: str) -> None:
    """Print every topic in every text."""
    found = compare.matrix(load_data())
    answer(how, found.json(), lambda: found.frame().to_string())


@click.command("compare")
@click.argument("a")
@click.argument("b")
@click.option("--theme", help="One theme alone.")
@FORMAT
@data_option
def compare_sides(a: str, b: str, theme: str | None, how: str) -> None:
    """Compare side A with side B (such as ONE+OTHER THIRD, by their ids)."""
    found = compare.comparison(load_data(), a, b, theme)
    answer(how, found.json(), lambda: found.frame().to_string(index=False))


@click.command()
@click.argument("side")
@click.option("--off", default="", help="Topics that are switched off: T,T")
@click.option("--off-in", default="", help="Provisions that are switched off: INSTRUMENT:T,INSTRUMENT:T")
@FORMAT
@data_option
def profile(side: str, off: str, off_in: str, how: str) -> None:
    """Print the scope and cooperation of a side, in counts."""
    found = profiles.profile(load_data(), side, selection(off, off_in))
    answer(how, found.json(), lambda: _profile_table(found))


def _profile_table(found: profiles.Profile) -> str:
    width = max(len(number.label) for number in found.numbers)
    lines = [f"{number.label:<{width}}  {number.words}" for number in found.numbers]
    fell = [f"{topic} (in {instrument}) fell with what it requires" for instrument, topic in found.fell]
    return "\n".join([f"{'+'.join(found.side)}: {len(found.on)} provisions on", *lines, *fell])


COMMANDS = [matrix, compare_sides, profile]
