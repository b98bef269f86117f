"""Commands about the drafting line, and the page that puts two sides in brief."""

from __future__ import annotations

import click

from ..book.load import load as load_data
from ..export import report_of, save
from ..questions import drafting
from ..views.blocks import as_json
from ..views.explorers import brief as page
from ..views.state import read
from .cli import FORMAT, answer, data_option


@click.command()
@click.argument("a")
@click.argument("b")
@FORMAT
@data_option
def changes(a: str, b: str, how: str) -> None:
    """Say what stage B of a text changed in its earlier stage A (two ids of instruments)."""
    book = load_data()
    try:
        found, fates = drafting.changes(book, a, b), drafting.article_changes(book, a, b)
    except drafting.WrongStages as error:
        raise click.UsageError(str(error)) from None
    answer(how, found.json(), lambda: _both(found, fates))


def _both(found: drafting.Changes, fates: drafting.Fates) -> str:
    topics, articles = (part.frame().to_string(index=False) for part in (found, fates))
    return f"{topics}\n\nArticles, so far as they were followed:\n{articles}"


@click.command()
@click.option("--link", default="", help='The view to put in brief, as a link has it: "?a=ONE+OTHER&b=THIRD".')
@FORMAT
@data_option
def brief(link: str, how: str) -> None:
    """Put two sides on one page: how they differ most, and what to be careful with."""
    book = load_data()
    state, ignored = read(book, link)
    if ignored:
        click.echo(f"Ignored, as this workbook does not have it: {', '.join(ignored)}", err=True)
    answer(how, as_json(page.blocks(book, state)), lambda: save(report_of(book, "brief", state), "md").decode("utf-8"))


COMMANDS = [changes, brief]
