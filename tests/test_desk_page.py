"""The desk in a notebook, in a real browser: a key a position, saved by a real kernel."""

import json
import os
import re
import subprocess
import sys

import documents
import nbformat
import pytest
from conftest import free_port
from documents import needs_texts

from workbook.texts import desk as desks
from workbook.texts import importing, store
from workbook.views.desk import ReadingDesk, pieces

pytestmark = pytest.mark.browser
READER = "A. Reader"


@pytest.fixture
def served(tmp_path, folder, monkeypatch, book):
    """The notebook with a reader's name and the Arabic text, over data that was all remembered, in Voila; its address."""
    for path in (folder / "topics").glob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("basis: text", "basis: recalled")
        path.write_text(re.sub(r"\n +read_in: .*", "", text), encoding="utf-8")
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path / "home"))
    place = tmp_path / "un.md"
    place.write_bytes(documents.source("un-2024"))
    importing.add(book, "un-2024", str(place), lambda _: None)
    notebook = nbformat.read(documents.ROOT / "notebooks" / "analysis" / "reading-desk.ipynb", as_version=4)
    for cell in notebook.cells:
        cell.source = cell.source.replace('READER = ""', f'READER = "{READER}"')
    nbformat.write(notebook, tmp_path / "desk.ipynb")
    port = free_port()
    command = [sys.executable, "-m", "voila", "desk.ipynb", f"--port={port}", "--no-browser"]
    process = subprocess.Popen(
        command, cwd=tmp_path, env=os.environ | {"WORKBOOK_DATA": str(folder)}, stderr=subprocess.PIPE, text=True
    )
    for line in process.stderr:
        if "Voilà is running at" in line:
            break
    yield f"http://127.0.0.1:{port}/"
    process.terminate()
    process.wait(timeout=30)


@needs_texts
def test_keys_confirm_doubt_change_and_undo(served, page, book):
    answers = ["unclear"]
    page.on("dialog", lambda dialog: dialog.accept(answers[0]))
    page.goto(served)
    page.wait_for_selector(".reading-desk h3", timeout=60_000)
    first = page.inner_text(".reading-desk h2")
    assert "0 read" in page.inner_text("[data-view=progress]")
    page.focus(".reading-desk")
    page.keyboard.press("y")
    page.wait_for_function(
        "document.querySelector('[data-view=progress]').textContent.startsWith('1 read (1 confirmed')"
    )
    assert page.inner_text(".reading-desk h2") != first
    page.keyboard.press("d")
    page.wait_for_function("document.querySelector('[data-view=progress]').textContent.includes('1 doubtful')")
    page.keyboard.press("u")
    page.wait_for_function("document.querySelector('[data-view=progress]').textContent.startsWith('1 read')")
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.matches('select[name=force], input')")
    page.keyboard.press("m")  # must consider, or may: another word of the list
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('[data-view=progress]').textContent.includes('1 changed')")
    noted = list(desks.open_desk(book, store.text_of("un-2024"), READER).noted.values())
    assert [each.found for each in noted] == ["confirmed", "changed"]
    assert noted[0].keys == 1 and noted[1].keys <= 6 and "force" in noted[1].fields
    assert not [
        url
        for url in page.asked
        if "127.0.0.1" not in url and not url.startswith(("data:", "blob:", "https://cdn.jsdelivr"))
    ]


def test_without_the_text_the_desk_says_what_is_missing(tmp_path, monkeypatch, book):
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path))
    assert "workbook texts add un-2024 FILE" in json.loads(ReadingDesk(book, "un-2024", READER).sheet)["problem"]


def test_marked_words_are_pieces_of_the_text():
    text = "They act promptly, and report promptly."
    found = pieces(text, ("prompt", "promptly"))
    assert "".join(words for words, _ in found) == text
    assert [words for words, marked in found if marked] == ["promptly", "promptly"]
