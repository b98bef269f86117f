"""The words of the page for a minister, and the three sentences that a minister could say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ...book.interface import tables, words
from ...book.model import Workbook
from ...questions.brief import Brief, ordered, weights
from ...questions.compare import Compared
from ..blocks import Say, Table
from ..wording import WORDS as WORDING
from ..wording import listed

MOST_POINTS = 3
MOST_NAMED = 3  # topics that a sentence names for each side
SENTENCES = 3
# How a topic can stand, as the picture shows it: what both deal with, then what one alone has.
KINDS = ("same", "stronger_a", "stronger_b", "differs", "only_a", "only_b", "neither", "unknown", "off")
WORDS = words("said")
COLUMNS = tables("said")
LABELS = words("said", "labels")


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
    return listed(low)


def spoken(book: Workbook, side: tuple[str, ...]) -> str:
    """A side in a sentence: its text, its text with the protocols that add to it, or its letter-free name."""
    first, *others = side
    if all(book.instruments[name].supplements == first for name in others):
        more = LABELS["protocol" if len(others) == 1 else "protocols"] if others else ""
        return WORDING["the"].format(name=f"{short(book, first)}{more}")
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
    return listed([WORDING["the"].format(name=short(book, name)) for name in side])
