"""The arithmetic of a vote, which the data's rules and the question of a decision share.

Only yes and no are votes: those who abstain or are absent are not "present and voting". Whole numbers
throughout, so nothing is rounded at the border: two thirds of 139 is 93, as 3 x 93 >= 2 x 139 > 3 x 92.
"""

from __future__ import annotations

MEMBERS = 193
VOTED = ("simple-majority", "two-thirds")
CONSENSUS = "consensus"


def needed(rule: str, voting: int) -> int:
    """The fewest yes among `voting` votes that adopt (at least one)."""
    return max(1, voting // 2 + 1 if rule == "simple-majority" else -(-2 * voting // 3))


def adopted(yes: int, no: int, abstain: int, rule: str) -> bool:
    """Whether a proposal is adopted under one of VOTED, or by CONSENSUS: nobody says no, and somebody is there."""
    return no == 0 and yes + abstain > 0 if rule == CONSENSUS else yes >= needed(rule, yes + no)
