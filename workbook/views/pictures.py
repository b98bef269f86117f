"""What each view's picture shows, as plain data for drawing.py; static/pictures.js answers alike.

A picture is taken from the answer that the view gives anyway, so that it can say nothing else: from its tables,
or from the same answer to the same question; never by words of a sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from itertools import cycle
from typing import Any

from ..book.model import Workbook
from ..questions.compare import comparison
from ..questions.cooperation import LeftOut, Way
from . import lined, mapped
from .blocks import Blocks, Say
from .explorers import cooperation, crimes, feartables, safeguards
from .picturing import RELATIONS, WORDS, Picture, count, recipes, scaled, table_of
from .state import State
from .wording import short

MAPS = ("scope", "state", "whatif")


def picture(book: Workbook, view: str, state: State, blocks: Blocks) -> Picture | None:
    """The picture of a view's answer; None where the answer has nothing to draw."""
    found = DRAWN[view](book, state, blocks) if view in DRAWN else None
    if not found:
        return None
    title = found.pop("title", "") or " ".join(
        block.words for block in blocks if isinstance(block, Say) and block.tone == "finding"
    )
    return {"id": view, "title": title, **found}


def _matrix(columns: list[str], groups: list[Any], legend: Mapping[str, str]) -> Picture:
    used = {kind for _, rows in groups for _, cells in rows for kind, _ in cells}
    return {
        "legend": [pair for pair in legend.items() if pair[0] in used],
        "dots": {"columns": columns, "groups": groups},
    }


def _crimes(book: Workbook, state: State, blocks: Blocks) -> Picture | None:
    recipe = recipes(book)["crimes"]
    columns = [f"{side}: {short(book, texts)}" for side, texts in zip("AB", state.sides(book), strict=True)]
    groups, marks = [], crimes.marks(book, state)
    for name, at in recipe["tables"]:
        table = table_of(blocks, name)
        if table:
            rows = [
                (
                    row[0],
                    [(kind, f"{row[0]}, {side}: {row[i]}") for kind, i, side in zip(kinds, at, "AB", strict=True)],
                )
                for row, kinds in zip(table.rows, marks[name], strict=True)
            ]
            groups.append((table.columns[0], rows))
    return _matrix(columns, groups, recipe["legend"])


def _safeguards(book: Workbook, state: State, blocks: Blocks) -> Picture | None:
    recipe = recipes(book)["safeguards"]
    chosen = [name for name in book.instruments if any(name in side for side in state.sides(book))]
    names = {name: book.instruments[name].short_title for name in chosen}
    on, rows, spoken = safeguards.switched_on(book, state), [], Counter[str]()
    for part in feartables.sections(book):
        cells = []
        for row in sorted(
            (row for row in part["taken"] if row["text"] in names), key=lambda row: chosen.index(row["text"])
        ):
            shown = on(row)
            spoken[row["text"]] += shown and row["how"] == "speaks"
            words = row["words"] if shown else safeguards.WORDS["off"]
            cells.append((row["mark"] if shown else "off", f"{part['title']}, {names[row['text']]}: {words}"))
        rows.append((part["title"], cells))
    listed = "; ".join(WORDS["question"].format(text=names[name], k=spoken[name]) for name in chosen)
    title = WORDS["questions"].format(n=len(rows), list=listed)
    return {"title": title} | _matrix([*names.values()], [("", rows)], recipe["legend"])


