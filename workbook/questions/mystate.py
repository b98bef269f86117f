"""One state: what binds it, with whom and by which ways; and what would be so if it joined some texts.

Joining is a supposition; `joining` holds its rules. Partners are states: two that one text binds, with a provision on
cooperation that is on and that neither has excluded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..book.course import shortfall
from ..book.frames import frame
from ..book.model import Selection, Workbook
from ..book.standing import known_on
from .cooperation import SameState, Way, state_code
from .joining import ANY, BINDING, Duty, States, Text, Together, World
from .scenario import Scenario


@dataclass(frozen=True)
class MyState:
    """A state today and, supposed, after joining `joins`. `today` and `then`: partners by way, "" is any.

    `neighbours`: for each text but drafts the other states of the same M49 region by status ("none": no record).
    `at_least` names the texts whose list of states is known to lack some, so that more partners may hold.
    """

    iso3: str
    on: dt.date
    joins: tuple[str, ...]
    texts: tuple[Text, ...]
    today: Mapping[str, States]
    then: Mapping[str, States]
    ways: tuple[Way, ...]
    duties: tuple[Duty, ...]
    region: str
    neighbours: Mapping[str, Mapping[str, tuple[str, ...]]]
    together: Together | None
    at_least: tuple[str, ...]

    @property
    def gained(self) -> States:
        """The partners that joining adds, all ways taken together."""
        return self.then[ANY] - self.today[ANY]

    def ways_open(self, then: bool = True) -> tuple[str, ...]:
        """The ways by which there is a partner, today or supposed."""
        return tuple(name for name, states in (self.then if then else self.today).items() if name and states)

    def new(self, theme: str) -> tuple[str, ...]:
        """The topics of a theme that joining asks of the state's law, and no text that binds it does today."""
        return tuple(dict.fromkeys(one.topic for one in self.duties if one.theme == theme and not one.already))

    def frame(self) -> Any:
        """A pandas frame: one row a partner, today or supposed: state, way ("" is any), today, then (True or False)."""
        rows = [
            {"state": state, "way": name, "today": state in self.today[name], "then": state in self.then[name]}
            for name in self.then
            for state in sorted(self.today[name] | self.then[name])
        ]
        return frame(rows, ("state", "way", "today", "then"))

    def json(self) -> dict[str, Any]:
        """As `workbook state --format json` prints it; what is supposed stands under `supposed` alone."""
        binding = [text.instrument for text in self.texts if text.outcome == "binds"]
        both = self.together
        return {
            "state": self.iso3,
            "on": self.on.isoformat(),
            "region": self.region,
            "standing": {text.instrument: text.json()["standing"] for text in self.texts},
            "neighbours": {n: {how: list(who) for how, who in by.items()} for n, by in self.neighbours.items()},
            "today": {"bound_by": binding, "partners": sorted(self.today[ANY]), "by_way": _by_way(self.today)},
            "at_least": list(self.at_least),
            "with": both and {"state": both.other, "today": [way.json() for way in both.today]},
            "supposed": {
                "supposition": True,
                "joins": list(self.joins),
                "texts": [text.json() for text in self.texts if text.instrument in self.joins],
                "partners": sorted(self.then[ANY]),
                "gained": sorted(self.gained),
                "by_way": _by_way(self.then),
                "ways": [way.json() for way in self.ways],
                "duties": [duty.json() for duty in self.duties],
                "with": both
                and {
                    "state": both.other,
                    "then": [way.json() for way in both.then],
                    "waiting": [way.json() for way in both.waiting],
                },
            }
            if self.joins
            else None,
        }


def _by_way(partners: Mapping[str, States]) -> dict[str, list[str]]:
    return {name: sorted(states) for name, states in partners.items() if name}


def my_state(
    book: Workbook,
    iso3: str,
    joins: str | tuple[str, ...] = (),
    other: str | None = None,
    on: dt.date | None = None,
    selection: Selection = Selection(),
    supposing: Scenario | None = None,
) -> MyState:
    """A state on a day (`known_on(book)` by default), and the supposition that it joins a side.

    `joins` is a side (`"one+other"`) or nothing; `other` a second state, which is supposed to join alike;
    `supposing` says who consents to the drafted text besides. Raises `UnknownId`, and `SameState` for one state twice.
    """
    me, day = state_code(book, iso3), on or known_on(book)
    friend = state_code(book, other) if other else None
    if me == friend:
        raise SameState(f"{me} is named twice; name a second state that is another")
    side = book.side(joins) if joins else ()
    world = World(book, day, side, selection, supposing)
    texts = tuple(world.text(name, me) for name in book.instruments)
    then = {text.instrument: world.after(text.instrument, {me}) for text in texts if text.outcome in BINDING}
    bound = [text.instrument for text in texts if text.outcome == "binds"]
    fresh = [text.instrument for text in texts if text.instrument in side and text.outcome != "binds"]
    region = book.facts.states[me].region
    return MyState(
        me, day, side, texts, world.partners(me, world.bound), world.partners(me, then),
        world.ways({name: world.left(name, me) for name in fresh}),
        world.duties(fresh, bound), region,
        {name: world.near(name, me, region) for name, text in book.instruments.items() if text.status != "draft"},
        world.together(me, friend) if friend else None,
        tuple(name for name in bound + fresh if shortfall(book, name, day)),
    )  # fmt: skip
