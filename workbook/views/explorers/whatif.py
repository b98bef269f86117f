"""What if a text fell away, and others joined the drafted text? Side A today against side B in a scenario."""

from __future__ import annotations

from typing import Any

from ...book.course import courses
from ...book.interface import headings, words
from ...book.model import Workbook, stages
from ...book.names import by_name, country_name
from ...book.standing import known_on
from ...book.votes import MEMBERS
from ...questions.scenario import START, WhatIf, threshold, what_if
from ..blocks import Blocks, Say, Table
from ..geo import shapes
from ..state import State, read
from .known import reservations

SIDES = True
SHARED = {"scope": ("map",)}  # stands on a page once, under the explorer that has it
WHO_LABELS = words("whatif", "who_labels")
WORDS = words("whatif")
COUNTS = words("whatif", "counts")
PRESETS = words("whatif", "presets")
THEME_COLUMNS = headings("whatif", "theme_columns")
STATE_COLUMNS = headings("whatif", "state_columns")
BESIDE_COLUMNS = headings("whatif", "beside_columns")
COEXISTENCE_COLUMNS = headings("whatif", "coexistence_columns")
MOST = 40  # states listed; the others change less


def blocks(book: Workbook, state: State) -> Blocks:
    """The supposition, the finding, then modalities, themes, states, a kept scenario and what the texts say."""
    found = what_if(book, state)
    change = found.change()
    beside = _beside(book, state, found)
    return (
        Say("supposed", _supposed(book, state, found), "finding"),
        Say("finding", WORDS["finding" if change["today"] or change["then"] else "nobody"].format(**change), "finding"),
        Say("caution", WORDS["caution"], "caution"),
        *([beside] if beside else []),
        _modalities(book, found),
        _themes(book, found),
        _states(book, found),
        _coexistence(book),
    )


def _who(book: Workbook) -> dict[str, str]:
    return book.facts.pages.worded(WHO_LABELS)


def _supposed(book: Workbook, state: State, found: WhatIf) -> str:
    supposed = found.supposed
    if supposed is None:
        return WORDS["no_un"]
    key = "no_threshold" if supposed.needed is None else "binds" if supposed.in_force else "not_yet"
    return WORDS[key].format(
        text=book.instruments[supposed.text].short_title,
        who=_who(book)[state.who or START["who"]],
        n=len(supposed.states),
        needed=supposed.needed,
    )


def _modalities(book: Workbook, found: WhatIf) -> Table:
    rows = []
    for name, label in book.vocabulary.modalities.items():
        change = found.change(name)
        rows.append((label, *(str(change[key]) for key in COUNTS)))
    columns = (WORDS["way"], *COUNTS.values())
    return Table("modalities", WORDS["modalities"], columns, tuple(rows), shares=columns[1:])


def _themes(book: Workbook, found: WhatIf) -> Table:
    def titles(topics: frozenset[str]) -> str:
        return "; ".join(topic.title for topic in book.topics.values() if topic.id in topics) or WORDS["none"]

    rows = []
    for theme, term in book.vocabulary.themes.items():
        today, then = found.topics_a[theme], found.topics_b[theme]
        if today or then:
            rows.append((term.label, str(len(today)), titles(today - then), titles(then - today)))
    return Table("themes", WORDS["themes"], THEME_COLUMNS, tuple(rows))


def _states(book: Workbook, found: WhatIf) -> Table:
    changed = [(state, *numbers) for state, numbers in found.partners().items() if numbers[1] or numbers[2]]
    changed.sort(key=lambda row: (-(row[2] + row[3]), row[0]))
    rows = tuple(
        (country_name(book.facts.states[state]), *(str(number) for number in numbers))
        for state, *numbers in changed[:MOST]
    )
    caption = WORDS["states"].format(n=len(rows), all=len(changed))
    return Table("states", caption, STATE_COLUMNS, rows, WORDS["no_states"], STATE_COLUMNS[1:])


