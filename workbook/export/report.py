"""A `Report`: what a view shows of a state, the one value that every format is written from."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import Path
from typing import Any

from ..book.model import Workbook
from ..book.standing import known_on
from ..views.blocks import Blocks, Table, as_json, tables
from ..views.explorers import BASKET, EXPLORERS, answered
from ..views.geo import shapes
from ..views.html import environment
from ..views.pictures import MAPS, picture
from ..views.picturing import Picture
from ..views.state import State
from ..views.words import WORDS
from . import picked
from .compared import compared, comparison_title
from .sources import Source, compared_sources, named_sources

COMPARE = "compare"
VIEWS = (COMPARE, *EXPLORERS)
PAGES = Path(__file__).parent.parent / "views" / "pages" / "explorers"
HEADING = re.compile(r"<h2[^>]*>([^<]+)</h2>")


@dataclass(frozen=True)
class Report:
    """A view as saved. `date` is the day up to which facts are known, never now: the same view, the same file."""

    title: str
    view: str
    link: str
    version: str
    date: str
    blocks: Blocks
    sources: tuple[Source, ...] = ()
    workbook: str = ""
    notes: picked.Notes = field(default_factory=dict)
    pictures: picked.Pictures = field(default_factory=dict)
    host: str = ""
    drawn: Callable[[], tuple[Picture, Any] | None] = field(default=lambda: None, compare=False, repr=False)

    @property
    def known(self) -> str:
        """Which data it is made of, and up to which day facts are known."""
        return WORDS["known"].format(version=self.version, date=self.date)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables among the blocks."""
        return tables(self.blocks)

    @property
    def cite(self) -> str:
        """How to cite it, in a line."""
        return WORDS["cite"].format(
            **{name: getattr(self, name) for name in ("workbook", "title", "version", "date", "view", "link")}
        )

    def json(self) -> dict[str, Any]:
        """As `workbook export --format json` writes it."""
        head = {name: getattr(self, name) for name in ("title", "view", "link", "version", "date", "cite")}
        return head | {"blocks": as_json(self.blocks)}


def report_of(book: Workbook, view: str, state: State, host: str = "") -> Report:
    """What `view` (`compare` or the name of an explorer) shows of a state. Raises `UnknownId`.

    `host` is the address of the view's page, which a picture names before the link.
    """
    book.known("view", view, dict.fromkeys(VIEWS))
    if view == COMPARE:
        title, blocks, sources = comparison_title(book, state), compared(book, state), compared_sources(book, state)
    else:
        title, blocks = heading(book, view), answered(view, book, state)
        sources = picked.pages(book, state, blocks) if view == BASKET else named_sources(book, blocks)
    notes = picked.card_notes(book, state) if view == BASKET else {}
    name, day = book.facts.project.title, known_on(book).isoformat()
    return Report(
        title,
        view,
        state.query(),
        book.version,
        day,
        _tidy(blocks),
        sources,
        name,
        notes,
        host=host,
        drawn=drawing(book, view, state, blocks),
    )


def drawing(book: Workbook, view: str, state: State, blocks: Blocks) -> Callable[[], tuple[Picture, Any] | None]:
    """What draws a view's picture when it is asked for: the picture as data, and the shapes of a map."""

    def drawn() -> tuple[Picture, Any] | None:
        found = picture(book, view, state, blocks)
        return (found, shapes(book) if view in MAPS else {}) if found else None

    return drawn


def heading(book: Workbook, view: str) -> str:
    """An explorer's heading, as its page has it."""
    found = HEADING.search((PAGES / f"{view}.html.j2").read_text(encoding="utf-8"))
    made = environment().from_string(found[1]).render(book=book) if found else view.capitalize()
    return unescape(made).strip()


def _tidy(blocks: Blocks) -> Blocks:
    """A table's bars are the page's; a file holds the numbers alone."""
    return tuple(replace(block, shares=()) if isinstance(block, Table) else block for block in blocks)
