"""Commands that serve and check."""

from __future__ import annotations

import datetime as dt
import sys

import click

from ..book import cache
from ..book.load import default_folder, examine
from ..book.load import load as load_data
from ..book.model import Problem, Workbook
from ..questions.freshness import looked_at_again
from ..questions.reliability import agreement
from .cli import FORMAT, answer, data_option


@click.command()
@click.option("--port", default=8866, show_default=True, help="The port to listen on.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--base-url", default="/", show_default=True, help="The path in front, behind a proxy.")
@data_option
def serve(port: int, host: str, base_url: str) -> None:
    """Serve the dashboards; prints `Serving at URL` when ready."""
    from ..serving import server

    load_data()
    cache.pin(default_folder())
    if not server.port_is_free(host, port):
        click.echo(f"Port {port} is taken. Choose another: make serve PORT={port + 1}", err=True)
        sys.exit(1)
    server.serve(host, port, base_url)


@click.command()
@click.option(
    "--freshness", type=click.IntRange(min=0), metavar="DAYS", help="Name what was not looked at for longer, too."
)
@FORMAT
@data_option
def check(freshness: int | None, how: str) -> None:
    """Name every fault of the data: file, line, rule, cure. Then say how far two codings agree."""
    more = [] if freshness is None else [looked_at_again(freshness, dt.date.today())]
    book, found = examine(None, *more)
    rows = [vars(problem) for problem in found]
    answer(how, rows, lambda: _checked(book, found))
    sys.exit(1 if found else 0)


def _checked(book: Workbook | None, found: tuple[Problem, ...]) -> str:
    problems = "\n".join(map(str, found)) or "The data keeps every rule."
    agreed = agreement(book).text() if book else ""
    return f"{problems}\n{agreed}".rstrip()


COMMANDS = [serve, check]
