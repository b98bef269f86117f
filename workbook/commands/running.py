"""Commands that serve and check."""

from __future__ import annotations

import sys

import click

from ..cli import FORMAT, answer, data_option
from ..load import check as check_data
from ..load import load as load_data


@click.command()
@click.option("--port", default=8866, show_default=True, help="The port to listen on.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--base-url", default="/", show_default=True, help="The path in front, behind a proxy.")
@data_option
def serve(port: int, host: str, base_url: str) -> None:
    """Serve the dashboards; prints `Serving at URL` when ready."""
    from .. import server

    load_data()
    if not server.port_is_free(host, port):
        click.echo(f"Port {port} is taken. Choose another: make serve PORT={port + 1}", err=True)
        sys.exit(1)
    server.serve(host, port, base_url)


@click.command()
@FORMAT
@data_option
def check(how: str) -> None:
    """Name every fault of the data: file, line, rule, cure."""
    found = check_data()
    rows = [vars(problem) for problem in found]
    answer(how, rows, lambda: "\n".join(map(str, found)) or "The data keeps every rule.")
    sys.exit(1 if found else 0)


COMMANDS = [serve, check]
