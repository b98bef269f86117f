"""The rules on what pages and commands take for granted: words of closed lists, days, addresses, own names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from .factrules import every_row
from .model import Workbook
from .rules import Fault, Rule, choose
from .votes import CONSENSUS, VOTED

KINDS = ("member", "observer", "organisation")
STATUSES = ("draft", "adopted", "in_force")
RELATIONS = ("only_a", "only_b", "stronger_a", "stronger_b", "differs", "same", "unknown")
VERDICTS = ("baseline", "equivalent", "narrower", "broader", "different", "extends", "absent", "present", "uncoded")
# Numbers that a page or command names; the vocabulary may have others.
MEASURES = (
    "offences.mandatory", "offences.optional", "offences.content", "offences.opt_out", "liability.mandatory",
    "powers.mandatory", "powers.any_offence", "powers.serious_only", "safeguards.conditions", "where.parties",
    "modalities.mandatory", "modalities.optional", "modalities.any_offence", "modalities.no_dual_criminality",
    "data_protection.provisions", "speed.provisions", "providers.direct", "support.provisions",
    "pairs.connected",
)  # fmt: skip
DECISIONS = (*VOTED, CONSENSUS)
CODED_FIELDS = ("verdict", "force", "cites")
POWERS = "powers"  # the theme
AHEAD = 2  # years; further than that, a day is a slip of the pen
WEB = ("https://", "http://")
NOT_GIVEN = "not given"  # a text that came from a file of one's own


def instruments_use_the_closed_lists(book: Workbook) -> Iterator[Fault]:
    """The status of a text is draft, adopted or in_force, and its basis is an id of vocabulary.yaml."""
    for name, text in book.instruments.items():
        for field, given, known in (("status", text.status, STATUSES), ("basis", text.basis, book.vocabulary.bases)):
            if given not in known:
                yield "instruments.yaml", (name, field), f"The {field} {given!r} is not known.", choose(known)


def months_to_force_are_a_number_of_months(book: Workbook) -> Iterator[Fault]:
    """A text that says when it binds a later party takes 0 to 24 whole months (months_to_force)."""
    for name, text in book.instruments.items():
        if text.months_to_force is not None and not 0 <= text.months_to_force <= 24:
            problem = f"{text.months_to_force} months are no wait that a treaty has."
            yield "instruments.yaml", (name, "months_to_force"), problem, "Write whole months, or remove the field."


def states_use_the_closed_lists(book: Workbook) -> Iterator[Fault]:
    """A state is a member or an observer, or it is an organisation; the sides that the comparison opens with are
    texts of it."""
    for iso3, state in book.facts.states.items():
        if state.kind not in KINDS:
            yield "states.yaml", (iso3, "kind"), f"The kind {state.kind!r} is not known.", choose(KINDS)
    for field in ("start_a", "start_b"):
        for number, name in enumerate(getattr(book.facts.project, field)):
            if name not in book.instruments:
                place = (field, number)
                yield "project.yaml", place, f"The text {name!r} is not known.", choose(book.instruments)


def statements_stand_once(book: Workbook) -> Iterator[Fault]:
    """A statement of report.csv stands once, with a basis of vocabulary.yaml."""
    seen: set[str] = set()
    for number, row in enumerate(book.report):
        if row.id in seen:
            yield "report.csv", (number,), f"The statement {row.id} stands twice.", "Keep one row."
        if row.basis not in book.vocabulary.bases:
            yield "report.csv", (number,), f"The basis {row.basis!r} is not known.", choose(book.vocabulary.bases)
        seen.add(row.id)


def names_that_the_pages_use_are_there(book: Workbook) -> Iterator[Fault]:
    """The vocabulary has every verdict, relation and measure that pages and commands name, and no rule for a decision
    that they can't reckon with."""
    words = book.vocabulary
    lists: tuple[tuple[str, tuple[str, ...], Any], ...] = (
        ("verdicts", VERDICTS, words.verdicts),
        ("relations", RELATIONS, words.relations),
        ("measures", MEASURES, words.measures),
    )
    for name, needed, there in lists:
        missing = [id for id in needed if id not in there]
        if missing:
            yield "vocabulary.yaml", (name,), f"{name} lacks {', '.join(missing)}.", "Put it back; wording is free."
    for name in words.decision_rules:
        if name not in DECISIONS:
            problem = f"The rule {name!r} can't be reckoned with."
            yield "vocabulary.yaml", ("decision_rules", name), problem, choose(DECISIONS)
    for name, measure in words.measures.items():
        if measure.dimension not in words.dimensions:
            problem = f"The dimension {measure.dimension!r} is not known."
            yield "vocabulary.yaml", ("measures", name), problem, choose(words.dimensions)
    if not book.instruments:
        yield "instruments.yaml", (), "There is no text.", "Name at least one; data/README.md shows a sample."
    if not book.topics:
        yield "topics", (), "There is no topic.", "Write one file a topic; data/README.md shows a sample."


