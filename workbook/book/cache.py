"""A workbook once found good is kept, keyed by the content of its files and of the code that read them.

The key changes with any of these bytes, so what is kept can't be stale; what is not kept is read anew. Kernels
under `workbook serve` read exactly the book that the server found good when it started (`pin`).
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from glob import glob
from pathlib import Path
from stat import S_ISREG

from .model import Workbook

ROOM = Path(__file__).parent
PINNED = "WORKBOOK_PINNED"
WORLD = "geo/world.json"
KEPT = 5  # books; the oldest go
LEAD = 32  # bytes of a digest before a kept book
MOST_BYTES = 64 * 2**20  # of one data file
Files = dict[str, bytes | None]


def home() -> Path:
    """The user's own store: `WORKBOOK_HOME`, else the place that the system keeps for it."""
    named = os.environ.get("WORKBOOK_HOME")
    if named:
        return Path(named)
    from platformdirs import user_data_dir

    return Path(user_data_dir("workbook"))


def names(root: Path) -> list[str]:
    """The data files of `root` and of its folders, by their names from there, in order."""
    patterns = ("*.yaml", "*.csv", "*/*.yaml", "*/*.csv", WORLD)
    found = [name for each in patterns for name in glob(each, root_dir=root, include_hidden=True)]
    return sorted(name.replace(os.sep, "/") for name in found)


def files(root: Path) -> Files:
    """The data files, read once; None for one that is no plain file of a bearable size, or can't be read."""
    return {name: _content(os.path.join(root, name)) for name in names(root)}


def _content(path: str) -> bytes | None:
    try:
        state = os.stat(path)
        if not S_ISREG(state.st_mode) or state.st_size > MOST_BYTES:  # a pipe would be waited for, a device never ends
            return None
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None


def key(content: Files) -> str:
    """A digest of the data files and of the code that gives them their shape."""
    code: Files = {path.name: path.read_bytes() for path in sorted(ROOM.glob("*.py"))}
    return digest(content) + digest(code)


def digest(content: Files) -> str:
    """A hexadecimal number that changes with any change to the names or to the bytes: each is led by its length."""
    import hashlib

    whole = hashlib.sha256()
    for name, data in content.items():
        # Names that are not UTF-8 come with surrogates.
        for part in (name.encode("utf-8", "surrogateescape"), data or b""):
            whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()


@contextmanager
def nothing_to_collect() -> Iterator[None]:
    """Whatever is read is kept, so that a search for garbage, longer with every value read, would find none.

    Nor will a later one look through it: what is there now is set aside for good, and goes when nobody refers to it.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()


def read(name: str, root: Path) -> Workbook | None:
    """The book kept under a key, for a folder; None when there is none, or not one that we alone could write."""
    place = _place(name)
    try:
        if not _ours(os.stat(place.parent)):
            return None
    except OSError:
        return None
    return _unpacked(place, root)


def _unpacked(place: Path, root: Path) -> Workbook | None:
    """A kept book. What others could have written is never unpickled, nor what is not whole."""
    import hashlib
    import pickle

    try:
        with open(place, "rb") as file:
            if not _ours(os.fstat(file.fileno())):
                return None
            whole = file.read()
        kept = memoryview(whole)[LEAD:]
        if hashlib.sha256(kept).digest() != whole[:LEAD]:
            return None
        with nothing_to_collect():
            book = pickle.loads(kept)
    except Exception:  # whatever is wrong with it, the data itself can be read
        return None
    return replace(book, folder=root) if isinstance(book, Workbook) else None


def _ours(state: os.stat_result) -> bool:
    """Whether a file or folder is this user's and nobody else may write to it; where users have numbers."""
    return not hasattr(os, "getuid") or (state.st_uid == os.getuid() and not state.st_mode & 0o022)


def _packed(book: Workbook) -> bytes:
    import hashlib
    import pickle

    kept = pickle.dumps(book, protocol=pickle.HIGHEST_PROTOCOL)
    return hashlib.sha256(kept).digest() + kept


def write(name: str, book: Workbook) -> None:
    """Keep a good book, whole or not at all; a store that can't be written is done without."""
    import tempfile

    place = _place(name)
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        number, made = tempfile.mkstemp(dir=place.parent)
    except OSError:
        return
    try:
        with open(number, "wb") as file:
            file.write(_packed(book))
        os.replace(made, place)
        kept = sorted(place.parent.glob("*.book"), key=lambda path: path.stat().st_mtime)
        for old in kept[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:  # a full disk: nothing half written stays
        with suppress(OSError):
            os.unlink(made)


def pin(root: Path, book: Workbook, private: Path) -> None:
    """From now on, this process and its children read this book for the folder, whatever becomes of the files.

    It is written into `private`, a folder of the server's own; where that can't be, the files are read.
    """
    place = private / f"{book.version}.pinned"
    try:
        with open(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(_packed(book))
    except OSError:
        unpin()
        return
    os.environ[PINNED] = f"{place}{os.pathsep}{root.resolve()}"


def unpin() -> None:
    """Read the files again."""
    os.environ.pop(PINNED, None)


def pinned(root: Path) -> Workbook | None:
    """The book that was pinned for this folder, if it is still there."""
    name, _, folder = os.environ.get(PINNED, "").partition(os.pathsep)
    return _unpacked(Path(name), root) if name and Path(folder) == root.resolve() else None


def _place(name: str) -> Path:
    return home() / "books" / f"{name}.book"
