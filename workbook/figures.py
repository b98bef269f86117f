"""Plain answers -> plotly figures. Imports nothing of the package; plotly only when asked to draw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

# Okabe and Ito's palette: told apart by colour-blind readers.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#999999")
RELATIONS = ("only_a", "stronger_a", "same", "differs", "stronger_b", "only_b", "unknown")
VERDICTS = ("uncoded", "absent", "narrower", "equivalent", "baseline", "broader", "different")
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
    title = " and ".join(name for name, _ in sides) + ": scope and cooperation, in counts"
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
    figure.update_layout(title=f"A = {a}, B = {b}: topics by relation", barmode="stack", **_look())
    figure.update_yaxes(autorange="reversed", automargin=True)
    return figure


def verdicts(grid: Sequence[Sequence[str]], topics: Sequence[str], texts: Sequence[str]) -> Any:
    """A heat map of verdicts: one row a topic, one column a text."""
    from plotly import graph_objects

    steps = len(VERDICTS)
    scale = [
        (edge, colour)
        for number, colour in enumerate(("#e8e8e8", "#bdbdbd", "#E69F00", "#56B4E9", "#0072B2", "#009E73", "#CC79A7"))
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
    figure.update_layout(title="Verdicts against each topic's baseline", height=160 + 20 * len(topics), **_look())
    figure.update_yaxes(autorange="reversed", automargin=True)
    return figure


def shares(names: Sequence[str], grid: Sequence[Sequence[tuple[int, int]]], title: str) -> Any:
    """A heat map of (number, of how many): one row and one column a name, coloured by the share."""
    from plotly import graph_objects

    words = [[f"{n} of {most}" for n, most in row] for row in grid]
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
