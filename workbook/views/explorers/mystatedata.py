"""The words of My state, and what the browser needs to answer it alike."""

from __future__ import annotations

from typing import Any

from ...book.course import MONTHS
from ...book.model import Workbook
from ...book.names import THE, by_name
from ...book.standing import STATUSES, known_on
from ...questions.compare import written
from ...questions.cooperation import in_order, way, ways_of
from ...questions.joining import NOBODY, THEMES
from ...questions.scenario import START as SUPPOSED
from ...questions.scenario import threshold
from ..geo import shapes
from .cooperation import row
from .known import COMMON, known, lacks, reservations
from .scope import steps

START = ("IND", "KEN")
WHO = {
    "today": "nobody else",
    "signatories": "every signatory",
    "members": "every member of the [world]",
    "list": "the states chosen on the page What if",
    "random": "the members drawn by lot on the page What if",
}
WORDS = {
    **COMMON,
    "choose": "My state",
    "choose_other": "A second state",
    "no_data": "There are no data on the states of these texts, so nothing can be said about one of them.",
    "same": "The same state is chosen twice. Choose another second state.",
    "partner_one": "1 partner",
    "partner_many": "{n} partners",
    "way_one": "1 way to cooperate",
    "way_many": "{n} ways to cooperate",
    "powers_one": "1 power",
    "powers_many": "{n} powers",
    "offences_one": "1 offence",
    "offences_many": "{n} offences",
    "liability_one": "1 rule on liability",
    "liability_many": "{n} rules on liability",
    "safeguards_one": "1 safeguard",
    "safeguards_many": "{n} safeguards",
    "bound": "On {day} {state} is bound by {bonds}: {partners}, {ways}.",
    "bond": "the {text}, since {since} ({known})",
    "free": "On {day} none of the texts compared here binds {state}.",
    "gain": "Supposed that it joined both sides ({both}){besides}, it would gain {partners} and {ways} that it "
    "does not have.",
    "besides": ", and that the {drafted} is consented to by {who}",
    "nothing": "It is bound by both sides ({both}) already, so that joining adds nothing.",
    "waits": "Supposed that {state} joined the {text}, {n} of the {needed} states that it asks for would have "
    "consented: it would bind nobody yet.",
    "uncounted": "The {text} is not in force on that day, and how many states it asks for is not coded.",
    "draft": "The {text} is a draft: no state can join it.",
    "parent": "The {text} is open only to those whom its parent binds.",
    "further": "Supposed further that every signatory of the {drafted} consents too, joining both sides would gain "
    "{partners} and {ways}.",
    "law": "Supposed that {state} joined both sides, it would be asked to provide in its own law for {powers}, "
    "{offences}, {liability} and {safeguards} that no text binding it asks for today. What its law has already is not "
    "known here.",
    "supposed": "Whatever is said of joining is a supposition, not a forecast; what it takes to be let "
    "in is told, not weighed. Consenting to the {drafted} besides: {who}. All other states stay as "
    "they are on {day}.",
    "joinable": "Who can join the {text}: {open_to} ({where}; {known}).",
    "invited": "{state} needs an invitation, unless it took part in the making of the text; whether it has one, or "
    "took part, is not in these data.",
    "coe": "{state} is a member of the {group}, which needs none.",
    "as_is": "As it is, nothing supposed",
    "a": "Supposed: it joins side A ({name})",
    "b": "Supposed: it joins side B ({name})",
    "ab": "Supposed: it joins both sides",
    "options": "What {state} has, and what joining would add",
    "ways": "Partners of {state} by way to cooperate",
    "regions": "Partners of {state} by region (M49)",
    "powers": "Powers that joining asks of the law of {state}",
    "offences": "Offences that joining asks of the law of {state}",
    "liability": "Rules on liability that joining asks of the law of {state}",
    "safeguards": "Safeguards that joining asks of the law of {state}",
    "new": "No text that binds it",
    "no_duty": "None that a text not yet binding it requires.",
    "conditions": "Ways that the texts joined open, and on which conditions; rules of other articles may hold besides",
    "no_way": "None.",
    "together": "Open between {state} and {other} today: {today}. Supposed that each joined both sides{besides}, "
    "they would have {then}; and {waiting} more once a text that waits is in force.",
    "together_now": "Open between {state} and {other} today: {today}. Supposed that each joined both sides{besides}, "
    "they would have {then}.",
    "together_table": "What {state} and {other} could ask of each other, supposed that each joined both sides{besides}",
    "open": "Today",
    "if_joined": "Supposed: once both have joined",
    "once": "Supposed: once both have joined and the {text} is in force",
    "neighbours": "What the other states of the region did ({region}, region of M49)",
    "not_named": "not listed here",
    "partners": "Partners of {state}, state by state",
    "partner_now": "Yes",
    "yes": "Yes",
    "no": "No",
    "no_partner": "None.",
    "note": "Neighbours are the states of the same region of the world's statistics (M49: Africa, Americas, "
    "Asia, Europe, Oceania), not those at the border. Which power carries out which way is paired here by subject; no "
    "text says it in these words. The European Union is no state and is not counted.",
    "map": "Supposed that {state} joined both sides{besides}: {gained} gained, {today} today",
    "map_desc": "A map of the world in which sizes compare fairly; small states are dots. The last table says the "
    "same, state by state.",
    "self_key": "the state itself",
    "now_key": "partner today",
    "a_key": "supposed: gained through A alone",
    "b_key": "supposed: gained through B alone",
    "ab_key": "supposed: gained through either",
    "none_key": "no partner",
}
THEN = ("Today", "Supposed: A joined", "Supposed: B joined", "Supposed: both joined")
COLUMNS: dict[str, Any] = {
    "options": (
        *("The state", "Partners", "Gained", "Ways to cooperate"),
        *("Powers to provide for", "Offences", "Rules on liability", "Safeguards"),
    ),
    "way": "Way to cooperate",
    "region": "Region (M49)",
    "then": THEN,
    "powers": ("What", "Text", "Where", "Way that it carries out", "Asked of it today by", "How known"),
    "duties": ("What", "Text", "Where", "Asked of it today by", "How known"),
    "conditions": ("Way to cooperate", "Text", "Where", "Force", "Conditions", "Grounds for refusal", "How known"),
    "together": ("Way to cooperate", "When", "Text", "Where", "Force", "How known"),
    "neighbours": ("Text", "What they did", "States", "Which"),
    "partners": ("State", "Region (M49)", *THEN),
}
# What stands on a page once, under another explorer, where that is on it: (its key here and there) by explorer.
SHARED = {"scope": ("courses", "map"), "whatif": ("topics",), "cooperation": ("provisions",)}
NEAR = STATUSES | {NOBODY: "Nothing on record"}


