"""Commands that serve and check."""

from __future__ import annotations

import datetime as dt
import math
import re
import sys

import click

from ..book.closedrules import nothing_was_seen_after_today
from ..book.load import examine
from ..book.model import Problem, Workbook
from ..book.rules import Rule
from ..questions.freshness import looked_at_again
from ..questions.reliability import agreement
from ..serving import logs
from ..serving.logs import LEVELS, STYLES
from .cli import FORMAT, answer, data_option


def path_in_front(_ctx: click.Context, _param: click.Parameter, given: str) -> str:
    """A path such as /treaties/, with a slash at both ends."""
    if not re.fullmatch(r"[\w./~-]*", given, re.ASCII) or ".." in given or "//" in given:
        raise click.UsageError(f"--base-url takes a path such as /treaties/, not {given!r}")
    return "/" + given.strip("/") + "/" if given.strip("/") else "/"


def minutes(_ctx: click.Context, _param: click.Parameter, given: float) -> float:
    """A number of minutes: "nan" is one for Python alone."""
    if math.isnan(given):
        raise click.UsageError("--idle takes a number of minutes, such as 10")
    return given


@click.command()
@click.option("--port", default=8866, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--base-url", default="/", show_default=True, callback=path_in_front, help="The path in front.")
@click.option("--kernels", type=click.IntRange(1, 10_000), metavar="N", help="Kernels at a time (else by memory).")
@click.option(
    "--idle",
    default=10.0,
    show_default=True,
    callback=minutes,
    type=click.FloatRange(0.01, 1440),
    metavar="MINUTES",
    help="How long a kernel waits.",
)
@click.option("--name", "names", multiple=True, metavar="HOST", help="A name it is asked by (else any).")
@click.option("--log", "level", default="warning", show_default=True, type=click.Choice(LEVELS), help="What is logged.")
@click.option("--log-style", default="text", show_default=True, type=click.Choice(STYLES), help="How it is logged.")
@data_option
def serve(
    port: int,
    host: str,
    base_url: str,
    kernels: int | None,
    idle: float,
    names: tuple[str, ...],
    level: str,
    log_style: str,
) -> None:
    """Serve the dashboards; prints `Serving at URL` when ready."""
    from ..serving import server

    if trouble := server.cannot_listen(host, port):
        click.echo(trouble, err=True)
        sys.exit(1)
    logs.start(level, log_style)
    server.serve(host, port, base_url, kernels, 60 * idle, names)


@click.command()
@click.option(
    "--freshness", type=click.IntRange(min=0), metavar="DAYS", help="Name what was not looked at for longer, too."
)
@FORMAT
@data_option
def check(freshness: int | None, how: str) -> None:
    """Name every fault of the data: file, line, rule, cure. Then say how far two codings agree."""
    more: list[Rule] = [nothing_was_seen_after_today]
    more += [] if freshness is None else [looked_at_again(freshness, dt.date.today())]
    book, found = examine(None, *more)
    rows = [vars(problem) for problem in found]
    answer(how, rows, lambda: _checked(book, found))
    sys.exit(1 if found else 0)


def _checked(book: Workbook | None, found: tuple[Problem, ...]) -> str:
    problems = "\n".join(map(str, found)) or "The data keeps every rule."
    agreed = agreement(book).text() if book and not found else ""  # broken data is named, and not asked any further
    return f"{problems}\n{agreed}".rstrip()


@click.command()
@click.option("--port", default=8866, show_default=True, type=click.IntRange(1, 65535), help="The port to be used.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to be used.")
@FORMAT
@data_option
def doctor(port: int, host: str, how: str) -> None:
    """Look at what a server needs here: versions, data, port, disk, memory, open files, browser, proxy; with cures."""
    from ..serving.doctor import examine as looked_at

    found = list(looked_at(host, port))
    answer(how, [vars(finding) for finding in found], lambda: "\n".join(map(str, found)))
    sys.exit(1 if any(finding.cure and finding.needed for finding in found) else 0)


COMMANDS = [serve, check, doctor]
