"""`make bench [ROUNDS=10]`: every series side by side, then bench/result.json and the README's table."""

from __future__ import annotations

import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import sync_playwright

from workbook.book.load import default_folder

from . import alignment, answers, copies, functions, parts, report, viewers, visits
from .servers import COMMANDS, HERE, ROOT, Server, pss_mib, rest, running

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
LAUNCH: dict[str, Any] = {
    "executable_path": CHROMIUM,
    # Other hosts fail at once, so that no series waits for a network.
    "args": ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"],
}
OURS: dict[str, Any] = {
    "view": "[data-part=board]",
    "switches": "[role=switch][data-topic]:not([data-instrument])",
    "shown": "[data-view=summary]",
}
FIGURE = {"figure": "[data-view=figure] .barlayer .bars"}
STOCK: dict[str, Any] = {"view": "#comparison", "switches": ".widget-toggle-button", "shown": "#comparison"}
BUSY = 15  # % of all processors
Runs = dict[str, dict[str, list[float]]]


def pages(servers: dict[str, Server], static: Path | None) -> dict[str, visits.Page]:
    """What is visited, by series."""
    compare = "/voila/render/01-compare.ipynb"
    made: dict[str, tuple[str, dict[str, Any]]] = {
        name: (servers[name].address + compare, OURS | more) for name, more in (("voila", FIGURE), ("thousand", {}))
    }
    made |= {name: (servers[name].address, STOCK | {"kernel_answers": True}) for name in ("stock", "stock_preheated")}
    made["empty"] = (servers["empty"].address + "/voila/render/empty.ipynb", {"view": "h1"})
    found = {name: visits.Page(address, **hooks, server=servers[name]) for name, (address, hooks) in made.items()}
    if static:
        found["static"] = visits.Page(static.as_uri(), **OURS)
    return found


def export(target: Path) -> Path | None:
    """The static edition, or None with a sentence when it can't be written."""
    command = [sys.executable, "-m", "workbook", "export", "--format", "html", "-o", str(target)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    if done.returncode == 0 and target.is_file():
        return target
    print("The static edition could not be written, so the series `static` is left out:")
    print("  " + (done.stderr.strip().splitlines() or ["no file"])[-1])
    return None


def one_round(browser: Any, found: dict[str, visits.Page], servers: dict[str, Server], number: int, runs: Runs) -> None:
    """Each series once, beginning with another one each time; each visit begins at rest."""
    names = list(found)
    first = number % len(names)
    for name in names[first:] + names[:first]:
        rest(servers.values())
        measures, context = visits.first(browser, found[name])
        rest(servers.values())
        measures |= visits.second(context, found[name])
        measures |= answers.answered(context, found[name].address) if name == "static" else {}
        context.close()
        if name == "static":
            measures["bytes_cold"] = Path(found[name].address.removeprefix("file://")).stat().st_size
            measures.pop("bytes_warm")
        for measure, value in measures.items():
            runs.setdefault(name, {}).setdefault(measure, []).extend(value if isinstance(value, list) else [value])


def series(runs: Runs) -> dict[str, dict[str, Any]]:
    """Statistics by series; toggles over ten times the topics stand beside the dashboard's own."""
    found = {name: {m: report.stats(r) for m, r in measures.items()} for name, measures in runs.items()}
    more = found.pop("thousand")
    found["voila"] |= {f"{name}_1000_ms": more[f"{name}_ms"] for name in ("toggle", "script", "script_cpu", "later")}
    return {name: found[name] for name in report.SERIES if name in found}


def machine(browser: str) -> str:
    """The machine and the versions, in one sentence."""
    cpu = Path("/proc/cpuinfo")
    lines = cpu.read_text(encoding="utf-8").splitlines() if cpu.is_file() else []
    model = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine()
    )
    memory = round(psutil.virtual_memory().total / 1024**3)
    return (
        f"{os.cpu_count()} cores ({model}), {memory} GiB, {platform.system()}, Python {platform.python_version()}, "
        f"Chromium {browser}, Voila {version('voila')}"
    )


def commit() -> str:
    """The commit that was measured, `+` when files differ from it."""
    name = subprocess.run(["git", "describe", "--always", "--dirty=+"], capture_output=True, text=True, cwd=ROOT)
    return name.stdout.strip() or "unknown"


def left_over() -> None:
    """Say how many kernels earlier work has left, and refuse a busy machine, where no figure would mean anything."""
    lines = [" ".join(one.info["cmdline"] or ()) for one in psutil.process_iter(["cmdline"])]
    kernels = sum("ipykernel_launcher" in line for line in lines)
    busy = psutil.cpu_percent(3)
    print(f"{kernels} kernels are left over from earlier work; the processors are {busy:.0f} % busy.", flush=True)
    if (busy > BUSY or kernels) and not os.environ.get("BENCH_ANYWAY"):
        sys.exit("The bench needs a machine that does nothing else. To measure all the same: BENCH_ANYWAY=1 make bench")


def main(rounds: int) -> None:
    """Measure everything and write it down."""
    if CHROMIUM is None:
        sys.exit("Chromium is missing. Get it with: apt-get install chromium")
    began = time.monotonic()
    runs: Runs = {}
    weights: dict[str, list[float]] = {}
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        static = export(scratch / "workbook.html")
        many = copies.folder(default_folder(), scratch / "thousand", 10)
        left_over()
        print("Starting the servers ...", flush=True)
        servers = {}
        for name in COMMANDS:
            environment = {"WORKBOOK_HOME": str(scratch / "home")}
            environment |= {"WORKBOOK_DATA": str(many)} if name == "thousand" else {}
            servers[name] = stack.enter_context(running(name, environment))
        found = pages(servers, static)
        with sync_playwright() as play:
            browser = play.chromium.launch(**LAUNCH)
            chromium = browser.version
            for number in range(rounds):
                one_round(browser, found, servers, number, runs)
                print(f"round {number + 1} of {rounds}: {time.monotonic() - began:.0f} s", flush=True)
                for name, server in servers.items():
                    weights.setdefault(name, []).append(pss_mib(server.process))
            browser.close()
        rest(servers.values())
        runs["voila"]["viewer_kib"] = viewers.costs(servers["voila"], found["voila"], rounds)
        print("Parts of the page ...", flush=True)
        with sync_playwright() as play:
            browser = play.chromium.launch(**LAUNCH)
            part = parts.costs(browser, found["voila"].address, rounds)
            browser.close()
        print(f"{viewers.VIEWERS} viewers ...", flush=True)
        crowd = viewers.arrive(found["voila"], LAUNCH)
    for name, weight in weights.items():
        runs[name]["server_mib"] = weight
    print("Functions ...", flush=True)
    result: report.Result = {"machine": machine(chromium), "commit": commit(), "rounds": rounds, "series": series(runs)}
    result |= {"parts": part, "viewers": crowd, "functions": functions.measured()}
    if texts := os.environ.get("WORKBOOK_TEXTS"):
        print("Alignment ...", flush=True)
        result["alignment"] = alignment.measure(texts)
    else:
        print("Alignment is left out: name the folder of official texts in WORKBOOK_TEXTS.", flush=True)
    result["targets"] = report.held(result)
    report.write(result, HERE / "result.json", ROOT / "README.md")
    missed = [row["id"] for row in result["targets"] if not row["met"]]
    print(f"bench/result.json is written, after {time.monotonic() - began:.0f} s.")
    print(f"Targets missed: {'; '.join(missed)}." if missed else "Every target is met.")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))  # so that the servers are stopped too
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
