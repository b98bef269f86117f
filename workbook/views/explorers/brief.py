"""One page for a reader without time: three sentences to say, how the sides stand, what differs most, and caution."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from ...book.course import in_words
from ...book.interface import words
from ...book.model import Position, Workbook, stages
from ...book.standing import known_on
from ...questions.brief import (
    EACH,
    MOST,
    MOST_NUMBERS,
    Brief,
    bound,
    bound_by_day,
    strength,
    weight_of,
    weights,
)
from ...questions.brief import brief as one_page
from ...questions.calibration import calibration
from ...questions.compare import Compared, written
from ...questions.status import status_of
from ..blocks import Block, Blocks, Say, Table
from ..state import State
from ..wording import points as words_of
from .said import (
    COLUMNS,
    KINDS,
    LABELS,
    MOST_NAMED,
    MOST_POINTS,
    SENTENCES,
    WORDS,
    counted,
    named,
    sentences,
    short,
    stands,
)

PRESETS = words("brief", "presets")
SIDES = True
WHOLE = True  # one sheet of paper


def blocks(book: Workbook, state: State) -> Blocks:
    """The page: three sentences, how the sides stand, the differences, the texts, the numbers, the cautions."""
    a, b = state.sides(book)
    page = one_page(book, "+".join(a), "+".join(b), state.selection)
    given = counted(page.comparison.rows)
    names = {side: named(book, texts) for side, texts in (("a", a), ("b", b))}
    on = {*page.a.on, *page.b.on}
    numbers = LABELS["numbers"].format(day=in_words(known_on(book)))
    pairs = [(one.label, one.words, other.words) for one, other in page.numbers[:MOST_NUMBERS]]
    return (
        *sentences(book, page, (a, b)),
        stands(book, page),
        _differences(book, page, (a, b), on),
        Say("sides", WORDS["sides"].format(**names)),
        Say("counts", WORDS["counts"].format(**given)),
        Say("within", WORDS["within"].format(**given)),
        _texts(book, state, a, b),
        Table("numbers", numbers, COLUMNS["numbers"], tuple(pairs), LABELS["equal"]),
        *_cautions(book, (*a, *(name for name in b if name not in a)), on, given),
        Say("read", WORDS["read"].format(each=EACH)),
    )


def _texts(book: Workbook, state: State, a: tuple[str, ...], b: tuple[str, ...]) -> Table:
    on = dt.date.fromisoformat(state.on) if state.on else known_on(book)
    rows = []
    for side, names in (("A", a), ("B", b)):
        for name in names:
            status, known = _status(book, name)
            rows.append((f"{side}: {short(book, name)}", status, bound(book, name, on), known))
    columns = tuple(column.format(day=in_words(on)) for column in COLUMNS["texts"])
    return Table("texts", LABELS["texts"], columns, tuple(rows))


def _status(book: Workbook, name: str) -> list[str]:
    text = book.instruments[name]
    basis = book.vocabulary.bases[text.basis].label
    return [status_of(book, name), LABELS["as_of"].format(basis=basis, day=in_words(text.as_of))]


def _differences(
    book: Workbook, page: Brief, sides: tuple[tuple[str, ...], tuple[str, ...]], on: set[tuple[str, str]]
) -> Table:
    shown = []
    labels = weights(book)
    for weight, row in page.heaviest:
        positions = book.topics[row.topic].positions
        cites, bases = [], []
        for names in sides:
            there = [name for name in names if (name, row.topic) in on]
            said = [(short(book, name), written(positions[name].cites)) for name in there]
            off = any(positions[name].provides for name in names)
            present = any(positions[name].verdict == "present" for name in names)
            cites.append(_cited(said, len(names) > 1) or LABELS["off" if off else "present" if present else "none"])
            bases.append(_bases(book, (positions[name] for name in there or names)))
        known = bases[0] if bases[0] == bases[1] else WORDS["known"].format(a=bases[0], b=bases[1])
        shown.append((row.title, labels[weight][0], _stand(book, row), *cites, known))
    many = sum(map(len, page.differences.values()))
    caption = WORDS["caption"].format(n=len(shown), m=many)
    return Table("differences", caption, COLUMNS["differences"], tuple(shown), LABELS["alike"])


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
    book: Workbook, texts: tuple[str, ...], on: set[tuple[str, str]], counts: dict[str, int]
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
        "most": {
            "differences": MOST,
            "numbers": MOST_NUMBERS,
            "points": MOST_POINTS,
            "named": MOST_NAMED,
            "said": SENTENCES,
            "each": EACH,
        },
        "kinds": list(KINDS),
        "weights": {name: [label, says] for name, (label, says) in weights(book).items()},
        "weigh": {topic: weight_of(book, topic) for topic in book.topics},
        "day": known_on(book).isoformat(),
        "texts": {
            name: {"status": _status(book, name), "bound": [list(at) for at in days[name]]} for name in book.instruments
        },
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
        presets.append((PRESETS["alone"].format(text=short(book, first)), {"a": [first]} | other))
        presets += [(PRESETS["protocols"], {"a": [first, *protocols]} | other)] if protocols else []
    return {"presets": presets, "day": known_on(book)}
