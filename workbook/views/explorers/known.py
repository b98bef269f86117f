"""What two explorers say alike of lists of states: how far they are known, what they lack, who has excluded what."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ...book.course import in_words, shortfall
from ...book.interface import words
from ...book.model import Workbook
from ...book.standing import exclusions, known_on
from ..blocks import Say

COMMON = words("known")


def known(book: Workbook, basis: str) -> str:
    """How something is known, as it stands within a sentence."""
    return book.vocabulary.bases[basis].label.lower()


def later(book: Workbook, day: dt.date) -> list[Say]:
    """A caution when the day lies beyond what was looked up."""
    words = COMMON["later"].format(known_on=in_words(known_on(book)))
    return [Say("later", words, "caution")] if day > known_on(book) else []


def lacking(book: Workbook, instrument: str, day: dt.date) -> list[Say]:
    """What the list of a text's states is known to lack, in a sentence; nothing when it is whole."""
    total, text = shortfall(book, instrument, day), book.instruments[instrument].short_title
    if total is None:
        return []
    given = {"n": total.shortfall, "count": total.count, "by": in_words(total.as_of), "known": known(book, total.basis)}
    return [Say(f"lacking-{instrument}", COMMON["lacking"].format(text=text, **given), "caution")]


def lacks(book: Workbook, instrument: str) -> list[list[Any]]:
    """From which day the list of a text's states is known to lack how many, of how many, counted when, known how."""
    days = sorted({dt.date.min, *(total.as_of for total in book.facts.totals if total.instrument == instrument)})
    found: list[list[Any]] = []
    for day in days:
        total = shortfall(book, instrument, day)
        more = [total.shortfall, total.count, total.as_of.isoformat(), known(book, total.basis)] if total else [0]
        if not found or found[-1][1:] != more:
            found.append([day.isoformat(), *more])
    return found


def reservations(book: Workbook, instrument: str) -> list[tuple[str, str, str]]:
    """What states have excluded from a text: (state, from which day, topic)."""
    return [(state, day.isoformat(), topic) for state, day, topic in exclusions(book)[instrument]]
