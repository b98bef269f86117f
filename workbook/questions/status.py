"""Where a text stands, in a sentence that is made and never typed: its dates, and the latest published counts.

What a count and a date cannot say is the text's `status_note`, which therefore holds no count (a rule of `factrules`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ..book.course import in_words
from ..book.facts import Claim, Total
from ..book.interface import tables, words
from ..book.model import Instrument, Workbook

WORDS = words("status")
COUNTED = tables("status", "counted")
OPEN = ("adopted",)


def status_sentence(text: Instrument, totals: Iterable[Total], on: dt.date) -> str:
    """What is known of a text's status up to a day: its dates, its latest count of each kind, its note.

    Of a text in force only parties are counted, of one that is open for consent ratifications and signatories.
    """
    kinds = ("party",) if text.status == "in_force" else ("ratification", "signature")
    own = [total for total in totals if total.instrument == text.id and total.as_of <= on]
    latest = (max((t for t in own if t.event == kind), key=lambda t: t.as_of, default=None) for kind in kinds)
    counts = ", ".join(_count(total) for total in latest if total)
    said = (_dates(text), f"{counts}." if counts else "", text.status_note)
    return " ".join(part for part in said if part)


def status_of(book: Workbook, name: str, on: dt.date | None = None) -> str:
    """The status sentence of a text of the book; without a day, all that the book knows. Raises `UnknownId`."""
    book.known("instrument", name, book.instruments)
    return status_sentence(book.instruments[name], book.facts.totals, on or dt.date.max)


def text_of(book: Workbook, claim: Claim) -> str:
    """The text that a claim speaks of, by its short title; with the draft, where it was said of a draft."""
    title = book.instruments[claim.instrument].short_title
    step = next((step for step in book.facts.timeline if claim.draft and step.id == claim.draft), None)
    if step is None:
        return title
    symbol = f", {step.document}" if step.document else ""
    return WORDS["draft"].format(title=title, day=in_words(step.date), symbol=symbol)


def _dates(text: Instrument) -> str:
    if text.status == "in_force":
        return WORDS["in_force"].format(day=in_words(text.in_force)) if text.in_force else WORDS["in_force_undated"]
    if text.status not in OPEN:
        return ""
    said = WORDS["adopted"].format(day=in_words(text.adopted)) if text.adopted else WORDS["adopted_undated"]
    opened = WORDS["opened"].format(day=in_words(text.opened)) if text.opened else ""
    return WORDS["not_in_force"].format(adopted=said, opened=opened)


def _count(total: Total) -> str:
    known = WORDS["memory"] if total.basis == "recalled" else ""
    what = COUNTED[total.event][total.count != 1]
    return WORDS["counted"].format(n=total.count, what=what, day=in_words(total.as_of)) + known
