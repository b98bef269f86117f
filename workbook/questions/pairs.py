"""How many pairs of states some texts connect: a union of pairs over texts, never a sum.

Two states are connected when one and the same text binds both and a provision of it on cooperation is
switched on; in a way of cooperating, when such a provision opens that way and neither state has excluded
it by a reservation. States only: the European Union is left out.

States that are bound alike are counted together, so that the work grows with the number of groups, not
with the number of pairs.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import Any

from ..book.course import shortfall
from ..book.frames import frame
from ..book.model import Selection, Workbook
from ..book.standing import known_on, parties, switched_off
from . import drawn
from .cooperation import COOPERATION, without
from .profiles import switched

Regions = tuple[str, str]
Link = tuple[str, str]  # (text, topic), or (text, "") for any cooperation under the text


@dataclass(frozen=True)
class Pairs:
    """Counts of states and of unordered pairs. `regions`: for each two regions (pairs connected, pairs possible).

    `at_least` names the texts whose list of states is known to lack some that no parent lists.
    """

    instruments: tuple[str, ...]
    on: dt.date
    states: int
    pairs: int
    by_modality: Mapping[str, int]
    regions: Mapping[Regions, tuple[int, int]]
    at_least: tuple[str, ...]

    def frame(self) -> Any:
        """A pandas frame: one row a way to cooperate: modality, pairs."""
        return frame([{"modality": n, "pairs": c} for n, c in self.by_modality.items()], ("modality", "pairs"))

    def by_region(self) -> Any:
        """A pandas frame: one row two regions: region, other, pairs, possible, share (0 to 1, or <NA>)."""
        rows = [
            {"region": one, "other": other, "pairs": n, "possible": most, "share": n / most if most else None}
            for (one, other), (n, most) in self.regions.items()
        ]
        return frame(rows, ("region", "other", "pairs", "possible", "share"))

    def figure(self) -> Any:
        """A plotly heat map: the share of possible pairs that is connected, within and between regions."""
        return drawn.figure(self)

    def json(self) -> dict[str, Any]:
        """As `workbook pairs --format json` prints it."""
        return {
            "instruments": list(self.instruments),
            "on": self.on.isoformat(),
            "states": self.states,
            "pairs": self.pairs,
            "by_modality": dict(self.by_modality),
            "by_region": [
                {"regions": list(both), "pairs": count, "possible": possible}
                for both, (count, possible) in self.regions.items()
            ],
            "at_least": list(self.at_least),
        }


def pairs(
    book: Workbook,
    instruments: str | tuple[str, ...] | list[str],
    on: dt.date | None = None,
    selection: Selection = Selection(),
) -> Pairs:
    """The states that texts bind on a day (`known_on(book)` by default), and the pairs that they connect.

    `instruments` is a side, such as `"convention+protocol"`, or ids. Raises `UnknownId`.
    """
    side, day = book.side(instruments), on or known_on(book)
    countries = {iso3: country for iso3, country in book.facts.states.items() if country.kind != "organisation"}
    links = {iso3: found for iso3, found in _links(book, side, day, selection).items() if iso3 in countries}
    groups = Counter((countries[iso3].region, frozenset(found)) for iso3, found in links.items())
    total, by_modality = 0, dict.fromkeys(book.vocabulary.modalities, 0)
    connected: Counter[Regions] = Counter()
    for ((region, one), n), ((elsewhere, other), m) in combinations_with_replacement(groups.items(), 2):
        shared = one & other
        if not shared:
            continue
        count = n * (n - 1) // 2 if (region, one) == (elsewhere, other) else n * m
        total += count
        connected[min(region, elsewhere), max(region, elsewhere)] += count
        for modality in {book.topics[topic].modality for _, topic in shared if topic} - {None}:
            by_modality[modality or ""] += count
    sizes = Counter(country.region for country in countries.values())
    possible = {
        (a, b): sizes[a] * (sizes[a] - 1) // 2 if a == b else sizes[a] * sizes[b]
        for a, b in combinations_with_replacement(sorted(sizes), 2)
    }
    return Pairs(
        side,
        day,
        len(links),
        total,
        by_modality,
        {both: (connected[both], most) for both, most in possible.items()},
        # Who joins a protocol is a party to its parent already, so that the parent's list is enough.
        tuple(name for name in side if book.instruments[name].supplements not in side and shortfall(book, name, day)),
    )


def _links(book: Workbook, side: tuple[str, ...], day: dt.date, selection: Selection) -> dict[str, set[Link]]:
    """For each state that a text binds what can connect it: texts that provide cooperation, and their provisions."""
    found: dict[str, set[Link]] = {}
    for name in side:
        if not (on := _topics(book, name, selection)):
            continue  # a text that is switched off whole counts as if it were not there
        for iso3 in parties(book, name, day).bound():
            mine = found.setdefault(iso3, set())
            reserved = switched_off(book, iso3, name, day)
            left = _topics(book, name, without(selection, name, reserved)) if reserved else on
            cooperative = {topic for topic in on if book.topics[topic].theme == COOPERATION}
            mine |= {(name, topic) for topic in cooperative & left} | ({(name, "")} if cooperative else set())
    return found


def _topics(book: Workbook, instrument: str, selection: Selection) -> frozenset[str]:
    return frozenset(topic for _, topic in switched(book, (instrument,), selection)[0])
