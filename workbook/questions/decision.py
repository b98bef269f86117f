"""The decision rule: when is a proposal adopted, and how few can block it?

The arithmetic is that of `book.votes`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from ..book.votes import CONSENSUS, MEMBERS, VOTED, adopted, needed


class WrongVote(ValueError):
    """Counts that can't be a vote of the Assembly; the message says why."""


@dataclass(frozen=True)
class Decision:
    """The outcome of a vote. Counts are of members; `needed`, `margin` and `blocking_minority` are None by consensus.

    needed: the fewest yes that adopt, with this many voting (a simple majority: more yes than no).
    margin: yes minus needed. blocking_minority: the fewest no, of those voting, that reject.
    """

    rule: str
    outcome: str
    adopted: bool
    yes: int
    no: int
    abstain: int
    absent: int
    voting: int
    needed: int | None
    margin: int | None
    blocking_minority: int | None

    def json(self) -> dict[str, Any]:
        """As `workbook decide --format json` prints it."""
        return asdict(self)


def decide(yes: int, no: int, abstain: int = 0, absent: int = 0, rule: str = "two-thirds") -> Decision:
    """What becomes of a proposal under a rule: `simple-majority`, `two-thirds` or `consensus`.

    By consensus it is adopted when nobody present says no (an abstaining member does not stand in the
    way) and somebody is there. A tie is rejected; with nobody voting nothing is adopted. Raises `WrongVote`
    for a negative count, more than 193 members, or an unknown rule.
    """
    counts = {"yes": yes, "no": no, "abstain": abstain, "absent": absent}
    for name, count in counts.items():
        if count < 0:
            raise WrongVote(f"{name} is {count}; a count is 0 or more")
    if sum(counts.values()) > MEMBERS:
        raise WrongVote(f"{sum(counts.values())} members are counted; there are {MEMBERS}")
    if rule not in (*VOTED, CONSENSUS):
        raise WrongVote(f"no rule is called {rule!r}; there are: {CONSENSUS}, {', '.join(VOTED)}")
    voting, carried = yes + no, adopted(yes, no, abstain, rule)
    if rule == CONSENSUS:
        outcome = "adopted" if carried else "no consensus" if no else "nobody present"
        return Decision(rule, outcome, carried, yes, no, abstain, absent, voting, None, None, None)
    least = needed(rule, voting)
    outcome = "adopted" if carried else "nobody voted" if not voting else "tie" if yes == no else "rejected"
    block = voting - least + 1 if voting else None
    return Decision(rule, outcome, carried, yes, no, abstain, absent, voting, least, yes - least, block)
