"""What every command shares: how to print an answer, where the data is, how a complaint is worded."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ..book.facts import is_day
from ..book.model import DataError, Selection, UnknownId, Workbook
from ..texts.official import TextError
from ..views.state import State, read


def day(_ctx: click.Context, _param: click.Parameter, given: str | None) -> dt.date | None:
    """A day written year-month-day; anything else is wrong usage."""
    if given is not None and not is_day(given):
        raise click.UsageError(f"--on takes a day written year-month-day, such as 2024-06-20, not {given!r}")
    return dt.date.fromisoformat(given) if given else None


DAY = click.option("--on", callback=day, metavar="DATE", help="The day (else the last one that the data knows of).")
FORMAT = click.option("--format", "how", type=click.Choice(["table", "json"]), default="table", help="How to print.")


def linked(book: Workbook, link: str) -> State:
    """The state that a link names; an id or value that the book does not have is wrong usage."""
    state, ignored = read(book, link)
    if ignored:
        raise click.UsageError(f"the link names {', '.join(ignored)}, which this workbook does not have")
    return state


class Commands(click.Group):
    """Turns our own errors into plain sentences and the right exit codes."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except DataError as error:
            click.echo(str(error), err=True)
            ctx.exit(1)
        except TextError as error:
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
