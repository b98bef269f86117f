"""The rules that the data keeps, each a small function that yields what breaks it.

A rule gets the whole workbook and yields (file, place, problem, cure); its docstring is the rule as
the user reads it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from .facts import is_day
from .model import Position, Problem, Topic, Workbook
from .once import once
from .strict import Place
from .vocabulary import COUNTS

Fault = tuple[str, Place, str, str]
Rule = Callable[[Workbook], Iterator[Fault]]

CITE = re.compile(r"(preamble|[1-9][0-9]?)((\(\d{1,2}\))?(\([a-z]\))?(\([ivx]+\))?)")
RANGE = re.compile(r"(preamble|([1-9][0-9]?)(-([1-9][0-9]?))?)")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NOTE_WORDS = range(8, 61)
MOST_ARTICLES = 6


def broken(book: Workbook, line: Callable[[str, Place], int], rules: Iterable[Rule]) -> Iterator[Problem]:
    """Every breach of every rule; `line` finds the line of a place in a file."""
    for rule in rules:
        text = " ".join((rule.__doc__ or "").split())
        for file, place, problem, cure in rule(book):
            yield Problem(file, line(file, place), text, problem, cure)


def file_of(topic: Topic) -> str:
    """The topic's file, from the data folder."""
    return f"topics/{topic.id}.yaml"


@once
def every_position(book: Workbook) -> list[tuple[Topic, str, Position, str, Place]]:
    """(topic, instrument, position, file, place) for every position that is there."""
    return [
        (topic, instrument, position, file, ("positions", instrument))
        for topic in book.topics.values()
        for file in (file_of(topic),)
        for instrument, position in topic.positions.items()
    ]


def choose(known: object) -> str:
    """The cure for an unknown id."""
    return f"Choose one of: {', '.join(known)}."  # type: ignore[arg-type]


def ids_are_known(book: Workbook) -> Iterator[Fault]:
    """Themes, baselines, modalities, required topics and instruments are ids that exist."""
    words = book.vocabulary
    for topic in book.topics.values():
        file = file_of(topic)
        if not SLUG.fullmatch(topic.id):
            yield file, (), f"The file's name {topic.id!r} is not an id.", "Use small letters, digits and hyphens."
        for name, given, known in (
            ("theme", topic.theme, words.themes),
            ("baseline", topic.baseline, book.instruments),
            ("modality", topic.modality, words.modalities),
        ):
            if given is not None and given not in known:
                yield file, (name,), f"The {name} {given!r} is not known.", choose(known)
        for number, way in enumerate(topic.governs):
            if way not in words.modalities:
                yield file, ("governs", number), f"The modality {way!r} is not known.", choose(words.modalities)
        for number, asked in enumerate(topic.asks):
            if asked not in words.features:
                yield file, ("asks", number), f"The feature {asked!r} is not known.", choose(words.features)
        for name, point in topic.points.items():
            if point.counts not in COUNTS:
                yield file, ("points", name, "counts"), f"{point.counts!r} does not say how it counts.", choose(COUNTS)
        for number, needed in enumerate(topic.requires):
            if needed not in book.topics or needed == topic.id:
                yield file, ("requires", number), f"There is no other topic {needed!r}.", "Name a file of topics/."
    for name, instrument in book.instruments.items():
        for field, other in (("follows", instrument.follows), ("supplements", instrument.supplements)):
            if other is not None and other not in book.instruments:
                yield "instruments.yaml", (name, field), f"{other!r} is no instrument.", choose(book.instruments)


def requirements_end(book: Workbook) -> Iterator[Fault]:
    """No topic requires itself by way of others."""
    for topic in book.topics.values():
        reached, waiting = set(), list(topic.requires)
        while waiting:
            needed = waiting.pop()
            if needed not in reached and needed in book.topics:
                reached.add(needed)
                waiting += book.topics[needed].requires
        if topic.id in reached:
            yield file_of(topic), ("requires",), "The requirements lead back here.", "Remove one of them."


def every_instrument_has_a_position(book: Workbook) -> Iterator[Fault]:
    """Every instrument has a position in every topic."""
    for topic in book.topics.values():
        for name in book.instruments:
            if name not in topic.positions:
                cure = "Code it, or write verdict: uncoded with looked_at."
                yield file_of(topic), ("positions",), f"{name} has no position.", cure
        for name in topic.positions:
            if name not in book.instruments:
                yield file_of(topic), ("positions", name), f"{name!r} is no instrument.", choose(book.instruments)


def words_are_in_the_closed_lists(book: Workbook) -> Iterator[Fault]:
    """Verdict, force and basis are ids of vocabulary.yaml."""
    words = book.vocabulary
    lists = {"verdict": words.verdicts, "force": words.forces, "basis": {"": "", **words.bases}}
    for _, _, position, file, place in every_position(book):
        for name, known in lists.items():
            given = getattr(position, name)
            if given not in known:
                yield file, (*place, name), f"The {name} {given!r} is not known.", choose(k for k in known if k)


