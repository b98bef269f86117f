"""The reading desk in a terminal: one key a position; and what was read, as a patch or as files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from ..book.load import load as load_data
from ..texts import desk as desks
from ..texts import store
from ..texts.edits import Value
from ..texts.official import TextError
from ..texts.words import places
from .cli import answer, data_option
from .official import LANGUAGE

KEYS = "[y] as coded  [c] change  [d] doubtful  [s] skip  [u] undo  [q] stop"


@click.command("desk")
@click.argument("id")
@click.option("--reader", required=True, help="Your name, as it will stand beside what you read.")
@click.option("--patch", type=click.Path(path_type=Path), help="Write the changes as a patch that git apply takes.")
@click.option("--into", type=click.Path(path_type=Path), help="Write the changed topic files into this folder.")
@click.option("--format", "how", type=click.Choice(["table", "json"]), help="Print the next position and stop.")
@LANGUAGE
@data_option
def desk(id: str, reader: str, patch: Path | None, into: Path | None, how: str | None, language: str | None) -> None:
    """Read the text ID position by position: each beside the paragraphs that it cites, unread ones first."""
    table = desks.open_desk(load_data(), store.text_of(id, language), reader)
    if patch is not None:
        patch.write_text(table.patch(), encoding="utf-8")
        click.echo(f"{patch}: changes of {count(len(table.after()))}. Apply them with: git apply {patch}")
    if into is not None:
        click.echo(f"{into}: {count(len(table.write_into(into)))} written.")
    if patch is not None or into is not None:
        click.echo(table.doubts, nl=bool(table.doubts))
    elif how:
        answer(
            how,
            {"progress": table.progress, "next": as_data(table)},
            lambda: shown(table, table.unread[0]) if table.unread else table.progress,
        )
    else:
        read(table)


def count(files: int) -> str:
    """1 file, 2 files."""
    return f"{files} file{'' if files == 1 else 's'}"


def as_data(table: desks.Desk) -> dict[str, Any] | None:
    """The next unread position as data."""
    if not table.unread:
        return None
    sheet = table.unread[0]
    cited = [{"cite": cite, "parts": [[part.label, part.text] for part in parts]} for cite, parts in sheet.cited]
    position = sheet.position
    coded = {"verdict": position.verdict, "force": position.force, "features": dict(position.features)}
    return {"topic": sheet.topic.id, "title": sheet.topic.title, "note": position.note, **coded, "cited": cited}


def read(table: desks.Desk) -> None:
    """Sheet after sheet, until none is left or the reader stops; every step is saved."""
    skipped: set[str] = set()
    while waiting := [sheet for sheet in table.unread if sheet.topic.id not in skipped]:
        sheet = waiting[0]
        click.echo("\n" + shown(table, sheet))
        key = click.getchar().lower()
        if key == "q":
            break
        if key == "s":
            skipped.add(sheet.topic.id)
        try:
            if key == "u":
                table = table.undo()
            if key in ("y", "\r", "\n"):
                table = table.note(sheet.topic.id, "confirmed", keys=1)
            if key == "d":
                remark = click.prompt("What is doubtful", default="", show_default=False)
                table = table.note(sheet.topic.id, "doubtful", remark=remark, keys=2 + len(remark))
            if key == "c":
                given = click.prompt("Which field, which value (force=may, confidentiality=duty, cites=7(1),7(2))")
                table = table.note(sheet.topic.id, "changed", parsed(given, sheet), keys=2 + len(given))
        except TextError as problem:
            click.echo(str(problem), err=True)
    click.echo(f"\n{table.progress}.\nTake the changes with --patch FILE or --into FOLDER.")


def parsed(given: str, sheet: desks.Sheet) -> dict[str, Value]:
    """`force=may; qualifiers=a,b` as fields; raises `TextError` for anything else."""
    fields: dict[str, Value] = {}
    for piece in filter(None, (each.strip() for each in given.split(";"))):
        name, sign, value = (part.strip() for part in piece.partition("="))
        if not sign:
            raise TextError(f"Write it as field=value, not {piece!r}.")
        several = name == "cites" or isinstance(sheet.position.features.get(name), tuple)
        full = name if name in ("force", "cites") else f"features.{name}"
        fields[full] = tuple(each.strip() for each in value.split(",") if each.strip()) if several else value
    return fields


def shown(table: desks.Desk, sheet: desks.Sheet) -> str:
    """A sheet as lines: what is coded, then the words themselves with those that carry a value marked."""
    position = sheet.position
    coded = [
        f"  {name}: {', '.join(value) if isinstance(value, tuple) else value}"
        for name, value in position.features.items()
    ]
    lines = [
        click.style(f"{sheet.topic.title}  ({sheet.topic.id}; {table.progress})", bold=True),
        sheet.topic.question,
        f"  verdict: {position.verdict} (against {sheet.topic.baseline}), force: {position.force}",
        f"  basis: {position.basis}",
        *coded,
        f"  {position.note.strip()}",
    ]
    for cite, parts in sheet.cited:
        lines.append(click.style(f"Article {cite}", bold=True))
        lines += [f"{'  ' * len(part.path)}{part.label} {marked(part.text, sheet.words)}".rstrip() for part in parts]
    return "\n".join([*lines, KEYS])


def marked(text: str, words: tuple[str, ...]) -> str:
    """A text with the words that carry a value underlined."""
    for start, end in reversed(places(text, words)):
        text = text[:start] + click.style(text[start:end], underline=True) + text[end:]
    return re.sub(r"\s+", " ", text)


COMMANDS = [desk]
