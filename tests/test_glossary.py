"""A term of art is one tap or one key away wherever it stands on a card; the glossary is one link away from everywhere."""

import re

import pytest
from conftest import PAGES_OF_DASHBOARDS, opened_page, wait_for_page
from test_accessibility import ANNOUNCED, faults

from workbook.export.edition import edition
from workbook.export.folder import folder
from workbook.views.html import compare
from workbook.views.state import read

TOPIC = "dual-criminality"
BUTTON = f"[data-row={TOPIC}] [data-meaning]"
SHOWN = "?show=all"
# Where everything else stands, and what is chosen and typed.
PLACES = """() => [scrollY, document.querySelector('[data-workbook]').workbook.link(), document.querySelector('#find')?.value ?? '',
  ...[...document.querySelectorAll('main :is([data-row]:not([hidden]), h1, h2, button)')].map((one) => {
    const { top, left, width, height } = one.getBoundingClientRect();
    return [one.textContent.slice(0, 30), top, left, width, height].join();
  })]"""
MEANING = "[data-view=meaning]"


def test_a_card_has_a_button_with_the_meaning_of_each_of_its_terms(book):
    cards = re.split(r'data-row="([a-z0-9-]+)"', compare(book, read(book, SHOWN)[0]))[1:]
    cards = dict(zip(cards[::2], cards[1::2], strict=True))
    assert cards.keys() == book.topics.keys()
    held = 0
    for topic, card in cards.items():
        terms = [one for one in book.facts.glossary.values() if topic in one.topics]
        assert len(re.findall("data-meaning=", card)) == len(terms), topic
        held += len(terms)
    assert held >= len(book.facts.glossary), "each term leads to a topic"


@pytest.fixture(scope="module")
def file(book, tmp_path_factory):
    """The static edition and a page of its folder, opened as files."""
    place = tmp_path_factory.mktemp("edition")
    (place / "workbook.html").write_text(edition(book), encoding="utf-8")
    for name, content in folder(book).items():
        (place / name).write_bytes(content)
    return place


def middle(button):
    box = button.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def ask(page, book, press):
    """Press the term, read it, close it: nothing else has moved."""
    wait_for_page(page)
    meaning = next(one.meaning for one in book.facts.glossary.values() if TOPIC in one.topics)
    button = page.locator(BUTTON).first
    button.focus()
    for _ in range(3):  # rows that come into sight are laid out, which moves others
        button.evaluate("(one) => one.scrollIntoView({ block: 'center' })")
        page.wait_for_timeout(200)
    assert page.text_content(MEANING) == "" and button.get_attribute("aria-expanded") == "false"
    before = page.evaluate(PLACES)
    page.evaluate(ANNOUNCED)
    press(button)
    page.wait_for_function(f"document.querySelector('{MEANING}').textContent")
    assert page.inner_text(MEANING) == meaning and button.get_attribute("aria-expanded") == "true"
    assert page.evaluate(PLACES) == before
    assert page.evaluate("heard.map((place) => place.dataset.view)") == ["meaning"], "heard, and nothing else with it"
    assert page.evaluate("document.activeElement.matches('[data-meaning]')")
    box, below = button.bounding_box(), page.locator(MEANING).bounding_box()
    assert 0 <= below["y"] - (box["y"] + box["height"]) < 10 and below["x"] >= 0
    assert below["x"] + below["width"] <= page.viewport_size["width"]
    page.keyboard.press("Escape")
    assert page.text_content(MEANING) == "" and button.get_attribute("aria-expanded") == "false"
    assert page.evaluate(PLACES) == before and page.evaluate("document.activeElement.matches('[data-meaning]')")


@pytest.mark.browser
@pytest.mark.parametrize("width", [1400, 390])
def test_a_term_shows_its_meaning_in_place_by_one_tap_and_by_one_key(server, browser, book, width):
    page = opened_page(browser, bypass_csp=True, has_touch=True)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{server}voila/render/01-compare.ipynb{SHOWN}")
    ask(page, book, lambda button: page.touchscreen.tap(*middle(button)))
    ask(page, book, lambda _: page.keyboard.press("Enter"))
    ask(page, book, lambda _: page.keyboard.press("Space"))
    page.goto(f"{server}voila/render/01-compare.ipynb?show={TOPIC}")
    wait_for_page(page)
    page.set_viewport_size({"width": width, "height": 2400})  # what stays in sight covers nothing that is asked about
    page.locator(BUTTON).first.press("Enter")
    page.wait_for_timeout(300)
    assert faults(page) == [], "an open meaning is no barrier"
    page.locator(BUTTON).first.press("Enter")
    assert page.text_content(MEANING) == "", "the same press closes it"
    page.locator(BUTTON).first.press("Enter")
    page.locator("main h1, main h2").first.click()
    assert page.text_content(MEANING) == "", "so does a press elsewhere"
    assert page.wrong == []
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", ["workbook.html", "index.html"])
def test_so_it_does_in_the_edition(page, book, file, name):
    page.goto(f"{(file / name).as_uri()}{SHOWN}#compare")
    ask(page, book, lambda _: page.keyboard.press("Enter"))
    assert page.wrong == []


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES_OF_DASHBOARDS)
def test_every_dashboard_leads_to_the_glossary(server, page, book, name):
    page.goto(f"{server}voila/render/{name}.ipynb")
    wait_for_page(page)
    page.get_by_role("link", name="Glossary").click()
    page.wait_for_url("**/00-start.ipynb*#glossary")
    wait_for_page(page)
    terms = page.locator("#glossary dt")
    assert terms.count() == len(book.facts.glossary) and terms.first.is_visible()


@pytest.mark.browser
def test_every_page_of_the_edition_and_of_its_folder_leads_to_the_glossary(page, book, file):
    page.goto((file / "workbook.html").as_uri())
    wait_for_page(page)
    for name in page.locator("[data-page]").evaluate_all("all => all.map((one) => one.dataset.page)"):
        page.evaluate("(name) => { location.hash = name; }", name)
        page.wait_for_selector(f"[data-page={name}]:not([hidden])")
        page.get_by_role("link", name="Glossary").click()
        page.locator("#glossary dt").first.wait_for(state="visible")
    pages = sorted(file.glob("*.html"))
    assert len(pages) > 10
    for one in pages:
        assert one.name == "workbook.html" or 'href="legend.html"' in one.read_text(encoding="utf-8"), one.name
    assert (file / "legend.html").read_text(encoding="utf-8").count('id="term-') == len(book.facts.glossary)
