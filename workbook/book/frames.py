"""Rows as pandas sees them."""

from __future__ import annotations

from typing import Any


def frame(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> Any:
    """A pandas frame; pandas is imported only when someone asks for one."""
    import pandas

    return pandas.DataFrame(rows, columns=list(columns))
