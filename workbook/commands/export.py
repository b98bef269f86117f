"""The command that writes a view, or all of them, to a file."""

from __future__ import annotations

import re
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


def web_address(_ctx: click.Context, _param: click.Parameter, given: str) -> str:
    """An address of the web, without a query."""
    if given and not re.fullmatch(r"https?://[\w.:-]+(/[\w./~%-]*)?", given, re.ASCII):
        raise click.UsageError(f"--address takes an address such as https://example.org/treaties/, not {given[:80]!r}")
    return given


@click.command()
@click.option(
    "--format", "how", type=click.Choice(["html", *FORMATS]), default="md", show_default=True, help="html: all."
)
@click.option("--view", default="compare", show_default=True, help="What to save; html holds every view.")
@click.option("--link", default="", help='What is chosen, as the page\'s address has it: "?a=ONE&b=OTHER&off=TOPIC"')
@click.option("--host", default="", help="The address of the view's page, for the link below a picture.")
@click.option(
    "--folder",
    is_flag=True,
    help="html: a folder with a page for each view (-o names it), for search engines and link previews.",
)
@click.option("--address", default="", callback=web_address, help="Where the folder will lie: https://...")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file (else it is printed), or the folder.")
@data_option
def export(how: str, view: str, link: str, host: str, folder: bool, address: str, output: Path | None) -> None:
    """Save what a view shows, or the whole workbook as one page (html); each file names its data version and link."""
    if how in BINARY and output is None:
        raise click.UsageError(f"a {how} file can't be printed; name it with -o FILE")
    if (folder or address) and not (folder and how == "html" and output):
        raise click.UsageError("a folder is written with --format html --folder -o FOLDER; --address goes with it")
    if output is not None and output.is_dir() != folder and output.exists():
        kind = "a folder" if output.is_dir() else "no folder"
        raise click.UsageError(f"{output} is {kind}; name another with -o")
    book = load_data()
    state, ignored = read(book, link)
    if ignored:
        _tell(ignored)
    try:
        if folder and output:
            from ..export.folder import folder as every_file

            made_files = every_file(book, state, address)
            _made(output)
            for name, content in made_files.items():
                _write(content, output / name)
            return
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


def _made(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        click.echo(f"{folder} can't be made: {error.strerror}. Choose another folder with -o.", err=True)
        sys.exit(1)


COMMANDS = [export]
