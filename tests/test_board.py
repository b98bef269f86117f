"""The board and what a switch changed, in a real browser on a real server."""

import re

import pytest

from workbook import comparison, profile
from workbook.book.model import Selection

pytestmark = pytest.mark.browser
COMPARE = "voila/render/01-compare.ipynb"
LAW = "conditions-and-safeguards"
TILE = f"[data-tile={LAW}] [role=switch]"


def shown_rows(page):
    return set(page.eval_on_selector_all("[data-row]:not([hidden])", "all => all.map((row) => row.dataset.row)"))


def test_every_topic_is_a_tile_that_says_how_the_sides_stand(server, page, book):
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(server + COMPARE)
    found = page.eval_on_selector_all("[data-tile]", "all => all.map((t) => [t.dataset.tile, t.dataset.relation])")
    assert dict(found) == {row.topic: row.relation for row in comparison(book, "budapest", "un-2024").rows}
    box = page.locator("[data-view=board]").bounding_box()
    assert box["y"] + box["height"] <= 900 and shown_rows(page) == set()
    assert (
        page.locator("[data-tile=copyright] [role=switch]").get_attribute("aria-label").endswith("only A; switched on")
    )
    signs = {
        page.eval_on_selector(
            f"[data-tile][data-relation={name}] [role=switch]", "i => getComputedStyle(i, '::before').content"
        )
        for name in {relation for _, relation in found}
    }
    assert len(signs) == len({relation for _, relation in found}), "a sign for each, not colour alone"


def test_below_it_stand_the_cards_of_what_is_chosen_alone(server, page, book):
    page.goto(server + COMPARE)
    rows = comparison(book, "budapest", "un-2024").rows
    page.click("[data-action='relation:only_b']")
    assert shown_rows(page) == {row.topic for row in rows if row.relation == "only_b"}
    page.click("[data-card=copyright]")
    assert shown_rows(page) == {"copyright"}
    page.click("[data-action='cards:powers']")
    powers = {row.topic for row in rows if row.theme == "powers"}
    assert shown_rows(page) == powers
    assert page.inner_text("[data-action=none]") == f"Switch off the {len(powers)} shown"
    page.click("[data-action=none]")
    off = page.eval_on_selector_all("[data-tile] [aria-checked=false]", "all => all.map((s) => s.dataset.topic)")
    assert set(off) == powers


def test_a_switch_says_what_it_changed_and_every_way_back_works(server, page, book):
    page.goto(server + COMPARE)
    tile = page.locator(TILE)
    place = tile.bounding_box()
    tile.click()
    assert tile.bounding_box() == place, "nothing moves under the hand"
    now = profile(book, "budapest", Selection(off=frozenset({LAW})))["safeguards.conditions"].value
    was = profile(book, "budapest")["safeguards.conditions"].value
    number = page.locator("[data-measure='safeguards.conditions'][data-side=a]")
    assert (number.get_attribute("data-value"), number.get_attribute("data-was")) == (str(now), str(was))
    said = f"Without Article 15, the Budapest Convention names {now} kinds of safeguards; before, {was}."
    assert said in page.inner_text("[data-view=changed]")
    assert page.text_content("[data-view=said]") == page.inner_text("[data-view=changed]"), "one message is spoken"
    assert page.locator("[data-count-of=off]").get_attribute("data-was") == "0"
    assert page.locator(f"[data-view=off] [data-action='on:{LAW}']").is_visible()
    page.go_back()
    assert tile.get_attribute("aria-checked") == "true"
    page.click("[data-action=redo]")
    page.wait_for_selector(f"{TILE}[aria-checked=false]")
    page.click("[data-action=undo]")
    page.wait_for_selector(f"{TILE}[aria-checked=true]")
    tile.click()
    page.click(f"[data-action='on:{LAW}']")
    assert tile.get_attribute("aria-checked") == "true"
    assert page.wrong == []


