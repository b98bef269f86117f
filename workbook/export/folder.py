"""The static edition as a folder: a page for each view, for search engines and link previews, on any web space."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from ..book.model import Workbook
from ..book.standing import known_on
from ..questions.profiles import profile
from ..views.blocks import Say
from ..views.explorers import EXPLORERS, answered
from ..views.html import embedded, environment, resting
from ..views.pagedata import COMPARE, page_data
from ..views.policy import digests
from ..views.state import State, start
from ..views.summary import summary
from ..views.words import EDITION
from .edition import VIEWS, Page, every_page
from .picture import picture
from .report import report_of

PICTURE = "preview.png"
LONGEST = 160  # letters of a description that search engines show


@dataclass(frozen=True)
class Leaf:
    """A page of the folder. `file` is its name; `sentence` is what search engines and previews say of it."""

    page: Page
    file: str
    sentence: str


def folder(book: Workbook, state: State | None = None, address: str = "") -> dict[str, bytes]:
    """{name: content} of every file. `address`: where the folder will lie, for canonical links and the sitemap."""
    state = state or start(book)
    base = address.rstrip("/") + "/" if address else ""
    leaves = [
        Leaf(page, _file(page.name), _sentence(book, page.name, state)) for page in every_page(book, state, apart=True)
    ]
    made = {leaf.file: _page(book, state, leaf, leaves, base).encode() for leaf in leaves}
    made[PICTURE] = picture(report_of(book, COMPARE, state))
    if base:
        made["sitemap.xml"] = _sitemap(leaves, base, known_on(book).isoformat()).encode()
    return made


def _file(name: str) -> str:
    """A page's file; the comparison is what the address of the folder itself shows."""
    return "index.html" if name == COMPARE else f"{name}.html"


def _page(book: Workbook, state: State, leaf: Leaf, leaves: list[Leaf], base: str) -> str:
    answers = leaf.page.name in VIEWS
    title = book.facts.project.title
    page = environment().get_template("leaf.html.j2")
    text = page.render(
        book=book,
        state=state,
        leaf=leaf,
        resting=resting(book, state),
        leaves=leaves,
        title=f"{leaf.page.title}: {title}" if leaf.page.title != title else title,
        base=base,
        picture=PICTURE,
        here=base + ("" if leaf.file == "index.html" else leaf.file),
        body=_led(leaf.page.body, leaves),
        data=embedded(page_data(book, (leaf.page.name,)) | {"link": state.query()}) if answers else None,
        day=known_on(book).isoformat(),
    )
    return text.replace("script-src SCRIPTS", f"script-src {digests(text)}", 1)


def _led(body: Markup, leaves: list[Leaf]) -> Markup:
    """A page's body whose links to other pages of the edition lead to their files."""
    files = {leaf.page.name: leaf.file for leaf in leaves}

    def there(found: re.Match[str]) -> str:
        return f'href="{files[found[1]]}"' if found[1] in files else found[0]

    return Markup(re.sub(r'href="#([a-z]+)"', there, str(body)))  # escaped already


def _sentence(book: Workbook, name: str, state: State) -> str:
    """What a page says first, cut at a word."""
    if name == COMPARE:
        words = summary(book, profile(book, state.sides(book)[0], state.selection))
    elif name in EXPLORERS:
        says = [block for block in answered(name, book, state) if isinstance(block, Say) and block.tone != "heading"]
        words = next((block.words for block in says if block.tone == "finding"), says[0].words if says else "")
    else:
        words = EDITION["legend_says"] if name == "legend" else book.facts.pages.word("report")
    words = " ".join(words.split()) or book.facts.project.title
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + " ..."


def _sitemap(leaves: list[Leaf], base: str, day: str) -> str:
    def places() -> Iterator[str]:
        for leaf in leaves:
            there = base + ("" if leaf.file == "index.html" else leaf.file)
            yield f"<url><loc>{escape(there)}</loc><lastmod>{day}</lastmod></url>"

    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join([head, *places(), "</urlset>"]) + "\n"
