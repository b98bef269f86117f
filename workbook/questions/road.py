"""The road to the text: what was planned, against what happened.

Planned session n (`plan-n` of timeline.csv) is paired with the session held (`ahc-n`); the draft that was due is
paired with the two days on which a text was adopted. Delays are counted only where both days are known.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..book.course import in_words
from ..book.facts import Step
from ..book.frames import frame
from ..book.interface import words
from ..book.model import Workbook
from . import drawn

WORDS = words("road", "told")
LABELS = words("road", "labels")
# What follows the numbered sessions: label, what was planned, what happened (ids of timeline.csv; "" is nothing).
LATER = (
    ("concluding", "", "ahc-concluding"),
    ("resumed", "", "ahc-reconvened"),
    ("draft", "plan-draft", "ahc-adoption"),
    ("adoption", "plan-draft", "res-79-243"),
    ("opening", "", "hanoi"),
    ("last", "signature-closes", ""),
)
SITTINGS = re.compile(r"ahc-(\d+|concluding|reconvened)")
LANES = (LABELS["planned"], LABELS["happened"])


def span(step: Step) -> str:
    """A step's days: `29 July to 9 August 2024`, one day, or nothing when no day is known."""
    first, last = step.date, step.end_date
    if first is None:
        return ""
    if last is None or last == first:
        return in_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return WORDS["days"].format(first=first.day, last=in_words(last))
    shown = in_words(first)
    return WORDS["days"].format(first=shown.removesuffix(f" {last.year}"), last=in_words(last))


def weekdays(step: Step) -> int | None:
    """How many days from Monday to Friday a step takes; None when its days are not known."""
    if step.date is None or step.end_date is None:
        return None
    days = (step.date + dt.timedelta(number) for number in range((step.end_date - step.date).days + 1))
    return sum(one.weekday() < 5 for one in days)


@dataclass(frozen=True)
class Leg:
    """One part of the road, as planned and as it happened; None where there is no such step."""

    label: str
    planned: Step | None
    happened: Step | None

    @property
    def delay(self) -> int | None:
        """Days from the planned day to the day on which it happened; None unless both are known."""
        days = [step.date if step else None for step in (self.planned, self.happened)]
        return (days[1] - days[0]).days if days[0] and days[1] else None

    @property
    def late(self) -> str:
        """The delay in words, or why there is none."""
        if self.delay is not None:
            key = "late" if self.delay > 0 else "early" if self.delay < 0 else "same"
            return WORDS[key].format(later=self.delay, earlier=-self.delay)
        if self.planned is None:
            return WORDS["not_planned"]
        if self.planned.date is None:
            return WORDS["no_day"]
        ahead = self.planned.date > self.planned.as_of
        return WORDS["ahead"].format(day=in_words(self.planned.as_of)) if ahead else WORDS["no_data"]

    @property
    def length(self) -> int | None:
        """The weekdays of a session that was held; None for anything else."""
        sat = self.happened is not None and SITTINGS.fullmatch(self.happened.id)
        return weekdays(self.happened) if self.happened and sat else None

    @property
    def same_place(self) -> bool | None:
        """Whether it happened where it was planned; None unless both places are known."""
        places = [step.place if step else "" for step in (self.planned, self.happened)]
        return places[0] == places[1] if all(places) else None


@dataclass(frozen=True)
class Road:
    """The parts of the road in their order, and the other steps of the timeline."""

    legs: tuple[Leg, ...]
    others: tuple[Step, ...]

    @property
    def held(self) -> tuple[Leg, ...]:
        """The sessions that were held, resumed ones counted too."""
        return tuple(leg for leg in self.legs if leg.happened and SITTINGS.fullmatch(leg.happened.id))

    @property
    def planned(self) -> tuple[Step, ...]:
        """The sessions that were planned."""
        return tuple(leg.planned for leg in self.legs if leg.planned and re.fullmatch(r"plan-\d+", leg.planned.id))

    @property
    def finding(self) -> str:
        """Plan and event in a sentence or two."""
        lengths = [length for step in self.planned if (length := weekdays(step))]
        adoption = next((leg for leg in self.legs if leg.label == LABELS["adoption"]), None)
        due = adoption.planned.date if adoption and adoption.planned else None
        days = [step.end_date or step.date for leg in self.held if (step := leg.happened)]
        first = self.held[0].happened.date if self.held and self.held[0].happened else None
        if not lengths or due is None or first is None or days[-1] is None:
            return WORDS["no_plan"]
        said = WORDS["planned"].format(sessions=len(self.planned), length=lengths[0], due=f"{due:%B %Y}")
        said += WORDS["held"].format(sessions=len(self.held), first=in_words(first), last=in_words(days[-1]))
        if adoption is None or adoption.happened is None or adoption.happened.date is None:
            return said + WORDS["open"]
        return said + WORDS["adopted"].format(day=in_words(adoption.happened.date), delay=adoption.delay)

    def repeats(self) -> tuple[tuple[Leg, Leg], ...]:
        """Sessions held one after the other in the same place."""
        pairs = zip(self.held, self.held[1:], strict=False)
        return tuple((a, b) for a, b in pairs if a.happened and b.happened and a.happened.place == b.happened.place)

    def frame(self) -> Any:
        """A pandas frame, one row a leg; days are dates or None, `weekdays` and `delay_days` nullable whole numbers."""
        rows = [
            {
                "step": leg.label,
                **{f"planned_{name}": getattr(leg.planned, name, None) or None for name in ("date", "place", "basis")},
                **{f"happened_{name}": getattr(leg.happened, name, None) or None for name in HELD},
                "weekdays": leg.length,
                "delay_days": leg.delay,
            }
            for leg in self.legs
        ]
        table = frame(rows, COLUMNS)
        return table.astype({"weekdays": "Int64", "delay_days": "Int64"})

    def figure(self) -> Any:
        """A plotly figure: time from left to right, a lane for the plan and a lane for what happened.

        Its title states the finding; `layout.meta["text"]` says in words what it shows.
        """
        return drawn.figure(self)

    def lane(self, lane: str) -> Iterator[tuple[str, Step]]:
        """The label and step of everything with a day in a lane, each step once."""
        seen = set()
        for leg in self.legs:
            step = leg.planned if lane == LANES[0] else leg.happened
            if step and step.date and step.id not in seen:
                seen.add(step.id)
                yield leg.label, step

    def text(self) -> str:
        """The figure in words: the finding, then each leg and its delay."""
        return " ".join([self.finding, *(f"{leg.label}: {leg.late}." for leg in self.legs)])


HELD = ("date", "end_date", "place", "basis")
COLUMNS = (
    "step",
    *(f"planned_{name}" for name in ("date", "place", "basis")),
    *(f"happened_{name}" for name in HELD),
    "weekdays",
    "delay_days",
)


def road(book: Workbook) -> Road:
    """The road of a book: its planned and its actual sessions and days, in pairs.

    A book without a timeline has an empty road.
    """
    steps = {step.id: step for step in book.facts.timeline}
    numbers = sorted({int(found[1]) for name in steps if (found := re.fullmatch(r"(?:plan|ahc)-(\d+)", name))})
    named = [(LABELS["session"].format(n=n), f"plan-{n}", f"ahc-{n}") for n in numbers]
    named += [(LABELS[name], planned, happened) for name, planned, happened in LATER]
    pairs = [Leg(label, steps.get(planned), steps.get(happened)) for label, planned, happened in named]
    used = {name for _, planned, happened in named for name in (planned, happened)}
    others = tuple(step for step in book.facts.timeline if step.id not in used)
    return Road(tuple(leg for leg in pairs if leg.planned or leg.happened), others)
