"""The command that finds topics, terms of art, articles, states and claims by words or by an article's number."""

from __future__ import annotations

import click

from ..book.load import load as load_data
from ..questions.findable import KINDS
from ..questions.search import Hit
from ..questions.search import search as find
from .cli import FORMAT, answer, data_option


@click.command()
@click.argument("words", nargs=-1, required=True)
@FORMAT
@data_option
def search(words: tuple[str, ...], how: str) -> None:
    """Find topics, articles ("Article 21", "art 40"), terms of art, states and claims, and say why."""
    said = " ".join(words)
    hits = find(load_data(), said)
    answer(how, [hit.json() for hit in hits], lambda: "\n\n".join(map(_line, hits)) or _nothing(said))
    if not hits:
        click.get_current_context().exit(1)


def _line(hit: Hit) -> str:
    return f"{hit.title} ({KINDS[hit.kind][0]}: {hit.id})\n  {hit.because}"


def _nothing(said: str) -> str:
    return f"Nothing is found for {said!r}. Try another word, or the number of an article, such as Article 21."


COMMANDS = [search]
