"""The static edition: every view that needs no Python, the legend and the report, in one file for any browser."""

from __future__ import annotations

from dataclasses import dataclass

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
from .report import heading

VIEWS = (COMPARE, *EXPLORERS)
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


def edition(book: Workbook, state: State | None = None) -> str:
    """One HTML file that asks for nothing else; it opens at `state` unless its own address says otherwise."""
    state = state or start(book)
    # One chooser of the sides for all pages; the script moves it to the page that is shown.
    chooser = Markup("<div data-sides-place>") + sides_chooser(book, state) + Markup("</div>")
    pages = [
        Page(COMPARE, "Compare", "Compare the texts", board(book, state) + chooser + compare(book, state)),
        *(
            Page(name, NAMES[name], heading(book, name), explorer(book, name, state, NOWHERE if each.SIDES else None))
            for name, each in EXPLORERS.items()
        ),
        Page("legend", "Legend", "How to read it", Markup(legend_page(book))),
        Page("news", "Report", book.facts.pages.word("report_title"), Markup(report_page(book))),
    ]
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
