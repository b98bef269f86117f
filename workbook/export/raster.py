"""Our own pictures as PNG, for files that need one beside the SVG: the elements that our pictures are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

SCALE = 2  # points of the PNG for each unit of the picture's size
INHERITED = ("fill", "stroke", "stroke-width", "font-size", "font-weight", "text-anchor", "opacity", "fill-opacity")
NUMBER = re.compile(r"[-+]?(?:[0-9]*\.[0-9]+|[0-9]+\.?)(?:[eE][-+]?[0-9]+)?")
COMMAND = re.compile(r"([MLHVZmlhvz])([^MLHVZmlhvz]*)")
ANCHOR = {"start": "ls", "middle": "ms", "end": "rs"}
Point = tuple[float, float]


def png(svg: bytes) -> tuple[bytes, int, int]:
    """The picture, and its width and height in units. An element that is not known here is left out."""
    from PIL import Image, ImageDraw

    root = ElementTree.fromstring(svg)
    grounds = {
        f"url(#{one.get('id')})": one[0].get("fill", "none") for one in root.iter() if one.tag.endswith("}pattern")
    }
    for element in root.iter():
        if element.get("fill") in grounds:  # a hatch is drawn as the ground it lies on
            element.set("fill", grounds[str(element.get("fill"))])
    box = [float(n) for n in NUMBER.findall(root.get("viewBox", ""))]
    x, y, width, height = box if len(box) == 4 else (0.0, 0.0, _size(root, "width"), _size(root, "height"))
    image = Image.new("RGB", (round(width * SCALE), round(height * SCALE)), "white")
    pen = ImageDraw.Draw(image, "RGBA")
    for element, looks, at in _elements(root, {}, (1.0, -x, -y)):
        _draw(pen, element, looks, at)
    whole = BytesIO()
    image.save(whole, "PNG", optimize=True)
    return whole.getvalue(), round(width), round(height)


def _size(element: Any, name: str) -> float:
    found = NUMBER.match(element.get(name, "100"))
    return float(found[0]) if found else 100.0


def _elements(
    element: Any, above: Mapping[str, str], at: tuple[float, float, float]
) -> Iterator[tuple[Any, Mapping[str, str], tuple[float, float, float]]]:
    """Every element with its looks, and (scale, x, y) of its place."""
    own = {name: element.get(name) for name in INHERITED if element.get(name) is not None}
    own |= {k.strip(): v.strip() for k, _, v in (each.partition(":") for each in element.get("style", "").split(";"))}
    looks = {**above, **own}
    scale, x, y = at
    for kind, given in re.findall(r"(\w+)\(([^)]*)\)", element.get("transform", "")):
        numbers = [float(n) for n in NUMBER.findall(given)]
        if kind == "translate" and numbers:
            x, y = x + scale * numbers[0], y + scale * (numbers[1] if len(numbers) > 1 else 0.0)
        elif kind == "scale" and numbers:
            scale *= numbers[0]
    if element.tag.endswith("}defs") or element.get("visibility") == "hidden" or looks.get("display") == "none":
        return
    yield element, looks, (scale, x, y)
    for child in element:
        yield from _elements(child, looks, (scale, x, y))


def _draw(pen: Any, element: Any, looks: Mapping[str, str], at: tuple[float, float, float]) -> None:
    kind = element.tag.rpartition("}")[2]
    fill, stroke = _colour(looks, "fill", "#000000"), _colour(looks, "stroke", "none")
    wide = max(1, round(float((NUMBER.match(looks.get("stroke-width", "1")) or ["1"])[0]) * at[0] * SCALE))

    def number(name: str) -> float:
        found = NUMBER.match(element.get(name, "0"))
        return float(found[0]) if found else 0.0

    def place(x: float, y: float) -> Point:
        return (at[1] + at[0] * x) * SCALE, (at[2] + at[0] * y) * SCALE

    if kind == "rect":
        x, y = number("x"), number("y")
        left, right = place(x, y), place(x + number("width"), y + number("height"))
        if right[0] > left[0] and right[1] > left[1]:
            pen.rectangle([left, right], fill=fill, outline=stroke, width=wide)
    elif kind == "circle":
        x, y, r = number("cx"), number("cy"), number("r")
        pen.ellipse([place(x - r, y - r), place(x + r, y + r)], fill=fill, outline=stroke, width=wide)
    elif kind == "line" and stroke:
        pen.line([place(number("x1"), number("y1")), place(number("x2"), number("y2"))], fill=stroke, width=wide)
    elif kind in ("polyline", "polygon"):
        numbers = [float(n) for n in NUMBER.findall(element.get("points", ""))]
        _shape(pen, [place(*pair) for pair in zip(numbers[::2], numbers[1::2], strict=False)], fill, stroke, wide)
    elif kind == "path":
        for line in _lines(element.get("d", "")):
            _shape(pen, [place(*point) for point in line], fill, stroke, wide)
    elif kind == "text" and fill:
        _text(pen, element, looks, place(number("x"), number("y")), fill, at[0])


def _shape(pen: Any, points: list[Point], fill: Any, stroke: Any, wide: int) -> None:
    if len(points) > 2 and fill:
        pen.polygon(points, fill=fill)
    if len(points) > 1 and stroke:
        pen.line(points, fill=stroke, width=wide)


def _text(pen: Any, element: Any, looks: Mapping[str, str], place: Point, fill: Any, scale: float) -> None:
    from PIL import ImageFont

    size = NUMBER.match(looks.get("font-size", "13"))
    font: Any = ImageFont.load_default(float(size[0] if size else 13) * 0.94 * scale * SCALE)
    bold = 1 if looks.get("font-weight", "") in ("bold", "600", "650", "700") else 0
    words = "".join(element.itertext())
    anchor = ANCHOR.get(looks.get("text-anchor", "start"), "ls")
    pen.text(place, words, fill=fill, font=font, anchor=anchor, stroke_width=bold * 0.4, stroke_fill=fill)


def _lines(path: str) -> Iterator[list[Point]]:
    """The lines of a path of straight pieces."""
    line: list[Point] = []
    x = y = 0.0
    for command, given in COMMAND.findall(path):
        numbers = [float(n) for n in NUMBER.findall(given)]
        small = command.islower()
        if command in "Zz":
            yield [*line, *line[:1]]
            x, y = line[0] if line else (x, y)
            line = []
            continue
        if command in "Mm" and line:
            yield line
            line = []
        if command in "Hh":
            steps = [(n - (0 if small else x), 0.0) for n in numbers]
        elif command in "Vv":
            steps = [(0.0, n - (0 if small else y)) for n in numbers]
        else:
            steps = list(zip(numbers[::2], numbers[1::2], strict=False))
            if not small:
                for point in steps:
                    line.append(point)
                    x, y = point
                continue
        for dx, dy in steps:
            x, y = x + dx, y + dy
            line.append((x, y))
    if line:
        yield line


def _colour(looks: Mapping[str, str], name: str, otherwise: str) -> tuple[int, ...] | None:
    from PIL import ImageColor

    given = looks.get(name, otherwise)
    if given in ("none", "transparent"):
        return None
    try:
        found = ImageColor.getrgb("#18212f" if given == "currentColor" else given)
    except ValueError:
        return None
    solid = float(looks.get("opacity", "1") or 1) * float(looks.get(f"{name}-opacity", "1") or 1)
    return (*found[:3], round(255 * max(0.0, min(1.0, solid))))
