"""A click is answered at once; the address follows, and in a large comparison it follows when the answer is painted."""

import re
from dataclasses import replace

import pytest

from workbook.html import view_page

pytestmark = pytest.mark.browser
HERE = "http://workbook.test/"
SWITCH = "[role=switch][data-topic]:not([data-instrument])"


def copied(book, times):
    """The book with each topic many times over."""
    topics = {
        f"{id}-{n}": replace(topic, id=f"{id}-{n}", requires=())
        for n in range(times)
        for id, topic in book.topics.items()
    }
    return replace(book, topics=topics, facts=replace(book.facts, claims=(), reliability=()))


@pytest.fixture(scope="module")
def large(book):
    times = 500 // len(book.topics) + 1
    return copied(book, times)


def opened(page, book):
    """The comparison at an address of its own."""
    page.route(HERE + "**", lambda route: route.fulfill(content_type="text/html", body=view_page(book)))
    page.goto(HERE)
    assert page.evaluate("document.documentElement.dataset.ready") == "interactive"
    return page


def clicked(page, count=1):
    """Click switches in one go; the address and the first switch as they are right after."""
    return page.evaluate(
        """([selector, count]) => {
          const switches = [...document.querySelectorAll(selector)].slice(0, count);
          for (const each of switches) each.click();
          return { address: location.search, first: switches[0].ariaChecked };
        }""",
        [SWITCH, count],
    )


def test_the_address_follows_a_click_at_once(page, book):
    found = clicked(opened(page, book))
    assert found["first"] == "false" and f"off={next(iter(book.topics))}" in found["address"]


def test_in_a_large_comparison_the_answer_comes_at_once_and_the_address_after_it(page, large):
    found = clicked(opened(page, large), 3)
    assert found == {"address": "", "first": "false"}
    page.wait_for_function("location.search.includes('off=')", timeout=2000)
    assert page.evaluate("location.search.match(/off=([^&]*)/)[1].split(',').length") == 3


def test_an_address_that_the_browser_ignored_is_written_again(page, book):
    opened(page, book)
    page.evaluate("""() => {
      const real = history.replaceState.bind(history);
      history.replaceState = () => { history.replaceState = real; };
    }""")
    assert clicked(page)["address"] == ""
    page.wait_for_function("location.search.includes('off=')", timeout=5000)


def test_only_a_large_comparison_lays_out_a_theme_at_a_time(book, large):
    assert not re.search(r"<tbody[^>]*--rows", view_page(book))
    rows = [int(number) for number in re.findall(r'<tbody[^>]*--rows:(\d+)"', view_page(large))]
    assert sum(rows) == len(large.topics) and len(rows) == len(book.vocabulary.themes)
