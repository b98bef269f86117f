"""Answers -> escaped HTML. Jinja escapes everything that comes from data; nothing is marked safe but our own files.

The comparison is printed once, here; static/page.js takes over the very element that this prints.
"""

from __future__ import annotations

import json
import re
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..book.model import Workbook, stages
from ..questions.calibration import calibration
from ..questions.compare import comparison
from ..questions.profiles import profile
from ..questions.reservations import sample
from ..questions.status import status_of
from .explorers import EXPLORERS, answered
from .pagedata import COMPARE, claims_by_topic, page_data
from .state import State, start
from .summary import summary
from .wording import articles, basis, points, short, spelled, stand

HERE = Path(__file__).parent
EXPLORER_FILES = tuple(f"explorers/{path.name}" for path in sorted((HERE / "static" / "explorers").glob("*.js")))
COMMENT = re.compile(r"(?m)^[ \t]*(//.*|/\*\*.*\*/)\n")
MODULE = (
    "answers.js",
    "blocks.js",
    "cards.js",
    "sides.js",
    *EXPLORER_FILES,
    "page.js",
    "explore.js",
    "export.js",
    "save.js",
    "store.js",
)


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
    return made


def static(name: str) -> Markup:
    """A file of static/, as it is: the only text that is not escaped."""
    return Markup((HERE / "static" / name).read_text(encoding="utf-8"))


def notice(name: str) -> Markup:
    """The licence of something of others' that stands in a page, as a comment: it travels with every copy."""
    return Markup(f"<!--\n{static(f'vendor/{name}-LICENSE')}-->")


def module() -> Markup:
    """The browser's module, whole: its answers, the views that show them, and the store that they share.

    Lines that are comment alone stay in the files: a reader of the page pays for each byte.
    """
    return Markup(COMMENT.sub("", "".join(static(name) for name in MODULE)))


def embedded(value: Any) -> Markup:
    """JSON that can stand inside a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


def view_page(book: Workbook, views: tuple[str, ...] = (COMPARE,), state: State | None = None) -> str:
    """Views as one HTML fragment that answers without anything else: style, views, their data and the module.

    `views` are `compare` and names of EXPLORERS; they share one state.
    """
    state = state or start(book)
    fragments = [compare(book, state) if name == COMPARE else explorer(book, name, state) for name in views]
    two_sided = any(name == COMPARE or EXPLORERS[name].SIDES for name in views)
    page = environment().get_template("views.html.j2")
    return page.render(
        book=book,
        state=state,
        fragments=fragments,
        chosen=dict(zip("ab", state.sides(book), strict=True)) if two_sided else None,
        stages=stages(book),
        data=embedded(page_data(book, views)),
    )


def explorer(book: Workbook, name: str, state: State) -> Markup:
    """An explorer with its controls and its answer to a state."""
    answer = answered(name, book, state)
    page = environment().get_template("explorer.html.j2")
    extra = EXPLORERS[name].context(book, state)
    return Markup(page.render(book=book, words=book.vocabulary, state=state, name=name, blocks=answer, **extra))


def compare(book: Workbook, state: State) -> Markup:
    """The comparison, with its switches, filters, profiles and summary."""
    a, b = state.sides(book)
    sides = {"a": profile(book, a, state.selection), "b": profile(book, b, state.selection)}
    groups: dict[str, list[Any]] = {}
    for topic in book.topics.values():
        groups.setdefault(topic.theme, []).append(topic)
    everything = profile(book, tuple(book.instruments))
    page = (
        environment()
        .get_template("compare.html.j2")
        .render(
            book=book,
            words=book.vocabulary,
            state=state,
            shown=[name for name in book.instruments if name in a + b],
            groups={theme: groups[theme] for theme in book.vocabulary.themes if theme in groups},
            sides=sides,
            on={*sides["a"].on, *sides["b"].on},
            tops={number.measure: number.value or 1 for number in everything.numbers},
            names={"a": short(book, a), "b": short(book, b)},
            summaries={side: summary(book, found) for side, found in sides.items()},
            relations={
                row.topic: row for row in comparison(book, "+".join(a), "+".join(b), None, state.selection).rows
            },
            claims=claims_by_topic(book),
            calibration=calibration(book).words,
            spelled=partial(spelled, book),
            stand=partial(stand, book),
            points=partial(points, book),
            basis=partial(basis, book),
        )
    )
    return Markup(page)


def report_page(book: Workbook) -> str:
    """The statements of the news report, with what a source shows and how it is known."""
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
