"""One page for a reader without time: what the two sides are, how they differ most, and what to be careful with."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any

from ...book.course import in_words
from ...book.model import Position, Workbook, stages
from ...book.standing import known_on
from ...questions.brief import MOST, MOST_NUMBERS, bound, bound_by_day, strength, weigh
from ...questions.brief import brief as one_page
from ...questions.calibration import calibration
from ...questions.compare import Compared, written
from ...questions.status import status_of
from ..blocks import Block, Blocks, Say, Table
from ..state import State
from ..wording import points as words_of

SIDES = True
WHOLE = True  # one sheet of paper
MOST_POINTS = 3
WORDS = {
    "sides": "Side A is {a}; side B is {b}.",
    "finding": "Of {total} topics, {both} are dealt with on both sides, {only_a} on side A alone, {only_b} on side "
    "B alone and {neither} on neither.",
    "within": "Where both sides speak, the coders find no difference on {same} topics; A goes further on {stronger_a}, "
    "B on {stronger_b}, and {differs} differ in ways that have no one order.",
    "caption": "{dimension}: the {n} largest of {m} differences",
    "tied": "{caption} ({tied} more rank as high as the last of these)",
    "recalled": "Of {coded} statements about these texts behind this page, {recalled} ({share} in 100) are written "
    "from memory and not yet checked against the text; {reviewed} were checked by a named reviewer.",
    "unknown": "{unknown} topics can't be compared: what a text of one side says on them is not known.",
    "off": "Leaving out what you switched off: {off} provisions are off, or fell with one that is; on {topics_off} "
    "topics a whole side is off, and nothing is said of how the two compare there.",
    "read": "How to read: a difference is placed by rule, not by judgement. What one side alone provides on comes "
    "first, duties before choices; then where one side goes further; then what differs in no one order, by the number "
    "of points. Ties keep the order of the workbook. A number is shown only where both sides are known in full.",
}
COLUMNS = {
    "texts": ("Side and text", "Status", "States bound on {day}", "How it is known"),
    "differences": ("Topic", "How they stand", "Side A", "Side B", "How it is known"),
    "numbers": ("Number", "Side A", "Side B"),
}
LABELS = {
    "texts": "The two sides",
    "numbers": "The numbers furthest apart (those on states and pairs: as on {day})",
    "none": "none found",
    "present": "known to be there; its terms were not seen",
    "off": "switched off",
    "alike": "No difference is known.",
    "equal": "No number that is known in full differs.",
    "more": "{n} more",
}


def blocks(book: Workbook, state: State) -> Blocks:
    """The page: the answer, the texts, the largest differences, the numbers, the cautions, how to read."""
    a, b = state.sides(book)
    page = one_page(book, "+".join(a), "+".join(b), state.selection)
    counts = Counter(row.relation for row in page.comparison.rows)
    neither = sum(row.relation == "same" and not row.a for row in page.comparison.rows)
    given = {name: counts[name] for name in book.vocabulary.relations}
    given |= {"same": counts["same"] - neither, "neither": neither, "total": len(page.comparison.rows)}
    given["both"] = sum(given[name] for name in ("same", "stronger_a", "stronger_b", "differs"))
    names = {side: _named(book, texts) for side, texts in (("a", a), ("b", b))}
    on = {*page.a.on, *page.b.on}
    numbers = LABELS["numbers"].format(day=in_words(known_on(book)))
    pairs = [(one.label, one.words, other.words) for one, other in page.numbers[:MOST_NUMBERS]]
    return (
        Say("finding", WORDS["finding"].format(**given), "finding"),
        Say("sides", WORDS["sides"].format(**names)),
        Say("within", WORDS["within"].format(**given)),
        _texts(book, state, a, b),
        *(_differences(book, name, rows, (a, b), on) for name, rows in page.differences.items()),
        Table("numbers", numbers, COLUMNS["numbers"], tuple(pairs), LABELS["equal"]),
        *_cautions(book, (*a, *(name for name in b if name not in a)), on, counts),
        Say("read", WORDS["read"]),
    )


def _short(book: Workbook, name: str) -> str:
    return book.instruments[name].short_title


def _named(book: Workbook, side: tuple[str, ...]) -> str:
    *first, last = (f"the {_short(book, name)}" for name in side)
    return f"{', '.join(first)} and {last}" if first else last


def _texts(book: Workbook, state: State, a: tuple[str, ...], b: tuple[str, ...]) -> Table:
    on = dt.date.fromisoformat(state.on) if state.on else known_on(book)
    rows = []
    for side, names in (("A", a), ("B", b)):
        for name in names:
            status, known = _status(book, name)
            rows.append((f"{side}: {_short(book, name)}", status, bound(book, name, on), known))
    columns = tuple(column.format(day=in_words(on)) for column in COLUMNS["texts"])
    return Table("texts", LABELS["texts"], columns, tuple(rows))


def _status(book: Workbook, name: str) -> list[str]:
    text = book.instruments[name]
    return [status_of(book, name), f"{book.vocabulary.bases[text.basis].label}, as of {in_words(text.as_of)}"]


def _differences(
    book: Workbook,
    dimension: str,
    rows: tuple[Compared, ...],
    sides: tuple[tuple[str, ...], tuple[str, ...]],
    on: set[tuple[str, str]],
) -> Table:
    shown = []
    for row in rows[:MOST]:
        positions = book.topics[row.topic].positions
        cites, bases = [], []
        for names in sides:
            there = [name for name in names if (name, row.topic) in on]
            said = [(_short(book, name), written(positions[name].cites)) for name in there]
            off = any(positions[name].provides for name in names)
            present = any(positions[name].verdict == "present" for name in names)
            cites.append(_cited(said, len(names) > 1) or LABELS["off" if off else "present" if present else "none"])
            bases.append(_bases(book, (positions[name] for name in there or names)))
        known = bases[0] if bases[0] == bases[1] else f"A: {bases[0]}; B: {bases[1]}"
        shown.append((row.title, _stand(book, row), *cites, known))
    label = book.vocabulary.dimensions[dimension].label
    caption = WORDS["caption"].format(dimension=label, n=len(shown), m=len(rows))
    tied = sum(weigh(book, row) == weigh(book, rows[MOST - 1]) for row in rows[MOST:])
    if tied:
        caption = WORDS["tied"].format(caption=caption, tied=tied)
    return Table(dimension, caption, COLUMNS["differences"], tuple(shown), LABELS["alike"])


def _cited(said: list[tuple[str, str]], named: bool) -> str:
    return "; ".join(f"{text}: {cites}" if named else cites for text, cites in said)


def _bases(book: Workbook, positions: Iterable[Position]) -> str:
    found = {position.basis for position in positions}
    return ", ".join(term.label for name, term in book.vocabulary.bases.items() if name in found)


def _stand(book: Workbook, row: Compared) -> str:
    """The relation, then the force of what stands alone, or the points on which the two are unlike."""
    positions = book.topics[row.topic].positions
    if row.relation in ("only_a", "only_b"):
        forces = [positions[name].force for name, _ in row.a + row.b]
        first = min(forces, key=lambda force: strength(book, force), default=None)
        points = [book.vocabulary.forces[first].label if first else book.vocabulary.verdicts["present"].label]
    else:
        points = words_of(book, row)
    more = [LABELS["more"].format(n=len(points) - MOST_POINTS)] if len(points) > MOST_POINTS else []
    return f"{book.vocabulary.relations[row.relation].label}: {', '.join(points[:MOST_POINTS] + more)}"


def _cautions(
    book: Workbook, texts: tuple[str, ...], on: set[tuple[str, str]], counts: Counter[str]
) -> Iterable[Block]:
    all_said = [(name, topic.id, topic.positions[name]) for name in texts for topic in book.topics.values()]
    here = [p for name, topic, p in all_said if p.coded and (not p.provides or (name, topic) in on)]
    off = sum(p.provides and (name, topic) not in on for name, topic, p in all_said)
    recalled, reviewed = sum(p.basis == "recalled" for p in here), sum(bool(p.reviewed) for p in here)
    share = (200 * recalled + len(here)) // (2 * len(here) or 1)
    given = {"coded": len(here), "recalled": recalled, "share": share, "reviewed": reviewed}
    yield Say("recalled", WORDS["recalled"].format(**given), "caution")
    remembered = calibration(book).words
    if recalled and remembered:
        yield Say("calibration", remembered)
    if counts["unknown"]:
        yield Say("unknown", WORDS["unknown"].format(unknown=counts["unknown"]), "caution")
    if off:
        yield Say("off", WORDS["off"].format(off=off, topics_off=counts["off"]), "caution")


def data(book: Workbook) -> dict[str, Any]:
    """What the browser needs besides the comparison: each position as written, and the words."""
    words, days = book.vocabulary, bound_by_day(book)
    return {
        "words": WORDS,
        "columns": {name: list(columns) for name, columns in COLUMNS.items()},
        "labels": LABELS,
        "months": [f"{dt.date(2000, month, 1):%B}" for month in range(1, 13)],
        "most": {"differences": MOST, "numbers": MOST_NUMBERS, "points": MOST_POINTS},
        "day": known_on(book).isoformat(),
        "texts": {
            name: {"status": _status(book, name), "bound": [list(at) for at in days[name]]} for name in book.instruments
        },
        "dimensions": {name: term.label for name, term in words.dimensions.items()},
        "themes": {name: theme.dimension for name, theme in words.themes.items()},
        "measures": {name: measure.label for name, measure in words.measures.items()},
        "last": len(words.force_order),
        "present": words.verdicts["present"].label,
        "forces": {name: [term.label, strength(book, name)] for name, term in words.forces.items()},
        "bases": {name: term.label for name, term in words.bases.items()},
        "relations": {name: term.label for name, term in words.relations.items()},
        "calibration": calibration(book).words,
        "positions": {
            topic.id: {
                name: [written(p.cites), p.force, p.basis, bool(p.reviewed)]
                for name, p in topic.positions.items()
                if p.verdict != "uncoded"
            }
            for topic in book.topics.values()
        },
    }


def context(book: Workbook, state: State) -> dict[str, Any]:
    """What the controls show: the day, and sides to begin with."""
    line = stages(book)
    first = next((name for name in book.instruments if name not in line), None)
    protocols = [name for name, text in book.instruments.items() if text.supplements == first]
    presets = []
    if first and line:
        other = {"b": [line[-1]], "stage": ""}
        presets.append((f"{_short(book, first)} alone", {"a": [first]} | other))
        presets += [("With its protocols", {"a": [first, *protocols]} | other)] if protocols else []
    return {"presets": presets, "day": known_on(book)}
