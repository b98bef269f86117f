"""Every explorer answers alike in Python and in the browser, and its page prints that very answer."""

import random

import pytest
from conftest import any_state, page_of

from workbook.views.blocks import as_json
from workbook.views.explorers import BASKET, EXPLORERS
from workbook.views.html import view_page
from workbook.views.pagedata import COMPARE

pytestmark = pytest.mark.browser
VIEWS = (COMPARE, *EXPLORERS)
ASK = """([name, link]) => {
  const { data } = document.querySelector('[data-workbook]').workbook;
  return EXPLORERS[name](data, readLink(data, link).state, answered);
}"""


@pytest.fixture(scope="module")
def alone(browser, book):
    """Every view in one empty page: no server, no kernel."""
    opened = page_of(browser, book, VIEWS)
    yield opened
    opened.close()


@pytest.mark.parametrize("name", EXPLORERS)
def test_the_browser_answers_as_python_does(alone, book, name):
    for seed in range(100):
        state = any_state(random.Random(seed), book)
        assert alone.evaluate(ASK, [name, state.query()]) == as_json(EXPLORERS[name].blocks(book, state)), state.query()


@pytest.mark.parametrize("name", EXPLORERS)
def test_what_is_printed_is_what_the_browser_shows(browser, book, name):
    opened = browser.new_page()
    opened.goto("about:blank")
    printed = view_page(book, (name,))
    shown = """e => ['[data-answer]', '[data-blocks]'].map((part) => {
      for (const fold of e.querySelectorAll('details')) fold.open = true;
      return e.querySelector(part).innerText.replace(/\\s+/g, ' ').trim();
    })"""
    opened.set_content(printed.split("<script")[0])
    before = opened.eval_on_selector("[data-explorer]", shown)
    text = printed.replace('<script type="module">', "<script>history.replaceState = () => {};")
    opened.set_content(text)
    assert opened.evaluate("document.documentElement.dataset.ready") == "interactive"
    assert opened.eval_on_selector("[data-explorer]", shown) == before
    assert before[0] and bool(before[1]) == (name != BASKET), "an empty report has no details"
    opened.close()
