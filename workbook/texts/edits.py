"""Exact changes to a topic's YAML file: only the values that change, comments and order kept.

PyYAML says where a value stands; the rest of the file is not touched, so that a reader of the change sees nothing else.
"""

from __future__ import annotations

import difflib
import re
from typing import Any

import yaml

from ..book.strict import Texts

PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*|\d{4}-\d{2}-\d{2}")
Value = str | tuple[str, ...]


def changed(text: str, instrument: str, fields: dict[str, Value]) -> str:
    """A topic file's text with other values in one position; a field is `basis` or `features.NAME`.

    A field that the position lacks is added behind its `basis`. Raises `ValueError` when the file has no such position.
    """
    for name, value in fields.items():
        text = with_field(text, instrument, tuple(name.split(".")), value)
    return text


def with_field(text: str, instrument: str, name: tuple[str, ...], value: Value) -> str:
    """The text with one field set."""
    position = inside(yaml.compose(text, Loader=Texts), "positions", instrument)
    if position is None:
        raise ValueError(f"the file has no position of {instrument}")
    found = inside(position, *name)
    if found is not None:
        start, end = found.start_mark.index, found.end_mark.index
        kept = text[start:end].rstrip()
        return text[:start] + written(value, kept) + text[start + len(kept) :]
    holder = inside(position, *name[:-1])
    if holder is None:
        raise ValueError(f"the position of {instrument} has no {name[0]}")
    return added(text, holder, name[-1], written(value))


def inside(node: Any, *names: str) -> Any:
    """The node at a place of a YAML document; None when there is none."""
    for name in names:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        node = next((value for key, value in pairs if key.value == name), None)
    return node


def added(text: str, holder: yaml.MappingNode, name: str, value: str) -> str:
    """The text with a new field in a mapping: behind its `basis`, else behind its last field."""
    pairs = {key.value: (key, each) for key, each in holder.value}
    key, last = pairs.get("basis", holder.value[-1])
    if holder.flow_style:
        at = last.end_mark.index
        return f"{text[:at]}, {name}: {value}{text[at:]}"
    end = last.start_mark.index + len(text[last.start_mark.index : last.end_mark.index].rstrip())
    line_end = text.find("\n", end)
    at = len(text) if line_end < 0 else line_end
    return f"{text[:at]}\n{' ' * key.start_mark.column}{name}: {value}{text[at:]}"


def written(value: Value, before: str = "") -> str:
    """A value as YAML: plain where that is safe, in quotes where it is not or where it stood in them."""
    if isinstance(value, tuple):
        return f"[{', '.join(written(each) for each in value)}]"
    if PLAIN.fullmatch(value) and not before.startswith('"'):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def patch(before: str, after: str, name: str) -> str:
    """A change of one file as `git apply` takes it; empty when nothing changed."""
    rows = difflib.unified_diff(before.splitlines(True), after.splitlines(True), f"a/{name}", f"b/{name}")
    out = [row if row.endswith("\n") else row + "\n\\ No newline at end of file\n" for row in rows]
    return f"diff --git a/{name} b/{name}\n" + "".join(out) if out else ""
