"""What pages say of one comparison alone: entries of `pages.yaml`. Frozen values, no reading.

Every field may be left out: `WORDS` has a neutral word for each that is missing, and a page without questions says
"no data".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .vocabulary import STRICT

# What is said where a comparison says nothing of its own. A word of its own has no other {places} than these.
WORDS = {
    "world": "world organisation",
    "group": "regional organisation",
    "regions": "Regions are as the list of states has them.",
    "plan": "What was planned, beside what came to pass.",
    "planned": "as planned",
    "plan_report": "A report said: {statement}",
    "report": "What the report said, what a source shows, and how it is known.",
    "report_title": "The report",
    "report_source": "Page cited on the report",
    "questions": "Questions, one by one",
    "questions_many": "questions",
    "questions_one": "Question",
    "questions_overview": "Question by question, what each text shown says",
    "questions_rule": "Each question is asked of every text.",
    "questions_report": "A report said: {statement} What a source shows: {shown} ({basis})",
}
# The dashboards whose prose belongs to a comparison; the others speak of no text in particular.
PROSE = ("00-start", "04-negotiation", "05-safeguards", "06-what-if", "07-drafting")
# The tables of provisions that a question can have.
TABLES = ("offences", "powers", "limits", "clauses", "refusals")
# The numbers with which the page of the decision opens; who is not counted is absent.
VOTE = {"yes": "100", "no": "50", "abstain": "0", "rule": "two-thirds"}


@dataclass(frozen=True)
class Question:
    """A question that is asked of every text. `topics`: those that answer it, the main one first, by its `feature`.

    `claimed`: the topics whose statements stand beside it. `tables`: of TABLES. `report`: ids of report.csv.
    `direct`: what a text does that takes the question up directly.
    """

    __pydantic_config__ = STRICT
    title: str
    question: str
    topics: tuple[str, ...]
    claimed: tuple[str, ...]
    report: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    feature: str = "addressed"
    direct: str = "deals with it directly"


@dataclass(frozen=True)
class Pages:
    """What pages say of one comparison alone.

    `words`: of WORDS. `prose`: Markdown of a dashboard of PROSE, part by part. `beside`: the topics that say how
    texts stand beside one another. `plan_report`: the statement of report.csv on the plan. `states` and `vote`: what
    the pages on two states and on the decision open with. `adoptions`: of votes.csv, the text as a whole.
    """

    __pydantic_config__ = STRICT
    words: Mapping[str, str] = field(default_factory=dict)
    prose: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    beside: tuple[str, ...] = ()
    plan_report: str = ""
    states: tuple[str, ...] = ()
    vote: Mapping[str, str] = field(default_factory=dict)
    adoptions: tuple[str, ...] = ()

    def word(self, name: str) -> str:
        """A word of WORDS as this comparison has it."""
        return self.words.get(name) or WORDS[name]

    def worded(self, words: Mapping[str, str]) -> dict[str, str]:
        """Sentences of a page with `[name]` replaced by the word of that name; their {places} stay."""
        out = dict(words)
        for name in WORDS:
            mark = f"[{name}]"
            out = {key: said.replace(mark, self.word(name)) for key, said in out.items()}
        return out

    def opening_vote(self) -> dict[str, str]:
        """The counts and the rule with which the page of the decision opens."""
        return {**VOTE, **self.vote}
