"""A workbook once found good is kept, keyed by the content of its files and of the code that read them.

The key changes with any of these bytes, so what is kept can't be stale; what is not kept is read anew. Kernels
under `workbook serve` read exactly the book that the server found good when it started (`pin`).
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from glob import glob
from pathlib import Path

from .model import Workbook

ROOM = Path(__file__).parent
PINNED = "WORKBOOK_PINNED"
KEPT = 5  # books; the oldest go
Files = dict[str, bytes | None]


def home() -> Path:
    """The user's own store: `WORKBOOK_HOME`, else the place that the system keeps for it."""
    named = os.environ.get("WORKBOOK_HOME")
    if named:
        return Path(named)
    from platformdirs import user_data_dir

    return Path(user_data_dir("workbook"))


def files(root: Path) -> Files:
    """The data files of `root` and of its folders, read once, by their names from there; None for an unreadable one."""
    patterns = ("*.yaml", "*.csv", "*/*.yaml", "*/*.csv")
    names = [name for each in patterns for name in glob(each, root_dir=root, include_hidden=True)]
    return {name.replace(os.sep, "/"): _content(os.path.join(root, name)) for name in sorted(names)}


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None


def key(content: Files) -> str:
    """A digest of the data files and of the code that gives them their shape."""
    code: Files = {path.name: path.read_bytes() for path in sorted(ROOM.glob("*.py"))}
    return digest(content) + digest(code)


def digest(content: Files) -> str:
    """A hexadecimal number that changes with any change to the names or to the bytes (none of which is zero)."""
    import hashlib

    whole = hashlib.sha256()
    for name, data in content.items():
        whole.update(name.encode() + b"\0" + (data or b"") + b"\0")
    return whole.hexdigest()


@contextmanager
def nothing_to_collect() -> Iterator[None]:
    """Whatever is read is kept, so that a search for garbage, longer with every value read, would find none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def read(name: str, root: Path) -> Workbook | None:
    """The book kept under a key, for a folder; None when there is none that can be read."""
    import pickle

    try:
        with nothing_to_collect():
            book = pickle.loads(_place(name).read_bytes())
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, TypeError, ValueError):
        return None
    return replace(book, folder=root) if isinstance(book, Workbook) else None


def write(name: str, book: Workbook) -> None:
    """Keep a good book, whole or not at all; a store that can't be written is done without."""
    import pickle
    import tempfile

    place = _place(name)
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as file:
            file.write(pickle.dumps(book, protocol=pickle.HIGHEST_PROTOCOL))
        Path(file.name).replace(place)
        kept = sorted(place.parent.glob("*.book"), key=lambda path: path.stat().st_mtime)
        for old in kept[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def pin(root: Path) -> None:
    """From now on, this process's children read the book that is good now, whatever becomes of the files."""
    os.environ[PINNED] = f"{key(files(root))}:{root.resolve()}"


def pinned(root: Path) -> Workbook | None:
    """The book that a parent pinned for this folder, if it is still kept."""
    name, _, folder = os.environ.get(PINNED, "").partition(":")
    return read(name, root) if name and Path(folder) == root.resolve() else None


def _place(name: str) -> Path:
    return home() / "books" / f"{name}.book"
