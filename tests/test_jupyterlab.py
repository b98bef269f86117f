"""A real JupyterLab, as an analyst has it: run every cell, switch, look at the profile, draw a figure, save in every way."""

import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from conftest import ROOT, free_port, opened_page

from workbook.export import FORMATS, file_of
from workbook.views.state import read

pytestmark = pytest.mark.browser
NOTEBOOK = "01-compare.ipynb"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """JupyterLab over copies of the notebooks; its address."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copy(ROOT / "notebooks" / "dashboards" / NOTEBOOK, folder)
    port = free_port()
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", f"--port={port}", "--ServerApp.ip=127.0.0.1"]
    command += ["--IdentityProvider.token=", f"--ServerApp.root_dir={folder}", "--LabApp.news_url=", "--allow-root"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/"
    for _ in range(240):
        try:
            urlopen(address + "api", timeout=2).close()
            break
        except (URLError, OSError):
            time.sleep(0.5)
    else:
        raise AssertionError("JupyterLab did not start")
    yield address
    process.terminate()
    process.wait(timeout=30)


def opened(browser, lab, name):
    """A notebook in JupyterLab with every cell run."""
    page = opened_page(browser)
    page.goto(f"{lab}lab/tree/{name}?reset")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=90_000)
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", timeout=90_000)
    for _ in range(6):  # what is asked before the kernel listens is forgotten
        page.wait_for_timeout(1500)
        page.click(".lm-MenuBar-itemLabel >> text=Run")
        page.click(".lm-Menu-itemLabel >> text=/^Run All Cells$/")
        page.wait_for_timeout(2500)
        if any(re.search(r"[0-9*]", prompt) for prompt in page.locator(".jp-InputPrompt").all_inner_texts()):
            break
    return page


@pytest.fixture(scope="module")
def compared(browser, lab):
    """The comparison, run."""
    page = opened(browser, lab, NOTEBOOK)
    page.wait_for_selector("[data-view=board] [role=switch]", timeout=90_000)
    yield page
    page.close()


def link(page):
    return page.evaluate("document.querySelector('[data-workbook]').workbook.link()")


def test_a_switch_answers_and_the_profile_stays_in_sight_beside_it(compared, book):
    switches = compared.locator("[data-view=board] [role=switch]")
    number = compared.locator("[data-measure='offences.mandatory'][data-side=a]").first
    for which in ("illegal-access", "control-over-users"):
        switch = compared.locator(f"[data-view=board] [role=switch][data-topic={which}]")
        switch.scroll_into_view_if_needed()
        before = number.get_attribute("data-value")
        switch.click()
        assert switch.get_attribute("aria-checked") == "false"
        seen = compared.locator("[data-view=board]").locator("xpath=..").locator(".wb-profiles").bounding_box()
        window = compared.viewport_size["height"]
        assert seen["y"] < window - 100 and seen["y"] + seen["height"] > 100, (which, seen)
        assert which != "illegal-access" or number.get_attribute("data-value") == str(int(before) - 1)
    assert switches.count() == len(book.topics)
    assert "off=illegal-access" in link(compared)


@pytest.mark.parametrize("how", FORMATS)
def test_every_save_button_works(compared, book, how):
    button = compared.locator(f"[data-action='export:{how}']:visible")
    button.scroll_into_view_if_needed()
    with compared.expect_download(timeout=60_000) as given:
        button.click()
    made = given.value.path().read_bytes()
    expected = file_of(book, "compare", read(book, link(compared))[0], how)
    assert given.value.suggested_filename.endswith(f".{how}")
    assert made == expected


def test_the_figure_is_drawn_by_python_when_it_is_asked_for(compared):
    button = compared.get_by_role("button", name="Draw the figure")
    button.scroll_into_view_if_needed()
    button.click()
    compared.wait_for_selector("[data-view=figure] .barlayer .bars", timeout=60_000)


def test_the_notebooks_are_those_that_are_shipped():
    cells = json.loads((Path(ROOT) / "notebooks" / "dashboards" / NOTEBOOK).read_text(encoding="utf-8"))["cells"]
    assert any("View(" in "".join(cell["source"]) for cell in cells)
