"""A click is answered at once; the address follows when the answer is painted, once for a row of clicks."""

import re

import pytest
from conftest import address

from bench import copies
from workbook.views.html import view_page

pytestmark = pytest.mark.browser
HERE = "http://workbook.test/"
SWITCH = "[role=switch][data-topic]:not([data-instrument])"


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


def test_the_answer_comes_at_once_and_the_address_once_for_a_row_of_clicks(page, book):
    opened(page, book)
    page.evaluate("""() => {
      const real = history.replaceState.bind(history);
      window.written = [];
      history.replaceState = (...given) => (written.push(given[2]), real(...given));
    }""")
    assert clicked(page, 3) == {"address": "", "first": "false"}
    assert address(page).count(",") == 2
    assert page.evaluate("written") == [page.url]


def test_a_link_that_is_copied_at_once_is_that_of_the_view(page, book):
    opened(page, book)
    found = page.evaluate(
        "(selector) => (document.querySelector(selector).click(), document.querySelector('[data-workbook]').workbook.address())",
        SWITCH,
    )
    assert found == f"{HERE}?a=budapest&b=un-2024&off={next(iter(book.topics))}"
    assert page.evaluate("location.search") == ""


def test_who_follows_a_link_at_once_leaves_the_view_in_the_address(page, book):
    opened(page, book)
    page.evaluate(
        """(selector) => {
          document.body.insertAdjacentHTML('beforeend', '<a href="#there" id="go">There</a>');
          document.querySelector(selector).click();
          document.querySelector('#go').click();
        }""",
        SWITCH,
    )
    page.wait_for_function("location.hash === '#there'")
    page.go_back()
    assert f"off={next(iter(book.topics))}" in page.evaluate("location.search")


def test_only_a_large_comparison_lays_out_a_theme_at_a_time(book):
    large = copies.in_memory(book, 500 // len(book.topics) + 1)
    assert not re.search(r"<tbody[^>]*--rows", view_page(book))
    rows = [int(number) for number in re.findall(r'<tbody[^>]*--rows:(\d+)"', view_page(large))]
    assert sum(rows) == len(large.topics) and len(rows) == len(book.vocabulary.themes)


def test_back_undoes_at_once_click_by_click_and_forward_does_it_again(page, book):
    opened(page, book)
    first, second, _ = list(book.topics)[:3]
    assert clicked(page, 3) == {"address": "", "first": "false"}
    page.evaluate("history.back()")
    page.wait_for_function("document.querySelector('[data-workbook]').workbook.state.off.length === 2")
    assert address(page).endswith(f"off={first},{second}")
    page.evaluate("history.go(-2)")
    page.wait_for_function("document.querySelector('[data-workbook]').workbook.state.off.length === 0")
    page.evaluate("history.forward()")
    page.wait_for_function("document.querySelector('[data-workbook]').workbook.state.off.length === 1")
    assert address(page).endswith(f"off={first}")
    page.reload()
    assert page.evaluate("document.querySelector('[data-workbook]').workbook.state.off") == [first]


def test_undo_and_back_agree_after_a_place_on_the_page_was_visited(page, book):
    opened(page, book)
    off = "document.querySelector('[data-workbook]').workbook.state.off.length"
    clicked(page, 2)
    page.evaluate("location.hash = 'there'")
    page.click("[data-action=undo]")
    page.wait_for_function(f"{off} === 1")
    page.click("[data-action=undo]")
    page.wait_for_function(f"{off} === 0")
    page.click("[data-action=redo]")
    page.wait_for_function(f"{off} === 1")
    clicked(page, 1)
    page.wait_for_function(f"{off} === 0")
    page.evaluate("history.back()")
    page.wait_for_function(f"{off} === 1")
