"""The rules on what states did and are called, on what is said of a text's status, and on what drafts claims mean.

In the manner of `factrules`, which holds the list of all.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterator

from .model import Workbook
from .names import country_name, other_names
from .rules import Fault, Rule
from .standing import RESERVES

COUNT = re.compile(
    r"\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|dozens?|no|many|most)"
    r"( more| other)? (part(y|ies)|ratifications?|signator(y|ies)|signatures?|accessions?|states?|members?)\b",
    re.IGNORECASE,
)


def a_reservation_names_its_articles_and_topics(book: Workbook) -> Iterator[Fault]:
    """A reservation or declaration names an article in its note and a topic that it touches; a withdrawn one
    switches nothing off, and goes after it came.
    """
    for number, row in enumerate(book.facts.parties):
        if row.event not in RESERVES:
            continue
        where = f"{row.iso3}, {row.instrument}"
        if not re.match(r"Articles? \d", row.note):
            cure = 'Begin the note like "Articles 1(2), 3(4): ...".'
            yield "parties.csv", (number,), f"{where}: the {row.event} names no article.", cure
        if not row.touches:
            cure = "Write the ids of topics in touches, with blanks."
            yield "parties.csv", (number,), f"{where}: the {row.event} touches no topic.", cure
        if row.until and row.switches_off:
            cure = "Empty switches_off."
            yield "parties.csv", (number,), f"{where}: what was withdrawn switches nothing off.", cure
        if row.until and row.date and row.until <= row.date:
            yield "parties.csv", (number,), f"{where}: withdrawn before it was made.", "Correct date or until."


def one_has_looked_where_something_was_found(book: Workbook) -> Iterator[Fault]:
    """Who looked for reservations saw a page, of a state that acted under the text, on a day that is not before the
    page's; and each reservation or declaration that was seen on a page has its row in reservations_looked.csv.
    """
    acted = {(row.iso3, row.instrument) for row in book.facts.parties}
    for number, row in enumerate(book.facts.reservations_looked):
        where = f"{row.iso3}, {row.instrument}"
        if (row.iso3, row.instrument) not in acted:
            cure = "Add its acts to parties.csv, or drop the row."
            yield "reservations_looked.csv", (number,), f"{where}: the state did nothing under this text.", cure
        if row.basis == "recalled":
            cure = "Name the page, and write secondary; or drop the row."
            yield "reservations_looked.csv", (number,), f"{where}: nobody looks things up in memory.", cure
        if row.looked < row.as_of:
            cure = "Correct looked or as_of."
            yield "reservations_looked.csv", (number,), f"{where}: looked at before the page's day.", cure
    looked = {(row.iso3, row.instrument) for row in book.facts.reservations_looked}
    for number, act in enumerate(book.facts.parties):
        if act.event in RESERVES and act.basis == "secondary" and (act.iso3, act.instrument) not in looked:
            problem = f"{act.iso3}, {act.instrument}: a {act.event} was seen, but nobody has looked."
            yield "parties.csv", (number,), problem, "Add the page to reservations_looked.csv."


def a_claim_on_a_draft_names_it(book: Workbook) -> Iterator[Fault]:
    """A claim from before its text was settled names the draft that it spoke of: a step of timeline.csv, not later."""
    steps = {step.id: step for step in book.facts.timeline}
    for number, claim in enumerate(book.facts.claims):
        text = book.instruments.get(claim.instrument)
        settled = text and (text.settled or text.adopted)
        last = _last_day(claim.date)
        if claim.draft:
            step = steps.get(claim.draft)
            if step is None:
                cure = "Name an id of timeline.csv."
                yield "claims.csv", (number,), f"{claim.id}: there is no draft {claim.draft!r}.", cure
            elif last and step.date and step.date > last:
                problem = f"{claim.id} is older than {claim.draft}."
                yield "claims.csv", (number,), problem, "Name the draft of that time, or correct the date."
        elif settled and last and last < settled:
            problem = f"{claim.id} was said before {text and text.short_title} was settled, on {settled}."
            yield "claims.csv", (number,), problem, "Write the draft that it speaks of, an id of timeline.csv."


def _last_day(written: str) -> dt.date | None:
    """The last day that a claim's date (a year, a month or a day) can mean; None when it is no date."""
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", written)
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    try:
        return dt.date(year, month, int(found[3] or monthrange(year, month)[1]))
    except ValueError:
        return None


def a_status_note_counts_nothing(book: Workbook) -> Iterator[Fault]:
    """A status note has no count of parties, ratifications or signatories: those come from totals.csv."""
    for name, text in book.instruments.items():
        found = COUNT.search(text.status_note)
        if found:
            problem = f"The status note of {name} counts: {found[0]!r}."
            yield "instruments.yaml", (name, "status_note"), problem, "Write the count as a row of totals.csv."


def names_mean_one_state(book: Workbook) -> Iterator[Fault]:
    """No name of a state, by which it is shown or found, is a name of another."""
    owner: dict[str, str] = {}
    for iso3, country in book.facts.states.items():
        for name in (country_name(country), *other_names(country)):
            first = owner.setdefault(name.casefold(), iso3)
            if first != iso3:
                problem = f"{name!r} is a name of {first} and of {iso3}."
                yield "states.yaml", (iso3,), problem, "Give one of them another name."


RULES: tuple[Rule, ...] = (
    a_reservation_names_its_articles_and_topics,
    one_has_looked_where_something_was_found,
    a_claim_on_a_draft_names_it,
    a_status_note_counts_nothing,
    names_mean_one_state,
)
