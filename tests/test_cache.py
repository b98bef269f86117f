"""What is kept is never stale, and what is broken is never kept."""

import gc
import os
import shutil
import subprocess
import sys

import pytest

from workbook import DataError, check, load
from workbook.book import cache
from workbook.book.load import default_folder


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path / "home"))
    monkeypatch.delenv(cache.PINNED, raising=False)
    return tmp_path / "home" / "books"


def change(folder, old="Must entering a computer system", new="Is entering a computer system"):
    path = folder / "topics" / "illegal-access.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_the_second_start_reads_what_was_kept_and_finds_the_same(store, folder):
    first = load(folder)
    assert len(list(store.glob("*.book"))) == 1
    code = f"import sys; from workbook import load; load({str(folder)!r}); print('yaml' in sys.modules, 'pydantic' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["False", "False"]
    second = load(folder)
    assert second.topics == first.topics and second.facts == first.facts and second.version == first.version


@pytest.mark.parametrize("file", ["topics/illegal-access.yaml", "parties.csv", "vocabulary.yaml"])
def test_any_changed_byte_is_seen(store, folder, file):
    before = cache.key(cache.files(folder))
    path = folder / file
    path.write_bytes(path.read_bytes() + b"\n")
    assert cache.key(cache.files(folder)) != before


def test_a_linked_folder_is_read_like_any_other_and_its_changes_are_seen(store, folder):
    (folder / "topics").rename(folder.parent / "elsewhere")
    (folder / "topics").symlink_to(folder.parent / "elsewhere")
    assert load(folder).topics["illegal-access"].question.startswith("Must")
    change(folder)
    assert load(folder).topics["illegal-access"].question.startswith("Is")


def test_a_file_without_bytes_is_a_fault_and_not_a_gap(folder):
    (folder / "topics" / "illegal-access.yaml").unlink()
    (folder / "topics" / "illegal-access.yaml").symlink_to(folder / "nowhere.yaml")
    assert "topics/illegal-access.yaml" in {fault.file for fault in check(folder)}


def test_looking_for_garbage_goes_on_after_a_load(store, folder):
    for _ in range(2):
        load(folder)
        assert gc.isenabled()
    gc.disable()
    try:
        load(folder)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_change_of_the_data_is_seen_at_once(store, folder):
    assert load(folder).topics["illegal-access"].question.startswith("Must")
    change(folder)
    assert load(folder).topics["illegal-access"].question.startswith("Is")


def test_broken_data_is_an_error_though_a_good_book_is_kept(store, folder):
    load(folder)
    change(folder, "theme: offences", "theme: travel")
    with pytest.raises(DataError):
        load(folder)
    assert len(list(store.glob("*.book"))) == 1


def test_a_kernel_reads_the_book_that_was_good_when_the_server_started(store, folder, monkeypatch):
    load(folder)
    monkeypatch.setenv(cache.PINNED, "")
    cache.pin(folder)
    change(folder, "theme: offences", "theme: travel")
    assert load(folder).topics["illegal-access"].theme == "offences"
    other = folder.parent / "other"
    shutil.copytree(default_folder(), other)
    change(other)
    assert load(other).topics["illegal-access"].question.startswith("Is")


def test_a_damaged_store_is_done_without(store, folder):
    load(folder)
    (kept,) = store.glob("*.book")
    kept.write_bytes(b"not a book")
    assert load(folder).topics
    shutil.rmtree(store.parent)
    store.parent.write_text("a file where the folder should be")
    assert load(folder).topics
    assert os.environ["WORKBOOK_HOME"] == str(store.parent)
