"""One state: what binds it and with whom, and, supposed, what joining side A, side B or both would add."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...book.course import in_words
from ...book.model import Workbook, stages
from ...book.names import by_name, looked_for, spoken
from ...book.standing import known_on
from ...questions.compare import written
from ...questions.joining import ANY, NOBODY, THEMES, Text, Together
from ...questions.mystate import MyState, my_state
from ...questions.profiles import switched
from ..blocks import Block, Blocks, Say, Table
from ..state import State
from ..wording import WORDS as WORDING
from ..wording import short
from .cooperation import row, way_label
from .known import known, lacking, later
from .mystatedata import COLUMNS, NEAR, SHARED, START, WORDS, data, open_topic, opened
from .mystatedata import who as supposed_by

__all__ = ["SHARED", "SIDES", "blocks", "context", "data"]
SIDES = True
OPTIONS = ("a", "b", "ab")
Found = Mapping[str, MyState]


def blocks(book: Workbook, state: State) -> Blocks:
    """The answer in sentences, then options, ways, regions, duties, conditions, neighbours, the second state."""
    if not book.facts.parties:
        return (Say("finding", WORDS["no_data"], "caution"),)
    me, other = chosen(state)
    if me == other:
        return (Say("finding", WORDS["same"], "caution"),)
    found = _found(book, state, me, other)
    both = found["ab"]
    given = {"state": spoken(book.facts.states[me]), "other": spoken(book.facts.states[other])}
    given |= {"day": in_words(both.on), "both": short(book, both.joins), "region": both.region}
    given["drafted"] = book.facts.project.drafted
    given["group"] = book.facts.pages.word("group")
    who = supposed_by(book)[state.who or "today"]
    besides = "" if state.who in ("", "today") else WORDS["besides"].format(who=who, **given)
    given |= {"who": who, "besides": besides}
    return (
        Say("finding", _today(book, both, given) + " " + _gain(both, given), "finding"),
        *_waits(book, both, state, given),
        *_opened(book, both, state, given),
        Say("law", _law(both, given)),
        Say("supposed", WORDS["supposed"].format(**given), "caution"),
        *(one for name in both.at_least for one in lacking(book, name, both.on)),
        *later(book, both.on),
        _options(book, found, given),
        _ways(book, found, given),
        _regions(book, found, given),
        *_duties(book, both, given),
        _conditions(book, found, given),
        *_together(book, both, given),
        _neighbours(book, both, given),
        _partners(book, found, given),
        Say("note", WORDS["note"]),
    )


def chosen(state: State) -> tuple[str, str]:
    """The two states of a view; where none is named, India and Kenya, each standing in for the other."""
    me = state.s1 or START[0]
    return me, state.s2 or (START[0] if me == START[1] else START[1])


def _found(book: Workbook, state: State, me: str, other: str) -> dict[str, MyState]:
    a, b = state.sides(book)
    day = dt.date.fromisoformat(state.on) if state.on else None
    sides = {"a": a, "b": b, "ab": tuple(name for name in book.instruments if name in a + b)}
    return {
        option: my_state(book, me, side, other if option == "ab" else None, day, state.selection, state)
        for option, side in sides.items()
    }


def count(number: int, thing: str) -> str:
    """`1 partner`, `80 partners`."""
    return WORDS[f"{thing}_{'one' if number == 1 else 'many'}"].format(n=number)


def _today(book: Workbook, found: MyState, given: dict[str, str]) -> str:
    bonds = []
    for text in found.texts:
        if text.outcome == "binds" and text.standing:
            how = {"since": in_words(text.standing.since), "known": known(book, text.standing.basis)}
            bonds.append(WORDS["bond"].format(text=book.instruments[text.instrument].short_title, **how))
    if not bonds:
        return WORDS["free"].format(**given)
    numbers = {"partners": count(len(found.today[ANY]), "partner"), "ways": count(len(found.ways_open(False)), "way")}
    return WORDS["bound"].format(bonds=WORDING["also"].join(bonds), **numbers, **given)


def _gain(found: MyState, given: dict[str, str]) -> str:
    if not found.gained and not found.duties and not found.ways:
        return WORDS["nothing"].format(**given)
    numbers = {"partners": count(len(found.gained), "partner"), "ways": count(_new_ways(found), "way")}
    return WORDS["gain"].format(**numbers, **given)


def _waits(book: Workbook, found: MyState, state: State, given: dict[str, str]) -> list[Say]:
    """Which of the joined texts would bind the state not or not yet; and what every signatory would change."""
    said = []
    for text in found.texts:
        if text.instrument in found.joins and text.outcome in ("waits", "draft", "parent"):
            key = "uncounted" if text.outcome == "waits" and text.needed is None else text.outcome
            name = book.instruments[text.instrument].short_title
            numbers = {"n": text.consented, "needed": text.needed}
            said.append(Say(f"waits-{text.instrument}", WORDS[key].format(text=name, **numbers, **given)))
    if state.who in ("", "today") and any(
        _un_waits(book, text) for text in found.texts if text.instrument in found.joins
    ):
        wide = replace(state, who="signatories")
        more = my_state(book, found.iso3, found.joins, None, found.on, state.selection, wide)
        gains = {"partners": count(len(more.gained), "partner"), "ways": count(_new_ways(more), "way")}
        said.append(Say("further", WORDS["further"].format(**gains, **given)))
    return said


def _opened(book: Workbook, found: MyState, state: State, given: dict[str, str]) -> list[Say]:
    """Who can join each of the texts joined; and, where an invitation is asked for, whether this state needs one."""
    said = []
    for text in found.texts:
        name = text.instrument
        on = (name, open_topic(book)) in switched(book, (name,), state.selection)[0]
        if name not in found.joins or text.outcome == "binds" or not on:
            continue
        for words, key in filter(None, [opened(book, name)]):
            second = "coe" if book.facts.states[found.iso3].coe else key
            more = WORDS[second].format(**given) if key else ""
            said.append(Say(f"open-{name}", f"{words} {more[:1].upper()}{more[1:]}".rstrip()))
    return said


def _un_waits(book: Workbook, text: Text) -> bool:
    return text.outcome == "waits" and text.instrument in stages(book)


def _new_ways(found: MyState) -> int:
    return len(set(found.ways_open()) - set(found.ways_open(False)))


def _law(found: MyState, given: dict[str, str]) -> str:
    new = {theme: count(len(found.new(theme)), theme) for theme in THEMES}
    return WORDS["law"].format(**new, **given)


def _options(book: Workbook, found: Found, given: dict[str, str]) -> Table:
    both = found["ab"]
    rows = [(WORDS["as_is"], str(len(both.today[ANY])), "0", str(len(both.ways_open(False))), *("0",) * len(THEMES))]
    for option, one in found.items():
        numbers = (len(one.then[ANY]), len(one.gained), len(one.ways_open()), *(len(one.new(t)) for t in THEMES))
        label = WORDS[option].format(name=short(book, one.joins), **given)
        rows.append((label, *(str(number) for number in numbers)))
    columns = COLUMNS["options"]
    return Table("options", WORDS["options"].format(**given), columns, tuple(rows), shares=columns[1:3])


def _per_option(found: Found, label: str, number: Any) -> tuple[str, ...]:
    today, *then = number(found["ab"].today), *(number(one.then) for one in found.values())
    return (label, *(str(each) for each in (today, *then)))


def _ways(book: Workbook, found: Found, given: dict[str, str]) -> Table:
    rows = tuple(
        _per_option(found, label, lambda partners, name=name: len(partners[name]))
        for name, label in book.vocabulary.modalities.items()
    )
    columns = (COLUMNS["way"], *COLUMNS["then"])
    return Table("ways", WORDS["ways"].format(**given), columns, rows, shares=columns[1:])


def _regions(book: Workbook, found: Found, given: dict[str, str]) -> Table:
    of = {iso3: country.region for iso3, country in book.facts.states.items() if country.kind != "organisation"}
    rows = tuple(
        _per_option(found, region, lambda partners, region=region: sum(of[s] == region for s in partners[ANY]))
        for region in sorted(set(of.values()))
    )
    columns = (COLUMNS["region"], *COLUMNS["then"])
    return Table("regions", WORDS["regions"].format(**given), columns, rows, shares=columns[1:])


def _duties(book: Workbook, found: MyState, given: dict[str, str]) -> list[Block]:
    tables: list[Block] = []
    for theme in THEMES:
        rows = []
        for one in found.duties:
            if one.theme == theme:
                already = ", ".join(book.instruments[name].short_title for name in one.already)
                at = (book.topics[one.topic].title, book.instruments[one.instrument].short_title, written(one.cites))
                way = [book.vocabulary.modalities.get(one.carries or "", "")] if theme == "powers" else []
                rows.append((*at, *way, already or WORDS["new"], book.vocabulary.bases[one.basis].label))
        columns = COLUMNS["powers" if theme == "powers" else "duties"]
        tables.append(Table(theme, WORDS[theme].format(**given), columns, tuple(rows), WORDS["no_duty"]))
    return tables


def _conditions(book: Workbook, found: Found, given: dict[str, str]) -> Table:
    rows = tuple(row(book, one) for one in found["ab"].ways)
    return Table("conditions", WORDS["conditions"].format(**given), COLUMNS["conditions"], rows, WORDS["no_way"])


def _together(book: Workbook, found: MyState, given: dict[str, str]) -> list[Block]:
    both = found.together
    if both is None:
        return []
    numbers = [len({one.modality for one in ways}) for ways in (both.today, both.then)]
    more = len({one.modality for one in both.waiting} - {one.modality for one in both.then})
    today, then, waiting = (count(number, "way") for number in (*numbers, more))
    words = WORDS["together" if both.waiting else "together_now"]
    said = words.format(today=today, then=then, waiting=waiting, **given)
    caption = WORDS["together_table"].format(**given)
    rows = tuple(_shared(book, both))
    return [
        Say("together", said),
        Table("together_ways", caption, COLUMNS["together"], rows, WORDS["no_way"]),
    ]


def _shared(book: Workbook, both: Together) -> list[tuple[str, ...]]:
    today = {(one.instrument, one.topic) for one in both.today}
    when = [(one, "open" if (one.instrument, one.topic) in today else "if_joined") for one in both.then]
    rows: list[tuple[str, ...]] = []
    for one, key in when + [(one, "once") for one in both.waiting]:
        text = book.instruments[one.instrument].short_title
        force, how = book.vocabulary.forces[one.force].label, book.vocabulary.bases[one.basis].label
        rows.append((way_label(book, one), WORDS[key].format(text=text), text, written(one.cites), force, how))
    return rows


def _neighbours(book: Workbook, found: MyState, given: dict[str, str]) -> Table:
    rows, order = [], by_name(book.facts.states.values())
    for text, by in found.neighbours.items():
        for status, states in by.items():
            if states and status != NOBODY:
                named = "; ".join(name for iso3, name in order if iso3 in states)
                rows.append((book.instruments[text].short_title, NEAR[status], str(len(states)), named))
            elif states:
                rows.append((book.instruments[text].short_title, NEAR[status], str(len(states)), WORDS["not_named"]))
    return Table("neighbours", WORDS["neighbours"].format(**given), COLUMNS["neighbours"], tuple(rows))


def _partners(book: Workbook, found: Found, given: dict[str, str]) -> Table:
    rows = []
    today = found["ab"].today[ANY]
    for iso3, name in by_name(c for c in book.facts.states.values() if c.kind != "organisation"):
        through = [option for option in OPTIONS if iso3 in found[option].then[ANY]]
        if iso3 in today or through:
            now = WORDS["partner_now"] if iso3 in today else WORDS["no"]
            cells = (WORDS["yes"] if option in through else WORDS["no"] for option in OPTIONS)
            rows.append((name, book.facts.states[iso3].region, now, *cells))
    return Table("partners", WORDS["partners"].format(**given), COLUMNS["partners"], tuple(rows), WORDS["no_partner"])


def context(book: Workbook, state: State) -> dict[str, Any]:
    """What the controls show: every state by name, the two chosen, who else joins, and the day."""
    states = [country for country in book.facts.states.values() if country.kind != "organisation"]
    return {
        "countries": by_name(states),
        "also": looked_for(states),
        "controls": list(
            zip(("s1", "s2"), (WORDS["choose"], WORDS["choose_other"]), START, chosen(state), strict=True)
        ),
        "who": supposed_by(book),
        "known_on": known_on(book).isoformat(),
    }
