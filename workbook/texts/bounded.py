"""A file is read in a process of its own, with bounds on memory, time and output; it can write nothing.

Files come from anywhere. One that is made to hang, to fill the memory or to crash a parser ends that process alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from math import ceil

from .official import Part, Provision, TextError
from .structure import Treaty

SECONDS = 120
MEMORY = 1_500_000_000  # bytes of address space
MOST_OUTPUT = 30_000_000  # bytes
LARGEST = 40_000_000  # bytes of a file


def treaties_in(data: bytes, seconds: float = SECONDS) -> list[Treaty]:
    """The treaties in a file's bytes, at most one a language. Raises `TextError` with the reason when there is none."""
    if len(data) > LARGEST:
        raise TextError(f"The file has {len(data):,} bytes; more than {LARGEST:,} are not read.")
    if not data.strip():
        raise TextError("The file is empty.")
    command = [
        sys.executable,
        "-I",
        "-c",
        "from workbook.texts.bounded import child; child()",
        str(max(1, ceil(seconds))),
    ]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise TextError(f"Reading took longer than {seconds:g} seconds and was stopped.") from None
    if done.returncode != 0 or len(done.stdout) > MOST_OUTPUT:
        raise TextError("The file can't be read within bounds: it is damaged, or made to fill the memory.")
    answer = json.loads(done.stdout)
    if "problem" in answer:
        raise TextError(answer["problem"])
    return [restored(row) for row in answer["treaties"]]


def restored(row: dict) -> Treaty:  # type: ignore[type-arg]
    """A treaty as the child wrote it."""
    articles = [
        Provision(**{**each, "parts": tuple(Part(tuple(part["path"]), part["text"]) for part in each["parts"])})
        for each in row["articles"]
    ]
    return Treaty(row["language"], row["title"], row["preamble"], articles)


def child() -> None:
    """Read standard input within bounds and print what was found; run by `treaties_in`."""
    bound(int(sys.argv[1]))
    from . import readers, structure

    try:
        found = structure.treaties(readers.read(sys.stdin.buffer.read()))
        answer: dict[str, object] = {"treaties": [asdict(each) for each in found]}
    except TextError as problem:
        answer = {"problem": str(problem)}
    except (MemoryError, RecursionError):
        answer = {"problem": "Reading the file would need more memory than a treaty does. It is not read."}
    sys.stdout.write(json.dumps(answer))


def bound(seconds: int) -> None:
    """Limit this process, where the system can: processor time, address space, and no byte to any file."""
    try:
        import resource
    except ImportError:  # not on Windows; the parent's time limit holds there
        return
    for kind, limit in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (limit, limit))
