"""The decision rule, explored: the same vote under each rule, and the real votes."""

from __future__ import annotations

from typing import Any

from ...book.course import in_words
from ...book.facts import Vote
from ...book.model import Workbook
from ...book.votes import MEMBERS
from ...questions.decision import decide
from ..blocks import Blocks, Say, Table
from ..state import State

SIDES = False
RULES = ("simple-majority", "two-thirds", "consensus")
WORDS = {
    "happened": "The text was adopted without a vote: {steps}. The rule of two thirds was never needed for it.",
    "voted": "The text was put to a vote: {steps}.",
    "step": "by the {body} on {day} ({basis})",
    "too_many": "{total} members are counted, and the [world] has {members}. Lower a number.",
    "adopted": "Tried here: {yes} yes to {no} no is adopted under the rule {rule}.",
    "rejected": "Tried here: {yes} yes to {no} no is not adopted under the rule {rule}.",
    "block": "Of {voting} members who vote, {needed} must say yes; {block} who say no are enough to block.",
    "nobody": "Nobody votes, so nothing is adopted.",
    "consensus": "By consensus, one member who says no is enough to stop it; those who abstain or are absent are not.",
    "rest": "Abstaining: {abstain}. Absent or not counted: {absent}. Neither of them counts as voting.",
    "short": "{lack} yes too few under the rule {rule}",
    "exact": "Just enough yes under the rule {rule}",
    "enough": "{margin} yes more than it takes under the rule {rule}",
    "stopped": "{no} no, and one is enough to stop it by consensus",
    "unopposed": "Nobody says no: consensus",
    "inside": "adopted",
    "outside": "not adopted",
    "beyond": "more than there are members",
    "area": "{rule}: adopted in this area",
    "edge": "All {members} members vote",
    "all_vote": "{rule}: if all {members} vote, {needed} yes adopt and {block} no block",
    "across": "yes",
    "up": "no",
    "voting": "members who vote",
    "blocking": "no that block",
    "chosen": "the line of the rule chosen: {rule}",
    "others": "of the other rules",
    "tried": "the vote tried here",
    "strip": "{block} no are enough when {voting} vote",
    "few": "How many no are enough, by how many vote",
    "now": "{yes} yes, {no} no",
    "blocks": "{block} of {voting}",
}
TICKS = (0, 50, 100, 150, MEMBERS)
OUTCOMES = {
    "adopted": "adopted",
    "rejected": "rejected",
    "tie": "rejected: a tie",
    "nobody voted": "nothing adopted: nobody voted",
    "no consensus": "no consensus",
    "nobody present": "nothing adopted: nobody present",
}
COLUMNS = ("Rule", "Outcome", "Voting", "Yes needed", "Yes beyond need", "No that block")
REAL = ("Vote", "Day and body", "Counts", "Rule and outcome", "Under the other rules", "Note", "Known by", "Page")
UNSEEN = ("Vote", "Day and body", "Rule", "Outcome", "Note", "Known by", "Page")


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
        cells = ("not counted" if number is None else str(number) for number in numbers)
        rows.append((labels.get(name, name), OUTCOMES[one.outcome], str(one.voting), *cells))
    return (
        *happened(book),
        Say("outcome", first, "finding"),
        Say("block", second),
        Say("rest", WORDS["rest"].format(**counts)),
        Table("rules", "The same vote under each rule", COLUMNS, tuple(rows)),
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
    return (Say("happened", WORDS[key].format(steps=" and ".join(steps)), "finding"),)


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
        Table("votes", "Real votes, under each rule", REAL, counted, "No data."),
        Table("unseen", "Votes whose counts were not seen", UNSEEN, unseen, "None."),
    )


def _counted(book: Workbook, row: Vote) -> tuple[str, ...]:
    labels = book.vocabulary.decision_rules
    votes = (row.yes or 0, row.no or 0, row.abstain or 0, row.absent or 0)
    others = [f"{labels[name]}: {OUTCOMES[decide(*votes, name).outcome]}" for name in RULES if name != row.rule]
    named = ("yes", row.yes), ("no", row.no), ("abstaining", row.abstain), ("absent", row.absent)
    counts = ", ".join(f"{name} not seen" if count is None else f"{count} {name}" for name, count in named)
    rule = f"{labels[row.rule]}: {row.outcome}"
    return (_subject(row), _where(row), counts, rule, "; ".join(others), row.note, *_known(book, row))


def _subject(row: Vote) -> str:
    return row.subject + (" (hypothetical)" if row.hypothetical else "")


def _where(row: Vote) -> str:
    return f"{in_words(row.date)}, {row.body}"


def _known(book: Workbook, row: Vote) -> tuple[str, str]:
    return book.vocabulary.bases[row.basis].label, row.source or "no page"


def data(book: Workbook) -> dict[str, Any]:
    """What the browser needs to answer alike."""
    return {
        "words": book.facts.pages.worded(WORDS),
        "outcomes": OUTCOMES,
        "columns": list(COLUMNS),
        "start": book.facts.pages.opening_vote(),
        "members": MEMBERS,
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
