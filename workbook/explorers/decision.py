"""The decision rule, explored: the same vote under each rule."""

from __future__ import annotations

from typing import Any

from ..blocks import Blocks, Say, Table
from ..decision import MEMBERS, decide
from ..model import Workbook
from ..state import State

RULES = ("simple-majority", "two-thirds", "consensus")
START = {"yes": "79", "no": "60", "abstain": "33", "absent": "21", "rule": "two-thirds"}
WORDS = {
    "too_many": "{total} members are counted, and the United Nations has {members}. Lower a number.",
    "adopted": "{yes} yes to {no} no: adopted under the rule {rule}.",
    "rejected": "{yes} yes to {no} no: not adopted under the rule {rule}.",
    "block": "Of {voting} members who vote, {needed} must say yes; {block} who say no are enough to block.",
    "nobody": "Nobody votes, so nothing is adopted.",
    "consensus": "By consensus, one member who says no is enough to stop it; those who abstain or are absent are not.",
}
OUTCOMES = {
    "adopted": "adopted",
    "rejected": "rejected",
    "tie": "rejected: a tie",
    "nobody voted": "nothing adopted: nobody voted",
    "no consensus": "no consensus",
    "nobody present": "nothing adopted: nobody present",
}


def vote(state: State) -> dict[str, int]:
    """The counts of a state; a link without any shows the vote of 2019."""
    given = {name: getattr(state, name) for name in ("yes", "no", "abstain", "absent")}
    if not any(given.values()):
        given = {name: START[name] for name in given}
    return {name: int(value or 0) for name, value in given.items()}


def blocks(book: Workbook, state: State) -> Blocks:
    """The outcome in a sentence, then the same vote under each rule."""
    counts, rule = vote(state), state.rule or START["rule"]
    total = sum(counts.values())
    if total > MEMBERS:
        return (Say("outcome", WORDS["too_many"].format(total=total, members=MEMBERS), "caution"),)
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
    columns = ("Rule", "Outcome", "Voting", "Yes needed", "Yes beyond need", "No that block")
    return (
        Say("outcome", first, "finding"),
        Say("block", second),
        Table("rules", "The same vote under each rule", columns, tuple(rows)),
    )


def data(book: Workbook) -> dict[str, Any]:
    """What the browser needs to answer alike."""
    return {
        "words": WORDS,
        "outcomes": OUTCOMES,
        "start": START,
        "members": MEMBERS,
        "rules": {name: book.vocabulary.decision_rules.get(name, name) for name in RULES},
    }


def context(book: Workbook, state: State) -> dict[str, Any]:
    """What the controls show: the counts, and the real votes whose counts were seen."""
    presets = []
    for row in book.facts.votes:
        counts = (row.yes, row.no, row.abstain, row.absent)
        if row.yes is not None and row.no is not None:
            fields = dict(zip(("yes", "no", "abstain", "absent"), (str(count or 0) for count in counts), strict=True))
            label = f"{row.subject}, {row.date:%d %B %Y}" + (" (hypothetical)" if row.hypothetical else "")
            presets.append({"fields": fields | {"rule": row.rule}, "label": label})
    return {"counts": vote(state), "presets": presets}
