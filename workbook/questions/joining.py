"""The facts of a day, and the supposition that states join some texts: what `mystate` asks.

A text that a state joins binds it when the text is in force on the day, or would be with this consent more; a draft
cannot be joined, and a protocol binds only whom its parent binds. A `Scenario` may suppose who consents to the drafted
text besides; all else stays as it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..book.model import Selection, Workbook, stages
from ..book.standing import STATUSES, Standing, parties, switched_off
from .cooperation import COOPERATION, Way, in_order, way, ways_of, without
from .profiles import switched
from .scenario import Scenario, suppose, threshold

States = frozenset[str]
BINDING = ("binds", "would_bind")
CONSENTED = ("party", "ratified")
NOBODY = "none"  # nothing on record
ANY = ""  # any way to cooperate
THEMES = ("powers", "offences", "liability", "safeguards")  # what a text asks of a state's own law


@dataclass(frozen=True)
class Text:
    """How a text stands for the state, today and supposed.

    `outcome`: `binds` (today), `would_bind`, `waits` (it would not be in force: `consented` of `needed` states, None
    when not coded), `draft`, `parent` (its parent would not bind the state) or `apart` (it is not joined).
    """

    instrument: str
    standing: Standing | None
    outcome: str
    consented: int
    needed: int | None

    def json(self) -> dict[str, Any]:
        """Its fields, the standing as status and day."""
        row = self.standing
        standing = row and {"status": row.status, "since": row.since and row.since.isoformat(), "basis": row.basis}
        return vars(self) | {"standing": standing}


@dataclass(frozen=True)
class Duty:
    """What a text that the state joins asks of its law; `already` names the texts that ask it of the state today."""

    theme: str
    topic: str
    instrument: str
    cites: tuple[str, ...]
    basis: str
    already: tuple[str, ...]
    carries: str | None

    def json(self) -> dict[str, Any]:
        """Its fields."""
        return vars(self) | {"cites": list(self.cites), "already": list(self.already)}


@dataclass(frozen=True)
class Together:
    """What two states could ask of each other: today, if both joined, and once a text that waits is in force."""

    other: str
    today: tuple[Way, ...]
    then: tuple[Way, ...]
    waiting: tuple[Way, ...]


class World:
    """The facts of a day, each looked up once for one answer."""

    def __init__(
        self, book: Workbook, day: dt.date, side: tuple[str, ...], selection: Selection, supposing: Scenario | None
    ) -> None:
        self.book, self.day, self.side, self.selection = book, day, side, selection
        states = {iso3 for iso3, country in book.facts.states.items() if country.kind != "organisation"}
        self.rows = {
            name: {row.iso3: row for row in parties(book, name, day).rows if row.iso3 in states}
            for name in book.instruments
        }
        self.bound = {n: frozenset(s for s, row in r.items() if row.status == "party") for n, r in self.rows.items()}
        self.consented = {
            name: frozenset(iso3 for iso3, row in rows.items() if row.status in CONSENTED)
            for name, rows in self.rows.items()
        }
        self.supposed = {
            name: suppose(book, name, supposing, day).states
            for name, text in book.instruments.items()
            if supposing and name in stages(book) and text.status != "draft"
        }
        self._left: dict[tuple[str, States], States] = {}

    def would_consent(self, name: str, joining: set[str]) -> States:
        """Who has consented under the supposition; who joins counts only where it has consented, or joins this text."""
        others = self.consented[name] | (self.supposed.get(name, frozenset()) - joining)
        return others | (joining if name in self.side else set())

    def alive(self, name: str) -> bool:
        """Whether a text is in force on the day."""
        since = self.book.instruments[name].in_force
        return since is not None and since <= self.day

    def would_live(self, name: str, states: States) -> bool:
        """Whether a text is in force on the day, or would be among so many states; a draft never is."""
        needed = threshold(self.book, name)
        enough = needed is not None and len(states) >= needed
        return self.alive(name) or (enough and self.book.instruments[name].status != "draft")

    def text(self, name: str, me: str) -> Text:
        """How a text stands for the state."""
        instrument, states = self.book.instruments[name], self.would_consent(name, {me})
        outcome = "would_bind" if self.would_live(name, states) else "waits"
        if me in self.bound[name]:
            outcome = "binds"
        elif me not in states:
            outcome = "apart"
        elif instrument.status == "draft":
            outcome = "draft"
        elif (parent := instrument.supplements) and self.text(parent, me).outcome not in BINDING:
            outcome = "parent"
        return Text(name, self.rows[name].get(me), outcome, len(states), threshold(self.book, name))

    def after(self, name: str, joining: set[str]) -> States:
        """Whom a text binds under the supposition."""
        states = self.would_consent(name, joining)
        if self.alive(name):
            more = joining if name in self.side else set()
            return self.bound[name] | (self.supposed.get(name, frozenset()) - joining) | more
        return states if self.would_live(name, states) else frozenset()

    def left(self, name: str, iso3: str) -> States:
        """The topics of a text that are on for a state, after what its reservations take out."""
        reserved = switched_off(self.book, iso3, name, self.day)
        if (name, reserved) not in self._left:
            rest = without(self.selection, name, reserved)
            self._left[name, reserved] = frozenset(topic for _, topic in switched(self.book, (name,), rest)[0])
        return self._left[name, reserved]

    def partners(self, me: str, bound: Mapping[str, States]) -> dict[str, States]:
        """By way the states that some text connects with a state, where these are bound."""
        found: dict[str, set[str]] = {name: set() for name in (ANY, *self.book.vocabulary.modalities)}
        topics = {topic.id: topic for topic in self.book.topics.values() if topic.theme == COOPERATION}
        for name, states in bound.items():
            mine = self.left(name, me) & topics.keys() if me in states else frozenset()
            for iso3 in states - {me}:
                for shared in mine & self.left(name, iso3):
                    found[ANY].add(iso3)
                    found[topics[shared].modality or ANY].add(iso3)
        return {name: frozenset(states) for name, states in found.items()}

    def ways(self, left: Mapping[str, States]) -> tuple[Way, ...]:
        """The ways to cooperate that these topics of these texts open."""
        every = ((name, topic) for name, on in left.items() for topic in ways_of(self.book, name) if topic.id in on)
        return in_order(self.book, (way(self.book, name, topic) for name, topic in every))

    def duties(self, fresh: list[str], bound: list[str]) -> tuple[Duty, ...]:
        """What these texts ask of a state's own law: provisions in force `shall`, and who of `bound` asks it too."""
        found = []
        for topic in self.book.topics.values():
            asking = [name for name in (*bound, *fresh) if self.asks(name, topic.id)] if topic.theme in THEMES else []
            already = tuple(name for name in asking if name in bound)
            for name in asking:
                if name in fresh:
                    at, carries = topic.positions[name], self.book.vocabulary.carried_by.get(topic.id)
                    found.append(Duty(topic.theme, topic.id, name, at.cites, at.basis, already, carries))
        return tuple(found)

    def asks(self, name: str, topic: str) -> bool:
        """Whether a provision that is on requires something."""
        on = {one for _, one in switched(self.book, (name,), self.selection)[0]}
        return topic in on and self.book.topics[topic].positions[name].force == "shall"

    def near(self, name: str, me: str, region: str) -> dict[str, tuple[str, ...]]:
        """The other states of a region by what they did with a text."""
        found: dict[str, list[str]] = {status: [] for status in (*STATUSES, NOBODY)}
        for iso3, country in self.book.facts.states.items():
            if country.region == region and iso3 != me and country.kind != "organisation":
                row = self.rows[name].get(iso3)
                found[row.status if row else NOBODY].append(iso3)
        return {status: tuple(states) for status, states in found.items()}

    def together(self, me: str, other: str) -> Together:
        """The ways that two states share today, if both joined, and once a text that waits is in force."""
        both = {me, other}
        now = [name for name in self.book.instruments if both <= self.bound[name]]
        fine = {s: {n: self.text(n, s).outcome for n in self.book.instruments} for s in both}
        could = [
            name
            for name in self.book.instruments
            if both <= self.would_consent(name, both) and not {"draft", "parent"} & {fine[me][name], fine[other][name]}
        ]
        then = [name for name in could if both <= self.after(name, both)]
        shared = {name: self.left(name, me) & self.left(name, other) for name in {*now, *could}}

        def opened(names: list[str]) -> tuple[Way, ...]:
            return self.ways({name: shared[name] for name in names})

        return Together(other, opened(now), opened(then), opened([name for name in could if name not in then]))
