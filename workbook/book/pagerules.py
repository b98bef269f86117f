"""The rules on what pages say of one comparison alone (pages.yaml)."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

from .model import Workbook
from .pages import PROSE, TABLES, VOTE, WORDS
from .rules import Fault, Rule, choose
from .strict import Place
from .votes import MEMBERS

FILE = "pages.yaml"


def words_of_pages_are_known(book: Workbook) -> Iterator[Fault]:
    """A word of pages.yaml is one that pages have, with no other {places} than theirs."""
    for name, said in book.facts.pages.words.items():
        if name not in WORDS:
            yield FILE, ("words", name), f"No page has a word {name!r}.", choose(WORDS)
            continue
        places = _places(WORDS[name])
        try:
            wrong = _places(said) - places
        except ValueError:
            wrong = {said}
        if wrong:
            given = " ".join(f"{{{place}}}" for place in sorted(places)) or "no braces at all"
            yield FILE, ("words", name), f"The page can't fill {', '.join(sorted(wrong))!r}.", f"Use {given}."


def _places(words: str) -> set[str]:
    """The {places} of a sentence; `{a.b}` and `{a!r}` are none that a page has."""
    found = set()
    for _, place, how, conversion in Formatter().parse(words):
        if place is not None:
            found.add(place + (f"!{conversion}" if conversion else "") + (f":{how}" if how else ""))
    return found


def prose_has_its_dashboard(book: Workbook) -> Iterator[Fault]:
    """Prose of pages.yaml stands under the name of a dashboard that takes it."""
    for name in book.facts.pages.prose:
        if name not in PROSE:
            yield FILE, ("prose", name), f"No dashboard {name!r} takes prose.", choose(PROSE)


def questions_name_what_is_there(book: Workbook) -> Iterator[Fault]:
    """A question of pages.yaml names topics, statements of report.csv, tables and a feature that are there."""
    statements = {row.id: row for row in book.report}
    for name, question in book.facts.pages.questions.items():
        lists = (
            ("topics", question.topics, book.topics),
            ("claimed", question.claimed, book.topics),
            ("report", question.report if statements else (), statements),
            ("tables", question.tables, TABLES),
        )
        for field, given, known in lists:
            for number, id in enumerate(given):
                if id not in known:
                    yield FILE, ("questions", name, field, number), f"{field} has no {id!r}.", choose(known)
        if not question.topics:
            yield FILE, ("questions", name, "topics"), "No topic answers the question.", "Name one, the main one first."
        if question.feature not in book.vocabulary.features:
            problem = f"The feature {question.feature!r} is not known."
            yield FILE, ("questions", name, "feature"), problem, choose(book.vocabulary.features)


def pages_open_with_what_is_there(book: Workbook) -> Iterator[Fault]:
    """What pages open with is there: topics, a statement, two states, and a vote of at most 193 members by a rule."""
    pages = book.facts.pages
    for number, topic in enumerate(pages.beside):
        if topic not in book.topics:
            yield FILE, ("beside", number), f"There is no topic {topic!r}.", "Name files of topics/."
    statements = [row.id for row in book.report]
    if statements and pages.plan_report and pages.plan_report not in statements:
        yield FILE, ("plan_report",), f"report.csv has no {pages.plan_report!r}.", choose(statements)
    if pages.states and (len(set(pages.states)) != 2 or not set(pages.states) <= book.facts.states.keys()):
        yield FILE, ("states",), "These are not two states of states.yaml.", "Write two of its codes: [JPN, BRA]."
    yield from _vote(book)


def _vote(book: Workbook) -> Iterator[Fault]:
    vote = book.facts.pages.vote
    place: Place = ("vote",)
    for name in vote.keys() - VOTE.keys():
        yield FILE, (*place, name), f"A vote has no {name!r}.", choose(VOTE)
    rules = book.vocabulary.decision_rules
    if "rule" in vote and vote["rule"] not in rules:
        yield FILE, (*place, "rule"), f"The rule {vote['rule']!r} is not known.", choose(rules)
    counts = [said for name, said in book.facts.pages.opening_vote().items() if name in VOTE and name != "rule"]
    whole = all(said.isascii() and said.isdigit() and len(said) < 4 for said in counts)
    if not whole or sum(map(int, counts)) > MEMBERS:
        cure = f"Write whole numbers of {MEMBERS} in all, in quotes."
        yield FILE, place, "These counts are no vote.", cure


RULES: tuple[Rule, ...] = (
    words_of_pages_are_known,
    prose_has_its_dashboard,
    questions_name_what_is_there,
    pages_open_with_what_is_there,
)
