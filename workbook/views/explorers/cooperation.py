"""Two states and a day: what they can ask of each other, and under which articles."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ...book.course import courses, in_words
from ...book.interface import headings, words
from ...book.model import Workbook
from ...book.names import THE, by_name, country_name, looked_for
from ...book.names import spoken as spoken_name
from ...book.standing import STATUSES, Standing, known_on
from ...questions.compare import written
from ...questions.cooperation import Bond, Cooperation, LeftOut, Unbound, Way, in_order, needed, uncoded, way, ways_of
from ...questions.cooperation import cooperation as ask
from .. import wording
from ..blocks import EMPTY, Block, Blocks, Say, Table
from ..state import State
from . import recorded, ruled
from .known import COMMON, known, lacking, lacks, later, reservations

SIDES = False
PRESERVATION = "preservation"
WORDS = COMMON | words("cooperation")
WAYS = headings("cooperation", "ways")
LEFT_OUT = headings("cooperation", "left_out")


def opening(book: Workbook) -> tuple[str, str]:
    """The two states that the page opens with, else the first two of the list; empty where there are none."""
    known = [iso3 for iso3, country in book.facts.states.items() if country.kind != "organisation"]
    one, other = (*(book.facts.pages.states or known), "", "")[:2]
    return one, other


def chosen(book: Workbook, state: State) -> tuple[str, str]:
    """The two states of a view; a link without any shows those that the page opens with."""
    one, other = opening(book)
    return state.s1 or one, state.s2 or other


def blocks(book: Workbook, state: State) -> Blocks:
    """The finding, preservation in a sentence, every open way, what is missing, and who is not bound."""
    one, other = chosen(book, state)
    if not book.facts.parties or not {one, other} <= book.facts.states.keys():
        return (Say("finding", WORDS["no_data"], "caution"),)
    if one == other:
        return (Say("finding", WORDS["same"], "caution"),)
    found = asked(book, state)
    names = {"a": spoken(book, one), "b": spoken(book, other), "on": in_words(found.on)}
    out: list[Block] = [*_sentences(book, found, names), *_cautions(book, found)]
    if found.instruments:
        rows = tuple(row(book, one) for one in found.ways)
        out.append(Table("ways", WORDS["ways"].format(**names), WAYS, rows, EMPTY["none"]))
    if found.instruments and found.missing:
        missing = ", ".join(book.vocabulary.modalities[name] for name in found.missing)
        out.append(Say("missing", WORDS["missing"].format(missing=missing)))
    if found.left_out:
        rows = tuple(_left_out(book, one) for one in found.left_out)
        out.append(Table("left_out", WORDS["left_out"], LEFT_OUT, rows, EMPTY["none"]))
    out += ruled.blocks(book, found, state.selection)
    out += recorded.blocks(book, found, names)
    if found.not_bound:
        columns = (WORDS["text"], *(country_name(book.facts.states[iso3]) for iso3 in (one, other)), WORDS["itself"])
        rows = tuple(_not_bound(book, found, one) for one in found.not_bound)
        out.append(Table("not_bound", WORDS["not_bound"], columns, rows, EMPTY["none"]))
    return tuple(out)


def asked(book: Workbook, state: State) -> Cooperation:
    """What the two states of a view, known and not the same, can ask of each other."""
    day = dt.date.fromisoformat(state.on) if state.on else None
    return ask(book, *chosen(book, state), day, state.selection)


def _sentences(book: Workbook, found: Cooperation, names: dict[str, str]) -> tuple[Say, Say]:
    bonds = {bond.instrument: _bond(book, bond, names) for bond in found.instruments}
    least = WORDS["least"] if found.at_least else ""
    numbers = {"n": f"{least}{len(found.modalities)}", "m": len(book.vocabulary.modalities)}
    key = "bound" if bonds else "unbound"
    listed = wording.WORDS["also"].join(WORDS["bond"].format(**bond) for bond in bonds.values())
    under = (
        WORDS["under"].format(**bonds[w.instrument], articles=written(w.cites), read=known(book, w.basis))
        for w in found.ways
        if w.modality == PRESERVATION
    )
    under_all = wording.WORDS["also"].join(under)
    second = WORDS["preserve" if under_all else "no_preserve"].format(under=under_all, **names)
    return Say("finding", WORDS[key].format(bonds=listed, **numbers, **names), "finding"), Say("preservation", second)


def _bond(book: Workbook, bond: Bond, names: dict[str, str]) -> dict[str, str]:
    one, other = known(book, bond.a.basis), known(book, bond.b.basis)
    how = one if one == other else WORDS["each"].format(one=one, other=other, **names)
    return {"text": book.instruments[bond.instrument].short_title, "since": in_words(bond.since), "known": how}


def _cautions(book: Workbook, found: Cooperation) -> list[Say]:
    said = later(book, found.on)
    bound = {bond.instrument for bond in found.instruments}
    for name in found.at_least:
        if name in bound:
            words = WORDS["uncoded"].format(text=book.instruments[name].short_title)
            said.append(Say(f"uncoded-{name}", words, "caution"))
        else:
            said += lacking(book, name, found.on)
    return said


def row(book: Workbook, one: Way) -> tuple[str, ...]:
    """A provision as the table of open ways shows it."""
    conditions, refusal = ruled.in_words(book, one)
    return (
        way_label(book, one),
        book.instruments[one.instrument].short_title,
        written(one.cites),
        book.vocabulary.forces[one.force].label,
        conditions or WORDS["unnamed"],
        refusal or WORDS["unnamed"],
        book.vocabulary.bases[one.basis].label,
    )


def way_label(book: Workbook, one: Way | LeftOut) -> str:
    """The modality's name, with the topic's title where several topics share the modality."""
    label, topic = book.vocabulary.modalities[one.modality], book.topics[one.topic]
    shared = sum(1 for other in book.topics.values() if other.modality == one.modality) > 1
    return f"{label}: {topic.title}" if shared and topic.title != label else label


def _left_out(book: Workbook, one: LeftOut) -> tuple[str, ...]:
    named = (spoken(book, name) if one.because == "reservation" else book.topics[name].title for name in one.by)
    why = WORDS[one.because].format(by=", ".join(named))
    label, text, cited, *_, how = row(book, way(book, one.instrument, book.topics[one.topic]))
    return label, text, cited, why, how


def _not_bound(book: Workbook, found: Cooperation, one: Unbound) -> tuple[str, ...]:
    text = book.instruments[one.instrument]
    alive = text.in_force is not None and text.in_force <= found.on
    whole = WORDS["in_force" if alive else "not_in_force"].format(
        since=in_words(text.in_force), known=known(book, text.basis)
    )
    return text.short_title, _standing(book, one.a), _standing(book, one.b), whole


def _standing(book: Workbook, row: Standing | None) -> str:
    if row is None:
        return WORDS["nothing"]
    return WORDS[row.status].format(since=in_words(row.since), known=known(book, row.basis))


def spoken(book: Workbook, iso3: str) -> str:
    """A state's name within a sentence: `Japan`, `the Netherlands`."""
    return spoken_name(book.facts.states[iso3])


