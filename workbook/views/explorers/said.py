"""The words of the page for a minister, and the three sentences that a minister could say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ...book.model import Workbook
from ...questions.brief import Brief, ordered, weights
from ...questions.compare import Compared
from ..blocks import Say, Table

MOST_POINTS = 3
MOST_NAMED = 3  # topics that a sentence names for each side
SENTENCES = 3
# How a topic can stand, as the picture shows it: what both deal with, then what one alone has.
KINDS = ("same", "stronger_a", "stronger_b", "differs", "only_a", "only_b", "neither", "unknown", "off")
WORDS = {
    "sides": "Side A is {a}; side B is {b}.",
    "said": "On {says}, {first}; {only}{dark}.",
    "share": "the two sides share {both} of {total} topics",
    "nothing": "no topic stands on one side alone",
    "alone": "only {name} has {topics}",
    "more": "{topics} and {n} more",
    "dark": "; {n} can't be compared",
    "counts": "Of {total} topics, {both} are dealt with on both sides, {only_a} on side A alone, {only_b} on side "
    "B alone and {neither} on neither.",
    "within": "Where both sides speak, the coders find no difference on {same} topics; A goes further on {stronger_a}, "
    "B on {stronger_b}, and {differs} differ in ways that have no one order.",
    "weights": "How the two sides stand on {total} topics, by weight for practice",
    "caption": "The differences that weigh most: {n} of {m}",
    "recalled": "Of {coded} statements about these texts behind this page, {recalled} ({share} in 100) are written "
    "from memory and not yet checked against the text; {reviewed} were checked by a named reviewer.",
    "unknown": "{unknown} topics can't be compared: what a text of one side says on them is not known.",
    "off": "Leaving out what you switched off: {off} provisions are off, or fell with one that is; on {topics_off} "
    "topics a whole side is off, and nothing is said of how the two compare there.",
    "read": "How to read: what weighs more for practice comes first, in the order of the picture, which is written in "
    "the vocabulary and may be corrected; of one weight at most {each} are shown. Then comes what one side alone "
    "provides on, duties before choices; then where one side goes further, then what differs in no one order, by the "
    "number of points. A number is shown only where both sides are known in full.",
}
COLUMNS = {
    "texts": ("Side and text", "Status", "States bound on {day}", "How it is known"),
    "weights": (
        *("Weight", "No difference coded", "A goes further", "B goes further", "They differ"),
        *("Only A", "Only B", "Neither", "Not known", "Switched off"),
    ),
    "differences": ("Topic", "Weight", "How they stand", "Side A", "Side B", "How it is known"),
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
    "protocol": " with its protocol",
    "protocols": " with its protocols",
}


def kind(row: Compared) -> str:
    """How a topic stands; what neither side deals with is no agreement."""
    return "neither" if row.relation == "same" and not row.a else row.relation


def counted(rows: Iterable[Compared]) -> dict[str, int]:
    """How many topics stand in each way; `both` is what both sides deal with, `total` all."""
    found = Counter(map(kind, rows))
    given = {name: found[name] for name in KINDS}
    both = sum(given[name] for name in ("same", "stronger_a", "stronger_b", "differs"))
    return given | {"both": both, "total": sum(given.values())}


def sentences(book: Workbook, page: Brief, sides: tuple[tuple[str, ...], ...]) -> Iterable[Say]:
    """The sentences that a minister could say: on the heaviest weights, what is shared and what one side alone has."""
    together: dict[str, list[Compared]] = {}
    for name, (_, says) in weights(book).items():
        if says and page.groups[name]:
            together.setdefault(says, []).extend(page.groups[name])
    for number, (says, rows) in enumerate(list(together.items())[:SENTENCES]):
        given = counted(rows)
        alone = []
        for relation, side in zip(("only_a", "only_b"), sides, strict=True):
            titles = [row.title for row in ordered(book, tuple(rows)) if row.relation == relation]
            if titles:
                alone.append(WORDS["alone"].format(name=spoken(book, side), topics=_few(titles)))
        dark = given["unknown"] + given["off"]
        words = WORDS["said"].format(
            says=says,
            first=WORDS["share"].format(**given),
            only="; ".join(alone) or WORDS["nothing"],
            dark=WORDS["dark"].format(n=dark) if dark else "",
        )
        yield Say("say-" + str(number + 1) if number else "finding", words, "told" if number else "finding")


def _few(titles: list[str]) -> str:
    """A few titles within a sentence, and how many more there are."""
    low = [title if title[:2].isupper() else title[:1].lower() + title[1:] for title in titles]
    if len(low) > MOST_NAMED:
        return WORDS["more"].format(topics=", ".join(low[:MOST_NAMED]), n=len(low) - MOST_NAMED)
    *first, last = low
    return f"{', '.join(first)} and {last}" if first else last


def spoken(book: Workbook, side: tuple[str, ...]) -> str:
    """A side in a sentence: its text, its text with the protocols that add to it, or its letter-free name."""
    first, *others = side
    if all(book.instruments[name].supplements == first for name in others):
        more = LABELS["protocol" if len(others) == 1 else "protocols"] if others else ""
        return f"the {short(book, first)}{more}"
    return named(book, side)


def stands(book: Workbook, page: Brief) -> Table:
    """How many topics of each weight stand in which way; the picture shows these numbers."""
    rows = []
    for name, (label, _) in weights(book).items():
        given = counted(page.groups[name])
        if given["total"]:
            rows.append((label, *(str(given[kind]) for kind in KINDS)))
    caption = WORDS["weights"].format(total=len(page.comparison.rows))
    return Table("weights", caption, COLUMNS["weights"], tuple(rows))


def short(book: Workbook, name: str) -> str:
    """A text's short title."""
    return book.instruments[name].short_title


def named(book: Workbook, side: tuple[str, ...]) -> str:
    """The texts of a side within a sentence."""
    *first, last = (f"the {short(book, name)}" for name in side)
    return f"{', '.join(first)} and {last}" if first else last
