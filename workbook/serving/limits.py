"""What the machine allows: open files, and how many kernels its memory has room for."""

from __future__ import annotations

import contextlib
from pathlib import Path

KERNEL_MIB = 80  # what is reckoned for one kernel; measured: 70 once it has drawn a figure
KERNEL_FILES = 25  # open files for one kernel, measured
OWN_FILES = 100  # for the server itself, and for files that are being made
SHARE = 0.5  # of the memory that is free when the server starts
FEWEST, MOST = 2, 200
FEWEST_CONNECTIONS, MOST_CONNECTIONS = 20, 10_000


def open_files() -> int | None:
    """Raise the limit on open files as far as the system lets us; the limit, or None where there is none to know."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def free_memory() -> int | None:
    """MiB that may still be used, within a container's own limit too; None when it can't be known."""
    found = [_system(), *_container()]
    known = [amount for amount in found if amount is not None]
    return min(known) if known else None


def _system() -> int | None:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    sizes = dict(line.split(":", 1) for line in lines)
    words = sizes.get("MemAvailable", "").split()
    return int(words[0]) // 1024 if words else None


def _container() -> list[int | None]:
    root = Path("/sys/fs/cgroup")
    try:
        most = int((root / "memory.max").read_text(encoding="ascii"))
        used = int((root / "memory.current").read_text(encoding="ascii"))
    except (OSError, ValueError):  # none, or "max"
        return []
    return [(most - used) // 2**20]


def most_kernels(free: int | None, open_files: int | None) -> int:
    """How many kernels there may be at a time, for so many MiB and open files; they take half of these at most."""
    by_memory = MOST if free is None else int(free * SHARE / KERNEL_MIB)
    by_files = MOST if open_files is None else (open_files - 2 * OWN_FILES) // (2 * KERNEL_FILES)
    return max(FEWEST, min(MOST, by_memory, by_files))


def most_connections(open_files: int | None, kernels: int) -> int:
    """How many connections there may be at a time beside so many kernels."""
    if open_files is None:
        return MOST_CONNECTIONS
    return max(FEWEST_CONNECTIONS, min(MOST_CONNECTIONS, open_files - OWN_FILES - KERNEL_FILES * kernels))
