"""Every notebook runs and gives the answers that it keeps; an altered answer is noticed."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from workbook import load
from workbook.book.load import default_folder

ROOT = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = sorted(path for path in ROOT.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)


def nbval(path):
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        str(path.parent),
        str(path),
    ]
    return subprocess.run(command, capture_output=True, text=True)


def compared(notebook):
    return [c for c in notebook.cells if c.cell_type == "code" and c.outputs and "NBVAL_IGNORE_OUTPUT" not in c.source]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_gives_the_answers_that_it_keeps(path):
    found = nbval(path)
    assert found.returncode == 0, found.stdout[-3000:]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_keeps_an_answer_and_no_widget_state(path):
    notebook = nbformat.read(path, as_version=4)
    assert compared(notebook), "nothing is compared"
    assert "widgets" not in notebook.metadata


def test_an_altered_answer_is_noticed(tmp_path):
    path = tmp_path / "altered.ipynb"
    shutil.copy(ROOT / "dashboards" / "01-compare.ipynb", path)
    notebook = nbformat.read(path, as_version=4)
    compared(notebook)[0].outputs[0].data["text/plain"] = "'?a=something-else'"
    nbformat.write(notebook, path)
    found = nbval(path)
    assert found.returncode == 1 and "failed" in found.stdout


def test_the_served_folder_holds_nothing_but_dashboards():
    served = [path for path in (ROOT / "dashboards").iterdir() if path.name != ".ipynb_checkpoints"]
    assert served and all(path.suffix == ".ipynb" and path.name[:2].isdigit() for path in served)


COUNT = re.compile(
    r"\b(\d+|one|two|three|four|five|six|most|few|small part)\b( of the)? (texts?|drafts?|topics?|positions?|parties)\b"
    r"|\bcoded in (small|large) part\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", sorted((ROOT / "dashboards").glob("*.ipynb")), ids=lambda path: path.stem)
def test_the_prose_of_a_dashboard_counts_nothing_that_the_data_counts(path):
    """What was typed as "two texts were read" was false as soon as a third was read."""
    prose = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"]
    prose += load(default_folder()).facts.pages.prose.get(path.stem, ())
    assert prose and not [found[0] for source in prose for found in COUNT.finditer(source)]
