"""The words of the interface in one place, `locale/en.yaml`: a section a module, in it `words` and other parts.

A second language is a second file with the same places. Words of the comparison itself are data, not interface.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NoReturn, cast

from .strict import read_yaml

LANGUAGE = "en"
FOLDER = Path(__file__).parent / "locale"


class Words(dict[str, Any]):
    """Words by name, a plain object in JSON; nobody changes them; who asks for one that is missing is told where."""

    def __init__(self, place: str, content: dict[str, Any]) -> None:
        super().__init__(content)
        self.place = place

    def __missing__(self, key: str) -> NoReturn:
        raise KeyError(f"{LANGUAGE}.yaml has no {self.place}{key}")

    def _frozen(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError(f"The words of {LANGUAGE}.yaml are read, not written.")

    __setitem__ = __delitem__ = __ior__ = update = setdefault = pop = popitem = clear = _frozen


def _shaped(content: Any, place: str) -> Any:
    """A part as it is used: mappings frozen, lists as tuples; a place without words is a fault."""
    if isinstance(content, dict):
        return Words(place, {key: _shaped(value, f"{place}{key}.") for key, value in content.items()})
    if isinstance(content, list):
        return tuple(_shaped(value, place) for value in content)
    if not content:
        raise ValueError(f"{LANGUAGE}.yaml says nothing at {place.removesuffix('.')}")
    return content


def read(language: str) -> Words:
    """All sections of a language; a fault of the file is told with its line."""
    source = read_yaml((FOLDER / f"{language}.yaml").read_bytes(), f"{language}.yaml")
    if source.problems:
        raise ValueError("\n".join(f"{one.file}:{one.line}: {one.problem}" for one in source.problems))
    return cast(Words, _shaped(source.content, ""))


@cache
def every() -> Words:
    """All sections of the language that is shown."""
    return read(LANGUAGE)


def part(section: str, name: str) -> Any:
    """One part of a section, whatever its shape."""
    return every()[section][name]


def words(section: str, name: str = "words") -> dict[str, str]:
    """Sentences and labels by name."""
    return cast(dict[str, str], part(section, name))


def word(section: str, name: str) -> str:
    """A sentence that stands alone."""
    return cast(str, part(section, name))


def headings(section: str, name: str = "columns") -> tuple[str, ...]:
    """The headings of a table, or other words in order."""
    return cast(tuple[str, ...], part(section, name))


def tables(section: str, name: str = "columns") -> dict[str, tuple[str, ...]]:
    """The headings of several tables, by the table's name."""
    return cast(dict[str, tuple[str, ...]], part(section, name))


def say(page: str, name: str, /, **given: object) -> str:
    """A template's word with its marks filled."""
    return words("pages", page)[name].format(**given)