def a_verdict_brings_its_fields(book: Workbook) -> Iterator[Fault]:
    """A provision has cites, force, note and basis; `absent` has looked_in, note and basis; `present` has looked_at
    and basis; `uncoded` has looked_at."""
    needed = {"uncoded": ["looked_at"], "present": ["looked_at", "basis"], "absent": ["looked_in", "note", "basis"]}
    barred = {
        "uncoded": ["cites", "features", "note", "basis", "looked_in"],
        "present": ["features", "note", "looked_in"],
        "absent": ["cites", "features"],
    }
    for _, _, position, file, place in every_position(book):
        for name in needed.get(position.verdict, ["cites", "note", "basis"]):
            if not getattr(position, name):
                yield file, place, f"{place[-1]}: {position.verdict} needs {name}.", "Add it, or change the verdict."
        for name in barred.get(position.verdict, ["looked_in", "looked_at"]):
            if getattr(position, name):
                yield file, (*place, name), f"{position.verdict} has no {name}.", "Remove it, or change the verdict."
        if position.provides != (position.force != "none"):
            yield (
                file,
                place,
                f"{place[-1]}: force {position.force} does not go with {position.verdict}.",
                ("A provision has a force; absent, present and uncoded have none."),
            )


def the_baseline_is_one_provision(book: Workbook) -> Iterator[Fault]:
    """The baseline text, and it alone, has the verdict `baseline`; a topic that nobody has coded has none yet."""
    for topic, instrument, position, file, place in every_position(book):
        begun = any(each.coded for each in topic.positions.values())
        if begun and (position.verdict == "baseline") != (instrument == topic.baseline):
            yield (
                file,
                (*place, "verdict"),
                f"{instrument} is {position.verdict}; the baseline is {topic.baseline}.",
                ("Give the baseline text the verdict baseline, and no other."),
            )


def cited_articles_exist(book: Workbook) -> Iterator[Fault]:
    """Every cited article, and every article said to have been searched, is in articles/."""
    numbers = {name: {row.article for row in rows} | {"preamble"} for name, rows in book.articles.items()}
    for _, instrument, position, file, place in every_position(book):
        here = numbers.get(instrument, set())
        for name, pattern in (("cites", CITE), ("looked_in", RANGE)):
            for number, cite in enumerate(getattr(position, name)):
                match = pattern.fullmatch(cite)
                spot = (*place, name, number)
                if not match:
                    yield file, spot, f"{cite!r} is no citation.", 'Write it like "25", "25(1)", "9(1)(a)" or "2-10".'
                elif not ends(match, name) <= here:
                    yield file, spot, f"{instrument} has no Article {cite}.", f"See articles/{instrument}.csv."


def ends(match: re.Match[str], name: str) -> set[str]:
    """The articles that a citation or a range names (a range: its two ends)."""
    if name == "cites" or match[1] == "preamble":
        return {match[1]}
    return {number for number in (match[2], match[4]) if number}


def a_comparison_is_no_catch_all(book: Workbook) -> Iterator[Fault]:
    """No topic cites more than six articles of one text without a written reason (many_cites)."""
    for topic, instrument, position, file, place in every_position(book):
        articles = {cite.split("(")[0] for cite in position.cites}
        if len(articles) > MOST_ARTICLES and not topic.many_cites:
            yield (
                file,
                (*place, "cites"),
                f"{len(articles)} articles of {instrument} are cited.",
                ("Split the topic, or say why in many_cites."),
            )


def notes_are_short_and_their_own(book: Workbook) -> Iterator[Fault]:
    """A note has 8 to 60 words, and no two notes are alike."""
    places = defaultdict(list)
    for _, _, position, file, place in every_position(book):
        if position.note:
            words = position.note.split()
            places[" ".join(words).lower()].append((file, (*place, "note")))
            if len(words) not in NOTE_WORDS:
                yield file, (*place, "note"), f"The note has {len(words)} words.", "Write 8 to 60 words."
    for same in places.values():
        for file, place in same[1:]:
            yield file, place, f"The note stands in {same[0][0]} too.", "Say what is particular to this text."


def a_basis_can_be_followed(book: Workbook) -> Iterator[Fault]:
    """What rests on a page (`secondary`) names its address and the day it was seen."""
    for _, _, position, file, place in every_position(book):
        if position.basis == "secondary" and not (
            (position.source or "").startswith(("https://", "http://")) and position.seen
        ):
            yield file, (*place, "basis"), "The page is not named.", "Add source (https://...) and seen (a date)."
        if position.reviewed and not re.fullmatch(r".+, \d{4}-\d{2}-\d{2}", position.reviewed):
            yield file, (*place, "reviewed"), "A review names a person and a date.", 'Write "A. Name, 2027-01-31".'
    for number, row in enumerate(book.report):
        if row.basis == "secondary" and not (row.source.startswith("http") and is_day(row.seen)):
            yield "report.csv", (number,), f"{row.id} names no page.", "Add source (https://...) and seen (a date)."


def articles_stand_once(book: Workbook) -> Iterator[Fault]:
    """An article stands once in its list, with a known basis."""
    for name, rows in book.articles.items():
        seen = set()
        for number, row in enumerate(rows):
            if row.article in seen:
                yield f"articles/{name}.csv", (number,), f"Article {row.article} stands twice.", "Keep one row."
            if row.basis not in book.vocabulary.bases:
                yield (
                    f"articles/{name}.csv",
                    (number,),
                    f"The basis {row.basis!r} is not known.",
                    choose(book.vocabulary.bases),
                )
            seen.add(row.article)


RULES: tuple[Rule, ...] = (
    ids_are_known,
    requirements_end,
    every_instrument_has_a_position,
    words_are_in_the_closed_lists,
    a_verdict_brings_its_fields,
    the_baseline_is_one_provision,
    cited_articles_exist,
    a_comparison_is_no_catch_all,
    notes_are_short_and_their_own,
    a_basis_can_be_followed,
    articles_stand_once,
)
