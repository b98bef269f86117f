"""What is a crime under which text, and what the powers and cooperation reach; switches and the stage apply."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..blocks import Blocks, Say, Table
from ..measures import NOTHING, coded, contributions
from ..model import Topic, Workbook
from ..profiles import Profile, profile
from ..state import State
from ..summary import fill
from ..wording import articles, short

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
WORDS = {
    "finding": "Under {name} {offences.mandatory|kind of conduct|kinds of conduct} must be a crime and "
    "{offences.optional|more|more} may be made one; {offences.content|of them is|of them are} about content.",
    "reach": "Of its {powers.mandatory|power that must exist|powers that must exist}, {powers.any_offence|reaches|reach} "
    "any offence with electronic evidence and {powers.serious_only|is|are} for serious cases only. Of the ways to "
    "cooperate, {modalities.any_offence|reaches|reach} any offence with electronic evidence.",
    "unknown": "On {name} nobody has coded what must be a crime: no data.",
    "off": "Provisions of the two sides left out of these counts: {off} switched off, {fell} fallen with what they need.",
    "counts": "The counts behind this. A is the {a}; B is the {b}.",
    "offences": "What is a crime. A is the {a}; B is the {b}.",
    "powers": "What each power reaches. A is the {a}; B is the {b}.",
    "cooperation": "What each way to cooperate reaches. A is the {a}; B is the {b}.",
    "content": "yes, {where}",
    "both": "under A and B",
    "one": "under {side}",
}
FORCES = {
    "shall": "must be a crime",
    "shall_consider": "making it a crime must be considered",
    "may": "may be made a crime",
    "declares": "is named, without a duty",
}
ABSENT = {  # why a side has nothing to say on a topic; the first that holds for one of its texts
    "off": "switched off",
    "fell": "fell with what it needs",
    "uncoded": "no data",
    "absent": "no provision",
}
SILENT = "the text does not say"
COLUMNS = {
    "counts": ("Count", "A", "B"),
    "offences": ("Conduct", "Under A", "Articles of A", "Under B", "Articles of B", "About content"),
    "powers": ("Power", "Reach under A", "Articles of A", "Reach under B", "Articles of B"),
    "cooperation": ("Provision", "Reach under A", "Articles of A", "Reach under B", "Articles of B"),
}


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
    return (reach or SILENT) + (f"; threshold: {threshold}" if threshold else "")


def _value(book: Workbook, feature: str, value: Any) -> str:
    return "" if value in NOTHING else str(book.vocabulary.features[feature].values.get(value, ""))


def _cell(topic: Topic, side: tuple[str, ...], how: Callable[[str, str], str], say: Callable[[str], str]) -> str:
    """What the texts of a side say, text by text, or why there is nothing."""
    here = [name for name in side if how(name, topic.id) == "on"]
    if here:
        return "; ".join(say(name) for name in here)
    return next(words for why, words in ABSENT.items() if why in {how(name, topic.id) for name in side})


def _status(book: Workbook, found: Profile) -> Callable[[str, str], str]:
    on, fell = set(found.on), set(found.fell)

    def how(instrument: str, topic: str) -> str:
        position = book.topics[topic].positions[instrument]
        if not position.provides:
            return position.verdict
        return "on" if (instrument, topic) in on else "fell" if (instrument, topic) in fell else "off"

    return how


def _row(book: Workbook, topic: Topic, sides: dict[str, tuple[str, ...]], how: Callable[[str, str], str]) -> list[str]:
    cells, content = [topic.title], []
    for letter, side in sides.items():

        def named(field: str, side: tuple[str, ...] = side) -> Callable[[str], str]:
            prefix = len(side) > 1
            return lambda name: (
                (f"{book.instruments[name].short_title}: " if prefix else "") + entry(book, topic, name)[field]
            )

        said = _cell(topic, side, how, named("says"))
        cites = any(how(name, topic.id) == "on" for name in side)
        cells += [said, _cell(topic, side, how, named("where")) if cites else "none"]
        if any(how(name, topic.id) == "on" and entry(book, topic, name)["content"] for name in side):
            content.append(letter.upper())
    if topic.theme == "offences":
        where = WORDS["both"] if len(content) == 2 else WORDS["one"].format(side="".join(content))
        cells.append(WORDS["content"].format(where=where) if content else "no")
    return cells


def blocks(book: Workbook, state: State) -> Blocks:
    """What must be a crime on each side, in counts, then topic by topic; then what powers and cooperation reach."""
    sides = dict(zip("ab", state.sides(book), strict=True))
    found = {letter: profile(book, side, state.selection) for letter, side in sides.items()}
    texts = tuple(name for name in book.instruments if any(name in side for side in sides.values()))
    how = _status(book, profile(book, texts, state.selection))
    names = {letter: short(book, side) for letter, side in sides.items()}
    said = [Say(f"finding_{letter}", _finding(book, one), "finding") for letter, one in found.items()]
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


def _finding(book: Workbook, found: Profile) -> str:
    name = "the " + " with ".join(book.instruments[text].short_title for text in found.side)
    if found["offences.mandatory"].value is None:
        return WORDS["unknown"].format(name=name)
    sentence = f"{WORDS['finding']} {WORDS['reach']}"
    return fill(sentence, lambda measure: name if measure == "name" else found[measure].words)


def data(book: Workbook) -> dict[str, Any]:
    """The same words by text and topic; `topics`, `measures` and `coverage` are as answers.js reads them."""
    shown = [topic for topic in book.topics.values() if topic.theme in THEMES]
    needed = {name for topic in shown for name in _needed(book, topic)}
    covered = coded(book)
    return {
        "words": WORDS,
        "absent": ABSENT,
        "columns": COLUMNS,
        "sentences": [WORDS["finding"], WORDS["reach"]],
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
