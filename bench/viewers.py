"""A hundred viewers who arrive within ten seconds: does each see the comparison soon, and can each switch?"""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from http.client import HTTPConnection
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import async_playwright

from .servers import Server, pss_mib
from .visits import SIZE, Page

VIEWERS = 100
WITHIN = 10.0  # seconds
CONNECTED = 50
SETTLED = 8.0  # seconds until a hundred empty tabs have come to rest


def arrive(page: Page, launch: dict[str, Any]) -> dict[str, Any]:
    """{"viewers", "answered", "first_view_ms": {"runs", "median", "max"}}; no median or max unless all saw it."""
    found = asyncio.run(_all(page, launch))
    seen = sorted(round(one["first_view_ms"]) for one in found if one["first_view_ms"] is not None)
    answered = sum(one["interactive_ms"] is not None for one in found)
    times: dict[str, Any] = {"runs": seen}
    if len(seen) == VIEWERS:
        times |= {"median": median(seen), "max": seen[-1]}
    return {"viewers": VIEWERS, "answered": answered, "first_view_ms": times}


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


async def _all(page: Page, launch: dict[str, Any]) -> list[dict[str, Any]]:
    async with async_playwright() as play:
        browser = await play.chromium.launch(**launch)
        tabs = [await _opened(browser, page) for _ in range(VIEWERS)]
        await asyncio.sleep(SETTLED)
        found = await asyncio.gather(*(_one(tab, page, n * WITHIN / VIEWERS) for n, tab in enumerate(tabs)))
        await browser.close()
    return found


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
