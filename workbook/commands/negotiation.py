"""Commands about the negotiation: the decision rule."""

from __future__ import annotations

import sys

import click

from ..book.votes import VOTED
from ..questions.decision import WrongVote
from ..questions.decision import decide as decide_vote
from .cli import FORMAT, answer


@click.command()
@click.option("--yes", required=True, type=int, help="Members who vote yes.")
@click.option("--no", required=True, type=int, help="Members who vote no.")
@click.option("--abstain", default=0, help="Members who abstain; they are not counted as voting.")
@click.option("--absent", default=0, help="Members who are absent.")
@click.option("--rule", required=True, type=click.Choice([*VOTED, "consensus"]), help="The rule.")
@FORMAT
def decide(yes: int, no: int, abstain: int, absent: int, rule: str, how: str) -> None:
    """Say whether a vote adopts a proposal; exits 1 when it does not."""
    try:
        found = decide_vote(yes, no, abstain, absent, rule)
    except WrongVote as error:
        raise click.UsageError(str(error)) from None
    answer(how, found.json(), lambda: "\n".join(f"{name:<18} {value}" for name, value in found.json().items()))
    sys.exit(0 if found.adopted else 1)


COMMANDS = [decide]