def data(book: Workbook) -> dict[str, Any]:
    """What the browser needs: states, their standings by day, provisions with their rows, shapes of the map."""
    states = book.facts.states
    real = [country for country in states.values() if country.kind != "organisation"]
    every = in_order(book, (way(book, name, topic) for name in book.instruments for topic in ways_of(book, name)))
    return {
        "words": WORDS,
        "columns": COLUMNS,
        "who": who(book),
        "group": book.facts.pages.word("group"),
        "drafted": book.facts.project.drafted,
        "near": NEAR,
        "opened": open_topic(book),
        "firsts": START,
        "start": SUPPOSED,
        "months": MONTHS,
        "known_on": known_on(book).isoformat(),
        "known": bool(book.facts.parties),
        "bases": {name: known(book, name) for name in book.vocabulary.bases},
        "states": [[iso3, name, states[iso3].region] for iso3, name in by_name(real)],
        "the": THE,
        "coe": [country.iso3 for country in real if country.coe],
        "members": [country.iso3 for country in real if country.kind == "member"],
        "themes": THEMES,
        "modalities": dict(book.vocabulary.modalities),
        "needed": {name: threshold(book, name) for name in book.instruments},
        "texts": {
            name: {
                "in_force": text.in_force.isoformat() if text.in_force else "",
                "draft": text.status == "draft",
                "parent": text.supplements or "",
                "open": opened(book, name),
                "lacking": lacks(book, name),
                "reserved": reservations(book, name),
            }
            for name, text in book.instruments.items()
        },
        "courses": {name: steps(book, name) for name in book.instruments},
        "topics": [
            {
                "id": topic.id,
                "title": topic.title,
                "theme": topic.theme,
                "modality": topic.modality or "",
                "requires": list(topic.requires),
                "in": {name: {"r": 1} if p.provides else {} for name, p in topic.positions.items()},
            }
            for topic in book.topics.values()
        ],
        "provisions": [
            {
                "in": w.instrument,
                "topic": w.topic,
                "way": w.modality,
                "known": known(book, w.basis),
                "row": row(book, w),
            }
            for w in every
        ],
        "duties": _duties(book),
        "map": shapes(book),
    }


def who(book: Workbook) -> dict[str, str]:
    """Who can be supposed to consent besides, in the words of the comparison."""
    return book.facts.pages.worded(WHO)


def open_topic(book: Workbook) -> str:
    """The topic that says who can join a text: the first that codes `open_to`; empty where none does."""
    coded = (t.id for t in book.topics.values() if any("open_to" in at.features for at in t.positions.values()))
    return next(coded, "")


def opened(book: Workbook, name: str) -> list[str]:
    """Who can join a text, and whether by invitation: [sentence, key of the second]; none where that is not coded."""
    topic = book.topics.get(open_topic(book))
    at = topic.positions[name] if topic else None
    feature = book.vocabulary.features.get("open_to")
    value = at.features.get("open_to") if at else None
    if at is None or feature is None or not isinstance(value, str) or value not in feature.values:
        return []
    given = {"text": book.instruments[name].short_title, "open_to": feature.values[value]}
    said = WORDS["joinable"].format(**given, where=written(at.cites), known=known(book, at.basis))
    return [said, "invited" if value == "members_and_invited" else ""]


def _duties(book: Workbook) -> list[dict[str, Any]]:
    """What each text requires of a state's law, topic by topic: the cells of its row, those that vary left out."""
    found = []
    for topic in book.topics.values():
        for name, text in book.instruments.items():
            at = topic.positions[name]
            if topic.theme in THEMES and at.provides and at.force == "shall":
                carried = book.vocabulary.modalities.get(book.vocabulary.carried_by.get(topic.id, ""), "")
                way = [carried] if topic.theme == "powers" else []
                cells = [topic.title, text.short_title, written(at.cites), *way]
                basis = book.vocabulary.bases[at.basis].label
                found.append({"in": name, "topic": topic.id, "theme": topic.theme, "cells": cells, "basis": basis})
    return found
