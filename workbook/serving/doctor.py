"""What a server needs, looked at one by one: each with what was found and, where it is wrong, the cure."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..book import cache
from ..book.load import default_folder, load
from ..book.model import DataError
from .limits import KERNEL_MIB, free_memory, most_kernels, open_files

PACKAGES = ("voila", "jupyter-server", "tornado", "ipykernel", "pyzmq", "anywidget", "plotly")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LEAST_FREE = 512  # MiB
LEAST_FILES = 1024
OLDEST = (3, 11)


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `cure` is empty where all is well; `needed`: without it nothing is served."""

    name: str
    found: str
    cure: str = ""
    needed: bool = True

    def __str__(self) -> str:
        sign = "ok  " if not self.cure else "bad " if self.needed else "note"
        return f"{sign} {self.name:<12} {self.found}" + (f"\n     cure: {self.cure}" if self.cure else "")


def examine(host: str, port: int) -> Iterator[Finding]:
    """Everything that serving, checking and saving need here."""
    yield from (_python(), *_packages(), _data(), _store(), _port(host, port))
    yield from (_temporary(), _memory(), _files(), _browser(), _proxy())


def _python() -> Finding:
    cure = "" if sys.version_info >= OLDEST else "Install Python 3.11 or later."
    return Finding("python", f"{platform.python_version()} on {platform.system()}", cure)


def _packages() -> Iterator[Finding]:
    found, missing = [f"workbook {importlib.metadata.version('workbook')}"], []
    for name in PACKAGES:
        try:
            found.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            missing.append(name)
    cure = f"Install {', '.join(missing)}: pip install workbook, or make serve in a checkout." if missing else ""
    yield Finding("packages", ", ".join(found), cure)


def _data() -> Finding:
    folder = default_folder()
    try:
        book = load(folder)
    except DataError as error:
        return Finding("data", f"{folder}: {len(error.problems)} problems", "workbook check names each with its cure.")
    return Finding(
        "data", f"{folder}: version {book.version}, {len(book.topics)} topics, {len(book.instruments)} texts"
    )


def _store() -> Finding:
    place = cache.home() / "books"
    kept = place.is_dir() and os.access(place, os.W_OK)
    cure = "" if kept else "Set WORKBOOK_HOME to a folder of your own; without one each start reads the data anew."
    return Finding("store", str(place), cure, needed=False)


def _port(host: str, port: int) -> Finding:
    from .server import cannot_listen

    trouble = cannot_listen(host, port) or ""
    return Finding(
        "port", f"{port} on {host or 'every address'}" + (" can't be used" if trouble else " is free"), trouble
    )


def _temporary() -> Finding:
    try:
        with tempfile.TemporaryDirectory() as place:
            Path(place, "x").write_bytes(b"x" * 65536)
            free = shutil.disk_usage(place).free // 2**20
    except OSError as error:
        return Finding("disk", f"no temporary file can be written: {error.strerror}", "Make room, or set TMPDIR.")
    return Finding("disk", f"{free:,} MiB free for temporary files", "" if free > 100 else "Make room, or set TMPDIR.")


def _memory() -> Finding:
    free = free_memory()
    if free is None:
        return Finding("memory", "it can't be known how much is free", "Set --kernels yourself.", needed=False)
    kernels = most_kernels(free, None)
    cure = "" if free >= LEAST_FREE else "Free some memory, or publish the static edition, which needs no server."
    return Finding("memory", f"{free:,} MiB free: {kernels} kernels at a time, {KERNEL_MIB} MiB each", cure)


def _files() -> Finding:
    most = open_files()
    if most is None:
        return Finding("open files", "this system has no such limit")
    cure = "" if most >= LEAST_FILES else f"Raise it: ulimit -n {LEAST_FILES}, or LimitNOFILE= in the service's unit."
    return Finding("open files", f"{most:,} at a time", cure)


def _browser() -> Finding:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), "")
    cure = "" if found else "Only make test, bench and soak need one: apt-get install chromium"
    return Finding("browser", found or "no Chromium here", cure, needed=False)


def _proxy() -> Finding:
    named = [
        name
        for name in ("http_proxy", "https_proxy", "all_proxy")
        if os.environ.get(name.upper()) or os.environ.get(name)
    ]
    local = os.environ.get("no_proxy", os.environ.get("NO_PROXY", ""))
    if named and "127.0.0.1" not in local and "localhost" not in local:
        cure = "Add 127.0.0.1,localhost to NO_PROXY, or tools on this machine can't reach the server."
        return Finding("proxy", f"{', '.join(named)} is set", cure, needed=False)
    return Finding("proxy", ", ".join(named) or "none")
