"""A view as a file, for a widget's save buttons: who writes files is said by the package, above all rooms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..book.model import Workbook
from .state import State

Made = tuple[str, bytes]  # the file's name, and what is in it


def nobody(book: Workbook, view: str, state: State, how: str) -> Made:
    """Raises `ValueError`: a widget was imported past the package, and nobody who writes files was named."""
    raise ValueError("Nobody writes files yet: import a name of the package first.")


make: Callable[[Workbook, str, State, str], Made] = nobody


def answer(book: Workbook, asked: dict[str, Any], state: State) -> tuple[dict[str, str], list[bytes]]:
    """What a widget tells the page that asked for a file: its name with the bytes, or a sentence that says why not."""
    number = str(asked.get("number", ""))
    try:
        name, content = make(book, str(asked.get("view")), state, str(asked.get("format")))
    except (LookupError, ValueError) as error:
        return {"number": number, "failed": str(error)}, []
    return {"number": number, "made": name}, [content]
