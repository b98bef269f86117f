"""What is a crime under which text, and what the powers and cooperation reach; switches and the stage apply."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...book.interface import tables, word, words
from ...book.model import Topic, Workbook
from ...questions.measures import NOTHING, coded, contributions
from ...questions.profiles import Profile, profile
from ..blocks import Blocks, Say, Table
from ..state import State
from ..summary import fill
from ..wording import articles, short, united

SIDES = True
THEMES = ("offences", "powers", "cooperation")
COUNTED = (
    "offences.mandatory",
    "offences.optional",
    "offences.content",
    "powers.mandatory",
    "powers.any_offence",
    "powers.serious_only",
    "modalities.mandatory",
    "modalities.any_offence",
)
WORDS = words("crimes")
FORCES = words("crimes", "forces")
ABSENT = words(
    "crimes", "absent"
)  # why a side has nothing to say on a topic; the first that holds for one of its texts
# By which measures that a provision adds to it is shown as what; and what is shown where a side has none.
SHOWN = {"full": ("offences.mandatory", "powers.any_offence"), "half": ("offences.optional", "powers.serious_only")}
MISSING = {"off": "off", "fell": "off", "present": "unknown", "uncoded": "unknown", "absent": "none"}
SILENT = word("crimes", "silent")
COLUMNS = tables("crimes")


def entry(book: Workbook, topic: Topic, instrument: str) -> dict[str, Any]:
    """What one text says on a topic: `says` (its force or reach in words), `where`, `content`, its counts.

    `r` marks a provision, as in the comparison's data.
    """
    position = topic.positions[instrument]
    if not position.provides:
        return {"v": position.verdict}
    says = FORCES.get(position.force, "") if topic.theme == "offences" else _reach(book, topic, instrument)
    adds = contributions(book).by_provision[instrument, topic.id]
    return {
        "v": position.verdict,
        "r": [],
        "says": says,
        "where": f"{articles(position)} ({book.vocabulary.bases[position.basis].label.lower()})",
        "content": position.features.get("content_related") == "yes",
        "c": {measure: sorted(ids) for measure, ids in adds.items() if measure in COUNTED},
    }


def _reach(book: Workbook, topic: Topic, instrument: str) -> str:
    features = topic.positions[instrument].features
    reach, threshold = (_value(book, name, features.get(name, "silent")) for name in ("reach", "seriousness"))
    return (reach or SILENT) + (WORDS["threshold"].format(threshold=threshold) if threshold not in ("", reach) else "")


def _value(book: Workbook, feature: str, value: Any) -> str:
    return "" if value in NOTHING else str(book.vocabulary.features[feature].values.get(value, ""))


def _cell(book: Workbook, topic: Topic, side: tuple[str, ...], how: Callable[[str, str], str], field: str) -> str:
    """What the texts of a side say, text by text, or why there is nothing."""
    here = [name for name in side if how(name, topic.id) == "on"]
    if here:
        names = [f"{book.instruments[name].short_title}: " if len(side) > 1 else "" for name in here]
        return "; ".join(prefix + entry(book, topic, name)[field] for prefix, name in zip(names, here, strict=True))
    if field == "where":
        return WORDS["nowhere"]
    why = {how(name, topic.id) for name in side}
    return next(words for reason, words in ABSENT.items() if reason in why)


def _status(book: Workbook, found: Profile) -> Callable[[str, str], str]:
    on, fell = set(found.on), set(found.fell)

    def how(instrument: str, topic: str) -> str:
        position = book.topics[topic].positions[instrument]
        if not position.provides:
            return position.verdict
        return "on" if (instrument, topic) in on else "fell" if (instrument, topic) in fell else "off"

    return how


def _row(book: Workbook, topic: Topic, sides: dict[str, tuple[str, ...]], how: Callable[[str, str], str]) -> list[str]:
    cells = [_cell(book, topic, side, how, field) for side in sides.values() for field in ("says", "where")]
    if topic.theme != "offences":
        return [topic.title, *cells]
    content = [
        letter.upper()
        for letter, side in sides.items()
        if any(how(name, topic.id) == "on" and entry(book, topic, name)["content"] for name in side)
    ]
    where = WORDS["both"] if len(content) == 2 else WORDS["one"].format(side="".join(content))
    return [topic.title, *cells, WORDS["content"].format(where=where) if content else WORDS["not_content"]]


def blocks(book: Workbook, state: State) -> Blocks:
    """What must be a crime on each side, in counts, then topic by topic; then what powers and cooperation reach."""
    sides = dict(zip("ab", state.sides(book), strict=True))
    found = {letter: profile(book, side, state.selection) for letter, side in sides.items()}
    texts = tuple(name for name in book.instruments if any(name in side for side in sides.values()))
    how = _status(book, profile(book, texts, state.selection))
    names = {letter: short(book, side) for letter, side in sides.items()}
    said = [
        Say(f"finding_{letter}", _told(book, one, "finding", "offences"), "finding") for letter, one in found.items()
    ]
    said += [Say(f"reach_{letter}", _told(book, one, "reach", "powers")) for letter, one in found.items()]
    topics = [topic for topic in book.topics.values() if topic.theme in THEMES]
    kinds = [how(name, topic.id) for topic in topics for name in texts]
    off, fell = kinds.count("off"), kinds.count("fell")
    if off or fell:
        said.append(Say("off", WORDS["off"].format(off=off, fell=fell), "caution"))
    counts = [(book.vocabulary.measures[m].label, found["a"][m].words, found["b"][m].words) for m in COUNTED]
    rows = {theme: [_row(book, topic, sides, how) for topic in topics if topic.theme == theme] for theme in THEMES}
    tables = {"counts": counts} | rows
    return (
        *said,
        *(
            Table(name, WORDS[name].format(**names), COLUMNS[name], tuple(tuple(row) for row in lines))
            for name, lines in tables.items()
        ),
    )


def marks(book: Workbook, state: State) -> dict[str, list[list[str]]]:
    """For each row of the tables of offences and powers the mark of A and of B: by what is counted."""
    sides = state.sides(book)
    texts = tuple(name for name in book.instruments if any(name in side for side in sides))
    how = _status(book, profile(book, texts, state.selection))
    found: dict[str, list[list[str]]] = {"offences": [], "powers": []}
    for topic in book.topics.values():
        if topic.theme in found:
            found[topic.theme].append([_mark(book, topic, side, how) for side in sides])
    return found


def _mark(book: Workbook, topic: Topic, side: tuple[str, ...], how: Callable[[str, str], str]) -> str:
    on = [name for name in side if how(name, topic.id) == "on"]
    counted = {measure for name in on for measure in entry(book, topic, name)["c"]}
    if on:
        return next((kind for kind, measures in SHOWN.items() if counted & {*measures}), "ring")
    why = {how(name, topic.id) for name in side}
    return next(kind for reason, kind in MISSING.items() if reason in why)


def _told(book: Workbook, found: Profile, sentence: str, theme: str) -> str:
    name = united(book, found.side)
    if found[f"{theme}.mandatory"].value is None:
        return WORDS[f"unknown_{theme}"].format(name=name)
    return fill(WORDS[sentence], lambda measure: name if measure == "name" else found[measure].words)


def data(book: Workbook) -> dict[str, Any]:
    """The same words by text and topic; `topics`, `measures` and `coverage` are as answers.js reads them."""
    shown = [topic for topic in book.topics.values() if topic.theme in THEMES]
    needed = {name for topic in shown for name in _needed(book, topic)}
    covered = coded(book)
    return {
        "words": WORDS,
        "absent": ABSENT,
        "shown": SHOWN,
        "missing": MISSING,
        "columns": COLUMNS,
        "measures": {name: book.vocabulary.measures[name].dimension for name in COUNTED},
        "labels": [book.vocabulary.measures[name].label for name in COUNTED],
        "coverage": {text: {name: covered[text][name] for name in COUNTED} for text in book.instruments},
        "incomplete": [],
        "members": None,
        "topics": [
            {
                "id": topic.id,
                "title": topic.title,
                "theme": topic.theme,
                "requires": list(topic.requires),
                "in": {name: entry(book, topic, name) if topic in shown else {} for name in book.instruments},
            }
            for topic in book.topics.values()
            if topic in shown or topic.id in needed
        ],
    }


def _needed(book: Workbook, topic: Topic) -> set[str]:
    return {name for one in topic.requires for name in ({one} | _needed(book, book.topics[one]))}


def context(book: Workbook, state: State) -> dict[str, Any]:
    """Its controls are the two sides alone."""
    return {}
