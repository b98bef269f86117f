"""The fears that the news report of May 2021 reported, as questions that the topics answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fear:
    """A fear as a question. `topics`: those that answer it, the main one first, by its `feature`.

    `claimed`: the topics whose statements stand beside it. `tables`: kinds of provisions. `report`: ids of report.csv.
    `direct`: what a text does that takes the fear up directly.
    """

    id: str
    title: str
    question: str
    report: tuple[str, ...]
    topics: tuple[str, ...]
    claimed: tuple[str, ...]
    tables: tuple[str, ...] = ()
    feature: str = "addressed"
    direct: str = "takes it up directly"


FEARS = (
    Fear(
        "expression",
        "Silencing expression",
        "Does a text make it a crime to say or show something, and what does it say to protect expression?",
        ("R6",),
        ("freedom-of-expression", "extremism-and-subversion"),
        ("freedom-of-expression", "extremism-and-subversion", "child-abuse-material", "intimate-images"),
        ("offences",),
        direct="has words on freedom of expression",
    ),
    Fear(
        "shutdowns",
        "Cutting access to the internet",
        "Does a text give a power to cut off access, or limit one?",
        ("R7",),
        ("internet-shutdowns",),
        ("internet-shutdowns",),
    ),
    Fear(
        "control",
        "Watching users",
        "Which powers over users and their data must exist, what do they reach, and under which conditions?",
        ("R7",),
        ("control-over-users", "conditions-and-safeguards", "notification-of-persons"),
        (
            "control-over-users",
            "scope-of-powers",
            "conditions-and-safeguards",
            "notification-of-persons",
            "personal-data",
            "production-order",
            "search-and-seizure",
            "real-time-traffic",
            "content-interception",
        ),
        ("powers", "limits"),
        direct="requires powers over users and their data",
    ),
    Fear(
        "replacement",
        "Making the Budapest Convention void",
        "Can a text set the Budapest Convention or other treaties aside?",
        ("R16",),
        ("replacement-of-budapest", "relation-to-other-treaties"),
        ("replacement-of-budapest", "relation-to-other-treaties"),
        direct="says how it stands beside other treaties",
    ),
    Fear(
        "states",
        "Espionage and attacks by states",
        "Does a text reach what states do to one another in cyberspace, or only the crimes of persons?",
        ("R12",),
        ("state-conduct", "sovereignty"),
        ("state-conduct", "sovereignty"),
    ),
    Fear(
        "protection",
        "What protects the person concerned",
        "Which clauses on human rights does a text have, and when can help to another state be refused?",
        (),
        ("human-rights", "non-discrimination-refusal"),
        ("human-rights", "non-discrimination-refusal", "refusal-of-assistance", "dual-criminality"),
        ("clauses", "refusals"),
        "rights_clause",
    ),
)
