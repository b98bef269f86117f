"""The command that writes a view, or all of them, to a file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..book.load import load as load_data
from ..book.model import Workbook
from ..export import FORMATS, NoPicture, NoTable, file_of
from ..views.explorers import BASKET
from ..views.state import read
from .cli import data_option

BINARY = ("xlsx", "docx")
OWN = ("docx", "md")


@click.command()
@click.option(
    "--format", "how", type=click.Choice(["html", *FORMATS]), default="md", show_default=True, help="html: all."
)
@click.option("--view", default="compare", show_default=True, help="What to save; html holds every view.")
@click.option("--link", default="", help='What is chosen, as the page\'s address has it: "?a=ONE&b=OTHER&off=TOPIC"')
@click.option("--host", default="", help="The address of the view's page, for the link below a picture.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file (else it is printed).")
@data_option
def export(how: str, view: str, link: str, host: str, output: Path | None) -> None:
    """Save what a view shows, or the whole workbook as one page (html); each file names its data version and link."""
    if how in BINARY and output is None:
        raise click.UsageError(f"a {how} file can't be printed; name it with -o FILE")
    book = load_data()
    state, ignored = read(book, link)
    if ignored:
        _tell(ignored)
    try:
        if how == "html":
            from ..export.edition import edition

            made = edition(book, state).encode("utf-8")
        else:
            made = file_of(book, view, state, how, host)
    except (NoPicture, NoTable) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    _write(made, output)


def own_report(book: Workbook, link: str, output: Path | None) -> None:
    """Write the report that a link picks; printed as Markdown where no file is named."""
    how = output.suffix.lstrip(".").lower() if output else "md"
    if how not in OWN:
        raise click.UsageError(f"a report of your own is saved as {' or '.join(OWN)}: name it with -o FILE.docx")
    state, ignored = read(book, link)
    if ignored:
        _tell(ignored)
    _write(file_of(book, BASKET, state, how), output)


def _tell(ignored: tuple[str, ...]) -> None:
    words = f"The link named {', '.join(ignored)}, which this workbook does not have; that was ignored."
    click.echo(words, err=True)


def _write(made: bytes, output: Path | None) -> None:
    if output is None:
        click.echo(made, nl=False)
        return
    try:
        output.write_bytes(made)
    except OSError as error:
        click.echo(f"{output} can't be written: {error.strerror}. Choose another file with -o.", err=True)
        sys.exit(1)


COMMANDS = [export]
