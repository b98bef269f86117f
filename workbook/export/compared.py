"""The comparison as blocks: both summaries, the topics that are shown, the profiles, what is switched off.

views/static/export.js makes the very same from the page; tests hold them alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..book.model import Topic, Workbook
from ..questions.compare import Compared, comparison
from ..questions.profiles import Profile, profile
from ..views.blocks import Blocks, Say, Table
from ..views.cards import says, side_said
from ..views.state import ALL, State
from ..views.summary import summary
from ..views.wording import articles, points, short, spelled, stand
from ..views.words import COLUMNS, NUMBER_COLUMNS, OFF_COLUMNS, WORDS, measures


def comparison_title(book: Workbook, state: State) -> str:
    """The two sides, named."""
    a, b = state.sides(book)
    return WORDS["title"].format(a=short(book, a), b=short(book, b))


def compared(book: Workbook, state: State) -> Blocks:
    """What the comparison shows of a state."""
    a, b = state.sides(book)
    profiles = (profile(book, a, state.selection), profile(book, b, state.selection))
    on = {*profiles[0].on, *profiles[1].on}
    names = {"a": short(book, a), "b": short(book, b)}
    rows = {row.topic: row for row in comparison(book, "+".join(a), "+".join(b), None, state.selection).rows}
    shown = [topic for topic in book.topics.values() if matches(book, state, topic) and _stands(state, rows[topic.id])]
    lines = [_row(book, topic, rows[topic.id], (a, b), on) for topic in shown if not _left(topic, a + b, on)]
    return (
        Say("summary-a", summary(book, profiles[0]), "finding"),
        Say("summary-b", summary(book, profiles[1]), "finding"),
        Say("shown", WORDS["shown"].format(n=len(lines), all=len(book.topics), filters=_filters(book, state))),
        Table("comparison", WORDS["comparison"].format(**names), COLUMNS, tuple(lines), WORDS["comparison_empty"]),
        _numbers(book, profiles, True, WORDS["profiles"].format(**names)),
        _numbers(book, profiles, False, WORDS["reach"]),
        Table("off", WORDS["off"], OFF_COLUMNS, tuple(_off(book, state, profiles)), WORDS["off_empty"]),
    )


def matches(book: Workbook, state: State, topic: Topic) -> bool:
    """Whether the filters show a topic."""
    if state.show and state.show != ALL:
        return topic.id == state.show
    a, b = state.sides(book)
    words = state.q.lower().split()
    return (
        state.f_theme in ("", topic.theme)
        and (not state.f_verdict or any(topic.positions[name].verdict == state.f_verdict for name in a + b))
        and (not words or _all_in(words, _law(book, topic)))
    )


def _stands(state: State, row: Compared) -> bool:
    return state.show not in ("", ALL) or state.f_relation in ("", row.relation)


def shown_topics(book: Workbook, state: State) -> list[Topic]:
    """The topics that a file of the comparison holds: filtered, without those that were switched off."""
    a, b = state.sides(book)
    on = {*profile(book, a, state.selection).on, *profile(book, b, state.selection).on}
    rows = {row.topic: row for row in comparison(book, "+".join(a), "+".join(b), None, state.selection).rows}
    return [
        t
        for t in book.topics.values()
        if matches(book, state, t) and _stands(state, rows[t.id]) and not _left(t, a + b, on)
    ]


def _all_in(words: list[str], text: str) -> bool:
    return all(word in text for word in words)


def _law(book: Workbook, topic: Topic) -> str:
    """What the filter "words" looks in: a row's words about the law, in every text."""
    found = [topic.title, topic.question]
    for name, position in topic.positions.items():
        verdict, force = book.vocabulary.verdicts[position.verdict], book.vocabulary.forces[position.force]
        found += [book.instruments[name].short_title, articles(position), verdict.label, says(position)]
        found += [force.label] if position.provides else []
        found += [part for pair in spelled(book, topic, position) for part in pair]
    return " ".join(found).lower()


def _left(topic: Topic, sides: tuple[str, ...], on: set[tuple[str, str]]) -> bool:
    """True when the sides have provisions on the topic and every one of them is switched off, or fell."""
    provided = [name for name in sides if topic.positions[name].provides]
    return bool(provided) and not any((name, topic.id) in on for name in provided)


def _filters(book: Workbook, state: State) -> str:
    words = book.vocabulary
    given = [
        WORDS["theme"].format(label=words.themes[state.f_theme].label) if state.f_theme else "",
        WORDS["verdict"].format(label=words.verdicts[state.f_verdict].label) if state.f_verdict else "",
        WORDS["relation"].format(label=words.relations[state.f_relation].label) if state.f_relation else "",
        WORDS["words"].format(label=state.q) if state.q.strip() else "",
    ]
    return "".join(f"; {part}" for part in given if part)


def _row(
    book: Workbook, topic: Topic, row: Compared, sides: tuple[tuple[str, ...], ...], on: set[tuple[str, str]]
) -> tuple[str, ...]:
    because = ", ".join(points(book, row))
    relation = stand(book, row) + (f": {because}" if because else "")
    a, b = (side_said(book, topic, side, on) for side in sides)
    pairs = [cell for both in zip(a, b, strict=True) for cell in both]
    return (topic.title, book.vocabulary.themes[topic.theme].label, relation, *pairs)


def _numbers(book: Workbook, profiles: tuple[Profile, Profile], drawn: bool, caption: str) -> Table:
    a, b = profiles
    rows = [(label, part, a[name].words, b[name].words) for name, label, part in measures(book, drawn)]
    return Table("profiles" if drawn else "reach", caption, NUMBER_COLUMNS, tuple(rows), WORDS["reach_empty"])


def _off(book: Workbook, state: State, profiles: tuple[Profile, Profile]) -> Iterator[tuple[str, str, str]]:
    title = {topic.id: topic.title for topic in book.topics.values()}
    for topic in state.off:
        yield title[topic], WORDS["all_texts"], WORDS["is_off"]
    for text, topic in state.off_in:
        yield title[topic], book.instruments[text].short_title, WORDS["is_off"]
    for text, topic in dict.fromkeys([*profiles[0].fell, *profiles[1].fell]):
        needs = ", ".join(title[other] for other in book.topics[topic].requires)
        yield title[topic], book.instruments[text].short_title, WORDS["fell"].format(needs=needs)
