"""Saved status pages of treaty depositaries -> what they would add to or change in `parties.csv`.

The UN Treaty Collection (XML, HTML), the Council of Europe's chart (HTML, CSV) and the Dutch treaty database (HTML, in
English or Dutch) are all a table with one row a state; its columns say what they hold in their headings. A name that
is no state's name in English, French or Dutch is listed, never guessed.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..book.facts import Country, Event
from ..book.model import Workbook
from ..book.names import country_name, other_names
from .bounded import LARGEST
from .official import TextError
from .readers import decoded
from .statustable import acts, named_day, tables_in

LANGUAGES = ("en", "fr", "nl")
# What depositaries call states where neither CLDR nor states.yaml has the name.
FORMAL = {
    "BOL": ("Bolivia (Plurinational State of)",),
    "BRN": ("Brunei Darussalam",),
    "COD": ("Congo, Democratische Republiek", "Congo, Democratic Republic of the"),
    "CPV": ("Cape Verde",),
    "CZE": ("Czech Republic", "Tsjechische Republiek"),
    "EUE": ("EU (European Union)", "EU (Europese Unie)"),
    "FSM": ("Micronesia (Federated States of)",),
    "GBR": ("United Kingdom of Great Britain and Northern Ireland",),
    "IRN": ("Iran (Islamic Republic of)", "Islamic Republic of Iran"),
    "KOR": ("Korea, Republic of", "Republic of Korea"),
    "LAO": ("Lao People's Democratic Republic",),
    "MDA": ("Republic of Moldova", "Moldova, Republic of"),
    "MKD": ("The former Yugoslav Republic of Macedonia",),
    "NLD": ("Netherlands (Kingdom of the)", "Netherlands, the Kingdom of the", "Nederlanden, het Koninkrijk der"),
    "PRK": ("Democratic People's Republic of Korea",),
    "PSE": ("State of Palestine", "Palestina"),
    "RUS": ("Russian Federation", "Russische Federatie"),
    "SWZ": ("Swaziland",),
    "SYR": ("Syrian Arab Republic",),
    "TUR": ("Turkey", "Turkije", "Turquie"),
    "TZA": ("United Republic of Tanzania",),
    "USA": ("United States of America",),
    "VEN": ("Venezuela (Bolivarian Republic of)",),
    "VNM": ("Viet Nam",),
}
COLUMNS = (
    "iso3",
    "instrument",
    "event",
    "date",
    "source",
    "as_of",
    "basis",
    "note",
    "switches_off",
    "touches",
    "until",
)


@dataclass(frozen=True)
class Change:
    """An act that the page has: `was` is the day that the data has for it now (None: the data lacks the act)."""

    iso3: str
    event: str
    date: dt.date
    was: dt.date | None = None

    @property
    def adds(self) -> bool:
        """Whether the data lacks the act."""
        return self.was is None


@dataclass(frozen=True)
class Status:
    """What a status page says beside what the data has."""

    instrument: str
    as_of: dt.date
    source: str
    rows: int
    changes: tuple[Change, ...]
    unmatched: tuple[str, ...]


def read(book: Workbook, instrument: str, data: bytes, source: str, as_of: dt.date | None = None) -> Status:
    """Hold a saved page against the data. `as_of`: the day it speaks of, where the page names none.

    Raises `TextError` for a file that has no table of states, and for a page without a day.
    """
    book.known("instrument", instrument, book.instruments)
    if len(data) > LARGEST:
        raise TextError("The file is too large for a status page.")
    tables = list(tables_in(data))
    rows = next((found for found in map(acts, tables) if found), None)
    if rows is None:
        raise TextError(
            "The file has no table with states and dates. Save the page of signatures and ratifications whole."
        )
    day = as_of or named_day(decoded(data))
    if day is None:
        raise TextError("The page does not say which day it speaks of. Name it: --as-of 2026-11-24")
    names = states_by_name(book.facts.states)
    known = {(each.iso3, each.event): each for each in book.facts.parties if each.instrument == instrument}
    changes, unmatched = [], []
    for name, event, date in rows:
        iso3 = names.get(plain(name))
        if iso3 is None:
            unmatched.append(name)
        elif (change := compared(iso3, event, date, known)) is not None:
            changes.append(change)
    unique = tuple(dict.fromkeys(unmatched))
    return Status(instrument, day, source, len({name for name, _, _ in rows}), tuple(changes), unique)


def compared(iso3: str, event: str, date: dt.date, known: Mapping[tuple[str, str], Event]) -> Change | None:
    """What a row of the page means for the data: an addition, another day, or nothing."""
    consents = ("ratification", "acceptance", "approval", "accession", "succession")
    there = known.get((iso3, event))
    if there is None and event == "ratification":  # a chart that has one word for every kind of consent
        there = next((known[iso3, kind] for kind in consents if (iso3, kind) in known), None)
    if there is None:
        return Change(iso3, event, date)
    return None if there.date == date else Change(iso3, there.event, date, there.date or dt.date.min)


def states_by_name(states: Mapping[str, Country]) -> dict[str, str]:
    """Plain name -> code, of every state in English, French and Dutch; a name of two states is nobody's."""
    found: dict[str, set[str]] = {}
    for iso3, country in states.items():
        for name in (
            *(country_name(country, language) for language in LANGUAGES),
            *(name for name in other_names(country) if name not in country.also),  # those are for searching
            *FORMAL.get(iso3, ()),
            iso3,
        ):
            found.setdefault(plain(name), set()).add(iso3)
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}


def plain(name: str) -> str:
    """A name as it is compared: no accents, no marks of footnotes, no brackets, no articles."""
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    text = re.sub(r"[\d*()\[\],.;:/'’-]+", " ", text.replace("&", " and "))
    return " ".join(word for word in text.split() if word not in ("the", "de", "het", "la", "le", "les", "of", "l"))


def written(book: Workbook, status: Status) -> str:
    """The text of `parties.csv` with the page's changes: other days in their rows, new acts as new rows at the end."""
    place = Path(book.folder) / "parties.csv"
    rows = list(csv.DictReader(io.StringIO(place.read_text(encoding="utf-8")))) if place.is_file() else []
    columns = list(rows[0]) if rows else list(COLUMNS)
    origin = {"source": status.source, "as_of": status.as_of.isoformat(), "basis": "secondary"}
    for change in status.changes:
        dated = {"date": change.date.isoformat(), **origin}
        same = [
            row
            for row in rows
            if (row["iso3"], row["instrument"], row["event"]) == (change.iso3, status.instrument, change.event)
        ]
        if same:
            same[0].update(dated)
        else:
            new = {"iso3": change.iso3, "instrument": status.instrument, "event": change.event, **dated}
            rows.append({name: new.get(name, "") for name in columns})
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()
