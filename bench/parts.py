"""What each part of the comparison costs a first visit: bytes on the way, milliseconds to the first paint."""

from __future__ import annotations

import gzip
import statistics
from functools import partial
from typing import Any
from urllib.request import urlopen

from lxml import html

# What is taken out of the printed page, one part at a time.
PARTS = {
    "the board": "//*[@data-view='board']//*[@data-group]",
    "the profiles": "//aside[contains(@class, 'wb-profiles')]",
    "the search's field": "//*[@data-view='search']",
    "the cards": "//*[@id='cards']",
    "the sides": "//*[@data-sides]",
    "the data": "//script[@data-workbook-data]",
    "the scripts": "//script[@type='module']",
    "the styles": "//style",
}
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


def variants(page: str) -> dict[str, bytes]:
    """The page whole and without each part. What is taken out is there, else the table would say that it is free."""
    found = {"the whole page": html.tostring(html.document_fromstring(page), encoding="utf-8")}
    for name, path in PARTS.items():
        tree = html.document_fromstring(page)
        taken = tree.xpath(path)
        if not taken:
            raise LookupError(f"{name} is not on the page: {path}")
        for element in taken:
            element.drop_tree()
        found[name] = html.tostring(tree, encoding="utf-8")
    return found


def _answer(page: bytes, route: Any) -> None:
    route.fulfill(body=page, content_type="text/html")


def costs(browser: Any, address: str, rounds: int) -> dict[str, dict[str, float]]:
    """{part: {"bytes", "ms"}}: what the page has more of, compressed, and how much later it paints (median) with it.

    Each round paints every variant once; a difference is taken within its round.
    """
    pages = {name: b"<!doctype html>" + made for name, made in variants(urlopen(address).read().decode()).items()}
    painted: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(rounds):
        for name, page in pages.items():
            tab = browser.new_page()
            tab.route("**/*", partial(_answer, page))
            tab.goto("http://part.invalid/")
            tab.wait_for_function(PAINTED)
            painted[name].append(tab.evaluate(PAINTED))
            tab.close()
    whole, *parts = pages
    sizes = {name: len(gzip.compress(page)) for name, page in pages.items()}
    found = {whole: {"bytes": sizes[whole], "ms": statistics.median(painted[whole])}}
    for name in parts:
        later = [with_it - without for with_it, without in zip(painted[whole], painted[name], strict=True)]
        found[name] = {"bytes": sizes[whole] - sizes[name], "ms": round(statistics.median(later), 1)}
    return found