def twice_coded_fields_exist(book: Workbook) -> Iterator[Fault]:
    """A field that was coded twice is verdict, force, cites or features.NAME, a feature then or now."""
    for number, row in enumerate(book.facts.reliability):
        if row.field not in CODED_FIELDS and not row.field.startswith("features."):
            cure = "Write verdict, force, cites or features.NAME."
            yield "reliability.csv", (number,), f"The field {row.field!r} is not known.", cure


def addresses_lead_to_the_web(book: Workbook) -> Iterator[Fault]:
    """An address that becomes a link begins with https:// or http://, or is "not given"; corrections may go to
    mailto:NAME."""
    for name, text in book.instruments.items():
        for field, given in (("address", text.address), ("source", text.source)):
            if given and given != NOT_GIVEN and not given.startswith(WEB):
                yield "instruments.yaml", (name, field), f"The {field} is no page of the web.", "Write https://..."
    corrections = book.facts.project.corrections
    if corrections and not corrections.startswith((*WEB, "mailto:")):
        problem = f"corrections is neither a page nor a letter: {corrections[:40]!r}."
        yield "project.yaml", ("corrections",), problem, "Write https://... or mailto:NAME."
    for file, place, value in every_source(book):
        if ":" in value.partition("/")[0] and not value.startswith(WEB):
            yield file, place, f"The source is no page of the web: {value[:40]!r}.", "Write https://... or a title."


def every_source(book: Workbook) -> Iterator[tuple[str, tuple[Any, ...], str]]:
    """(file, place, source) of everything that names one."""
    for name, number, row in every_row(book):
        if source := getattr(row, "source", ""):
            yield f"{name}.csv", (number,), source
    for number, statement in enumerate(book.report):
        if statement.source:
            yield "report.csv", (number,), statement.source
    for topic in book.topics.values():
        for instrument, position in topic.positions.items():
            if position.source:
                yield f"topics/{topic.id}.yaml", ("positions", instrument, "source"), position.source


def no_day_lies_far_ahead(book: Workbook) -> Iterator[Fault]:
    """No day lies more than two years ahead, and none before the year 1900."""
    last = dt.date.today().replace(day=1)
    last = last.replace(year=last.year + AHEAD)
    for file, place, field, day in every_day(book):
        if not dt.date(1900, 1, 1) <= day <= last:
            yield file, place, f"The {field} {day} can't be right.", "Correct the year."


def nothing_was_seen_after_today(book: Workbook) -> Iterator[Fault]:
    """Nothing was seen, or known, on a day after today."""
    for file, place, field, day in every_day(book):
        if field in ("seen", "as_of") and day > dt.date.today():
            yield file, place, f"The {field} {day} is after today.", "Correct the day, or this machine's clock."


def every_day(book: Workbook) -> Iterator[tuple[str, tuple[Any, ...], str, dt.date]]:
    """(file, place, field, day) of every day that the data names."""
    rows: Iterator[tuple[str, tuple[Any, ...], Any]] = (
        (f"{name}.csv", (number,), row) for name, number, row in every_row(book)
    )
    texts = (("instruments.yaml", (name,), text) for name, text in book.instruments.items())
    for file, place, value in (*rows, *texts):
        for field in fields(value):
            day = getattr(value, field.name)
            if isinstance(day, dt.date):
                yield file, place, field.name, day
    for topic in book.topics.values():
        for instrument, position in topic.positions.items():
            if position.seen:
                yield f"topics/{topic.id}.yaml", ("positions", instrument, "seen"), "seen", position.seen


def powers_are_paired_with_ways(book: Workbook) -> Iterator[Fault]:
    """Each power is paired in carried_by with a way to cooperate of the vocabulary; what is paired is a power.

    A comparison that has none of the topics paired has taken the list over from another, and is left alone.
    """
    words = book.vocabulary
    for topic, way in words.carried_by.items():
        if way not in words.modalities:
            at = ("carried_by", topic)
            yield "vocabulary.yaml", at, f"The way to cooperate {way!r} is not known.", choose(words.modalities)
        if topic in book.topics and book.topics[topic].theme != POWERS:
            problem = f"{topic} is no power, so it carries out no way to cooperate."
            yield "vocabulary.yaml", ("carried_by", topic), problem, "Take the line out, or name a power."
    for topic in book.topics if words.carried_by.keys() & book.topics.keys() else ():
        if book.topics[topic].theme == POWERS and topic not in words.carried_by:
            problem = f"The power {topic} is paired with no way to cooperate."
            yield "vocabulary.yaml", ("carried_by",), problem, f"Add a line: {topic}: and the way that it carries out."


RULES: tuple[Rule, ...] = (
    instruments_use_the_closed_lists,
    months_to_force_are_a_number_of_months,
    states_use_the_closed_lists,
    statements_stand_once,
    names_that_the_pages_use_are_there,
    twice_coded_fields_exist,
    addresses_lead_to_the_web,
    no_day_lies_far_ahead,
    powers_are_paired_with_ways,
)
