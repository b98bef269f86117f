"""One visit of one page by a real Chromium, and what it took."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from playwright.sync_api import TimeoutError

from .servers import Server, pss_mib

SCRIPT = (Path(__file__).parent / "visit.js").read_text(encoding="utf-8")
SIZE = {"width": 1280, "height": 800}
TOGGLES = 30
THRESHOLD = 16  # ms; Event Timing names nothing shorter
MARK = "button => button.className + button.ariaChecked"
KERNEL = re.compile(r"/api/kernels/([0-9a-f-]+)/")


@dataclass(frozen=True)
class Page:
    """A page to visit: its address, what is to be seen, what is clicked and where the answer shows."""

    address: str
    view: str
    switches: str = ""
    shown: str = ""
    kernel_answers: bool = False
    server: Server | None = None
    figure: str = ""  # what is there when Python has drawn a figure that was asked for

    def script(self, press: bool) -> str:
        """What runs in the page before anything of its own."""
        config = {
            "view": self.view,
            "switches": self.switches,
            "shown": self.shown,
            "kernel_answers": self.kernel_answers,
            "press": press and bool(self.switches),
        }
        return SCRIPT.replace("CONFIG", json.dumps(config))


@dataclass
class Traffic:
    """What went over the network, WebSocket messages included; `kernel` is the one that the page talks to."""

    bytes: float = 0
    requests: int = 0
    elsewhere: list[str] = field(default_factory=list)
    kernel: str = ""

    def listen(self, client: Any) -> None:
        """Count from now on; `client` is a session of Chromium's own protocol."""
        client.on("Network.requestWillBeSent", lambda event: self._asked(event["request"]["url"]))
        client.on("Network.webSocketCreated", lambda event: self._asked(event["url"]))
        client.on("Network.loadingFinished", lambda event: self._got(event["encodedDataLength"]))
        client.on("Network.webSocketFrameReceived", lambda event: self._got(_length(event["response"])))
        client.send("Network.enable")

    def _asked(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme in ("blob", "data"):
            return
        self.requests += 1
        if parts.scheme != "file" and parts.hostname != "127.0.0.1":
            self.elsewhere.append(address)
        found = KERNEL.search(address)
        if found:
            self.kernel = found[1]

    def _got(self, size: float) -> None:
        self.bytes += size


def _length(frame: dict[str, Any]) -> float:
    size = len(frame["payloadData"])
    return size * 3 / 4 if frame["opcode"] == 2 else size  # binary frames come in base64


@contextmanager
def visit(context: Any, page: Page, press: bool) -> Iterator[tuple[Any, Any, Traffic]]:
    """Open a page until it shows and nothing more comes; gives (tab, protocol session, traffic)."""
    tab = context.new_page()
    tab.set_default_timeout(60_000)
    tab.add_init_script(page.script(press))
    client, traffic = context.new_cdp_session(tab), Traffic()
    traffic.listen(client)
    wanted = "interactive_ms" if press and page.switches else "first_view_ms"
    try:
        tab.goto(page.address, wait_until="commit", timeout=60_000)
        tab.wait_for_function(f"window.bench.{wanted} !== null", polling=100)
    except TimeoutError as error:
        raise RuntimeError(f"{page.address}: no {wanted} within a minute.") from error
    tab.wait_for_load_state()
    settle(tab, traffic)
    yield tab, client, traffic
    tab.close(run_before_unload=True)  # as a reader closes it: Voila then ends the kernel
    time.sleep(0.5)


def settle(tab: Any, traffic: Traffic) -> None:
    """Wait until nothing has come for a second and a half."""
    for _ in range(40):
        before = traffic.bytes
        tab.wait_for_timeout(1500)
        if traffic.bytes == before:
            return


def first(browser: Any, page: Page) -> tuple[dict[str, float], Any]:
    """The first visit, with nothing kept from earlier; gives its measures and its browser context."""
    context = browser.new_context(viewport=SIZE, bypass_csp=True)  # waiting for an expression takes eval
    with visit(context, page, press=True) as (tab, _, traffic):
        found = tab.evaluate("window.bench")
        measures = {
            "first_view_ms": found["first_view_ms"],
            "interactive_ms": found["interactive_ms"],
            "layout_shift": found["layout_shift"],
            "bytes_cold": traffic.bytes,
            "requests": traffic.requests,
            "elsewhere": len(traffic.elsewhere),
        }
    return {name: value for name, value in measures.items() if value is not None}, context


def second(context: Any, page: Page, toggles: int = TOGGLES) -> dict[str, Any]:
    """The second visit: bytes with a full cache, then switches one after the other, then the kernel's memory."""
    with visit(context, page, press=False) as (tab, _, traffic):
        measures: dict[str, Any] = {"bytes_warm": traffic.bytes}
        if page.switches:
            measures |= toggle(tab, _clocks(context, tab), page, toggles)
        if page.figure:
            measures |= figure(tab, page) | {"figure_alone_ms": figure_alone(tab, page)}
        elif page.server and traffic.kernel:
            measures["pss_mib"] = page.server.kernel_mib(traffic.kernel)
    return {name: value for name, value in measures.items() if value is not None}


def figure(tab: Any, page: Page) -> dict[str, Any]:
    """Ask Python for the page's figure: milliseconds until it is drawn, and the memory of the kernel that drew it."""
    assert page.server
    prepared = page.server.kernels()
    began = time.monotonic()
    tab.get_by_role("button", name="Draw the figure").click()
    tab.wait_for_selector(page.figure, timeout=30_000)
    took = 1000 * (time.monotonic() - began)
    return {"figure_ms": took, "pss_mib": max((pss_mib(kernel) for kernel in prepared), default=None)}


def figure_alone(tab: Any, page: Page) -> float:
    """The same when no kernel is ready: another viewer has just taken the one that was."""
    assert page.server
    tab.reload()
    tab.wait_for_selector("html:not([data-ready=served])", state="attached")
    name = urlsplit(page.address).path.rpartition("/")[2].removesuffix(".ipynb")
    taken = Request(f"{page.server.address}/workbook/python?page={name}", method="POST", headers={"X-Workbook": "ask"})
    for _ in range(100):
        with urlopen(taken) as reply:  # its lease ends by itself, as no socket comes for it
            if b"secret" in reply.read():
                break
        time.sleep(0.2)
    began = time.monotonic()
    tab.get_by_role("button", name="Draw the figure").click()
    tab.wait_for_selector(page.figure, timeout=60_000)
    return 1000 * (time.monotonic() - began)


def toggle(tab: Any, clocks: Sequence[Any], page: Page, count: int) -> dict[str, list[float]]:
    """Click `count` switches with a real mouse: time to painted, in scripts by each clock, and after it."""
    # Looked for once: a search of the whole page at each click leaves garbage that the clicks would pay for.
    buttons = tab.query_selector_all(page.switches)[:count]
    scripts: list[tuple[float, ...]] = []
    later: list[float] = []
    for number, button in enumerate(islice(cycle(buttons), count)):
        button.evaluate("button => button.scrollIntoView({block: 'center'})")
        tab.wait_for_timeout(120)
        box = button.bounding_box()
        old = button.evaluate(MARK)
        before = _in_scripts(clocks)
        tab.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        if page.kernel_answers:
            tab.wait_for_function(f"window.bench.answers.length > {number}", polling=50)
        tab.wait_for_timeout(90)  # what no answer waits for begins 150 ms after the click
        then = _in_scripts(clocks)
        scripts.append(tuple(end - start for start, end in zip(before, then, strict=True)))
        tab.wait_for_timeout(150)  # the address and the kernel follow
        later.append(_in_scripts(clocks)[0] - then[0])
        if button.evaluate(MARK) == old:
            raise RuntimeError(f"The switch {number} of {page.address} did not give way.")
    tab.wait_for_timeout(500)
    found = tab.evaluate("window.bench")
    if page.kernel_answers:
        return {"toggle_ms": found["answers"]}  # its scripts can't be told from our waiting for the answer
    clicks = found["clicks"] + [THRESHOLD] * (count - len(found["clicks"]))
    wall, processor = (list(times) for times in zip(*scripts, strict=True))
    return {"toggle_ms": clicks, "script_ms": wall, "script_cpu_ms": processor, "later_ms": later}


def _clocks(context: Any, tab: Any) -> list[Any]:
    """Sessions of Chromium's protocol: one counts scripts by the clock, one by what they took of a processor."""
    clocks = []
    for domain in ("timeTicks", "threadTicks"):
        clocks.append(context.new_cdp_session(tab))
        clocks[-1].send("Performance.enable", {"timeDomain": domain})
    return clocks


def _in_scripts(clocks: Sequence[Any]) -> list[float]:
    answers = [clock.send("Performance.getMetrics")["metrics"] for clock in clocks]
    found = [{metric["name"]: float(metric["value"]) for metric in metrics} for metrics in answers]
    return [metrics["ScriptDuration"] * 1000 for metrics in found]
