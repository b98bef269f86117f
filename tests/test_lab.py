"""`side_by_side` in a real JupyterLab: a notebook is opened, run, and shows the provisions and the redline."""

import os
import subprocess
import sys
import time
from urllib.request import urlopen

import documents
import nbformat
import pytest
from conftest import free_port
from documents import needs_texts

SOURCE = """from workbook import load
from workbook.views.provisions import side_by_side
side_by_side(load(), "illegal-access", "budapest:2", "untoc:5(1)")"""


@pytest.fixture
def lab(book, tmp_path):
    """JupyterLab over a folder with one notebook, with two official texts in the store; the notebook's address."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(SOURCE)])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    work = tmp_path / "work"
    work.mkdir()
    nbformat.write(notebook, work / "beside.ipynb")
    port = free_port()
    (tmp_path / "home").mkdir()
    with documents.store_of(tmp_path / "home", book, "budapest", "untoc"):
        home = {f"JUPYTER_{name}": str(tmp_path / name.lower()) for name in ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")}
        home |= {"JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "s"), "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path / "w")}
        command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}", "--ServerApp.port_retries=0",
                   "--IdentityProvider.token=", "--ServerApp.allow_root=True", f"--ServerApp.root_dir={work}",
                   "--LabApp.news_url=None"]  # fmt: skip
        process = subprocess.Popen(command, env=os.environ | home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        address = f"http://127.0.0.1:{port}/"
        for _ in range(300):
            try:
                urlopen(address + "api").close()
                break
            except OSError:
                time.sleep(0.1)
        yield address + "lab/tree/beside.ipynb"
        process.terminate()
        process.wait(timeout=30)


@needs_texts
@pytest.mark.browser
def test_the_redline_is_seen_in_jupyterlab(lab, page):
    page.goto(lab)
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
    page.get_by_text("| Idle").wait_for(timeout=60_000)  # what is run before a kernel is there is lost
    page.click(".jp-Notebook .jp-CodeCell .jp-InputArea-editor")
    page.keyboard.press("Shift+Enter")
    shown = page.locator(".jp-OutputArea-output.jp-RenderedHTMLCommon").first
    shown.locator("ins").first.wait_for(timeout=60_000)
    words = shown.inner_text()
    assert "Illegal access" in words or "illegal-access" in words
    assert shown.locator("ins").count() > 3 and shown.locator("del").count() > 3
    assert shown.locator("ins").first.is_visible() and shown.locator("ins").first.bounding_box()["width"] > 10
    assert "Traceback" not in words
