"""The static edition: every view that needs no Python, the legend and the report, in one file for any browser."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from markupsafe import Markup

from ..book.model import Workbook
from ..book.standing import known_on
from ..views.explorers import EXPLORERS, NAMES
from ..views.html import board, compare, environment, explorer, legend_page, report_page, resting, sides_chooser
from ..views.packing import packed
from ..views.pagedata import COMPARE, page_data
from ..views.policy import digests
from ..views.searching import search_data
from ..views.state import State, start
from ..views.words import EDITION
from .report import heading

VIEWS = (COMPARE, *EXPLORERS)
DASHBOARD = re.compile(r'href="[0-9]{2}-([a-z]+)\.ipynb"')
NOWHERE = Markup("")


@dataclass(frozen=True)
class Page:
    """A page of the edition. `head`: it has no heading of its own; `named`: nor an element of its name."""

    name: str
    short: str
    title: str
    body: Markup

    @property
    def head(self) -> bool:
        """Whether the edition gives it a heading."""
        return self.name not in EXPLORERS

    @property
    def named(self) -> bool:
        """Whether the name is free to be the page's id."""
        return f'id="{self.name}"' not in self.body


def every_page(book: Workbook, state: State, apart: bool = False) -> list[Page]:
    """The pages in their order; what links to a dashboard leads to the page of its name.

    In one file there is one chooser of the sides, which the script moves to the page that is shown; pages that stand
    `apart` have one each.
    """
    chooser = Markup("<div data-sides-place>") + sides_chooser(book, state) + Markup("</div>")
    there = sides_chooser(book, state) if apart else NOWHERE
    pages = [
        Page(
            COMPARE, EDITION["compare"], EDITION["compare_title"], board(book, state) + chooser + compare(book, state)
        ),
        *(
            Page(name, NAMES[name], heading(book, name), explorer(book, name, state, there if each.SIDES else None))
            for name, each in EXPLORERS.items()
        ),
        Page("legend", EDITION["legend"], EDITION["legend_title"], Markup(legend_page(book))),
        Page("news", EDITION["report"], book.facts.pages.word("report_title"), Markup(report_page(book))),
    ]
    return [replace(page, body=Markup(DASHBOARD.sub(r'href="#\1"', str(page.body)))) for page in pages]


def edition(book: Workbook, state: State | None = None) -> str:
    """One HTML file that asks for nothing else; it opens at `state` unless its own address says otherwise."""
    state = state or start(book)
    pages = every_page(book, state)
    data = packed(page_data(book, VIEWS) | {"link": state.query()})
    template = environment().get_template("edition.html.j2")
    page = template.render(
        book=book,
        state=state,
        resting=resting(book, state),
        pages=pages,
        data=data,
        found=packed(search_data(book)),
        day=known_on(book).isoformat(),
    )
    return page.replace("script-src SCRIPTS", f"script-src {digests(page)}", 1)
