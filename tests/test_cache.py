"""What is kept is never stale, and what is broken is never kept."""

import errno
import gc
import hashlib
import os
import pickle
import random
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
    private = folder.parent / "private"
    private.mkdir()
    cache.pin(folder, load(folder), private)
    shutil.rmtree(store)  # five other books could have taken its place there
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


class Hostile:
    """Runs a command when it is unpickled."""

    def __init__(self, mark):
        self.mark = mark

    def __reduce__(self):
        return os.mkdir, (str(self.mark),)


def sealed(content):
    return hashlib.sha256(content).digest() + content


def test_what_others_could_have_written_is_never_unpickled(store, folder, tmp_path):
    load(folder)
    (kept,) = store.glob("*.book")
    mark = tmp_path / "mark"
    kept.write_bytes(sealed(pickle.dumps(Hostile(mark))))
    kept.chmod(0o666)
    assert load(folder).topics and not mark.exists()
    kept.write_bytes(sealed(pickle.dumps(Hostile(mark))))
    kept.chmod(0o600)
    store.chmod(0o777)
    assert load(folder).topics and not mark.exists()
    if os.getuid() == 0:
        store.chmod(0o700)
        os.chown(kept, 65534, 65534)
        assert load(folder).topics and not mark.exists()


def test_a_book_that_is_not_whole_is_done_without(store, folder):
    version = load(folder).version
    (kept,) = store.glob("*.book")
    whole = kept.read_bytes()
    rng = random.Random(1)
    for _ in range(60):
        place = rng.randrange(len(whole))
        kept.write_bytes(rng.choice([whole[:place], whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]]))
        assert cache.read(kept.stem, folder) is None
    kept.write_bytes(sealed(b"\x80\x04\x95\xff\xff\xff\xff\xff\xff\xff\x7f."))  # asks for all memory there is
    assert cache.read(kept.stem, folder) is None and load(folder).version == version


def test_names_and_bytes_can_not_pass_for_one_another():
    assert cache.digest({"a": b"b\0c"}) != cache.digest({"a": b"b", "c": b""})
    assert cache.digest({"a": b"", "b": b"c"}) != cache.digest({"a": b"b\0\0c"})


def test_a_full_disk_leaves_nothing_half_written(store, folder, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(cache.os, "replace", full)
    assert load(folder).topics
    assert list(store.iterdir()) == []


def test_the_maps_shapes_are_in_the_key_too(folder):
    before = cache.key(cache.files(folder))
    (folder / "geo" / "world.json").write_bytes(b"{}")
    assert cache.key(cache.files(folder)) != before


@pytest.mark.parametrize("made", [os.mkfifo, lambda path: os.symlink("/dev/zero", path)])
def test_a_pipe_or_a_device_in_the_folder_is_not_waited_for(folder, made):
    made(folder / "topics" / "endless.yaml")
    assert "topics/endless.yaml" in {fault.file for fault in check(folder)}
