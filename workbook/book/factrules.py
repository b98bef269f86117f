"""The rules that the flat facts keep, in the manner of `rules`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from . import actrules, facts, glossaryrules
from .facts import Total
from .model import Workbook
from .rules import CITE, Fault, Rule, choose
from .standing import CONSENT, RESERVES, days_of
from .votes import CONSENSUS, MEMBERS, VOTED, adopted

CLAIM_WORDS = range(6, 61)
TOTALS = ("signature", "ratification", "party")
OUTCOMES = ("adopted", "rejected")
# What tells one row of a file from another.
KEYS = {
    "claims": ("id",),
    "timeline": ("id",),
    "votes": ("id",),
    "parties": ("iso3", "instrument", "event", "date", "note"),
    "reservations_looked": ("iso3", "instrument"),
    "totals": ("instrument", "event", "as_of"),
    "lineage": ("from_instrument", "from_article", "to_instrument", "to_article"),
    "outside": ("instrument", "article"),
    "reliability": ("topic", "instrument", "field", "draw"),
    "calibration": ("topic", "instrument", "field"),
}


def every_row(book: Workbook) -> Iterator[tuple[str, int, Any]]:
    """(file's name without its end, row number, row) for every flat fact."""
    for name in facts.TABLES:
        for number, row in enumerate(getattr(book.facts, name)):
            yield name, number, row


def ids_exist(book: Workbook) -> Iterator[Fault]:
    """Every state, text, topic, event and other id of a row is one of the closed lists."""
    words, texts = book.vocabulary, tuple(book.instruments)
    lists: dict[str, Iterable[str]] = {
        **dict.fromkeys(("instrument", "from_instrument", "to_instrument"), texts),
        **{"iso3": book.facts.states, "topic": book.topics, "basis": words.bases, "kind": words.speakers},
        **{"stance": words.stances, "rule": words.decision_rules, "outcome": OUTCOMES, "change": words.changes},
    }
    events: dict[str, Iterable[str]] = {"parties": words.events, "totals": TOTALS}
    for name, number, row in every_row(book):
        for field, known in (lists | ({"event": events[name]} if name in events else {})).items():
            given = getattr(row, field, None)
            if given is not None and given not in known:
                yield f"{name}.csv", (number,), f"The {field} {given!r} is not known.", choose(known)


def what_is_switched_off_exists(book: Workbook) -> Iterator[Fault]:
    """Only a reservation or declaration touches topics, switches them off or is withdrawn, and the topics exist."""
    for number, row in enumerate(book.facts.parties):
        filled = [name for name in ("switches_off", "touches", "until") if getattr(row, name)]
        if filled and row.event not in RESERVES:
            problem = f"A {row.event} has no {' and no '.join(filled)}."
            yield "parties.csv", (number,), problem, f"Empty the field {', '.join(filled)}."
        for topic in f"{row.switches_off} {row.touches}".split():
            if topic not in book.topics:
                yield "parties.csv", (number,), f"There is no topic {topic!r}.", "Name files of topics/, with blanks."


def rows_stand_once(book: Workbook) -> Iterator[Fault]:
    """Each row of a file of facts stands once, and so does each id."""
    seen: set[tuple[Any, ...]] = set()
    for name, number, row in every_row(book):
        key = tuple(getattr(row, field) for field in KEYS[name])
        if name == "lineage" and not (row.from_article or row.to_article):
            continue  # the article was not seen: its note alone tells the row from others
        if (name, key) in seen:
            what = " ".join(str(part) for part in key if part)
            yield f"{name}.csv", (number,), f"{what} stands twice.", "Keep one row, or give it another id."
        seen.add((name, key))


def articles_exist(book: Workbook) -> Iterator[Fault]:
    """An article that a row names is in the text's list of articles, where that list is whole."""
    fields = (("instrument", "article"), ("from_instrument", "from_article"), ("to_instrument", "to_article"))
    for name, number, row in every_row(book):
        for text, field in fields:
            cite, instrument = getattr(row, field, ""), book.instruments.get(getattr(row, text, ""))
            if not cite or instrument is None:
                continue
            found, listed = CITE.fullmatch(cite), {article.article for article in book.articles[instrument.id]}
            if not found:
                yield f"{name}.csv", (number,), f"{cite!r} is no citation.", 'Write it like "25", "6(2)" or "preamble".'
            elif instrument.articles_complete and found[1] not in listed | {"preamble"}:
                cure = f"See articles/{instrument.id}.csv."
                yield f"{name}.csv", (number,), f"{instrument.id} has no Article {cite}.", cure


def a_change_names_its_articles(book: Workbook) -> Iterator[Fault]:
    """What was dropped has no later article, what was added no earlier one; all other articles are named where the
    text's list of articles is whole.
    """
    whole = {name for name, instrument in book.instruments.items() if instrument.articles_complete}
    for number, row in enumerate(book.facts.lineage):
        ends = (
            (row.from_article, row.from_instrument, row.change == "added"),
            (row.to_article, row.to_instrument, row.change == "dropped"),
        )
        if any(bool(article) == none and (none or text in whole) for article, text, none in ends):
            problem = f"{row.change} does not go with {row.from_article or 'none'} and {row.to_article or 'none'}."
            yield "lineage.csv", (number,), problem, "Correct the change, or the articles."


def an_article_has_its_finder(book: Workbook) -> Iterator[Fault]:
    """A claim that names an article says who found it (cites_by: page or us); one without leaves cites_by empty."""
    for number, claim in enumerate(book.facts.claims):
        if claim.cites_by not in (("page", "us") if claim.article else ("",)):
            problem = f"{claim.id}: article {claim.article or 'none'} with cites_by {claim.cites_by or 'empty'}."
            yield "claims.csv", (number,), problem, "Fill in both, or neither."


def a_page_is_named(book: Workbook) -> Iterator[Fault]:
    """What was seen on a page names its address (https://... or http://...) and a day (as_of or seen)."""
    for name, number, row in every_row(book):
        if getattr(row, "basis", "secondary" if name == "claims" else "") != "secondary":
            continue
        if not row.source.startswith(("https://", "http://")):
            yield f"{name}.csv", (number,), "The page is not named.", "Add its address as source."
        if not (row.seen if name == "claims" else row.as_of):
            yield f"{name}.csv", (number,), "The day is not named.", "Add the day of the page, or when it was seen."


def only_what_was_read_rests_on_reading(book: Workbook) -> Iterator[Fault]:
    """A fact is second-hand or from memory; it rests on a text only where that text's own articles were read."""
    read = {name for name, rows in book.articles.items() if rows and all(row.basis == "text" for row in rows)}
    for name, number, row in every_row(book):
        if getattr(row, "basis", "recalled") in ("secondary", "recalled"):
            continue
        texts = {
            getattr(row, field) for field in ("instrument", "from_instrument", "to_instrument") if hasattr(row, field)
        }
        if not texts or not texts <= read:
            cure = "Write secondary with its page, or recalled."
            yield f"{name}.csv", (number,), f"The basis {row.basis!r} is too strong here.", cure


def claims_are_short_and_their_own(book: Workbook) -> Iterator[Fault]:
    """A claim has 6 to 60 words, and no two claims are alike."""
    seen: dict[str, str] = {}
    for number, claim in enumerate(book.facts.claims):
        words = claim.claim.lower().split()
        if len(words) not in CLAIM_WORDS:
            yield "claims.csv", (number,), f"{claim.id} has {len(words)} words.", "Write 6 to 60 words of your own."
        first = seen.setdefault(" ".join(words), claim.id)
        if first != claim.id:
            yield "claims.csv", (number,), f"{claim.id} says what {first} says.", "Keep one, or say what is particular."


def a_step_ends_after_it_begins(book: Workbook) -> Iterator[Fault]:
    """A step of the timeline ends on the day it begins or later."""
    for number, step in enumerate(book.facts.timeline):
        if step.end_date and (step.date is None or step.end_date < step.date):
            yield "timeline.csv", (number,), f"{step.id} ends before it begins.", "Correct date or end_date."


def votes_add_up(book: Workbook) -> Iterator[Fault]:
    """A vote counts at most 193 members, and its outcome is the one that its rule gives."""
    for number, vote in enumerate(book.facts.votes):
        counts = [count or 0 for count in (vote.yes, vote.no, vote.abstain, vote.absent)]
        if min(counts) < 0 or sum(counts) > MEMBERS:
            problem = f"{vote.id} counts {sum(counts)} members."
            yield "votes.csv", (number,), problem, f"Write counts from 0; there are {MEMBERS} members."
        elif vote.yes is not None and vote.no is not None and vote.rule in (*VOTED, CONSENSUS):
            outcome = "adopted" if adopted(vote.yes, vote.no, counts[2], vote.rule) else "rejected"
            if outcome != vote.outcome:
                problem = f"{vote.id}: {vote.yes} to {vote.no} under {vote.rule} is {outcome}."
                yield "votes.csv", (number,), problem, "Correct the counts, the rule or the outcome."


def rows_agree_with_published_totals(book: Workbook) -> Iterator[Fault]:
    """Rows never exceed a published total, and what they lack of it is declared in its shortfall."""
    for number, total in enumerate(book.facts.totals):
        sure, perhaps = counted(book, total)
        least, most = max(0, total.count - sure - perhaps), total.count - sure
        if most < 0:
            problem = f"parties.csv has {sure} by {total.as_of}, more than the {total.count} that were published."
            yield "totals.csv", (number,), problem, "Correct the rows, or the count."
        elif not least <= total.shortfall <= most:
            problem = f"Of {total.count} by {total.as_of}, parties.csv has {sure} for sure and {perhaps} perhaps."
            bounds = str(most) if least == most else f"{least} to {most}"
            yield "totals.csv", (number,), problem, f"Add rows, or write what is missing as shortfall ({bounds})."


def counted(book: Workbook, total: Total) -> tuple[int, int]:
    """How many states of parties.csv a total must count by its day, and how many more it may."""
    rows = defaultdict(list)
    for row in book.facts.parties:
        if row.instrument == total.instrument:
            rows[row.iso3].append(row)
    text = book.instruments.get(total.instrument)
    months = text.months_to_force if text else None
    kinds = ("signature",) if total.event == "signature" else CONSENT
    spans = [span for span in (days_of(events, kinds, months) for events in rows.values()) if span]
    sure = sum(last <= total.as_of for _, last in spans)
    return sure, sum(first <= total.as_of for first, _ in spans) - sure


RULES: tuple[Rule, ...] = (
    ids_exist,
    what_is_switched_off_exists,
    rows_stand_once,
    articles_exist,
    a_change_names_its_articles,
    an_article_has_its_finder,
    a_page_is_named,
    only_what_was_read_rests_on_reading,
    claims_are_short_and_their_own,
    a_step_ends_after_it_begins,
    votes_add_up,
    rows_agree_with_published_totals,
    *actrules.RULES,
    *glossaryrules.RULES,
)
