"""Answers -> plotly figures; plotly is imported only when asked to draw. An answer's `.figure()` is found here."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from functools import singledispatch
from typing import Any

from ..book.interface import words
from ..questions.compare import Comparison, Matrix
from ..questions.pairs import Pairs
from ..questions.profiles import Profile
from ..questions.road import LANES, Road, span
from ..questions.scope import LABELS, NONE, Where
from . import geo
from .wording import listed

WORDS = words("figures")
# Okabe and Ito's palette: told apart by colour-blind readers.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#999999", "#e8e8e8")
RELATIONS = ("only_a", "stronger_a", "same", "differs", "stronger_b", "only_b", "unknown", "off")
VERDICTS = ("uncoded", "present", "absent", "narrower", "equivalent", "baseline", "extends", "broader", "different")
VERDICT_COLOURS = ("#f2f2f2", "#d9d9d9", "#bdbdbd", "#E69F00", "#56B4E9", "#0072B2", "#F0E442", "#009E73", "#CC79A7")
PAINT = {"party": COLOURS[0], "ratified": COLOURS[2], "signatory": COLOURS[4], "denounced": COLOURS[3], NONE: "#e4e7ec"}
FONT = {"family": "system-ui, sans-serif", "size": 13}


def profiles(sides: Sequence[tuple[str, Sequence[Any]]]) -> Any:
    """Bars for each side's numbers (objects with label, value, words); "no data" has no bar.

    `sides` is a sequence of (name, numbers); all number sequences have the same measures.
    """
    from plotly import graph_objects

    figure = graph_objects.Figure()
    for (name, numbers), colour in zip(sides, COLOURS, strict=False):
        figure.add_bar(
            name=name,
            orientation="h",
            y=[number.label for number in numbers],
            x=[number.value for number in numbers],
            text=[number.words for number in numbers],
            textposition="outside",
            cliponaxis=False,
            marker_color=colour,
            hovertemplate="%{y}: %{text}<extra>" + name + "</extra>",
        )
    title = WORDS["profiles"].format(names=listed([name for name, _ in sides]))
    rows = max((len(numbers) for _, numbers in sides), default=0)
    figure.update_layout(title=title, barmode="group", height=120 + 22 * rows * max(1, len(sides)), **_look())
    figure.update_yaxes(autorange="reversed", automargin=True)
    return figure


def relations(pairs: Sequence[tuple[str, str]], a: str, b: str) -> Any:
    """Stacked bars: topics by theme (first of each pair) and relation (second)."""
    from plotly import graph_objects

    themes = list(dict.fromkeys(theme for theme, _ in pairs))
    counts = Counter(pairs)
    figure = graph_objects.Figure()
    for relation, colour in zip(RELATIONS, COLOURS, strict=True):
        values = [counts[theme, relation] for theme in themes]
        if any(values):
            figure.add_bar(name=relation, orientation="h", y=themes, x=values, marker_color=colour)
    figure.update_layout(title=WORDS["relations"].format(a=a, b=b), barmode="stack", **_look())
    figure.update_yaxes(autorange="reversed", automargin=True)
    return figure


def verdicts(grid: Sequence[Sequence[str]], topics: Sequence[str], texts: Sequence[str]) -> Any:
    """A heat map of verdicts: one row a topic, one column a text."""
    from plotly import graph_objects

    steps = len(VERDICTS)
    scale = [
        (edge, colour)
        for number, colour in enumerate(VERDICT_COLOURS)
        for edge in (number / steps, (number + 1) / steps)
    ]
    figure = graph_objects.Figure(
        graph_objects.Heatmap(
            z=[[VERDICTS.index(verdict) for verdict in row] for row in grid],
            x=list(texts),
            y=list(topics),
            text=[list(row) for row in grid],
            hovertemplate="%{y}, %{x}: %{text}<extra></extra>",
            colorscale=scale,
            zmin=-0.5,
            zmax=steps - 0.5,
            colorbar={"tickvals": list(range(steps)), "ticktext": list(VERDICTS)},
            xgap=2,
            ygap=2,
        )
    )
    figure.update_layout(title=WORDS["verdicts"], height=160 + 20 * len(topics), **_look())
    figure.update_yaxes(autorange="reversed", automargin=True)
    return figure


def shares(names: Sequence[str], grid: Sequence[Sequence[tuple[int, int]]], title: str) -> Any:
    """A heat map of (number, of how many): one row and one column a name, coloured by the share."""
    from plotly import graph_objects

    words = [[WORDS["share"].format(n=n, most=most) for n, most in row] for row in grid]
    figure = graph_objects.Figure(
        graph_objects.Heatmap(
            z=[[n / most if most else None for n, most in row] for row in grid],
            x=list(names),
            y=list(names),
            text=words,
            texttemplate="%{text}",
            hovertemplate="%{y}, %{x}: %{text} (%{z:.0%})<extra></extra>",
            colorscale="Blues",
            zmin=0,
            zmax=1,
            colorbar={"tickformat": ".0%"},
            xgap=2,
            ygap=2,
        )
    )
    figure.update_layout(title=title, height=160 + 60 * len(names), **_look())
    figure.update_yaxes(autorange="reversed", automargin=True)
    return figure


def _look() -> dict[str, Any]:
    return {
        "font": FONT,
        "template": "plotly_white",
        "margin": {"l": 8, "r": 40, "t": 60, "b": 40},
        "legend": {"orientation": "h"},
    }


@singledispatch
def figure_of(answer: object) -> Any:
    """The plotly figure of an answer. Raises `TypeError` for a kind that has none."""
    raise TypeError(f"a {type(answer).__name__} has no figure")


@figure_of.register(Profile)
def _(found: Profile) -> Any:
    return profiles([("+".join(found.side), found.drawn)])


@figure_of.register(Comparison)
def _(found: Comparison) -> Any:
    return relations([(row.theme, row.relation) for row in found.rows], "+".join(found.a), "+".join(found.b))


@figure_of.register(Matrix)
def _(found: Matrix) -> Any:
    topics = list(found.book.topics.values())
    grid = [[topic.positions[name].verdict for name in found.book.instruments] for topic in topics]
    short = [instrument.short_title for instrument in found.book.instruments.values()]
    return verdicts(grid, [topic.title for topic in topics], short)


@figure_of.register(Pairs)
def _(found: Pairs) -> Any:
    names = list(dict.fromkeys(one for one, _ in found.regions))
    title = WORDS["pairs"].format(texts="+".join(found.instruments), pairs=found.pairs)
    return shares(names, [[found.regions[min(a, b), max(a, b)] for b in names] for a in names], title)


@figure_of.register(Road)
def _(found: Road) -> Any:
    """Time from left to right, a lane a row; each step is a line from its first to its last day."""
    from plotly import graph_objects

    figure = graph_objects.Figure()
    for lane, colour in zip(LANES, COLOURS, strict=False):
        places: dict[str, list[Any]] = {"x": [], "y": [], "text": []}
        for label, step in found.lane(lane):
            for date in (step.date, step.end_date or step.date, None):
                places["x"].append(date)
                places["y"].append(lane if date else None)
                places["text"].append(f"{label}: {span(step)}, {step.place or WORDS['place']}" if date else None)
        look = {"marker": {"size": 9, "color": colour}, "line": {"width": 9, "color": colour}}
        figure.add_scatter(**places, **look, mode="lines+markers", name=lane, hovertemplate="%{text}<extra></extra>")
    figure.update_layout(
        title=found.finding.replace(". ", ".<br>"),
        meta={"text": found.text()},
        font=FONT,
        template="plotly_white",
        height=300,
        showlegend=False,
    )
    figure.update_yaxes(autorange="reversed", automargin=True)
    return figure


@figure_of.register(Where)
def _(found: Where) -> Any:
    """One area and one set of points a status: plotly's own maps would ask another host for shapes."""
    from plotly import graph_objects

    world = geo.world(found.folder)
    figure = graph_objects.Figure()
    for status, label in LABELS.items():
        rows = [row for row in found.rows if row.status == status and row.iso3 in world.shapes]
        if not rows:
            continue
        rings = [[*ring, (None, None)] for row in rows for ring in geo.polygons(world, row.iso3)]
        outline = [point for ring in rings for point in ring]
        name = f"{label}: {len(rows)}"
        look = {"name": name, "legendgroup": status, "hoverinfo": "skip"}
        line = {"color": "#ffffff", "width": 0.5}
        x, y = [point[0] for point in outline], [point[1] for point in outline]
        figure.add_scatter(x=x, y=y, mode="lines", line=line, fill="toself", fillcolor=PAINT[status], **look)
        shapes = [world.shapes[row.iso3] for row in rows]
        figure.add_scatter(
            x=[shape.point[0] for shape in shapes],
            y=[shape.point[1] for shape in shapes],
            mode="markers",
            marker={
                "color": PAINT[status],
                "size": [7 if shape.small else 12 for shape in shapes],
                "opacity": [1 if shape.small else 0 for shape in shapes],
            },
            text=[_stood(f"{row.name}: {label}", row.since) for row in rows],
            hovertemplate="%{text}<extra></extra>",
            legendgroup=status,
            showlegend=False,
        )
    given = {"texts": " + ".join(found.side), "day": found.on, "states": found.words, "share": found.share}
    title = WORDS["where"].format(**given)
    figure.update_layout(title=title, template="plotly_white", legend={"orientation": "h"}, height=560)
    figure.update_xaxes(visible=False, range=[0, world.width])
    figure.update_yaxes(visible=False, range=[world.height, 0], scaleanchor="x")
    return figure


def _stood(words: str, since: dt.date | None) -> str:
    return WORDS["since"].format(words=words, day=since) if since else words
