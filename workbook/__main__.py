"""The command line: `workbook COMMAND`. Answers go to standard output, complaints to standard error.

Exit 0: well. 1: the answer is no, or there are problems. 2: wrong usage.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from . import compare, profiles
from .load import check as check_data
from .load import load as load_data
from .model import DataError, Selection, UnknownId

FORMAT = click.option("--format", "how", type=click.Choice(["table", "json"]), default="table", help="How to print.")


class Commands(click.Group):
    """Turns our own errors into plain sentences and the right exit codes."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except DataError as error:
            click.echo(str(error), err=True)
            ctx.exit(1)
        except UnknownId as error:
            raise click.UsageError(str(error)) from None


def data_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--data FOLDER`, on every command; kernels and later loads see it too."""

    def remember(_ctx: click.Context, _param: click.Parameter, folder: Path | None) -> Path | None:
        if folder is not None:
            os.environ["WORKBOOK_DATA"] = str(folder.resolve())
        return folder

    option = click.option(
        "--data",
        type=click.Path(path_type=Path),
        callback=remember,
        expose_value=False,
        is_eager=True,
        help="The comparison folder (else WORKBOOK_DATA, else the data that came with the package).",
    )
    return option(command)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="workbook", prog_name="workbook")
def main() -> None:
    """Compare the Budapest Convention and the UN text on cybercrime."""


def answer(how: str, value: Any, table: Callable[[], str]) -> None:
    """Print an answer as JSON, or as a table made only when it is asked for."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1) if how == "json" else table())


def selection(off: str, off_in: str) -> Selection:
    """`--off T,T` and `--off-in I:T,I:T` as a selection."""
    pairs = [entry for entry in off_in.split(",") if entry]
    wrong = [entry for entry in pairs if entry.count(":") != 1]
    if wrong:
        raise click.UsageError(f"--off-in takes INSTRUMENT:TOPIC, not {wrong[0]!r}")
    split = (entry.partition(":") for entry in pairs)
    return Selection(
        frozenset(entry for entry in off.split(",") if entry), frozenset((text, topic) for text, _, topic in split)
    )


@main.command()
@click.option("--port", default=8866, show_default=True, help="The port to listen on.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--base-url", default="/", show_default=True, help="The path in front, behind a proxy.")
@data_option
def serve(port: int, host: str, base_url: str) -> None:
    """Serve the dashboards; prints `Serving at URL` when ready."""
    from . import server

    load_data()
    if not server.port_is_free(host, port):
        click.echo(f"Port {port} is taken. Choose another: make serve PORT={port + 1}", err=True)
        sys.exit(1)
    server.serve(host, port, base_url)


@main.command()
@FORMAT
@data_option
def check(how: str) -> None:
    """Name every fault of the data: file, line, rule, cure."""
    found = check_data()
    rows = [vars(problem) for problem in found]
    answer(how, rows, lambda: "\n".join(map(str, found)) or "The data keeps every rule.")
    sys.exit(1 if found else 0)


@main.command()
@FORMAT
@data_option
def matrix(how: str) -> None:
    """Print every topic in every text."""
    found = compare.matrix(load_data())
    answer(how, found.json(), lambda: found.frame().to_string())


@main.command("compare")
@click.argument("a")
@click.argument("b")
@click.option("--theme", help="One theme alone.")
@FORMAT
@data_option
def compare_sides(a: str, b: str, theme: str | None, how: str) -> None:
    """Compare side A with side B (such as budapest+budapest-p1 un-2024)."""
    found = compare.comparison(load_data(), a, b, theme)
    answer(how, found.json(), lambda: found.frame().to_string(index=False))


@main.command()
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


if __name__ == "__main__":
    main(prog_name="workbook")
