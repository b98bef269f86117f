"""What if: the texts of side A as they bind today, against the texts of side B under the user's assumptions.

Side A is taken whole and with its parties on the day. Side B has the user's switches, and its drafted text
binds whom the user supposes. It is a thought experiment, not a forecast: nothing here says what states will do.

Only a text that binds somebody counts, for pairs and for topics. A drafted text that fewer states join than its
own article on entry into force asks for binds nobody. Pairs are counted as a union: two states are
connected when one text of the side, with a provision on cooperation that is on, binds both.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Protocol

from ..book.frames import frame
from ..book.model import Selection, Topic, Workbook, stages
from ..book.standing import exclusions, known_on, members, parties
from .measures import Provision
from .profiles import switched

Members = Mapping[str, frozenset[str]]
Pair = tuple[str, str]
START = {"who": "today", "n": "60", "seed": "1"}  # what a link without these fields supposes


class Scenario(Protocol):
    """What a scenario supposes; the state of a view (`State`) says all of it.

    `selection` is what is off in side B; `who`, `joining`, `n` and `seed` say who joins the drafted text; `on` is the
    day.
    """

    @property
    def selection(self) -> Selection: ...  # noqa: D102
    @property
    def on(self) -> str: ...  # noqa: D102
    @property
    def who(self) -> str: ...  # noqa: D102
    @property
    def joining(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def n(self) -> str: ...  # noqa: D102
    @property
    def seed(self) -> str: ...  # noqa: D102

    def sides(self, book: Workbook) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The two sides."""


@dataclass(frozen=True)
class Supposed:
    """Who joins the drafted text. `needed` is its own threshold (None: not coded); `in_force` whether it is met."""

    text: str
    states: frozenset[str]
    needed: int | None
    in_force: bool


@dataclass(frozen=True)
class WhatIf:
    """Today against a scenario. Pairs are sorted pairs of ISO codes; provisions are (instrument, topic)."""

    a: tuple[str, ...]
    b: tuple[str, ...]
    on: dt.date
    supposed: Supposed | None
    today: Mapping[str, frozenset[Pair]]  # by modality; "" is any cooperation
    then: Mapping[str, frozenset[Pair]]
    topics_a: Mapping[str, frozenset[str]]  # by theme
    topics_b: Mapping[str, frozenset[str]]

    def partners(self) -> dict[str, tuple[int, int, int]]:
        """By state: partners today, partners lost, partners gained."""
        today, then = _partners(self.today[""]), _partners(self.then[""])
        nobody: frozenset[str] = frozenset()
        return {
            state: (
                len(today.get(state, nobody)),
                len(today.get(state, nobody) - then.get(state, nobody)),
                len(then.get(state, nobody) - today.get(state, nobody)),
            )
            for state in sorted({*today, *then})
        }

    def change(self, modality: str = "") -> dict[str, int]:
        """Pairs today, then, lost and gained, for a way to cooperate (any, by default)."""
        today, then = self.today[modality], self.then[modality]
        return {"today": len(today), "then": len(then), "lost": len(today - then), "gained": len(then - today)}

    def json(self) -> dict[str, Any]:
        """As `workbook whatif --format json` prints it: gained and lost against today."""
        modalities = {name: self.change(name) for name in self.today}
        themes = {
            theme: {"lost": sorted(topics - self.topics_b[theme]), "gained": sorted(self.topics_b[theme] - topics)}
            for theme, topics in self.topics_a.items()
        }
        states = {s: {"partners": p, "lost": lost, "gained": won} for s, (p, lost, won) in self.partners().items()}
        supposed = self.supposed
        return {
            "today": "+".join(self.a),
            "scenario": "+".join(self.b),
            "on": self.on.isoformat(),
            "supposed": supposed
            and {
                "instrument": supposed.text,
                "states": len(supposed.states),
                "needed": supposed.needed,
                "in_force": supposed.in_force,
            },
            "pairs": modalities.pop(""),
            "by_modality": modalities,
            "by_theme": themes,
            "by_state": states,
        }

    def frame(self) -> Any:
        """A pandas frame: one row a state; state, partners, lost, gained."""
        rows = [
            {"state": s, "partners": p, "lost": lost, "gained": won} for s, (p, lost, won) in self.partners().items()
        ]
        return frame(rows, ("state", "partners", "lost", "gained"))


