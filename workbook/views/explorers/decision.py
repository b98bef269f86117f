"""The decision rule, explored: the same vote under each rule, and the real votes."""

from __future__ import annotations

from typing import Any

from ...book.course import in_words
from ...book.facts import Vote
from ...book.interface import headings, say, words
from ...book.model import Workbook
from ...book.votes import MEMBERS
from ...questions.decision import decide
from ..blocks import EMPTY, Blocks, Say, Table
from ..state import State
from ..wording import listed

SIDES = False
RULES = ("simple-majority", "two-thirds", "consensus")
WORDS = words("decision")
COUNTS = words("decision", "counts")
OUTCOMES = words("decision", "outcomes")
COLUMNS = headings("decision")
REAL = headings("decision", "real")
UNSEEN = headings("decision", "unseen")
TICKS = (0, 50, 100, 150, MEMBERS)


def vote(book: Workbook, state: State) -> dict[str, int]:
    """The counts of a state, each as the page opens until it is named; who is not counted is absent."""
    start = book.facts.pages.opening_vote()
    found = {name: int(getattr(state, name) or start[name]) for name in ("yes", "no", "abstain")}
    rest = max(0, MEMBERS - sum(found.values()))
    return found | {"absent": int(state.absent) if state.absent else rest}


def blocks(book: Workbook, state: State) -> Blocks:
    """What happened to the text, the outcome of the vote tried, the same vote under each rule, then the real votes."""
    counts, rule = vote(book, state), state.rule or book.facts.pages.opening_vote()["rule"]
    total = sum(counts.values())
    if total > MEMBERS:
        words = book.facts.pages.worded(WORDS)
        return (
            *happened(book),
            Say("outcome", words["too_many"].format(total=total, members=MEMBERS), "caution"),
            *real(book),
        )
    labels = book.vocabulary.decision_rules
    found = decide(**counts, rule=rule)
    key = "adopted" if found.adopted else "rejected"
    first = WORDS[key].format(yes=found.yes, no=found.no, rule=labels.get(rule, rule).lower())
    second = WORDS["consensus"] if rule == "consensus" else WORDS["nobody"]
    if found.needed is not None and found.voting:
        second = WORDS["block"].format(voting=found.voting, needed=found.needed, block=found.blocking_minority)
    rows = []
    for name in RULES:
        one = decide(**counts, rule=name)
        numbers = (one.needed, one.margin, one.blocking_minority)
        cells = (WORDS["no_number"] if number is None else str(number) for number in numbers)
        rows.append((labels.get(name, name), OUTCOMES[one.outcome], str(one.voting), *cells))
    return (
        *happened(book),
        Say("outcome", first, "finding"),
        Say("block", second),
        Say("rest", WORDS["rest"].format(**counts)),
        Table("rules", WORDS["same_vote"], COLUMNS, tuple(rows)),
        *real(book),
    )


def happened(book: Workbook) -> tuple[Say, ...]:
    """How the text itself was adopted, from the votes on the whole; nothing where the data has none."""
    whole = [row for row in book.facts.votes if row.id in book.facts.pages.adoptions and row.outcome == "adopted"]
    if not whole:
        return ()
    bases = book.vocabulary.bases
    steps = [
        WORDS["step"].format(body=row.body, day=in_words(row.date), basis=bases[row.basis].label.lower())
        for row in whole
    ]
    key = "happened" if all(row.rule == "consensus" for row in whole) else "voted"
    rule = book.vocabulary.decision_rules.get(book.facts.pages.opening_vote()["rule"], "").lower()
    return (Say("happened", WORDS[key].format(steps=listed(steps), rule=rule), "finding"),)


def real(book: Workbook) -> tuple[Table, Table]:
    """The real votes whose counts were seen, under each rule; and those whose counts were not."""
    labels, votes = book.vocabulary.decision_rules, book.facts.votes
    counted = tuple(_counted(book, row) for row in votes if row.yes is not None and row.no is not None)
    unseen = tuple(
        (_subject(row), _where(row), labels[row.rule], row.outcome, row.note, *_known(book, row))
        for row in votes
        if row.yes is None or row.no is None
    )
    return (
        Table("votes", WORDS["real_votes"], REAL, counted, WORDS["no_votes"]),
        Table("unseen", WORDS["unseen_votes"], UNSEEN, unseen, EMPTY["none"]),
    )


def _counted(book: Workbook, row: Vote) -> tuple[str, ...]:
    labels = book.vocabulary.decision_rules
    votes = (row.yes or 0, row.no or 0, row.abstain or 0, row.absent or 0)
    others = [f"{labels[name]}: {OUTCOMES[decide(*votes, name).outcome]}" for name in RULES if name != row.rule]
    counts = ", ".join(
        WORDS["not_seen"].format(name=name) if (count := getattr(row, key)) is None else f"{count} {name}"
        for key, name in COUNTS.items()
    )
    rule = f"{labels[row.rule]}: {row.outcome}"
    return (_subject(row), _where(row), counts, rule, "; ".join(others), row.note, *_known(book, row))


def _subject(row: Vote) -> str:
    return WORDS["hypothetical"].format(subject=row.subject) if row.hypothetical else row.subject


def _where(row: Vote) -> str:
    return f"{in_words(row.date)}, {row.body}"


def _known(book: Workbook, row: Vote) -> tuple[str, str]:
    return book.vocabulary.bases[row.basis].label, row.source or WORDS["no_page"]


def data(book: Workbook) -> dict[str, Any]:
    """What the browser needs to answer alike."""
    return {
        "words": book.facts.pages.worded(WORDS),
        "outcomes": OUTCOMES,
        "columns": list(COLUMNS),
        "start": book.facts.pages.opening_vote(),
        "members": MEMBERS,
        "counted": say("explorers_decision", "members", name="{name}", members=MEMBERS),
        "ticks": TICKS,
        "rules": {name: book.vocabulary.decision_rules.get(name, name) for name in RULES},
        "happened": [said.json() for said in happened(book)],
        "real": [table.json() for table in real(book)],
    }


def context(book: Workbook, state: State) -> dict[str, Any]:
    """What the controls show: the counts, and the real votes whose counts were seen."""
    presets = []
    for row in book.facts.votes:
        if row.yes is not None and row.no is not None:
            fields = {"yes": str(row.yes), "no": str(row.no), "abstain": str(row.abstain or 0), "absent": ""}
            presets.append({"fields": fields | {"rule": row.rule}, "label": f"{_subject(row)}, {in_words(row.date)}"})
    return {
        "counts": vote(book, state),
        "start": book.facts.pages.opening_vote(),
        "members": MEMBERS,
        "presets": presets,
    }