def provisions(book: Workbook) -> list[dict[str, Any]]:
    """Every way of every text with its row, in order."""
    every = in_order(book, (way(book, name, topic) for name in book.instruments for topic in ways_of(book, name)))
    return [
        {
            "in": w.instrument,
            "topic": w.topic,
            "way": w.modality,
            "must": w.force == "shall",
            "known": known(book, w.basis),
            "row": row(book, w),
        }
        for w in every
    ]


def data(book: Workbook) -> dict[str, Any]:
    """What the browser needs: the standings of each state by day, and each provision's row, in order."""
    bases, numbers = list(book.vocabulary.bases), {name: at for at, name in enumerate(STATUSES)}

    def step(day: dt.date, row: Standing) -> list[Any]:
        short = [day.isoformat(), numbers[row.status], bases.index(row.basis)]
        return short if row.since == day else [*short, row.since.isoformat() if row.since else ""]

    return {
        "words": WORDS | recorded.WORDS,
        "columns": {"ways": list(WAYS), "left_out": list(LEFT_OUT), "recorded": list(recorded.COLUMNS)},
        "start": opening(book),
        "known_on": known_on(book).isoformat(),
        "statuses": list(STATUSES),
        "bases": [known(book, name) for name in bases],
        "modalities": book.vocabulary.modalities,
        "states": {c.iso3: country_name(c) for c in book.facts.states.values() if c.kind != "organisation"},
        "the": THE,
        "known": bool(book.facts.parties),
        "texts": {
            name: {
                "in_force": text.in_force.isoformat() if text.in_force else "",
                "basis": bases.index(text.basis),
                "uncoded": uncoded(book, name),
                "lacking": lacks(book, name),
                "states": {iso3: [step(*s) for s in course] for iso3, course in courses(book, name).items()},
                "reserved": reservations(book, name),
                **recorded.data(book, name),
            }
            for name, text in book.instruments.items()
        },
        "provisions": provisions(book),
        "rules": ruled.data(book),
        "needs": {t.id: needed(book, t) for t in book.topics.values() if (t.modality or t.governs) and t.requires},
        "titles": {name: book.topics[name].title for t in book.topics.values() for name in needed(book, t)},
    }


def context(book: Workbook, state: State) -> dict[str, Any]:
    """What the controls show: every state by name, the two that are chosen, and the day."""
    states = [country for country in book.facts.states.values() if country.kind != "organisation"]
    selects = zip(("s1", "s2"), (WORDS["first"], WORDS["second"]), opening(book), chosen(book, state), strict=True)
    return {
        "countries": by_name(states),
        "also": looked_for(states),
        "controls": list(selects),
        "known_on": known_on(book).isoformat(),
    }
