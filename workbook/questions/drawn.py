"""The picture of an answer. A question only asks for it: who draws is said by the package, above all rooms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def nobody(answer: object) -> Any:
    """Raises `TypeError`: a question was imported past the package, and nobody who draws was named."""
    raise TypeError(f"nobody draws a {type(answer).__name__} yet; import a name of the package first")


draw: Callable[[Any], Any] = nobody


def figure(answer: object) -> Any:
    """A plotly figure of an answer."""
    return draw(answer)