def _beside(book: Workbook, state: State, found: WhatIf) -> Table | None:
    if not state.vs:
        return None
    other = what_if(book, read(book, state.vs)[0])
    rows = [(label, str(found.change()[key]), str(other.change()[key])) for key, label in COUNTS.items()]
    for label, lost in ((WORDS["topics_lost"], True), (WORDS["topics_gained"], False)):
        rows.append((label, str(_topics(found, lost)), str(_topics(other, lost))))
    return Table("beside", WORDS["beside"], ("", *BESIDE_COLUMNS), tuple(rows))


def _topics(found: WhatIf, lost: bool) -> int:
    pairs = [(found.topics_a[theme], found.topics_b[theme]) for theme in found.topics_a]
    return sum(len(today - then) if lost else len(then - today) for today, then in pairs)


def _coexistence(book: Workbook) -> Table:
    rows = []
    for topic in (book.topics[name] for name in book.facts.pages.beside):
        for name, text in book.instruments.items():
            position = topic.positions[name]
            if position.provides:
                basis = book.vocabulary.bases[position.basis].label
                rows.append((text.short_title, topic.title, ", ".join(position.cites), position.note, basis))
    return Table("coexistence", WORDS["coexistence"], COEXISTENCE_COLUMNS, tuple(rows), WORDS["no_coexistence"])


def topics(book: Workbook) -> list[dict[str, Any]]:
    """Each topic with the texts that have a provision on it, and what that builds on."""
    return [
        {
            "id": topic.id,
            "title": topic.title,
            "theme": topic.theme,
            "modality": topic.modality or "",
            "requires": list(topic.requires),
            "in": {name: {"r": 1} if p.provides else {} for name, p in topic.positions.items()},
        }
        for topic in book.topics.values()
    ]


def data(book: Workbook) -> dict[str, Any]:
    """What the browser needs to answer alike."""
    names = {iso3: country_name(country) for iso3, country in book.facts.states.items()}
    return {
        "words": WORDS,
        "counts": COUNTS,
        "theme_columns": THEME_COLUMNS,
        "state_columns": STATE_COLUMNS,
        "beside_columns": BESIDE_COLUMNS,
        "who": _who(book),
        "start": START,
        "most": MOST,
        "day": known_on(book).isoformat(),
        "names": names,
        "members": [iso3 for iso3, country in book.facts.states.items() if country.kind == "member"],
        "themes": {theme: term.label for theme, term in book.vocabulary.themes.items()},
        "modalities": dict(book.vocabulary.modalities),
        "courses": {name: _course(book, name) for name in book.instruments},
        "reserved": {name: reservations(book, name) for name in book.instruments},
        "needed": {name: threshold(book, name) for name in book.instruments},
        "topics": topics(book),
        "coexistence": _coexistence(book).json(),
        "map": shapes(book),
    }


def _course(book: Workbook, instrument: str) -> dict[str, list[tuple[str, str]]]:
    """Each state's statuses with the day from which each holds; the European Union is not counted."""
    states = book.facts.states
    return {
        iso3: [(day.isoformat(), standing.status) for day, standing in course]
        for iso3, course in courses(book, instrument).items()
        if states[iso3].kind != "organisation"
    }


def context(book: Workbook, state: State) -> dict[str, Any]:
    """What the controls show."""
    countries = book.facts.states
    named = [(name, iso3) for iso3, name in by_name(c for c in countries.values() if c.kind != "organisation")]
    adopted = [name for name, text in book.instruments.items() if text.status in ("in_force", "adopted")]
    drafted = [name for name in adopted if name in stages(book)]
    others = [name for name in adopted if name not in drafted]
    text = book.instruments[others[0]].short_title if others else ""
    presets = {
        PRESETS["falls"].format(text=text): {"a": adopted, "b": drafted, "who": "today"},
        PRESETS["falls_signatories"].format(text=text): {"a": adopted, "b": drafted, "who": "signatories"},
        PRESETS["both_signatories"]: {"a": adopted, "b": adopted, "who": "signatories"},
        PRESETS["both_members"]: {"a": others, "b": adopted, "who": "members"},
    }
    offered = presets if drafted and others else {}
    return {"countries": named, "who": _who(book), "start": START, "presets": offered, "members": MEMBERS}
