"""Commands that print the flat facts: parties, claims, the timeline, the report's statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from ..book import standing
from ..book.facts import Claim, Step
from ..book.load import load as load_data
from ..book.model import Statement, Workbook
from ..book.names import country_name
from ..questions.reservations import sample
from ..questions.status import text_of
from ..texts import status as statuses
from .cli import DAY, FORMAT, answer, data_option, day
from .export import own_report


@click.group(invoke_without_command=True)
@click.option("--instrument", help="The text (else the first).")
@DAY
@FORMAT
@data_option
@click.pass_context
def parties(ctx: click.Context, instrument: str | None, on: dt.date | None, how: str) -> None:
    """List the states that a text binds, and those that have only signed, on a day; or `read` a status page."""
    if ctx.invoked_subcommand:
        return
    book = load_data()
    found = standing.parties(book, instrument or next(iter(book.instruments)), on)
    answer(how, found.json(), lambda: _parties_table(book, found))


@parties.command("read")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--instrument", required=True, help="The text whose status it is.")
@click.option("--source", required=True, metavar="ADDRESS", help="The address that the page was saved from.")
@click.option("--as-of", callback=day, metavar="DATE", help="The day it speaks of, where it names none.")
@click.option("--write", is_flag=True, help="Write the changes into parties.csv.")
@FORMAT
@data_option
def read_parties(file: Path, instrument: str, source: str, as_of: dt.date | None, write: bool, how: str) -> None:
    """Say what a saved status page of a depositary adds to or changes in parties.csv."""
    if not source.startswith(("https://", "http://")):
        raise click.UsageError("--source takes the address that the page was saved from (https://...)")
    book = load_data()
    found = statuses.read(book, instrument, file.read_bytes(), source, as_of)
    if write and found.changes:
        (Path(book.folder) / "parties.csv").write_text(statuses.written(book, found), encoding="utf-8")
    answer(how, _status_rows(found), lambda: _status_table(book, found, write))


def _status_rows(found: statuses.Status) -> dict[str, Any]:
    rows = [
        {"iso3": each.iso3, "event": each.event, "date": str(each.date), "was": None if each.adds else str(each.was)}
        for each in found.changes
    ]
    head = {"instrument": found.instrument, "as_of": str(found.as_of), "source": found.source, "states": found.rows}
    return {**head, "changes": rows, "unmatched": list(found.unmatched)}


def _status_table(book: Workbook, found: statuses.Status, written: bool) -> str:
    name = book.instruments[found.instrument].short_title
    lines = [
        f"{name} as of {found.as_of}: {found.rows} states on the page, {len(found.changes)} acts new or on another day"
    ]
    for each in found.changes:
        was = "new" if each.adds else f"the data has {each.was}"
        state, event = country_name(book.facts.states[each.iso3]), book.vocabulary.events[each.event]
        lines.append(f"  {state:<32} {event:<24} {each.date}  ({was})")
    if found.unmatched:
        lines.append(f"No state is called: {'; '.join(found.unmatched)}. Add these by hand.")
    lines.append("Written into parties.csv." if written and found.changes else "Nothing was written (--write does it).")
    return "\n".join(lines)


def _parties_table(book: Workbook, found: standing.Parties) -> str:
    least = "" if found.complete else "at least "
    lines = [
        f"{book.instruments[found.instrument].short_title} on {found.on}: in force for {least}{len(found.bound())}"
    ]
    if total := found.published:
        kind = "parties" if total.event == "party" else "ratifications"
        source = total.source or book.vocabulary.bases[total.basis].label.lower()
        lines.append(f"Published: {total.count} {kind} on {total.as_of} ({source})")
    more_signed = standing.lacking(book, found.instrument, found.on, ("signature",))
    for status, label in standing.STATUSES.items():
        rows = sorted(_party(book, row) for row in found.rows if row.status == status)
        some = "at least " if (more_signed if status == "signatory" else not found.complete) else ""
        lines += ["", f"{label}: {some}{len(rows)}", *rows] if rows else []
    found_out = sample(book, found.instrument, found.on)
    return "\n".join([*lines, *(["", found_out.sentence()] if found_out.parties else [])])


def _party(book: Workbook, row: standing.Standing) -> str:
    since, basis = row.since or "no day known", book.vocabulary.bases[row.basis].label
    return f"  {country_name(book.facts.states[row.iso3]):<54} {since!s:<12}  {basis}"


@click.command()
@click.option("--topic", help="One topic alone.")
@FORMAT
@data_option
def claims(topic: str | None, how: str) -> None:
    """List what named organisations said, with the page that it was seen on."""
    book = load_data()
    if topic is not None:
        book.known("topic", topic, book.topics)
    found = [claim for claim in book.facts.claims if topic in (None, claim.topic)]
    answer(how, _rows(found), lambda: "\n\n".join(_said(book, claim) for claim in found) or "No claims.")


def _said(book: Workbook, claim: Claim) -> str:
    finder = ", named by us" if claim.cites_by == "us" else ""
    where = text_of(book, claim)
    if claim.article:
        where += f", {'preamble' if claim.article == 'preamble' else f'Article {claim.article}'}{finder}"
    stance = book.vocabulary.stances[claim.stance].lower()
    dated = claim.date or "no date"
    return (
        f"{claim.organisation} ({stance}) on {book.topics[claim.topic].title} ({where})\n"
        f"  {claim.claim}\n  {claim.title}, {dated}. {claim.source} (seen {claim.seen})"
    )


@click.command()
@FORMAT
@data_option
def timeline(how: str) -> None:
    """List the dates on the road to the text, planned and real."""
    book = load_data()
    steps = book.facts.timeline
    answer(how, _rows(steps), lambda: "\n".join(_step(book, step) for step in steps) or "No timeline.")


def _step(book: Workbook, step: Step) -> str:
    days = "no date" if step.date is None else str(step.date) + (f" to {step.end_date}" if step.end_date else "")
    notes = [*([book.facts.pages.word("planned")] if step.planned else []), book.vocabulary.bases[step.basis].label]
    where = f"{step.place}: " if step.place else ""
    return f"{days:<24} {where}{step.event} ({', '.join(notes)})"


@click.command()
@click.option("--link", help='A report of your own: "?a=...&pick=..." as the page "My report" has it.')
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Its file: NAME.docx or NAME.md.")
@FORMAT
@data_option
def report(link: str | None, output: Path | None, how: str) -> None:
    """Write a report of your own (--link), else list the statements that the comparison starts from."""
    book = load_data()
    if link is not None or output is not None:
        own_report(book, link or "", output)
        return
    answer(how, _rows(book.report), lambda: "\n\n".join(_statement(book, row) for row in book.report))


def _statement(book: Workbook, row: Statement) -> str:
    source = f" {row.source} (seen {row.seen})" if row.source else ""
    return f"{row.id}  {row.statement}\n    {row.shown}\n    {book.vocabulary.bases[row.basis].label}.{source}"


def _rows(found: Iterable[Any]) -> list[dict[str, Any]]:
    """Rows as the data files have them; days as text, what is not known as null."""
    return [
        {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in vars(row).items()}
        for row in found
    ]


COMMANDS = [parties, claims, timeline, report]
