"""A hundred viewers who arrive within ten seconds: does each get the page soon, and do those in a browser see it?

Every tenth comes in a Chromium of this machine. The others ask for the page as a browser does and read it whole: a
hundred browsers on the server's own processors would measure one another, not the server (on two of them the slowest
saw the comparison after 26 seconds, while the server had answered long before).
"""

from __future__ import annotations

import asyncio
import gzip
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from http.client import HTTPConnection
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import async_playwright

from .servers import Server, pss_mib
from .visits import SIZE, Page

VIEWERS = 100
BROWSER_EACH = 10  # every tenth viewer
WITHIN = 10.0  # seconds
CONNECTED = 50
SETTLED = 8.0  # seconds until the empty tabs have come to rest


def arrive(page: Page, launch: dict[str, Any]) -> dict[str, Any]:
    """{"viewers", "browsers", "answered", "first_view_ms" and "page_ms": {"runs", "median", "max"}}.

    `first_view_ms` is of those in a browser, `page_ms` of the others, from asking to the last byte. `answered` counts
    pages that came whole and clicks that were answered. No median or max unless all came through.
    """
    browsers, others = asyncio.run(_all(page, launch))
    views = [one["first_view_ms"] for one in browsers]
    answered = sum(one["interactive_ms"] is not None for one in browsers) + sum(took is not None for took in others)
    crowd = {"viewers": VIEWERS, "browsers": len(browsers), "answered": answered}
    return crowd | {"first_view_ms": _times(views), "page_ms": _times(others)}


def _times(found: list[float | None]) -> dict[str, Any]:
    runs = sorted(round(took) for took in found if took is not None)
    return {"runs": runs} | ({"median": median(runs), "max": runs[-1]} if len(runs) == len(found) else {})


def costs(server: Server, page: Page, rounds: int) -> list[float]:
    """KiB of the server's memory for each of the viewers who come: they have a page, keep the connection, no kernel.

    They come in `rounds` crowds, and nobody leaves: what is let go would be used again, and weigh nothing.
    """
    path = urlsplit(page.address).path
    found = []
    with ExitStack() as stack:

        def come(many: int) -> float:
            for _ in range(many):
                there = HTTPConnection("127.0.0.1", server.port, timeout=30)
                stack.callback(there.close)
                there.request("GET", path, headers={"Accept-Encoding": "gzip"})
                there.getresponse().read()
            return pss_mib(server.process)

        before = come(5)
        for _ in range(rounds):
            now = come(CONNECTED)
            found.append(max(0.0, (now - before) * 1024 / CONNECTED))
            before = now
    return found


async def _all(page: Page, launch: dict[str, Any]) -> tuple[list[dict[str, Any]], list[float | None]]:
    """What those in a browser found, and how long the page took for each of the others."""
    turns = range(VIEWERS)
    in_browser = [turn for turn in turns if turn % BROWSER_EACH == 0]
    async with async_playwright() as play:
        browser = await play.chromium.launch(**launch)
        tabs = {turn: await _opened(browser, page) for turn in in_browser}
        await asyncio.sleep(SETTLED)
        with ThreadPoolExecutor(VIEWERS) as threads:
            asked = [_asked(threads, page, turn * WITHIN / VIEWERS) for turn in turns if turn not in tabs]
            seen = [_one(tab, page, turn * WITHIN / VIEWERS) for turn, tab in tabs.items()]
            browsers, others = await asyncio.gather(asyncio.gather(*seen), asyncio.gather(*asked))
        await browser.close()
    return browsers, others


async def _asked(threads: ThreadPoolExecutor, page: Page, after: float) -> float | None:
    await asyncio.sleep(after)
    return await asyncio.get_running_loop().run_in_executor(threads, _whole, page)


def _whole(page: Page) -> float | None:
    """Milliseconds until a page is there to its last byte, over a connection of its own; None when it does not come."""
    address = urlsplit(page.address)
    began = time.monotonic()
    try:
        there = HTTPConnection(str(address.hostname), address.port, timeout=60)
        there.request("GET", address.path, headers={"Accept-Encoding": "gzip"})
        reply = there.getresponse()
        content = gzip.decompress(reply.read())
        there.close()
    except OSError as error:
        print(f"  a viewer got no page: {error}")
        return None
    took = 1000 * (time.monotonic() - began)
    return took if reply.status == 200 and b"</html>" in content[-200:] else None


async def _opened(browser: Any, page: Page) -> Any:
    """An empty tab of a browser of one's own, as a viewer has it before coming."""
    # Waiting for an expression takes eval, which our pages forbid.
    context = await browser.new_context(viewport=SIZE, bypass_csp=True)
    tab = await context.new_page()
    await tab.add_init_script(page.script(press=True))
    return tab


async def _one(tab: Any, page: Page, after: float) -> dict[str, Any]:
    await asyncio.sleep(after)
    try:
        await tab.goto(page.address, wait_until="commit", timeout=60_000)
        await tab.wait_for_function("window.bench.interactive_ms !== null", polling=500, timeout=60_000)
    except Exception as error:
        print(f"  a viewer got no answer: {str(error).splitlines()[0]}")
    try:
        found: dict[str, Any] = await tab.evaluate("window.bench")
    except Exception:
        found = {}
    return {"first_view_ms": None, "interactive_ms": None, **(found or {})}
