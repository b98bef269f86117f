"""`make soak [SECONDS=600] [VIEWERS=50]`: many viewers for long, then what is left; bench/soak.json and a table.

Most viewers read pages and save files over HTTP, a fifth ask for a figure over a socket of their own and drop it, and
two are tabs of a real Chromium whose switches are clicked. The server is one of our own, on this machine alone.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import psutil
from websockets.sync.client import connect

from .report import p95
from .servers import HERE, ROOT

PAGE = "01-compare"
PAGES = sorted(path.stem for path in (ROOT / "notebooks" / "dashboards").glob("*.ipynb"))
REST = 1.0  # seconds on average between two things that a viewer does
TABS = 2
GROWN = 40  # MiB that the server may have grown by in the end
SLOWEST = 1.0  # seconds that 99 of 100 pages may take


@dataclass
class Kept:
    """What was measured, by what was done: seconds; and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    full: int = 0
    memory: list[tuple[float, float]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @contextlib.contextmanager
    def timed(self, what: str) -> Any:
        """Keep how long it takes, or why it failed."""
        began = time.monotonic()
        try:
            yield
        except HTTPError as error:
            with self.lock:
                if error.code == 503:
                    self.full += 1
                else:
                    self.errors.append(f"{what}: {error}")
        except Exception as error:
            with self.lock:
                self.errors.append(f"{what}: {type(error).__name__} {error}")
        else:
            with self.lock:
                self.times.setdefault(what, []).append(time.monotonic() - began)


def reader(site: str, kept: Kept, end: float, seed: int) -> None:
    """Reads a page, now and then saves a file."""
    rng = random.Random(seed)
    while time.monotonic() < end:
        if rng.random() < 0.05:
            query = urlencode({"view": "compare", "format": rng.choice(["csv", "docx", "md"]), "link": f"?q={seed}"})
            with kept.timed("file"):
                urlopen(f"{site}workbook/export?{query}", timeout=60).read()
        else:
            with kept.timed("page"):
                asked = Request(f"{site}voila/render/{rng.choice(PAGES)}.ipynb", headers={"Accept-Encoding": "gzip"})
                urlopen(asked, timeout=60).read()
        time.sleep(rng.expovariate(1 / REST))


def asker(site: str, kept: Kept, end: float, seed: int) -> None:
    """Asks for a figure, moves the view, drops the kernel."""
    rng = random.Random(seed)
    while time.monotonic() < end:
        with kept.timed("figure, the queue included"), socket(site) as opened:
            opened.send(json.dumps({"widget": 1, "set": {"wanted": True}}))
            while "figure" not in opened.recv(timeout=30):
                pass
            for side in rng.sample(["budapest-p1", "budapest-p2", "un-2021", "un-2024"], rng.randrange(4)):
                with kept.timed("figure again"):
                    opened.send(json.dumps({"widget": 0, "set": {"link": f"?a={side}&b=un-2023"}}))
                    opened.recv(timeout=30)
                time.sleep(rng.random())
        time.sleep(rng.expovariate(1 / (5 * REST)))


@contextlib.contextmanager
def socket(site: str) -> Any:
    """The socket of a kernel, waited for as a page waits."""
    ticket = ""
    while True:
        query = urlencode({"page": PAGE, "ticket": ticket})
        asked = Request(f"{site}workbook/python?{query}", method="POST", headers={"X-Workbook": "ask"})
        found = json.loads(urlopen(asked, timeout=60).read())
        if "secret" in found:
            break
        ticket = found["ticket"]
        time.sleep(0.5)
    address = f"{site.replace('http', 'ws')}workbook/python/{found['secret']}"
    with connect(address, max_size=2**23, close_timeout=2) as opened:
        yield opened


def tab(site: str, kept: Kept, end: float, seed: int) -> None:
    """A tab of a real browser: opens a page, clicks switches, goes on to the next."""
    from playwright.sync_api import sync_playwright

    from .run import LAUNCH

    rng = random.Random(seed)
    with sync_playwright() as play, play.chromium.launch(**LAUNCH) as browser:
        page = browser.new_page()
        while time.monotonic() < end:
            with kept.timed("page in a browser"):
                page.goto(f"{site}voila/render/{PAGE}.ipynb")
                page.wait_for_selector("html:not([data-ready=served])", state="attached")
            for _ in range(5):
                with kept.timed("switch in a browser"):
                    page.evaluate(
                        "n => { const all = document.querySelectorAll('[role=switch]'); all[n % all.length].click() }",
                        rng.randrange(500),
                    )
                time.sleep(rng.random())


def soak(seconds: float, viewers: int) -> dict[str, Any]:
    """Serve, send the viewers, and look at what is left when all have gone."""
    command = [sys.executable, "-m", "workbook", "serve", "--port", str(8871)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            site = re.match(r"Serving at (\S+)", line)[1]  # type: ignore[index]
            time.sleep(5)
            return attended(psutil.Process(process.pid), site, seconds, viewers)
        finally:
            process.terminate()


def attended(server: psutil.Process, site: str, seconds: float, viewers: int) -> dict[str, Any]:
    """The soak itself, over a server that is there."""
    kept, began = Kept(), time.monotonic()
    with socket(site) as opened:  # once before, so that what is loaded then is no growth
        opened.send(json.dumps({"widget": 1, "set": {"wanted": True}}))
        opened.recv(timeout=30)
    for number in range(20):
        reader(site, Kept(), 0, number)
        urlopen(f"{site}workbook/export?view=compare&format=docx&link=%3Fq={number}").read()
    before = server.memory_info().rss / 2**20
    kinds = [tab] * TABS + [asker] * (viewers // 5) + [reader] * (viewers - viewers // 5 - TABS)
    end = time.monotonic() + seconds
    threads = [threading.Thread(target=kind, args=(site, kept, end, n), daemon=True) for n, kind in enumerate(kinds)]
    for thread in threads:
        thread.start()
        time.sleep(0.05)
    most = 0
    while time.monotonic() < end:
        kept.memory.append((round(time.monotonic() - began), round(server.memory_info().rss / 2**20, 1)))
        most = max(most, kernels(server))
        time.sleep(max(1, seconds / 60))
    for thread in threads:
        thread.join(90)
    time.sleep(15)
    after = server.memory_info().rss / 2**20
    return {
        "machine": f"{os.cpu_count()} cores, {round(psutil.virtual_memory().total / 2**30)} GiB",
        "seconds": seconds,
        "viewers": viewers,
        "done": {what: spread(times) for what, times in sorted(kept.times.items())},
        "errors": kept.errors[:20],
        "told that it is full": kept.full,
        "memory_mib": {"before": round(before, 1), "after": round(after, 1), "over_time": kept.memory},
        "kernels": {"most": most, "left": kernels(server), "prepared": 1},
    }


def kernels(server: psutil.Process) -> int:
    """How many kernels a server runs."""
    found = 0
    for child in server.children(recursive=True):
        with contextlib.suppress(psutil.Error):
            found += "ipykernel_launcher" in " ".join(child.cmdline())
    return found


def spread(times: list[float]) -> dict[str, float]:
    """How often, and the times in milliseconds that 50, 95 and 99 of 100 were not slower than."""
    last = sorted(times)[min(len(times) - 1, int(0.99 * len(times)))]
    middle = sorted(times)[len(times) // 2]
    return {
        "times": len(times),
        **{n: round(1000 * t, 1) for n, t in (("p50", middle), ("p95", p95(times)), ("p99", last))},
    }


def wrong(found: dict[str, Any]) -> list[str]:
    """What a soak must not show."""
    said = [*found["errors"]]
    memory, left = found["memory_mib"], found["kernels"]
    if memory["after"] > memory["before"] + GROWN:
        said.append(f"The server grew from {memory['before']} to {memory['after']} MiB.")
    if left["left"] > left["prepared"]:
        said.append(f"{left['left']} kernels are left; {left['prepared']} is kept ready.")
    if found["done"]["page"]["p99"] > 1000 * SLOWEST:
        said.append(f"99 of 100 pages took up to {found['done']['page']['p99']} ms.")
    return said


def main(seconds: float, viewers: int) -> None:
    """Soak, write bench/soak.json, say what was found."""
    found = soak(seconds, viewers)
    (HERE / "soak.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(f"{viewers} viewers for {seconds:.0f} s on {found['machine']}.")
    for what, times in found["done"].items():
        spread_of = "  ".join(f"{name} {times[name]:>8}" for name in ("p50", "p95", "p99"))
        print(f"  {what:<28} {times['times']:>6} times, ms: {spread_of}")
    print(f"  errors {len(found['errors'])}; told that it is full {found['told that it is full']}")
    print(f"  memory {found['memory_mib']['before']} -> {found['memory_mib']['after']} MiB; kernels {found['kernels']}")
    faults = wrong(found)
    print("\n".join(faults) or "Nothing went wrong, and nothing is left.")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 600, int(sys.argv[2]) if len(sys.argv) > 2 else 50)
