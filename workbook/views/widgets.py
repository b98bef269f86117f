"""Views as widgets: the browser answers, Python learns of the state by its link."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import anywidget
import traitlets

from ..book.interface import words
from ..book.model import Workbook
from ..questions.profiles import profile
from . import figures, filed
from .modules import bundle
from .pagedata import COMPARE
from .state import State, read, start
from .wording import short

WORDS = words("widgets")


class View(anywidget.AnyWidget):
    """Views of a book (`compare`, or names of explorers) that share one state, as one widget.

    `link` is the one state; `state` reads it. Observe `link` to follow the user; set it to move the view.
    """

    _esm = bundle("attach.js", exports=True)
    link = traitlets.Unicode().tag(sync=True)

    def __init__(self, book: Workbook, *views: str, state: State | None = None) -> None:
        self.book = book
        self.views = views or (COMPARE,)
        super().__init__(link=(state or start(book)).query())
        self.on_msg(self._asked)

    @property
    def state(self) -> State:
        """What the user has chosen; ids that the book does not have are left out."""
        return read(self.book, self.link)[0]

    def page(self) -> str:
        """The views as HTML that answers without a kernel."""
        from . import html  # a kernel whose page is printed already never needs it

        return html.view_page(self.book, self.views, self.state)

    def _asked(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if content.get("ask") == "page":
            from . import html

            self.send({"page": self.page(), "module": html.module("store.js", exports=True)})
        elif content.get("ask") == "file":
            told, content_of = filed.answer(self.book, content, read(self.book, str(content.get("link", "")))[0])
            self.send(told, content_of)

    def __repr__(self) -> str:
        return f"View({', '.join(self.views)}, {self.link!r})"


class ProfilesFigure(anywidget.AnyWidget):
    """The two profiles of a view as a plotly figure, drawn when it is wanted and kept in step.

    plotly is imported only then.
    """

    _esm = bundle("figure.js", exports=True)
    wanted = traitlets.Bool(False).tag(sync=True)
    figure = traitlets.Unicode().tag(sync=True)

    def __init__(self, view: View) -> None:
        self.view = view
        super().__init__()
        self.observe(self._draw, names=["wanted"])
        view.observe(self._draw, names=["link"])
        self.on_msg(self._asked)

    def page(self) -> str:
        """Where the figure is drawn when a viewer asks for it: a printed page has no kernel until then."""
        return "<div data-figure></div>"

    def _draw(self, _change: Any = None) -> None:
        if self.wanted:
            state = self.view.state
            self.figure = profiles_figure(self.view.book, state).to_json()

    def _asked(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if content.get("ask") == "bundle":
            from . import html

            self.send({"bundle": html.static("vendor/plotly-cartesian.min.js")})

    def __repr__(self) -> str:
        return "ProfilesFigure()"


def profiles_figure(book: Workbook, state: State) -> Any:
    """The plotly figure of a state's two sides."""
    named = []
    for side in state.sides(book):
        named.append((short(book, side), profile(book, side, state.selection).drawn))
    return figures.profiles(named)


class Page:
    """Escaped HTML of ours as a notebook's answer, with a plain line for nbval and screen readers."""

    def __init__(self, page: Callable[[], str], plain: str) -> None:
        self.page = page
        self._plain = plain

    def _repr_html_(self) -> str:
        return self.page()

    def __add__(self, other: Page) -> Page:
        """One after the other, as one answer."""
        return Page(lambda: f"{self.page()}{other.page()}", f"{self._plain}; {other._plain}")

    def __repr__(self) -> str:
        return self._plain


def prose(book: Workbook, name: str, title: str = "", part: int = 0) -> Page:
    """A part of a dashboard's prose, which belongs to the data; where it has none, the page's title stands alone."""

    def page() -> str:
        from . import html

        return html.prose_page(book, name, title, part)

    return Page(page, title or book.facts.project.title)


def opening(book: Workbook) -> Page:
    """The answer with which the first page opens."""
    from .summary import opening as told

    words = told(book)

    def page() -> str:
        from . import html

        return html.opening_page(words)

    return Page(page, words)


def legend(book: Workbook) -> Page:
    """How to read the workbook, and its texts with their status."""

    def page() -> str:
        from . import html

        return html.legend_page(book)

    return Page(page, WORDS["comparison"].format(texts=len(book.instruments), topics=len(book.topics)))


def report(book: Workbook) -> Page:
    """The report's statements beside what a source shows."""

    def page() -> str:
        from . import html

        return html.report_page(book)

    return Page(page, WORDS["report"].format(n=len(book.report)))
