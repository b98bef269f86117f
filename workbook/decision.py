"""The decision rule: when is a proposal adopted, and how few can block it?

Only yes and no are votes: those who abstain or are absent are not "present and voting". Whole numbers
throughout, so nothing is rounded at the border: two thirds of 139 is 93, as 3 x 93 >= 2 x 139 > 3 x 92.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

MEMBERS = 193
VOTED = ("simple-majority", "two-thirds")


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


def needed(rule: str, voting: int) -> int:
    """The fewest yes among `voting` votes that adopt (at least one)."""
    return max(1, voting // 2 + 1 if rule == "simple-majority" else -(-2 * voting // 3))


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
        raise WrongVote(f"{sum(counts.values())} members are counted; the United Nations has {MEMBERS}")
    if rule not in (*VOTED, "consensus"):
        raise WrongVote(f"no rule is called {rule!r}; there are: consensus, {', '.join(VOTED)}")
    voting = yes + no
    if rule == "consensus":
        adopted = no == 0 and yes + abstain > 0
        outcome = "adopted" if adopted else "no consensus" if no else "nobody present"
        return Decision(rule, outcome, adopted, yes, no, abstain, absent, voting, None, None, None)
    least = needed(rule, voting)
    adopted = yes >= least
    outcome = "adopted" if adopted else "nobody voted" if not voting else "tie" if yes == no else "rejected"
    block = voting - least + 1 if voting else None
    return Decision(rule, outcome, adopted, yes, no, abstain, absent, voting, least, yes - least, block)
