"""A dashboard as plain HTML, printed without a kernel: what every visitor sees first, at once.

The notebooks are ours and thin: their cells are run here, once for each version of the data, and what the
last line of a cell shows as a page is printed. Widgets follow when a kernel is ready (static/live.js).
"""

from __future__ import annotations

import ast
import gzip
import json
from contextlib import redirect_stdout
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import Any

from ..book.load import load
from .html import environment
from .notebooks import dashboards


class NoDashboard(LookupError):
    """There is no dashboard of that name."""


def printed(name: str, base_url: str) -> tuple[bytes, bytes]:
    """The page of the dashboard `NN-name` and the same compressed, for a server whose pages lie under `base_url`.

    Raises `NoDashboard`.
    """
    path = dashboards() / f"{name}.ipynb"
    if path.parent != dashboards() or not path.is_file():
        raise NoDashboard(name)
    return _printed(path, path.stat().st_mtime_ns, base_url)


@lru_cache(maxsize=64)
def _printed(path: Path, _changed: int, base_url: str) -> tuple[bytes, bytes]:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    pages, project = titles(), load().facts.project
    short, _, shipped = notebook["metadata"].get("title", path.stem).partition(": ")
    own = project.title.lower() != shipped.lower() and bool(shipped)
    template = environment().get_template("dashboard.html.j2")
    page = template.render(
        title=f"{short}: {project.title}" if shipped else short,
        name=path.stem,
        pages=pages,
        base_url=base_url,
        parts=list(_parts(notebook, project.title if own else "")),
    ).encode()
    return page, gzip.compress(page)


def titles() -> dict[str, str]:
    """The dashboards in their order, each with its short title for the navigation."""
    found = {}
    for path in sorted(dashboards().glob("*.ipynb")):
        title = json.loads(path.read_text(encoding="utf-8"))["metadata"].get("title", path.stem)
        found[path.stem] = title.partition(":")[0]
    return found


def _parts(notebook: dict[str, Any], own: str) -> Any:
    """What is printed, part by part: HTML of the prose, and what cells show as HTML.

    Prose about the shipped comparison (cells tagged `about`) gives way to the title of a comparison of one's `own`.
    """
    from markupsafe import Markup, escape
    from nbconvert.filters import markdown2html

    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if own and "about" in cell["metadata"].get("tags", ()):
            yield Markup('<div class="prose"><h1>') + escape(own) + Markup("</h1></div>")
        elif cell["cell_type"] == "markdown":
            yield Markup('<div class="prose">') + Markup(markdown2html(source)) + Markup("</div>")
        elif cell["cell_type"] == "code":
            with redirect_stdout(StringIO()):
                shown = _last_value(source, names)
            if hasattr(shown, "page"):
                yield Markup(shown.page())


def _last_value(source: str, names: dict[str, Any]) -> Any:
    """Run a cell; the value of its last line, where that is an expression."""
    lines = ast.parse(source).body
    last = lines[-1] if lines else None
    before = lines[:-1] if isinstance(last, ast.Expr) else lines
    exec(compile(ast.Module(before, []), "<cell>", "exec"), names)  # our own notebooks, as a kernel would
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)