def test_what_is_off_travels_with_a_way_back(server, page):
    page.goto(server + COMPARE)
    page.click(TILE)
    page.get_by_role("link", name="Safeguards", exact=True).click()
    page.wait_for_url(re.compile("05-safeguards"))
    back = page.locator(f"[data-view=off] [data-action='on:{LAW}']")
    box = back.bounding_box()
    assert 0 < box["y"] < 1000
    back.click()
    page.wait_for_function("!location.search.includes('off=')")


def test_the_board_on_a_phone(server, page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(server + COMPARE)
    sizes = page.eval_on_selector_all(
        "[data-tile] button", "all => all.map((b) => b.getBoundingClientRect()).map((b) => Math.min(b.width, b.height))"
    )
    assert min(sizes) >= 24
    assert page.evaluate("document.documentElement.scrollHeight") < 12_000
    assert page.locator("[data-view=board]").bounding_box()["y"] < 844
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_first_switch_is_near_for_the_keyboard(server, page):
    page.goto(server + COMPARE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    roles = []
    while len(roles) < 12 and "switch" not in roles:
        page.keyboard.press("Tab")
        roles.append(page.evaluate("document.activeElement.getAttribute('role')"))
    assert "switch" in roles and len(roles) <= 9, "with the skip link, ten stops at most"


def test_what_is_tried_while_nobody_waits_leaves_no_trace(server, page):
    """The page rehearses a switch in idle time: what it shows, says and would undo is as it was before."""
    shown = """() => [...document.querySelectorAll("[data-workbook]")]
        .map((root) => root.outerHTML.replace(/--share: ?([0-9.]+);?/g, (_, share) => Number(share)))
        .concat(document.querySelector("[data-view=said]").textContent, history.length)"""
    page.add_init_script("window.tries = []; window.requestIdleCallback = (work) => tries.push(work);")
    page.goto(server + COMPARE)
    page.wait_for_selector("html:not([data-ready=served])", state="attached")
    before = page.evaluate(shown)
    moved = """() => new Promise((done) => {
        new MutationObserver((changes) => done(changes.length)).observe(document.body, { subtree: true, attributes: true });
        tries.forEach((work) => work());
    })"""
    assert page.evaluate(moved) > 0, "it was rehearsed"
    assert page.evaluate(shown) == before


def test_the_bar_lists_what_is_off_in_the_workbooks_order_and_leaves_what_stands(server, page, book):
    page.goto(server + COMPARE)
    chosen = ["extradition", "copyright", "purpose"]
    listed = "[data-off-list] button"
    for topic in chosen:
        page.click(f"[data-tile={topic}] [role=switch]")
    names = page.eval_on_selector_all(listed, "all => all.map((button) => button.dataset.action.slice(3))")
    assert names == [topic for topic in book.topics if topic in chosen]
    page.eval_on_selector(f"{listed}[data-action='on:copyright']", "button => { button.stays = true; }")
    page.click(f"{listed}[data-action='on:purpose']")
    left = page.eval_on_selector_all(listed, "all => all.map((b) => [b.dataset.action.slice(3), b.stays === true])")
    assert left == [[topic, topic == "copyright"] for topic in book.topics if topic in chosen and topic != "purpose"]


@pytest.mark.parametrize(
    ("topic", "cites", "said"),
    [
        ("purpose", ("39(1)", "preamble"), "Without Article 39 and the preamble, no number of the Budapest Convention"),
        ("critical-infrastructure", ("4(1)", "5"), "Without Articles 4 and 5, no number of the Budapest Convention"),
        ("transborder-access", ("32(a)", "32(b)"), "Without Article 32, the Budapest Convention"),
    ],
)
def test_what_went_off_is_named_as_a_reader_writes_it(server, page, book, topic, cites, said):
    assert book.topics[topic].positions["budapest"].cites == cites, "the example still is one"
    page.goto(server + COMPARE)
    page.click(f"[data-tile={topic}] [role=switch]")
    assert said in page.inner_text("[data-view=changed]")
