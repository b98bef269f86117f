"""Pictures of time, of votes, drafting lines and pairs, as data; static/pictures.js and explorers/*.js alike."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from ..book.model import Workbook, stages
from ..book.votes import MEMBERS
from ..questions.decision import Decision, decide
from .blocks import Blocks
from .explorers import decision, drafting, pairs, road
from .picturing import FATES, WORDS, Picture
from .state import State


def road_line(book: Workbook, state: State, blocks: Blocks) -> Picture | None:
    """Planned and happened, each step from its first to its last day, in days since the first year began."""
    found = road.data(book)
    steps = [(leg, lane) for leg in found["legs"] for lane in ("planned", "happened") if leg[lane]]
    if not steps:
        return None
    years = [int(leg[lane][end][:4]) for leg, lane in steps for end in ("from", "to")]
    first, last = min(years), max(years) + 1
    zero = dt.date(first, 1, 1).toordinal()

    def part(leg: Any, lane: str, kind: str) -> list[Any]:
        if not leg[lane]:
            return []
        start, end = (dt.date.fromisoformat(leg[lane][key]).toordinal() - zero for key in ("from", "to"))
        return [(kind, start, end - start + 1, leg[lane]["words"])]

    rows = [
        (
            f"{leg['label']} ({leg['late']})" if leg["late"] else leg["label"],
            [part(leg, "planned", "b"), part(leg, "happened", "a")],
        )
        for leg in found["legs"]
        if leg["planned"] or leg["happened"]
    ]
    at = [(dt.date(year, 1, 1).toordinal() - zero, str(year)) for year in range(first, last + 1)]
    unit = f"{WORDS['years']} {found['undated']}".strip()
    bars = {"rows": rows, "top": at[-1][0], "ticks": at, "unit": unit, "named": False, "least": 8}
    return {"legend": [("b", found["lanes"][0]), ("a", found["lanes"][1])], "bars": bars}


def fates(book: Workbook, state: State, blocks: Blocks) -> Picture | None:
    """What became of the articles that were followed, and of no others: a line for each run of them."""
    if len(stages(book)) < 2:
        return None
    found = drafting.step(book, *drafting.pair(book, state))
    if not found["runs"]:
        return None

    def numbers(side: str) -> list[str]:
        return sorted({run[side] for run in found["runs"] if run[side]}, key=lambda one: (_number(one), one))

    left, right = numbers("was"), numbers("became")
    lines = []
    for run in found["runs"]:
        change = book.vocabulary.changes.get(run["change"], run["change"])
        start = left.index(run["was"]) if run["was"] else -1
        end = right.index(run["became"]) if run["became"] else -1
        if start < 0 and end < 0:
            start = len(left)
            left.append(WORDS["unnumbered"].format(n=run["n"]))
        ends = " → ".join(one for one in (run["was"], run["became"]) if one) or WORDS["unnumbered"].format(n=run["n"])
        words = WORDS["fate"].format(ends=ends, change=change, n=run["n"])
        lines.append((FATES.get(run["change"], "thin"), start, end, change, words))
    kinds = {run["change"] for run in found["runs"]}
    legend = [(FATES.get(name, "thin"), label) for name, label in book.vocabulary.changes.items() if name in kinds]
    title = f"{found['names']['a']} → {found['names']['b']}. {found['counted']} {found['least']}".strip()
    heads = [found["names"]["a"], found["names"]["b"]]
    return {"title": title, "legend": legend, "joins": {"heads": heads, "left": left, "right": right, "lines": lines}}


def _number(one: str) -> int:
    found = re.match(r"[0-9]+", one)
    return int(found[0]) if found else 0


def connected(book: Workbook, state: State, blocks: Blocks) -> Picture | None:
    """How many pairs of states each side and both together connect, within and between regions."""
    if not book.facts.parties:
        return None
    parts: list[Any] = []
    for side, found in zip(pairs.COLUMNS, pairs.counted(book, state), strict=True):
        names = list(dict.fromkeys(one for one, _ in found.regions))
        cells = []
        for (one, other), (n, most) in found.regions.items():
            share = pairs.percent(n, most)
            words = pairs.WORDS["cell"].format(side=side, where=pairs.where(one, other), n=n, most=most, share=share)
            cells.append((names.index(one), names.index(other), n, most, f"{share}%", words))
        parts.append((side, cells))
    return {"legend": [("a", pairs.WORDS["shown"])], "grids": {"names": names, "parts": parts}}


def vote(book: Workbook, state: State, blocks: Blocks) -> Picture | None:
    """Yes against no, with the line of each rule; and how few no block, by how many vote."""
    counts, rule = decision.vote(book, state), state.rule or book.facts.pages.opening_vote()["rule"]
    if sum(counts.values()) > MEMBERS:
        return None
    words, found = decision.WORDS, decide(**counts, rule=rule)
    labels = {name: book.vocabulary.decision_rules.get(name, name) for name in decision.RULES}
    ends, block = {}, {}
    for name in decision.RULES:
        whole = decide(MEMBERS, 0, 0, 0, name)
        ends[name] = (whole.needed or MEMBERS, MEMBERS - (whole.needed or MEMBERS))
        block[name] = whole.blocking_minority or 1
    given = {**counts, "rule": labels[rule].lower(), "margin": found.margin, "lack": -(found.margin or 0)}
    given |= {"block": found.blocking_minority, "voting": found.voting}

    def line(name: str, points: list[tuple[int, int]]) -> tuple[Any, ...]:
        said = words["all_vote"].format(rule=labels[name], members=MEMBERS, needed=ends[name][0], block=block[name])
        return ("bold" if name == rule else "fine", said, points, labels[name])

    plane = {
        "title": words[_reached(found)].format(**given),
        "most": (MEMBERS, MEMBERS),
        "axes": (words["across"], words["up"]),
        "ticks": decision.TICKS,
        "areas": []
        if rule == "consensus"
        else [(words["area"].format(rule=labels[rule]), [(0, 0), ends[rule], (MEMBERS, 0)])],
        "lines": [
            ("thin", words["edge"].format(members=MEMBERS), [(0, MEMBERS), (MEMBERS, 0)], ""),
            *(line(name, [(0, 0), ends[name]]) for name in ends),
        ],
        "notes": [
            *([] if rule == "consensus" else [(108, 10, words["inside"])]),
            (30, 100, words["outside"]),
            (128, 150, words["beyond"]),
        ],
        "points": [(found.yes, found.no, words["now"].format(**given))],
    }
    few = found.blocking_minority
    strip = {
        "title": words["few" if few is None else "strip"].format(**given),
        "most": (MEMBERS, 100),
        "axes": (words["voting"], words["blocking"]),
        "ticks": decision.TICKS,
        "areas": [],
        "lines": [line(name, [(1, 1), (MEMBERS, block[name])]) for name in block],
        "notes": [],
        "points": [] if few is None else [(found.voting, few, words["blocks"].format(**given))],
    }
    legend = [("bold", words["chosen"].format(**given)), ("fine", words["others"]), ("point", words["tried"])]
    return {"legend": legend, "planes": [plane, strip]}


def _reached(found: Decision) -> str:
    """Which sentence says how far the vote is from the rule's line."""
    consensus = found.rule == "consensus"
    if found.outcome == "nobody present" or (not consensus and not found.voting):
        return "nobody"
    if consensus:
        return "unopposed" if found.adopted else "stopped"
    margin = found.margin or 0
    return "enough" if margin > 0 else "short" if margin < 0 else "exact"
