"""One direction of imports; a light package; a complete export list; no other host in the page."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import workbook

PACKAGE = Path(workbook.__file__).parent
# Each module may import those of the lines above it, and none of its own line or below.
LAYERS = [
    {"facts", "figures", "notebooks", "decision", "once", "joining"},
    {"model", "names"},
    {"strict", "geo", "measures", "cache"},
    {"standing", "rules"},
    {"actrules", "course", "reservations"},
    {"factrules", "reading", "status"},
    {"load"},
    {"relation", "state", "freshness", "coverage", "reliability", "road"},
    {"profiles", "blocks", "scope"},
    {"compare", "summary", "cooperation"},
    {"drafting", "brief", "pairs", "wording"},
    {"scenario"},
    {"explorers"},
    {"export"},
    {"pagedata"},
    {"html"},
    {"edition", "printed"},
    {"widgets"},
    {"server", "cli"},
    {"commands"},
    {"__init__"},
    {"__main__"},
]
PLACE = {name: number for number, layer in enumerate(LAYERS) for name in layer}


def files(module):
    """The file of a module, or every file of a package."""
    return (
        [PACKAGE / f"{module}.py"] if (PACKAGE / f"{module}.py").is_file() else sorted((PACKAGE / module).glob("*.py"))
    )


def imported(module):
    """The modules of the package that a module imports, wherever in it; inside a package, those above it."""
    for path in files(module):
        up = 1 if path.parent == PACKAGE else 2
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level == up:
                yield from [node.module.partition(".")[0]] if node.module else [alias.name for alias in node.names]


def test_every_module_has_its_layer():
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert {path.stem for path in PACKAGE.glob("*.py")} | packages == set(PLACE)


@pytest.mark.parametrize("module", sorted(PLACE))
def test_imports_go_one_way(module):
    for other in imported(module):
        assert PLACE[other] < PLACE[module], f"{module} imports {other}"


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


def test_a_function_keeps_its_name_though_its_module_has_the_same():
    code = "import workbook.load, workbook.brief, workbook; from workbook import brief; print(callable(workbook.load), callable(brief))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["True", "True"]


def test_an_unknown_name_is_told_with_the_names_there_are():
    with pytest.raises(AttributeError, match="profile"):
        workbook.profil  # noqa: B018


@pytest.mark.parametrize("module", ["workbook", "workbook.widgets"])
def test_importing_brings_neither_pandas_nor_plotly(module):
    code = (
        f"import sys, json, {module}; print(json.dumps([m for m in ('pandas', 'plotly', 'numpy') if m in sys.modules]))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(found.stdout) == []


def test_our_page_names_no_other_host():
    for path in [*PACKAGE.glob("static/*.*"), *PACKAGE.rglob("*.j2")]:
        assert not re.search(r"https?://(?!www\.w3\.org)[a-z]", path.read_text(encoding="utf-8")), path.name


def test_notebooks_are_thin():
    root = PACKAGE.parent / "notebooks" / "dashboards"
    for path in root.glob("*.ipynb"):
        cells = [c for c in json.loads(path.read_text(encoding="utf-8"))["cells"] if c["cell_type"] == "code"]
        assert len(cells) <= 3, path.name
        assert all(len(cell["source"]) <= 10 for cell in cells), path.name
