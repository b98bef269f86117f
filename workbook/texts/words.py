"""The words that carry a coded value: read from `words.yaml` of the data, looked for in an official text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..book.model import Position
from ..book.strict import read_yaml
from .official import TextError

Words = Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]]  # feature -> value -> language -> words
ARABIC_SIGNS = re.compile("[\u064b-\u0652\u0640\u0670]")


def words_of(folder: Path) -> Words:
    """The lists of a comparison folder, if it has any. Raises `TextError` with the line of what is misshapen."""
    place = folder / "words.yaml"
    if not place.is_file():
        return {}
    source = read_yaml(place.read_bytes(), "words.yaml")
    if source.problems:
        raise TextError(str(source.problems[0]))
    found: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {}
    for feature, values in (source.content or {}).items():
        if not isinstance(values, dict):
            raise TextError(
                f"words.yaml:{source.line((feature,))}: {feature} needs its values, each with words by language."
            )
        for value, languages in values.items():
            if not isinstance(languages, dict) or not all(isinstance(each, list) for each in languages.values()):
                line = source.line((feature, value))
                raise TextError(f"words.yaml:{line}: write the words as {value}: {{en: [one, two]}}.")
            found.setdefault(feature, {})[value] = {code: tuple(map(str, each)) for code, each in languages.items()}
    return found


def wanted(position: Position, words: Words, language: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(feature, value, words) of each coded value of a position for which there are words in the language."""
    coded = {"force": position.force, **position.features}
    for feature, given in coded.items():
        for value in given if isinstance(given, tuple) else (given,):
            listed = words.get(feature, {}).get(value, {}).get(language)
            if listed:
                yield feature, value, listed


def carrying(position: Position, words: Words, language: str) -> tuple[str, ...]:
    """Every word in the language that carries one of a position's coded values, each once."""
    return tuple(dict.fromkeys(word for _, _, listed in wanted(position, words, language) for word in listed))


def plain(text: str) -> str:
    """A text as words are looked for in it: small letters, no accents of Arabic, one kind of hyphen and blank."""
    text = ARABIC_SIGNS.sub("", unicodedata.normalize("NFC", text)).lower()
    return re.sub(r"\s+", " ", re.sub(r"[\u2010-\u2015-]", "-", text))


def places(text: str, listed: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where words, or words that begin with them, stand in a text: (start, end) of each whole word, from the left."""
    shown = unicodedata.normalize("NFC", text)
    found = []
    for word in listed:
        pattern = r"\s+".join(re.escape(piece) for piece in ARABIC_SIGNS.sub("", word).split())
        edge = r"" if re.search("[\u0600-\u06ff\u4e00-\u9fff]", word) else r"\b"
        found += [match.span() for match in re.finditer(rf"{edge}{pattern}\w*", shown, re.I)]
    return sorted(set(found))
