"""Answers -> escaped HTML. Jinja escapes everything that comes from data; nothing is marked safe but our own files.

The comparison is printed once, here; static/page.js takes over the very element that this prints.
"""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..book.interface import say
from ..book.model import Workbook, stages
from ..questions.calibration import calibration
from ..questions.compare import comparison
from ..questions.profiles import profile
from ..questions.reservations import sample
from ..questions.status import status_of
from .blocks import lead_of, parts_of
from .board import BOARD, counts, shown, shown_words, switch_theme, tiles
from .drawing import draw
from .explorers import EXPLORERS, answered
from .modules import bundle, literal
from .pagedata import COMPARE, claims_by_topic, page_data
from .pictures import MAPS, picture
from .rests import others, read_share, rests, together
from .state import State, start
from .summary import summary
from .wording import articles, basis, page_at, points, short, spelled, stand

COMPARE_PAGE = "01-compare.ipynb"
HERE = Path(__file__).parent


@cache
def environment() -> Environment:
    """Our templates, escaping by default and failing on any unknown name."""
    made = Environment(
        loader=FileSystemLoader(HERE / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(static=static, module=module, notice=notice, articles=articles)
    made.globals.update(page_at=page_at, parts_of=parts_of, say=say)
    return made


def static(name: str) -> Markup:
    """A file of static/, as it is: the only text that is not escaped."""
    return Markup((HERE / "static" / name).read_text(encoding="utf-8"))


def notice(name: str) -> Markup:
    """The licence of something of others' that stands in a page, as a comment: it travels with every copy."""
    return Markup(f"<!--\n{static(f'vendor/{name}-LICENSE')}-->")


def module(name: str = "views.js", exports: bool = False) -> Markup:
    """A file of static/ with all that it imports, as one script (modules.py)."""
    return Markup(bundle(name, exports))


def embedded(value: Any) -> Markup:
    """JSON that can stand inside a script element."""
    return Markup(literal(value))


def view_page(book: Workbook, views: tuple[str, ...] = (COMPARE,), state: State | None = None) -> str:
    """Views as one HTML fragment that answers without anything else: style, views, their data and the module.

    `views` are `compare` and names of EXPLORERS; they share one state.
    """
    state = state or start(book)
    two_sided = [name for name in views if name == COMPARE or (name in EXPLORERS and EXPLORERS[name].SIDES)]
    first = two_sided[0] if two_sided else ""  # there the sides are chosen, for the whole page
    chooser = sides_chooser(book, state)
    page = environment().get_template("views.html.j2")
    return page.render(
        book=book,
        state=state,
        opening=board(book, state) if COMPARE in views else "",
        resting=resting(book, state),
        comparing=chooser + compare(book, state) if COMPARE in views else "",
        fragments=[
            board(book, state, COMPARE_PAGE)
            if name == BOARD
            else explorer(book, name, state, chooser if name == first else None)
            for name in views
            if name != COMPARE
        ],
        data=embedded(page_data(book, views) | ({"link": state.query()} if state != start(book) else {})),
    )


def sides_chooser(book: Workbook, state: State) -> Markup:
    """Which texts stand on each side: one chooser for a whole page."""
    chosen = dict(zip("ab", state.sides(book), strict=True))
    page = environment().get_template("sides.html.j2")
    return Markup(page.render(book=book, state=state, chosen=chosen, stages=stages(book)))


def board(book: Workbook, state: State, leads: str = "") -> Markup:
    """Every topic as a tile that is its switch, with the profiles; small where it `leads` to the cards' page."""
    a, b = state.sides(book)
    rows = comparison(book, "+".join(a), "+".join(b), None, state.selection).rows
    sides = {"a": profile(book, a, state.selection), "b": profile(book, b, state.selection)}
    everything = profile(book, tuple(book.instruments))
    page = environment().get_template("board.html.j2")
    return Markup(
        page.render(
            words=book.vocabulary,
            state=state,
            leads=leads,
            groups=tiles(book, state, rows),
            counts=counts(rows),
            switch_theme=switch_theme,
            sides=sides,
            tops={number.measure: number.value or 1 for number in everything.numbers},
            names={"a": short(book, a), "b": short(book, b)},
            shares={side: read_share(together(rests(book), texts)) for side, texts in (("a", a), ("b", b))},
            summaries={side: summary(book, found) for side, found in sides.items()},
        )
    )


def resting(book: Workbook, state: State) -> Markup:
    """How much of each side was read."""
    both = dict(zip("ab", state.sides(book), strict=True))
    page = environment().get_template("rests.html.j2")
    counted = {side: together(rests(book), texts) for side, texts in both.items()}
    names = {side: short(book, texts) for side, texts in both.items()}
    return Markup(page.render(names=names, rests=counted, read_share=read_share, others=partial(others, book)))


def explorer(book: Workbook, name: str, state: State, chooser: Markup | None = None) -> Markup:
    """An explorer's answer to a state, its controls and details; with the sides' `chooser` where it has a place."""
    answer = answered(name, book, state)
    page = environment().get_template(f"explorers/{name}.html.j2")
    extra = EXPLORERS[name].context(book, state)
    found = picture(book, name, state, answer) if name not in MAPS else None
    drawn = Markup(draw(found, {}, None)) if found else ""  # a map comes with its shapes, in the browser
    whole = getattr(EXPLORERS[name], "WHOLE", False)  # a page to print folds nothing
    common = {"book": book, "words": book.vocabulary, "state": state, "name": name, "chooser": chooser, "whole": whole}
    return Markup(page.render(blocks=answer, lead=lead_of(answer), drawn=drawn, **common, **extra))


def compare(book: Workbook, state: State) -> Markup:
    """The comparison's cards, with their switches and filters: those that the state asks for."""
    a, b = state.sides(book)
    rows = {row.topic: row for row in comparison(book, "+".join(a), "+".join(b), None, state.selection).rows}
    cards = shown(book, state, rows)
    sides = {"a": profile(book, a, state.selection), "b": profile(book, b, state.selection)}
    groups: dict[str, list[Any]] = {}
    for topic in book.topics.values():
        groups.setdefault(topic.theme, []).append(topic)
    page = (
        environment()
        .get_template("compare.html.j2")
        .render(
            book=book,
            words=book.vocabulary,
            state=state,
            shown=[name for name in book.instruments if name in a + b],
            groups={theme: groups[theme] for theme in book.vocabulary.themes if theme in groups},
            cards=cards,
            terms={id: [one for one in book.facts.glossary.values() if id in one.topics] for id in book.topics},
            shown_words=shown_words(len(cards), len(book.topics)),
            on={*sides["a"].on, *sides["b"].on},
            relations=rows,
            claims=claims_by_topic(book),
            calibration=calibration(book).words,
            spelled=partial(spelled, book),
            stand=partial(stand, book),
            points=partial(points, book),
            basis=partial(basis, book),
        )
    )
    return Markup(page)


def prose_page(book: Workbook, name: str, title: str = "", part: int = 0) -> str:
    """A part of the prose of the dashboard `name` (pages.yaml), as HTML; without any, a title where a page begins."""
    parts = book.facts.pages.prose.get(name, ())
    if part < len(parts):
        return Markup('<div class="prose">') + markdown(parts[part]) + Markup("</div>")
    headed = Markup('<div class="prose"><h1>{}</h1></div>').format(title or book.facts.project.title)
    return headed if part == 0 else ""


def opening_page(words: str) -> str:
    """The answer of a page that is no explorer."""
    return environment().get_template("opening.html.j2").render(words=words)


def markdown(text: str) -> Markup:
    """Markdown as HTML: tags in it are shown as they are typed, and only addresses of pages become links."""
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    made = MarkdownWithMath(renderer=IPythonRenderer(escape=True, allow_harmful_protocols=False)).render(text)
    return Markup(made)


def report_page(book: Workbook) -> str:
    """The statements of the report, with what a source shows and how it is known."""
    return environment().get_template("report.html.j2").render(book=book, words=book.vocabulary)


def legend_page(book: Workbook) -> str:
    """How to read a verdict, a force and a basis; and the texts with their status."""
    status = {name: status_of(book, name) for name in book.instruments}
    samples = {name: sample(book, name) for name in book.instruments}
    looked = {name: found.sentence() for name, found in samples.items() if found.parties}
    return (
        environment()
        .get_template("legend.html.j2")
        .render(book=book, words=book.vocabulary, status=status, looked=looked)
    )
