"""What two states have reserved or declared under the texts that bind them both, and whether one has looked."""

from __future__ import annotations

from typing import Any

from ...book.course import in_words
from ...book.facts import Event
from ...book.interface import headings, words
from ...book.model import Workbook
from ...book.names import country_name, spoken
from ...book.standing import RESERVES, known_on
from ...questions.cooperation import Cooperation
from ...questions.reservations import looked_up, reserved
from ..blocks import Block, Say, Table

WORDS = words("recorded")
COLUMNS = headings("recorded")


def blocks(book: Workbook, found: Cooperation, names: dict[str, str]) -> list[Block]:
    """A table of what both have recorded under each text that binds them, and a sentence on how far one has looked."""
    rows, said = [], []
    for bond in found.instruments:
        title = book.instruments[bond.instrument].short_title
        for iso3 in (found.a, found.b):
            country = book.facts.states[iso3]
            acts = reserved(book, iso3, bond.instrument, on=found.on)
            rows += [(country_name(country), title, *_cells(book, act)) for act in acts]
            words = WORDS[looked_up(book, iso3, bond.instrument)]
            said.append(words.format(state=spoken(country), text=title))
    if not said:
        return []
    table = Table("recorded", WORDS["recorded"].format(**names), COLUMNS, tuple(rows), WORDS["unrecorded"])
    return [table, Say("looked", " ".join(said))]


def records(book: Workbook, found: Cooperation) -> list[dict[str, Any]]:
    """As `workbook cooperation --format json` prints it: for each text and state, the acts and whether one looked."""
    return [
        {
            "instrument": bond.instrument,
            "state": iso3,
            "looked": looked_up(book, iso3, bond.instrument),
            "acts": [_record(act) for act in reserved(book, iso3, bond.instrument, on=found.on)],
        }
        for bond in found.instruments
        for iso3 in (found.a, found.b)
    ]


def _record(act: Event) -> dict[str, Any]:
    touches = list(dict.fromkeys(f"{act.switches_off} {act.touches}".split()))
    known = {"note": act.note, "basis": act.basis, "source": act.source}
    return {"kind": act.event, "date": act.date and act.date.isoformat(), "touches": touches, **known}


def data(book: Workbook, instrument: str) -> dict[str, Any]:
    """For the browser: each act as [state, from which day, until which, cells], and for whom one has looked."""
    acts = [row for row in book.facts.parties if row.instrument == instrument and row.event in RESERVES]
    looked = {row.iso3 for row in book.facts.reservations_looked if row.instrument == instrument}
    return {
        "recorded": [
            [act.iso3, _day(book, act), act.until.isoformat() if act.until else "", _cells(book, act)] for act in acts
        ],
        "looked": {iso3: looked_up(book, iso3, instrument) for iso3 in sorted(looked)},
    }


def _day(book: Workbook, act: Event) -> str:
    return (act.date or act.as_of or known_on(book)).isoformat()


def _cells(book: Workbook, act: Event) -> tuple[str, ...]:
    known = book.vocabulary.bases[act.basis].label
    return book.vocabulary.events[act.event], in_words(act.date), act.note, known
