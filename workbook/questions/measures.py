"""What each provision adds to the numbers: its contribution, for each measure a set of ids.

Contributions are computed from theme, force, features and modality, never typed in. `profiles`
unites them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..book.frames import frame
from ..book.model import Position, Topic, Workbook
from ..book.once import once

Contribution = Mapping[str, frozenset[str]]
Provision = tuple[str, str]  # (instrument, topic)

FEEDS = {
    "offences": ("offences.mandatory", "offences.optional", "offences.content", "offences.opt_out"),
    "liability": ("liability.mandatory",),
    "powers": ("powers.mandatory", "powers.any_offence", "powers.serious_only"),
    "safeguards": ("safeguards.conditions", "data_protection.provisions"),
    "cooperation": (
        "modalities.mandatory",
        "modalities.optional",
        "modalities.any_offence",
        "modalities.no_dual_criminality",
        "speed.provisions",
        "providers.direct",
    ),
    "prevention": ("support.provisions",),
}
NOTHING = ("silent", "none", "not_about", "not_offered")
SAFEGUARDS = (
    "rights_clause",
    "proportionality",
    "independent_review",
    "effective_remedy",
    "notification",
    "data_protection",
)
OPTIONAL = ("may", "shall_consider")


def contribution(topic: Topic, instrument: str) -> Contribution:
    """What one provision adds: for each measure a set of ids (empty sets are left out).

    Computed from theme, force, features and modality alone, never typed in.
    """
    position = topic.positions[instrument]
    if not position.provides:
        return {}
    says = _answers(position)
    shall, optional = position.force == "shall", position.force in OPTIONAL
    here, way = {topic.id}, {topic.modality} if topic.modality else set()
    by_theme: dict[str, dict[str, set[str]]] = {
        "offences": {
            "offences.mandatory": here if shall else set(),
            "offences.optional": here if optional else set(),
            "offences.content": here if says("content_related") == ["yes"] else set(),
            "offences.opt_out": here if says("reservation") in (["in_part"], ["in_whole"]) else set(),
        },
        "liability": {"liability.mandatory": here if shall else set()},
        "powers": {
            "powers.mandatory": here if shall else set(),
            "powers.any_offence": here if says("reach") == ["any_electronic_evidence"] else set(),
            "powers.serious_only": here if says("seriousness") else set(),
        },
        "safeguards": {
            "safeguards.conditions": {name for name in SAFEGUARDS if says(name)},
            "data_protection.provisions": _articles(instrument, position) if says("data_protection") else set(),
        },
        "cooperation": {
            "modalities.mandatory": way if shall else set(),
            "modalities.optional": way if optional else set(),
            "modalities.any_offence": way if says("reach") == ["any_electronic_evidence"] else set(),
            "modalities.no_dual_criminality": way
            if says("dual_criminality") in (["not_required"], ["by_reservation"])
            else set(),
            "speed.provisions": here if says("handling") else set(),
            "providers.direct": here if says("provider_contact") else set(),
        },
        "prevention": {"support.provisions": here},
    }
    found = by_theme.get(topic.theme, {})
    return {measure: frozenset(ids) for measure, ids in found.items() if ids}


def _articles(instrument: str, position: Position) -> set[str]:
    """The articles that a position cites, each once and named with its text; a preamble is none.

    An article that only brings in its parent's (`extends`) is none of its own.
    """
    if position.verdict == "extends":
        return set()
    return {f"{instrument} {cite.partition('(')[0]}" for cite in position.cites if cite != "preamble"}


def _answers(position: Position) -> Any:
    """A function from a feature's name to its values, without `silent` and `none`."""

    def says(name: str) -> list[str]:
        given = position.features.get(name, "silent")
        values = given if isinstance(given, tuple) else (given,)
        return [value for value in values if value not in NOTHING]

    return says


@dataclass(frozen=True)
class Contributions:
    """Every provision's contribution, keyed by (instrument, topic)."""

    by_provision: Mapping[Provision, Contribution]

    def frame(self) -> Any:
        """A pandas frame: one row an id, columns instrument, topic, measure, id."""
        rows = [
            {"instrument": instrument, "topic": topic, "measure": measure, "id": name}
            for (instrument, topic), sets in self.by_provision.items()
            for measure, ids in sets.items()
            for name in sorted(ids)
        ]
        return frame(rows, ("instrument", "topic", "measure", "id"))


@once
def contributions(book: Workbook) -> Contributions:
    """The contribution of every provision of the book."""
    return Contributions(
        {
            (instrument, topic.id): contribution(topic, instrument)
            for topic, instrument, position in book.positions()
            if position.provides
        }
    )


@once
def coded(book: Workbook) -> Mapping[str, Mapping[str, str]]:
    """For each instrument and measure: `none`, `partial` or `whole`, by what has been coded.

    A measure that no topic feeds is `none`.
    """
    found: dict[str, Mapping[str, str]] = {}
    for instrument in book.instruments:
        fed: dict[str, set[bool]] = {measure: set() for measure in book.vocabulary.measures}
        for topic in book.topics.values():
            for measure in FEEDS.get(topic.theme, ()):
                fed[measure].add(topic.positions[instrument].coded)
        found[instrument] = {
            measure: "none" if True not in states else "partial" if False in states else "whole"
            for measure, states in fed.items()
        }
    return found