def _cooperation(book: Workbook, state: State, blocks: Blocks) -> Picture | None:
    ways, left = table_of(blocks, "ways"), table_of(blocks, "left_out")
    if ways is None:
        return None
    found, legend = cooperation.asked(book, state), recipes(book)["cooperation"]["legend"]
    every: list[tuple[Way | LeftOut, str, tuple[str, ...]]] = [
        *(
            (one, "full" if one.force == "shall" else "half", row)
            for one, row in zip(found.ways, ways.rows, strict=True)
        ),
        *((one, "off", row) for one, row in zip(found.left_out, left.rows if left else (), strict=True)),
    ]
    texts = [name for name in book.instruments if any(one.instrument == name for one, *_ in every)]
    names = [book.instruments[name].short_title for name in texts]
    rows = []
    for way, label in book.vocabulary.modalities.items():
        cells = []
        for text, name in zip(texts, names, strict=True):
            here = [(kind, row) for one, kind, row in every if (one.instrument, one.modality) == (text, way)]
            kinds = [kind for kind, _ in here]
            said = "; ".join(f"{row[2]}, {row[3]}" for _, row in here) or legend["none"]
            kind = next((kind for kind in ("full", "half", "off") if kind in kinds), "none")
            cells.append((kind, f"{label}, {name}: {said}"))
        rows.append((label, cells))
    return _matrix(names, [("", rows)], legend)


def _profiles(book: Workbook, state: State, blocks: Blocks) -> Picture | None:
    """Bars of both sides' numbers, a row a number."""
    table = table_of(blocks, "profiles")
    if table is None:
        return None
    sides = (("a", 2), ("b", 3))
    top = max([1, *(count(row[i]) for row in table.rows for _, i in sides)])
    rows = [
        (row[0], [[(kind, 0, max(0, count(row[i])), f"{table.columns[i]}: {row[i]}")] for kind, i in sides])
        for row in table.rows
    ]
    legend = [(kind, table.columns[i]) for kind, i in sides]
    return {"legend": legend, "bars": scaled(rows, top, WORDS["unit"], named=True)}


def _stacked(rows: list[tuple[str, list[tuple[str, int, str]]]]) -> Picture:
    """A bar a row, its parts (kind, number, words) one after the other."""
    bars, top = [], max([1, *(sum(number for _, number, _ in parts) for _, parts in rows)])
    for label, parts in rows:
        at, line = 0, []
        for kind, number, words in parts:
            line.append((kind, at, number, f"{words} {number}"))
            at += number
        bars.append((label, [line]))
    return scaled(bars, top, WORDS["topics"], named=False)


def _quality(book: Workbook, state: State, blocks: Blocks) -> Picture | None:
    table = table_of(blocks, "texts")
    if table is None:
        return None
    heads = list(zip(cycle("acibfdegh"), table.columns[1:], strict=False))
    rows = [
        (row[0], [(kind, count(cell), head) for (kind, head), cell in zip(heads, row[1:], strict=True)])
        for row in table.rows
    ]
    return {"legend": heads, "bars": _stacked(rows)}


def _brief(book: Workbook, state: State, blocks: Blocks) -> Picture | None:
    a, b = state.sides(book)
    related = recipes(book)["related"]
    found: dict[str, Counter[str]] = {theme: Counter() for theme in book.vocabulary.themes}
    for row in comparison(book, "+".join(a), "+".join(b), None, state.selection).rows:
        found[row.theme]["neither" if row.relation == "same" and not row.a else row.relation] += 1
    rows = [
        (
            term.label,
            [(kind, found[theme][name], related[name]) for name, kind in RELATIONS.items() if found[theme][name]],
        )
        for theme, term in book.vocabulary.themes.items()
        if found[theme]
    ]
    used = {name for counts in found.values() for name in counts}
    return {
        "legend": [(kind, related[name]) for name, kind in RELATIONS.items() if name in used],
        "bars": _stacked(rows),
    }


DRAWN: dict[str, Callable[[Workbook, State, Blocks], Picture | None]] = {
    "compare": _profiles,
    "crimes": _crimes,
    "cooperation": _cooperation,
    "safeguards": _safeguards,
    "brief": _brief,
    "quality": _quality,
    "pairs": lined.connected,
    "decision": lined.vote,
    "drafting": lined.fates,
    "road": lined.road_line,
    "scope": mapped.both_maps,
    "state": mapped.gains,
    "whatif": mapped.supposed,
}
