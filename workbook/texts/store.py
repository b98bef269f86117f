"""The user's own store of official texts: one file a text and language, written whole or not at all."""

from __future__ import annotations

import json
import os
import re
import tempfile
from pathlib import Path
from typing import Any

from ..book.cache import home
from .languages import NAMES
from .official import OfficialText, TextError, from_json

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID = 60


def folder(name: str = "texts") -> Path:
    """A folder of the store: under `WORKBOOK_HOME`, else the place that the system keeps for user data."""
    return home() / name


def known_id(name: str) -> str:
    """`name`, if it can name a text; raises `TextError` for one with slashes, dots or other signs."""
    if not ID.fullmatch(name) or len(name) > LONGEST_ID:
        raise TextError(f"{name!r} can't name a text. Use small letters, digits and single hyphens, such as uncac.")
    return name


def keep(text: OfficialText) -> Path:
    """Write a text into the store."""
    return write(folder() / f"{known_id(text.id)}.{text.language}.json", text.json())


def write(place: Path, data: Any) -> Path:
    """Write data as JSON, whole or not at all."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=place.parent, encoding="utf-8", delete=False) as file:
        json.dump(data, file, ensure_ascii=False, indent=1)
    os.replace(file.name, place)
    return place


def read(place: Path) -> Any:
    """What `write` wrote; None when there is no such file. Raises `TextError` for one that was damaged."""
    try:
        return json.loads(place.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise TextError(f"{place} can't be read. Remove it and add the text again.") from error


def texts() -> tuple[OfficialText, ...]:
    """Every text in the store, by id and language."""
    return tuple(text for place in sorted(folder().glob("*.json")) if (text := opened(place)))


def opened(place: Path) -> OfficialText | None:
    """The text of a file of the store."""
    data = read(place)
    try:
        return from_json(data) if data is not None else None
    except (KeyError, TypeError) as error:
        raise TextError(f"{place} can't be read. Remove it and add the text again.") from error


def find(name: str, language: str | None = None) -> OfficialText | None:
    """A text of the store: in the language named, else in English, else in the first that there is."""
    known_id(name)
    here = sorted(place.name.split(".")[1] for place in folder().glob(f"{name}.*.json"))
    wanted = language or next(iter(sorted(here, key=lambda code: (code != "en", code))), None)
    return opened(folder() / f"{name}.{wanted}.json") if wanted in here else None


def text_of(name: str, language: str | None = None) -> OfficialText:
    """`find`, or `TextError` with what helps when the text is not there."""
    found = find(name, language)
    if found is None:
        where = f" in {NAMES.get(language, language)}" if language else ""
        raise TextError(f"The text {name}{where} has not been added yet. Add it: workbook texts add {name} FILE")
    return found
