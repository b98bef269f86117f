"""The servers that are measured: started, waited for until they are at rest, weighed."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

HERE = Path(__file__).parent
ROOT = HERE.parent
MIB = 1024 * 1024
WINDOW = 1.5  # seconds; Voila refills its pool one second after a kernel is taken
AT_REST = 0.1  # seconds of processor time in a window

STOCK = ("-m", "voila", "bench/stock.ipynb", "--no-browser", "--port={port}")
COMMANDS = {
    "voila": ("-m", "workbook", "serve", "--port", "{port}"),
    "thousand": ("-m", "workbook", "serve", "--port", "{port}"),
    "stock": STOCK,
    "stock_preheated": (*STOCK, "--preheat_kernel=True"),
    "empty": ("-m", "bench.empty_page", "{port}"),
}


@dataclass(frozen=True)
class Server:
    """A server that runs, with its kernels below it."""

    process: psutil.Process
    port: int

    @property
    def address(self) -> str:
        """Where it answers, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def kernels(self) -> list[psutil.Process]:
        """Its kernels, waiting or in use."""
        return [child for child in _tree(self.process)[1:] if "kernel-" in _command(child)]

    def kernel_mib(self, kernel: str) -> float | None:
        """Memory of one kernel in MiB, shared pages divided among those who share them; None if it is gone."""
        return next((pss_mib(child) for child in self.kernels() if f"kernel-{kernel}" in _command(child)), None)


def pss_mib(process: psutil.Process) -> float:
    """Proportional memory (PSS) of a process in MiB."""
    return float(process.memory_full_info().pss / MIB)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(name: str, environment: dict[str, str]) -> Iterator[Server]:
    """A server of COMMANDS for as long as the block lasts."""
    port = free_port()
    command = [sys.executable, *(part.format(port=port) for part in COMMANDS[name])]
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port, process, name)
        yield Server(psutil.Process(process.pid), port)
    finally:
        process.terminate()
        process.wait(timeout=60)


def _wait_for(port: int, process: subprocess.Popen[bytes], name: str) -> None:
    end = time.monotonic() + 180
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"The server {name} ended with {process.returncode}.")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise RuntimeError(f"The server {name} did not listen within three minutes.")


def rest(servers: Iterable[Server]) -> None:
    """Wait until no server and no kernel works: pools are full, and nothing disturbs the next visit."""
    servers = list(servers)
    end = time.monotonic() + 300
    while time.monotonic() < end:
        before = [_worked(server) for server in servers]
        time.sleep(WINDOW)
        after = [_worked(server) for server in servers]
        if all(0 <= late - early < AT_REST for early, late in zip(before, after, strict=True)):
            return
    raise RuntimeError("The servers did not come to rest within five minutes.")


def _tree(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)]


def _worked(server: Server) -> float:
    total = 0.0
    for process in _tree(server.process):
        try:
            times = process.cpu_times()
        except psutil.Error:
            continue
        total += times.user + times.system
    return total


def _command(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""
