"""Which dated statements have not been looked at for long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..book.factrules import every_row
from ..book.facts import is_day
from ..book.model import Workbook
from ..book.rules import Fault, Rule, every_position
from ..book.strict import Place


def older(book: Workbook, days: int, today: dt.date) -> Iterator[Fault]:
    """Every dated statement whose day lies more than `days` days before `today`: (file, place, problem, cure)."""
    for file, place, what, day in dated(book):
        age = (today - day).days
        if age > days:
            problem = f"{what} stands as of {day.isoformat()}, {age} days ago."
            yield file, place, problem, "Look at its source again, correct what has changed, and write the new day."


def dated(book: Workbook) -> Iterator[tuple[str, Place, str, dt.date]]:
    """(file, place, what it is about, day) for every statement that names the day of its source."""
    for name, instrument in book.instruments.items():
        yield "instruments.yaml", (name, "as_of"), f"The status of {instrument.short_title}", instrument.as_of
    for topic, name, position, file, place in every_position(book):
        if position.seen:
            yield file, (*place, "seen"), f"{topic.title} in {book.instruments[name].short_title}", position.seen
    for name, number, row in every_row(book):
        day = getattr(row, "seen", None) or getattr(row, "as_of", None)
        if day:
            yield f"{name}.csv", (number,), "This row", day
    for number, statement in enumerate(book.report):
        if is_day(statement.seen):
            yield "report.csv", (number,), f"Statement {statement.id}", dt.date.fromisoformat(statement.seen)


def looked_at_again(days: int, today: dt.date) -> Rule:
    """The rule that no dated statement is older than `days` days."""

    def rule(book: Workbook) -> Iterator[Fault]:
        return older(book, days, today)

    rule.__doc__ = f"Facts are looked at again at least every {days} days."
    return rule
