"""The road to the text: the plan against what happened. The answer is the same for every view."""

from __future__ import annotations

from typing import Any

from ...book.course import in_words
from ...book.facts import Step
from ...book.interface import headings, words
from ...book.model import Workbook
from ...questions.road import LANES, Leg, Road, road, span
from ..blocks import Blocks, Say, Table, as_json
from ..state import State

COLUMNS = headings("road")
SIDES = False
WORDS = words("road")


def blocks(book: Workbook, state: State) -> Blocks:
    """What was planned against what happened, then the other steps of the timeline."""
    found = road(book)
    if not found.legs:
        return (Say("finding", WORDS["empty"], "caution"),)
    remembered = [leg.label for leg in found.legs if leg.planned and leg.planned.basis == "recalled"]
    memory = WORDS["memory"].format(labels=", ".join(remembered))
    said = [row.statement for row in book.report if row.id == book.facts.pages.plan_report]
    return (
        Say("finding", found.finding, "finding"),
        *((Say("memory", memory, "caution"),) if remembered else ()),
        *(Say("report", book.facts.pages.word("plan_report").format(statement=statement)) for statement in said),
        *_turns(found),
        Table("legs", WORDS["legs"], COLUMNS, tuple(_row(book, leg) for leg in found.legs)),
        Table("others", WORDS["others"], OTHERS, tuple(_step(book, step) for step in found.others)),
    )


def _turns(found: Road) -> tuple[Say, ...]:
    """Whether the two cities took turns, by the places of the sessions held."""
    planned = [step.place for step in found.planned]
    held = [leg.happened.place for leg in found.held if leg.happened]
    if not planned or not held:
        return ()
    pairs = [
        WORDS["pair"].format(a=a.label, b=b.label.lower(), place=a.happened.place if a.happened else "")
        for a, b in found.repeats()
    ]
    places = WORDS["turns"].format(planned=", ".join(planned), held=", ".join(held))
    verdict = WORDS["not_in_turn"].format(pairs="; ".join(pairs)) if pairs else WORDS["in_turn"]
    return (Say("turns", f"{places} {verdict}"),)


def _when(step: Step | None, otherwise: str) -> str:
    """A step's days and place, as one cell."""
    if step is None:
        return otherwise
    parts = [span(step) or WORDS["no_day"], step.place]
    return ", ".join(part for part in parts if part)


def _row(book: Workbook, leg: Leg) -> tuple[str, ...]:
    steps = [step for step in (leg.planned, leg.happened) if step]
    bases = book.vocabulary.bases
    known = [
        WORDS[name].format(known=bases[step.basis].label.lower())
        for name, step in (("plan", leg.planned), ("event", leg.happened))
        if step
    ]
    return (
        leg.label,
        _when(leg.planned, WORDS["unplanned"]),
        _when(leg.happened, leg.late if leg.planned else WORDS["no_data"]),
        "" if leg.length is None else str(leg.length),
        leg.late,
        {None: "", True: WORDS["yes"], False: WORDS["no"]}[leg.same_place],
        ", ".join(dict.fromkeys(step.document for step in steps if step.document)),
        "; ".join(known),
        *((step.source or WORDS["no_page"]) if step else "" for step in (leg.planned, leg.happened)),
    )


OTHERS = headings("road", "others")


def _step(book: Workbook, step: Step) -> tuple[str, ...]:
    known = book.vocabulary.bases[step.basis].label.lower()
    return (
        span(step) or WORDS["no_data"],
        step.event,
        step.place,
        step.document,
        known,
        step.source or WORDS["no_page"],
    )


def data(book: Workbook) -> dict[str, Any]:
    """The answer as it is, and what the browser's picture draws: each leg's days and words."""
    found = road(book)

    def drawn(step: Step | None) -> dict[str, str] | None:
        if step is None or step.date is None:
            return None
        end = step.end_date or step.date
        words = _when(step, "")
        return {"id": step.id, "from": step.date.isoformat(), "to": end.isoformat(), "words": words}

    legs = [
        {
            "label": leg.label,
            "planned": drawn(leg.planned),
            "happened": drawn(leg.happened),
            "late": leg.late if leg.delay is not None else "",
        }
        for leg in found.legs
    ]
    undated = [step.id.partition("-")[2] for step in found.planned if step.date is None]
    ends = {"first": undated[0], "last": undated[-1]} if undated else {}
    return {
        "blocks": as_json(blocks(book, State((), ()))),
        "lanes": list(LANES),
        "legs": legs,
        "undated": WORDS["undated"].format(**ends) if undated else "",
    }


def context(book: Workbook, state: State) -> dict[str, Any]:
    """The day up to which the steps were looked up; there is nothing to choose."""
    seen = max((step.as_of for step in book.facts.timeline), default=None)
    return {"seen": in_words(seen) if seen else ""}
