"""The world map's shapes, and a map of them. It knows no treaty: who is coloured how is the caller's answer.

Lengths are units of the map, which is 1000 units wide; (0, 0) is its upper left corner and y grows downwards.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..book.interface import word
from ..book.model import DataError, Problem, UnknownId, Workbook

ABOUT = word("geo", "about")
FILE = "geo/world.json"
RULE = "The map needs its shapes."
DOT = 3  # units, the radius of a small state's dot
# Units of the map: a state that spans less one way has a dot, on every screen or on a phone alone, where a unit is a
# third of a pixel; on no screen is it drawn smaller than two pixels. A path of more letters is never that thin.
THIN, PHONE, LONG = 5, 6, 400
NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)")

Point = tuple[float, float]


@dataclass(frozen=True)
class Shape:
    """One state: its outline as an SVG path, a point inside it, and whether it is too small to be seen.

    `path` is empty when nothing is left of the state at this scale; such a state is always `small`.
    """

    path: str
    point: Point
    small: bool


@dataclass(frozen=True)
class World:
    """Every state's shape by ISO 3166-1 alpha-3 code; `rest` is the path of the land that is none of them."""

    width: float
    height: float
    shapes: Mapping[str, Shape]
    rest: str
    source: str
    licence: str


@lru_cache(maxsize=8)
def world(folder: str | Path) -> World:
    """The shapes of a comparison folder, from its geo/world.json. Raises `DataError` when they can't be read."""
    try:
        content = json.loads((Path(folder) / FILE).read_text(encoding="utf-8"))
        shapes = {iso3: _shape(found) for iso3, found in content["shapes"].items()}
        return World(
            shapes=MappingProxyType(shapes),
            **{name: content[name] for name in ("width", "height", "rest", "source", "licence")},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        problem = Problem(FILE, 1, RULE, "The map's shapes can't be read.", f"Copy {FILE} from the shipped data.")
        raise DataError((problem,)) from error


def _shape(found: Mapping[str, Any]) -> Shape:
    x, y = found["at"]
    return Shape(found["d"], (x, y), found.get("small", False))


def polygons(world: World, iso3: str) -> list[list[Point]]:
    """The state's rings, each closed (its last point is its first); a hole is a ring of its own.

    Drawn as one area with gaps between the rings ("toself" in plotly, even-odd in SVG), holes stay open.
    Empty when the state is only a dot. Raises `UnknownId`.
    """
    if iso3 not in world.shapes:
        raise UnknownId(f"the map has no state {iso3!r}; there are: {', '.join(world.shapes)}")
    return [_ring(part) for part in world.shapes[iso3].path.split("z") if part]


def _ring(part: str) -> list[Point]:
    numbers = [float(number) for number in NUMBER.findall(part)]
    x = y = 0.0
    points = []
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = round(x + dx, 1), round(y + dy, 1)
        points.append((x, y))
    return [*points, points[0]]


def svg(world: World, fills: Mapping[str, str], titles: Mapping[str, str], label: str) -> str:
    """The map as an inline SVG image called `label`; every text is escaped.

    `fills`: class names by ISO3 code, added to the class `state`. `titles`: what a pointer on a state shows;
    without one it shows the code. Codes that have no place on the map (the European Union's) are passed over.
    A small state has a dot after all land, so that no neighbour covers it. Colours are the page's.
    """
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {world.width:g} {world.height:g}" role="img"',
            f' fill-rule="evenodd" class="world"><title>{escape(label)}</title>',
            f"<desc>{escape(ABOUT)}</desc>",
            f'<path class="land" d="{escape(world.rest)}"/>',
            *_marks(world, fills, titles),
            "</svg>",
        ]
    )


def _marks(world: World, fills: Mapping[str, str], titles: Mapping[str, str]) -> Iterator[str]:
    def mark(element: str, iso3: str, place: str) -> str:
        classes = f"state {fills.get(iso3, '')}".strip()
        title = f"<title>{escape(titles.get(iso3, iso3))}</title>"
        return f'<{element} class="{escape(classes)}" data-iso3="{escape(iso3)}" {place}>{title}</{element}>'

    for iso3, shape in world.shapes.items():
        if shape.path:
            yield mark("path", iso3, f'd="{escape(shape.path)}"')
    for iso3, shape in world.shapes.items():
        if shape.small:
            x, y = shape.point
            yield mark("circle", iso3, f'cx="{x:g}" cy="{y:g}" r="{DOT}"')


def shapes(book: Workbook) -> dict[str, Any]:
    """Each state's path, point and dot: 2 always, 1 on a phone, 0 never. A folder without shapes has no map."""
    try:
        found = world(book.folder)
    except DataError:
        return {}

    def dot(iso3: str) -> int:
        shape = found.shapes[iso3]
        if shape.small or len(shape.path) > LONG:
            return 2 * shape.small
        points = [point for ring in polygons(found, iso3) for point in ring]
        span = min(max(axis) - min(axis) for axis in zip(*points, strict=True))
        return 2 if span < THIN else int(span < PHONE)

    states = {iso3: [shape.path, *shape.point, dot(iso3)] for iso3, shape in found.shapes.items()}
    return {"width": found.width, "height": found.height, "rest": found.rest, "states": states}
