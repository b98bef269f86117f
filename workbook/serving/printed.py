"""A dashboard as plain HTML, printed without a kernel: what every visitor sees, at once.

The notebooks are ours and thin: their cells are run here, once for each version of the data, and what the
last line of a cell shows as a page is printed. Where a page has something to ask Python, its script says how.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from importlib.metadata import version
from io import StringIO
from typing import Any

from markupsafe import Markup

from ..book.load import load
from ..book.standing import known_on
from ..views.html import environment, markdown
from ..views.modules import bundle
from ..views.notebooks import dashboards
from ..views.policy import digests
from ..views.searching import search_data
from .files import File, made
from .web import NOTHING


class NoDashboard(LookupError):
    """There is no dashboard of that name."""


@dataclass(frozen=True)
class Printed(File):
    """A page, and whether it has something to ask Python."""

    asks: bool = False


def printed(name: str, base_url: str) -> Printed:
    """The page of the dashboard `NN-name`, for a server whose pages lie under `base_url`. Raises `NoDashboard`."""
    path = dashboards() / f"{name}.ipynb"
    if path.parent != dashboards() or not path.is_file():
        raise NoDashboard(name)
    notebook = json.loads(path.read_text(encoding="utf-8"))
    book = load()
    project = book.facts.project
    short, _, whole = notebook["metadata"].get("title", path.stem).partition(": ")
    parts = list(_parts(notebook))
    asks = any("data-figure" in part for part in parts)
    page = environment().get_template("dashboard.html.j2")
    text = page.render(
        title=f"{short}: {project.title}" if whole else short,
        name=path.stem,
        pages=titles(),
        base_url=base_url,
        parts=parts,
        asks=asks,
        code=version("workbook"),
        data=book.version,
        day=known_on(book).isoformat(),
    )
    return Printed(*made(text.encode("utf-8"), "text/html; charset=utf-8", policy(text)), asks=asks)


def every_page(base_url: str) -> dict[str, Printed]:
    """Every dashboard by its name."""
    return {name: printed(name, base_url) for name in titles()}


def findable() -> dict[str, File]:
    """What the search of every page asks for when it is entered, under its name."""
    text = json.dumps(search_data(load()), ensure_ascii=False, separators=(",", ":"))
    return {"search": File(*made(text.encode("utf-8"), "application/json", NOTHING))}


def search_script() -> dict[str, File]:
    """The script that searches, as static/live.js asks for it by name, with the words that it says."""
    script = bundle("search.js", exports=True).encode("utf-8")
    return {"search.js": File(*made(script, "text/javascript; charset=utf-8", NOTHING))}


def policy(page: str) -> str:
    """The content security policy of a page: its own scripts by their digests, nothing inline besides, no other host.

    Styles stand in attributes (the length of a bar), which no digest covers.
    """
    return (
        f"default-src 'none'; script-src 'self' {digests(page)}; style-src 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'"
    )


def titles() -> dict[str, str]:
    """The dashboards in their order, each with its short title for the navigation.

    The order is that of their names; a notebook's metadata can name the one that it comes `after`.
    """
    places = {}
    for path in dashboards().glob("*.ipynb"):
        metadata = json.loads(path.read_text(encoding="utf-8"))["metadata"]
        title = metadata.get("title", path.stem).partition(":")[0]
        places[metadata.get("after", path.stem), path.stem] = path.stem, title
    return dict(places[place] for place in sorted(places))


def _parts(notebook: dict[str, Any]) -> Iterator[Markup]:
    """What is printed, part by part: HTML of the prose, and what cells show as HTML; a widget's says that it is one."""
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            yield Markup('<div class="prose">') + markdown(source) + Markup("</div>")
        elif cell["cell_type"] == "code":
            with redirect_stdout(StringIO()):
                shown = _last_value(source, names)
            if hasattr(shown, "page"):
                page = Markup(shown.page())
                widget = hasattr(shown, "_repr_mimebundle_")
                yield Markup("<div data-widget>") + page + Markup("</div>") if widget else page


def _last_value(source: str, names: dict[str, Any]) -> Any:
    """Run a cell; the value of its last line, where that is an expression."""
    lines = ast.parse(source).body
    last = lines[-1] if lines else None
    before = lines[:-1] if isinstance(last, ast.Expr) else lines
    exec(compile(ast.Module(before, []), "<cell>", "exec"), names)  # our own notebooks, as a kernel would
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)
