"""Terms of art in plain words, which a lawyer can extend."""

from __future__ import annotations

from dataclasses import dataclass

ROW = {"extra": "forbid"}


@dataclass(frozen=True)
class TermOfArt:
    """A term of art in plain words; `words` are the everyday words by which people look for its topics."""

    __pydantic_config__ = ROW
    id: str
    term: str
    meaning: str
    topics: tuple[str, ...]
    words: tuple[str, ...] = ()
