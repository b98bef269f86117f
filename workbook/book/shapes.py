"""Whether the map's file holds shapes: what is drawn is written into pages as it stands."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from .model import Problem

RULE = "The map's file has a width, a height, the rest of the land, and a path and a point for each state."
CURE = "Copy geo/world.json from the shipped data."
PATH = re.compile(r"[MlLzZ0-9 .,-]*")
STATE = re.compile(r"[A-Z]{3}")


def faults(content: bytes | None, file: str) -> Iterator[Problem]:
    """What is wrong with the file of shapes, at the first place where something is."""
    try:
        value = json.loads(content or b"", parse_constant=_no_number)
    except (ValueError, RecursionError):
        yield Problem(file, 1, RULE, "The map's shapes can't be read: this is no JSON.", CURE)
        return
    wrong = _wrong(value)
    if wrong:
        yield Problem(file, 1, RULE, f"The map's shapes can't be used: {wrong}.", CURE)


def _wrong(value: Any) -> str:
    if not isinstance(value, dict):
        return "the file is not one object"
    for name in ("width", "height"):
        if not _number(value.get(name)) or not 0 < value[name] < 100_000:
            return f"{name} is no length"
    for name in ("source", "licence"):
        if not isinstance(value.get(name), str):
            return f"{name} is no text"
    if not _path(value.get("rest")):
        return "rest is no path"
    shapes = value.get("shapes")
    if not isinstance(shapes, dict):
        return "there is no list of states"
    for iso3, shape in shapes.items():
        if not STATE.fullmatch(iso3) or not isinstance(shape, dict):
            return f"{iso3!r} is no state"
        at = shape.get("at")
        if not (isinstance(at, list) and len(at) == 2 and all(map(_number, at))) or not _path(shape.get("d")):
            return f"{iso3} has no path and point"
        if not isinstance(shape.get("small", False), bool):
            return f"{iso3}: small is neither true nor false"
    return ""


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _path(value: Any) -> bool:
    """A path of closed rings whose numbers come in pairs."""
    if not isinstance(value, str) or not PATH.fullmatch(value):
        return False
    rings = value.split("z")
    return rings[-1] == "" and all(_ring(ring) for ring in rings[:-1])


def _ring(ring: str) -> bool:
    numbers = re.findall(r"-?(?:\d+(?:\.\d*)?|\.\d+)", ring)
    return ring.startswith("M") and ring.count("M") == 1 and len(numbers) >= 2 and len(numbers) % 2 == 0


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is not JSON")
