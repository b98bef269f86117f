"""Commands about official texts that the user brings: add, list, show, verify, align."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from ..book.load import default_folder
from ..book.load import load as load_data
from ..export.redlined import redlined
from ..texts import align, importing, own, store
from ..texts import verify as verifying
from ..texts.languages import NAMES
from ..texts.official import OfficialText
from ..views import provisions
from .cli import FORMAT, answer, data_option

LANGUAGE = click.option("--language", type=click.Choice(list(NAMES)), help="Where a text is here in several languages.")


def tell(sentence: str) -> None:
    """Progress goes to standard error."""
    click.echo(sentence, err=True)


@click.group("texts")
def texts() -> None:
    """Official texts of your own: import them, list them, hold the data against them."""


@texts.command()
@click.argument("id")
@click.argument("source", required=False)
@click.option("--partial", is_flag=True, help="Take a file with missing articles too.")
@data_option
def add(id: str, source: str | None, partial: bool) -> None:
    """Import a FILE or an address (PDF, DOCX, HTML, Markdown, plain text) as the text ID."""
    book = load_data()
    if source is None:
        click.echo(importing.where_to_get(book, store.known_id(id)))
        sys.exit(2)
    for each in importing.add(book, id, source, tell, partial):
        text = each.text
        click.echo(
            f"{text.id} ({NAMES[text.language]}): {len(text.articles)} articles, {text.paragraphs} numbered paragraphs."
        )
        click.echo("\n".join(each.sentences), nl=bool(each.sentences))


@texts.command("list")
@FORMAT
def list_texts(how: str) -> None:
    """List the texts that are here."""
    found = store.texts()
    answer(how, [row(text) for text in found], lambda: "\n".join(map(line, found)) or "No text has been added yet.")


def row(text: OfficialText) -> dict[str, Any]:
    """A text as `list` prints it."""
    kept = {name: getattr(text, name) for name in ("id", "language", "title", "sha256", "source", "imported")}
    return {**kept, "articles": len(text.articles), "paragraphs": text.paragraphs, "missing": len(text.missing)}


def line(text: OfficialText) -> str:
    """A text as a line."""
    gaps = f", {len(text.missing)} missing" if text.missing else ""
    return f"{text.id:<14} {text.language}  {len(text.articles)} articles{gaps}, added {text.imported}  {text.title}"


@texts.command()
@click.argument("id")
@click.option("--article", help="One article, or a citation such as 25(1).")
@LANGUAGE
@FORMAT
def show(id: str, article: str | None, language: str | None, how: str) -> None:
    """Print an imported text, numbered."""
    text = store.text_of(id, language)
    wanted = [each for each in text.articles if article is None or each.article == article.partition("(")[0]]
    whole = {**row(text), "preamble": list(text.preamble)}
    whole["articles"] = [each for each in text.json()["articles"] if each["article"] in {one.article for one in wanted}]
    answer(
        how, whole, lambda: "\n\n".join(printed(each.article, text, article) for each in wanted) or "No such article."
    )


def printed(number: str, text: OfficialText, cite: str | None) -> str:
    """An article, or a cited part of it, as lines."""
    article = text.by_number[number]
    parts = text.cited(cite) if cite and "(" in cite else article.parts
    lines = [f"{'  ' * max(0, len(part.path) - 1)}{part.label} {part.text}".rstrip() for part in parts]
    return "\n".join([f"Article {article.article}  {article.heading}", *lines])


@texts.command()
@click.argument("id")
@LANGUAGE
@FORMAT
@data_option
def verify(id: str, language: str | None, how: str) -> None:
    """Hold every citation, heading and coded word against the imported text ID."""
    book = load_data()
    book.known("instrument", id, book.instruments)
    found = verifying.verify(book, store.text_of(id, language))
    verifying.keep_matched(book, found)
    answer(how, found.json(), lambda: verifying.report(book, found))
    sys.exit(1 if found.failed else 0)


@texts.command("redline")
@click.argument("left")
@click.argument("right")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Save as .html or .docx (else it is printed).")
@data_option
def redline_texts(left: str, right: str, output: Path | None) -> None:
    """Show word by word how provision RIGHT differs from LEFT, each written TEXT:CITATION (uncac:46(1))."""
    found = provisions.compared(left, right)
    if output is None:
        styles: dict[str, dict[str, Any]] = {
            "same": {},
            "out": {"fg": "red", "strikethrough": True},
            "in": {"fg": "green", "underline": True},
        }
        signs = {"same": "{}", "out": "[-{}-]", "in": "{{+{}+}}"}
        click.echo(
            " ".join(click.style(signs[each.kind].format(each.words), **styles[each.kind]) for each in found.pieces)
        )
    elif output.suffix == ".docx":
        output.write_bytes(redlined(found))
    elif output.suffix in (".html", ".htm"):
        output.write_text(provisions.page(load_data(), None, left, right, form=False), encoding="utf-8")
    else:
        raise click.UsageError("-o takes a name that ends in .html or .docx")


@click.command("align")
@click.argument("a")
@click.argument("b")
@click.option("--level", type=click.Choice(["article", "paragraph"]), default="article", help="What is paired.")
@LANGUAGE
@FORMAT
def align_texts(a: str, b: str, level: str, language: str | None, how: str) -> None:
    """Pair each provision of text A with those of text B that do the same work; none is an answer too."""
    found = align.align(store.text_of(a, language), store.text_of(b, language), level)
    answer(how, align.as_json(found), lambda: "\n".join(map(paired, found)))


def paired(each: align.Aligned) -> str:
    """A provision and its counterparts as lines."""
    none = "    no counterpart"
    rows = [f"    {one.cite:<7} {one.score:.2f}  {one.heading}  ({', '.join(one.terms)})" for one in each.to]
    return "\n".join([f"{each.cite:<7} {each.heading}", *(rows or [none])])


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--texts", "names", required=True, metavar="A,B", help="Two imported texts.")
@LANGUAGE
def new_comparison(folder: Path, names: str, language: str | None) -> None:
    """Make a comparison of your own in FOLDER from two imported and aligned texts, nothing of it coded yet."""
    pair = [name.strip() for name in names.split(",")]
    if len(pair) != 2:
        raise click.UsageError("--texts takes two imported texts: A,B")
    a, b = (store.text_of(name, language) for name in pair)
    made = own.make(folder, a, b, default_folder())
    topics = sum(path.parent.name == "topics" for path in made)
    click.echo(f"{folder}: {topics} topics, every position uncoded. See it with: workbook serve --data {folder}")


COMMANDS = [texts, align_texts, new_comparison]
