"""Draws data/geo/world.json, the world map's shapes: `python scripts/geo.py PATH/countries-50m.json`.

The argument is the file countries-50m.json of the npm package world-atlas 2.0.2 (Natural Earth 4.1,
1:50m, TopoJSON). Run it again only when that file or data/states.yaml changes; it needs no network.

Projection: Equal Earth (Šavrič, Patterson and Jenny, 2018). Its middle is 11° E, so that the map's edge
lies in the Bering Strait: the Chukchi Peninsula stays with Russia.
"""

import json
import math
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

import yaml
from babel.core import get_global

Point = tuple[float, float]
Ring = list[Point]
Polygon = list[Ring]

DATA = Path(__file__).parent.parent / "data"
MIDDLE = 11.0  # degrees east
WIDTH = 1000.0  # units, the whole equator
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796  # the projection's published coefficients
SCALE = WIDTH / 2 * 3 * A1 / (2 * math.sqrt(3) * math.pi)
MARGIN = 4.0  # units above the northernmost and below the southernmost land: a dot has a radius of 3
TOLERANCE = 0.25  # units that a simplified coast or border may leave its course
SPECK = 0.2  # square units; smaller islands and lakes are left out, unless a state has nothing larger
SMALL = 4.0  # square units (about 4,800 km²); a state whose largest part is smaller is drawn as a dot
ANTARCTICA = "010"
CRIMEA = (34.3, 45.3)
SAHARA = 27 + 40 / 60  # degrees north, the border of Morocco and Western Sahara
MISSING = {"TUV": (179.2, -8.5)}  # not in the source at 1:50m: longitude, latitude


def turned(degrees: float) -> float:
    """An angle as the shortest turn, from -180 to 180 degrees."""
    return (degrees + 180) % 360 - 180


def project(place: Point) -> Point:
    """Longitude and latitude in degrees -> units right of the left edge, and units below the equator."""
    return flat(turned(place[0] - MIDDLE), place[1])


def flat(east: float, north: float) -> Point:
    """Degrees east of the map's middle and degrees of latitude -> a place on the map, as `project` gives it."""
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(north)))
    slope = 9 * A4 * t**8 + 7 * A3 * t**6 + 3 * A2 * t**2 + A1
    x = 2 * math.sqrt(3) * math.radians(east) * math.cos(t) / (3 * slope)
    y = A4 * t**9 + A3 * t**7 + A2 * t**3 + A1 * t
    return WIDTH / 2 + SCALE * x, -SCALE * y


def projected(arc: Ring) -> Ring:
    """A line of longitudes and latitudes on the map; an island on the map's edge stays whole and reaches over it."""
    east, places = turned(arc[0][0] - MIDDLE), []
    for (before, _), (longitude, latitude) in zip(arc[:1] + arc, arc, strict=False):
        east += turned(longitude - before)
        places.append(flat(east, latitude))
    return places


def unpacked(topology: dict) -> list[Ring]:
    """The arcs of a TopoJSON file as lists of longitude and latitude."""
    (width, height), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x, y, points = 0, 0, []
        for right, up in arc:
            x, y = x + right, y + up
            points.append((x * width + left, y * height + bottom))
        arcs.append(points)
    return arcs


def polygons(geometry: dict, arcs: list[Ring]) -> Iterator[Polygon]:
    """A geometry's polygons: the outer ring, then its holes. Arc `~n` is arc `n` backwards."""
    for polygon in [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]:
        yield [[p for n in ring for p in (arcs[n] if n >= 0 else arcs[~n][::-1])] for ring in polygon]