def _partners(pairs: frozenset[Pair]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {state: frozenset(others) for state, others in found.items()}


def what_if(book: Workbook, state: Scenario) -> WhatIf:
    """Side A today against side B in the scenario of a state (its switches, `who`, `joining`, `n`, `seed`, `on`)."""
    a, b = state.sides(book)
    day = dt.date.fromisoformat(state.on) if state.on else known_on(book)
    now = {name: frozenset(bound) for name, bound in members(book, day).items()}
    text = next((name for name in b if name in stages(book)), None)
    supposed = suppose(book, text, state, day) if text else None
    then = dict(now)
    if supposed:
        then[supposed.text] = supposed.states if supposed.in_force else frozenset()
    whole = [provision for provision in switched(book, a, Selection())[0] if now[provision[0]]]
    left = [provision for provision in switched(book, b, state.selection)[0] if then[provision[0]]]
    return WhatIf(
        a, b, day, supposed,
        connected(book, whole, now, day), connected(book, left, then, day),
        by_theme(book, whole), by_theme(book, left),
    )  # fmt: skip


def suppose(book: Workbook, text: str, state: Scenario, day: dt.date) -> Supposed:
    """Who joins the drafted text under `state.who`: as today, all signatories, all members, a list, or a draw."""
    countries = book.facts.states
    rows = [row for row in parties(book, text, day).rows if countries[row.iso3].kind != "organisation"]
    consented = {row.iso3 for row in rows if row.status in ("party", "ratified")}
    everyone = [iso3 for iso3, country in countries.items() if country.kind == "member"]
    states = {
        "signatories": lambda: {row.iso3 for row in rows if row.status != "denounced"},
        "members": lambda: set(everyone),
        "list": lambda: consented | set(state.joining),
        "random": lambda: set(draw(everyone, int(state.n or START["n"]), int(state.seed or START["seed"]))),
    }.get(state.who, lambda: consented)()
    needed = threshold(book, text)
    in_force = len(states) >= needed if needed is not None else bool(states)
    return Supposed(text, frozenset(states), needed, in_force)


def threshold(book: Workbook, text: str) -> int | None:
    """How many states the text itself asks for, by the feature `ratifications` of its provisions."""
    labels = book.vocabulary.features["ratifications"].values
    for topic in book.topics.values():
        given = topic.positions[text].features.get("ratifications")
        if isinstance(given, str) and labels.get(given, "").isdigit():
            return int(labels[given])
    return None


def draw(among: list[str], count: int, seed: int) -> list[str]:
    """`count` of `among`, drawn without replacement; the same for the same seed, here and in the browser.

    Park and Miller's generator (multiplier 48271, modulus 2**31 - 1): exact in whole numbers everywhere.
    """
    left, drawn, number = list(among), [], seed % (2**31 - 1) or 1
    for _ in range(min(count, len(left))):
        number = number * 48271 % (2**31 - 1)
        drawn.append(left.pop(number % len(left)))
    return drawn


def connected(book: Workbook, provisions: list[Provision], bound: Members, day: dt.date) -> dict[str, frozenset[Pair]]:
    """By modality ("" for any cooperation) the pairs of states that one text of those that are on connects."""
    found: dict[str, set[Pair]] = {name: set() for name in ("", *book.vocabulary.modalities)}
    made: dict[frozenset[str], set[Pair]] = {}
    for instrument, topic in provisions:
        provision: Topic = book.topics[topic]
        if provision.theme != "cooperation":
            continue
        without = {s for s, since, excluded in exclusions(book)[instrument] if excluded == topic and since <= day}
        able = bound[instrument] - without
        if able not in made:
            made[able] = set(combinations(sorted(able), 2))
        found[""] |= made[able]
        if provision.modality:
            found[provision.modality] |= made[able]
    return {name: frozenset(pairs) for name, pairs in found.items()}


def by_theme(book: Workbook, provisions: list[Provision]) -> dict[str, frozenset[str]]:
    """The topics that some provision takes up, by theme."""
    found: dict[str, set[str]] = {theme: set() for theme in book.vocabulary.themes}
    for _, topic in provisions:
        found[book.topics[topic].theme].add(topic)
    return {theme: frozenset(topics) for theme, topics in found.items()}
