"""Seven rooms and one direction of imports; a light package; a complete export list; no other host in the page."""

import ast
import json
import re
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import workbook

PACKAGE = Path(workbook.__file__).parent
# Each room may import what stands to the left of it, and nothing to the right.
ROOMS = ("book", "texts", "questions", "views", "export", "serving", "commands")


def name_of(path):
    """A module's name as Python knows it: `workbook.book.load`, `workbook.views.explorers`."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {name_of(path): path for path in PACKAGE.rglob("*.py")}


def place(module):
    """The number of a module's room; the package itself stands above them all."""
    room = module.split(".")[1:2]
    return ROOMS.index(room[0]) if room and room[0] in ROOMS else len(ROOMS)


def imported(module):
    """The modules of the package that a module imports, wherever in it and however it names them."""
    path = FILES[module]
    package = module.split(".") if path.stem == "__init__" else module.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "workbook")
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else []
            home = ".".join([*above, *filter(None, [node.module])])
            if home.split(".")[0] == "workbook":
                names = {f"{home}.{alias.name}" for alias in node.names}
                yield from (names & set(FILES)) or [home]


INSIDE = [module for module in FILES if place(module) < len(ROOMS)]


def test_every_module_has_its_room():
    assert {path.parent.name for path in PACKAGE.glob("*/__init__.py")} == set(ROOMS)
    assert set(FILES) - set(INSIDE) == {"workbook", "workbook.__main__"}


@pytest.mark.parametrize("module", INSIDE)
def test_no_import_runs_up_between_rooms(module):
    for other in imported(module):
        assert other in FILES, f"{module} imports {other}, which is no module"
        assert place(other) <= place(module), f"{module} imports {other}"


@pytest.mark.parametrize("room", ROOMS)
def test_imports_inside_a_room_go_one_way(room):
    here = [module for module in INSIDE if place(module) == ROOMS.index(room)]
    TopologicalSorter({module: set(imported(module)) & set(here) for module in here}).prepare()


@pytest.mark.parametrize("module", INSIDE)
def test_no_module_is_imported_by_a_name_that_is_made_up(module):
    assert "import_module" not in FILES[module].read_text(encoding="utf-8"), "it would hide from the tests above"


@pytest.mark.parametrize("module", [module for module in INSIDE if place(module) < ROOMS.index("views")])
def test_neither_the_book_nor_a_question_draws(module):
    assert "import graph_objects" not in FILES[module].read_text(encoding="utf-8")


def test_modules_stay_small():
    for path in PACKAGE.rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 275, path.name


def test_the_export_list_is_complete_and_sorted():
    assert workbook.__all__ == sorted(workbook.__all__)
    for name in workbook.__all__:
        assert getattr(workbook, name).__doc__, name


def test_a_typed_name_is_found_at_its_home():
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    typed = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level == 1]
    assert {(alias.name, node.module) for node in typed for alias in node.names} == set(workbook.HOME_OF.items())


def test_importing_the_package_imports_none_of_its_modules():
    code = "import sys, workbook; print([name for name in sys.modules if name.startswith('workbook.')])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_a_name_that_is_exported_is_no_room():
    assert not set(workbook.__all__) & set(ROOMS)


def test_an_unknown_name_is_told_with_the_names_there_are():
    with pytest.raises(AttributeError, match="profile"):
        workbook.profil  # noqa: B018


@pytest.mark.parametrize("module", ["workbook", "workbook.views.widgets", "workbook.views.figures"])
def test_importing_brings_neither_pandas_nor_plotly(module):
    code = (
        f"import sys, json, {module}; print(json.dumps([m for m in ('pandas', 'plotly', 'numpy') if m in sys.modules]))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(found.stdout) == []


def test_our_page_names_no_other_host():
    for path in [*PACKAGE.glob("views/static/*.*"), *PACKAGE.rglob("*.j2")]:
        assert not re.search(r"https?://(?!www\.w3\.org)[a-z]", path.read_text(encoding="utf-8")), path.name


def test_notebooks_are_thin():
    root = PACKAGE.parent / "notebooks" / "dashboards"
    for path in root.glob("*.ipynb"):
        cells = [c for c in json.loads(path.read_text(encoding="utf-8"))["cells"] if c["cell_type"] == "code"]
        assert len(cells) <= 4, path.name  # prose, an answer that nbval compares, a view, what it rests on
        assert all(len(cell["source"]) <= 10 for cell in cells), path.name