def simplified(line: Ring) -> Ring:
    """The line by Douglas and Peucker. Neighbours share a border's arc, so it stays one border."""
    kept, spans = {0, len(line) - 1}, [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        off = [from_segment(line[n], line[first], line[last]) for n in range(first + 1, last)]
        if off and max(off) > TOLERANCE:
            middle = first + 1 + off.index(max(off))
            kept.add(middle)
            spans += [(first, middle), (middle, last)]
    return [line[n] for n in sorted(kept)]


def from_segment(point: Point, a: Point, b: Point) -> float:
    """The distance from a point to the nearest place of the segment a-b."""
    (x, y), (ax, ay), (dx, dy) = point, a, (b[0] - a[0], b[1] - a[1])
    length = dx * dx + dy * dy
    along = min(1.0, max(0.0, ((x - ax) * dx + (y - ay) * dy) / length)) if length else 0.0
    return math.hypot(x - ax - along * dx, y - ay - along * dy)


def sides(ring: Ring) -> Iterable[tuple[Point, Point]]:
    """The ring's segments, closed."""
    return zip(ring, ring[1:] + ring[:1], strict=True)


def area(ring: Ring) -> float:
    """What a ring encloses, in square units."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in sides(ring))) / 2


def within(point: Point, polygon: Polygon) -> bool:
    """True when the point lies inside the polygon and in none of its holes."""
    x, y = point
    crossed = [
        x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]
        for ring in polygon
        for a, b in sides(ring)
        if (a[1] > y) != (b[1] > y)
    ]
    return sum(crossed) % 2 == 1


def heart(polygon: Polygon, steps: int = 24) -> Point:
    """The place of a grid that lies inside, farthest from the edge."""
    xs, ys = zip(*polygon[0], strict=True)
    grid = [
        (min(xs) + (max(xs) - min(xs)) * (i + 0.5) / steps, min(ys) + (max(ys) - min(ys)) * (j + 0.5) / steps)
        for i in range(steps)
        for j in range(steps)
    ]
    edge = [side for ring in polygon for side in sides(ring)]
    inner = [place for place in grid if within(place, polygon)]
    return max(inner, key=lambda place: min(from_segment(place, a, b) for a, b in edge))


def parted(polygon: Polygon, y: float) -> tuple[Polygon, Polygon]:
    """What lies above and what lies below a level of the map; rings that have no part there are left out."""
    north, south = [], []
    for ring in polygon:
        above, below = [], []
        for a, b in sides(ring):
            (above if a[1] <= y else below).append(a)
            if (a[1] <= y) != (b[1] <= y):
                crossing = (a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]), y)
                above.append(crossing)
                below.append(crossing)
        north += [above + above[:1]] if above else []
        south += [below + below[:1]] if below else []
    return north, south


def shared(iso3: str | None, polygon: Polygon) -> tuple[Polygon, Polygon]:
    """A polygon as (the state's land, land of no state on this map).

    The source goes by who holds the ground. It gives the Crimea to Russia, against resolution 68/262 of the
    General Assembly, and most of Western Sahara, for the United Nations a territory that does not yet govern
    itself, to Morocco. The map claims neither.
    """
    if iso3 is None or (iso3 == "RUS" and within(project(CRIMEA), polygon)):
        return [], polygon
    return parted(polygon, project((0, SAHARA))[1]) if iso3 == "MAR" else (polygon, [])


def drawn(polygon: Polygon, top: float) -> Iterator[str]:
    """The rings as closed path commands: one absolute start, then relative steps in tenths of a unit."""
    for ring in polygon:
        tenths = [(round(x * 10), round((y - top) * 10)) for x, y in ring]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(tenths) if a != b]
        if len(set(tenths)) > 2:
            yield f"M{packed(tenths[0])}l{packed(n for step in steps[:-1] for n in step)}z"


def packed(tenths: Iterable[int]) -> str:
    """The numbers as SVG reads them at their shortest: `3.4-.2.5`."""
    text = last = ""
    for n in tenths:
        number = f"{n / 10:g}".replace("0.", ".", 1) if abs(n) < 10 else f"{n / 10:g}"
        parted = not text or number[0] == "-" or (number[0] == "." and "." in last)
        text, last = text + ("" if parted else " ") + number, number
    return text


def path(parts: list[Polygon], top: float) -> str:
    """The polygons as one path; specks are left out."""
    large = [[ring for ring in polygon if area(ring) >= SPECK] for polygon in parts if area(polygon[0]) >= SPECK]
    return "".join(step for polygon in large for step in drawn(polygon, top))


def codes() -> dict[str, str]:
    """ISO 3166 numeric code -> alpha-3 code of the states in data/states.yaml, by way of CLDR's aliases."""
    states = yaml.safe_load((DATA / "states.yaml").read_text(encoding="utf-8"))
    alpha3 = {state["iso2"]: iso3 for iso3, state in states.items()}
    aliases = {number: to[0] for number, to in get_global("territory_aliases").items() if number.isdigit()}
    return {number: alpha3[to] for number, to in aliases.items() if to in alpha3}


def world(topology: dict) -> dict:
    """The content of world.json."""
    places = [projected(arc) for arc in unpacked(topology)]
    thin = [simplified(arc) for arc in places]
    alpha3, full, parts, rest = codes(), {}, {}, []
    for geometry in topology["objects"]["countries"]["geometries"]:
        iso3 = alpha3.get(geometry.get("id", ""))
        for exact, plain in zip(polygons(geometry, places), polygons(geometry, thin), strict=True):
            if geometry.get("id") == ANTARCTICA:
                continue
            own, others = shared(iso3, plain)
            if own:
                full.setdefault(iso3, []).append(shared(iso3, exact)[0])
                parts.setdefault(iso3, []).append(own)
            if others:
                rest.append(others)
    ys = [y for polygon in [*rest, *(p for some in parts.values() for p in some)] for _, y in polygon[0]]
    top = min(ys) - MARGIN
    shapes = {iso3: shape(full[iso3], parts[iso3], top) for iso3 in parts}
    for iso3, place in MISSING.items():
        shapes[iso3] = {"d": "", "at": at(project(place), top), "small": True}
    return {
        "source": "Natural Earth 4.1, 1:50m, by way of the npm package world-atlas 2.0.2, countries-50m.json",
        "licence": "Natural Earth: public domain; world-atlas: ISC; see LICENCE.md",
        "projection": f"Equal Earth, middle {MIDDLE:g}° E",
        "width": round(WIDTH),
        "height": round(max(ys) + MARGIN - top, 1),
        "shapes": dict(sorted(shapes.items())),
        "rest": path(rest, top),
    }


def shape(full: list[Polygon], parts: list[Polygon], top: float) -> dict:
    """One state: its path, its point, and whether it needs a dot. A tiny state keeps its exact largest part."""
    largest = max(full, key=lambda polygon: area(polygon[0]))
    found = {"d": path(parts, top) or "".join(drawn(largest, top)), "at": at(heart(largest), top)}
    return found | ({"small": True} if area(largest[0]) < SMALL else {})


def at(place: Point, top: float) -> list[float]:
    """A place on the map, below its upper edge."""
    return [round(place[0], 1), round(place[1] - top, 1)]


def written(content: dict) -> str:
    """JSON with one line for each state, so that a change shows where it is."""
    line = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
    head = [f"{line(key)}:{line(value)}" for key, value in content.items() if key != "shapes"]
    states = ",\n".join(f"{line(iso3)}:{line(value)}" for iso3, value in content["shapes"].items())
    return "{" + ",\n".join([*head, f'"shapes":{{\n{states}\n}}']) + "}\n"


def main() -> None:
    """Read, draw, write, say so."""
    if len(sys.argv) != 2:
        sys.exit("Name the file countries-50m.json of the npm package world-atlas 2.0.2.")
    content = world(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    target = DATA / "geo" / "world.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(written(content), encoding="utf-8")
    small = sum("small" in found for found in content["shapes"].values())
    print(f"{len(content['shapes'])} states, {small} of them with a dot; {target.stat().st_size / 1024:.0f} KiB.")


if __name__ == "__main__":
    main()
