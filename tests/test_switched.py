"""No page makes a statement that a switch elsewhere has made untrue without saying so.

An answer is computed with the switches and names that some are off, or rests on none and says that; and what is off
stands in sight, on every page.
"""

import json
import random

import pytest
from conftest import PAGES_OF_DASHBOARDS, ROOT, any_state, some, wait_for_page

from workbook import Selection, State, profile
from workbook.views.blocks import lead_of
from workbook.views.explorers import EXPLORERS, KEEPING, LEAVING_OUT, PARTS, SWITCHED, answered
from workbook.views.html import report_page
from workbook.views.state import start
from workbook.views.summary import opening, summary

STANDING = set(PARTS) - set(SWITCHED)  # the views that rest on no switch


def switched_off(rng, book):
    """A random view with provisions switched off, in all texts and in one."""
    texts, topics = list(book.instruments), list(book.topics)
    pairs = [(text, topic) for topic in topics for text in texts if book.topics[topic].positions[text].provides]
    off = some(rng, topics, 40) or ("extradition",)
    return State(("budapest",), ("un-2024",), off=off, off_in=some(rng, pairs, 60))


def all_on(state):
    return State(**(vars(state) | {"off": (), "off_in": ()}))


@pytest.mark.parametrize("name", sorted(STANDING))
def test_no_switch_changes_what_says_that_it_rests_on_none(book, name):
    for seed in range(40):
        state = any_state(random.Random(seed), book)
        assert PARTS[name].blocks(book, state) == PARTS[name].blocks(book, all_on(state)), state.query()


@pytest.mark.parametrize("name", SWITCHED)
def test_switches_change_the_answer_of_what_says_that_it_leaves_them_out(book, name):
    everything = tuple(book.topics)
    whole = State(("budapest", "budapest-p2", "un-2024"), ("un-2024",), s1="JPN", s2="BRA", who="members")
    nothing = State(**(vars(whole) | {"off": everything}))
    assert PARTS[name].blocks(book, nothing) != PARTS[name].blocks(book, whole)


@pytest.mark.parametrize("name", PARTS)
def test_an_answer_says_whether_what_is_off_is_left_out(book, name):
    for seed in range(20):
        state = switched_off(random.Random(seed), book)
        shown = answered(name, book, state)
        lead = lead_of(shown)
        assert shown[0].words.startswith(LEAVING_OUT) == (name in SWITCHED)
        assert (shown[lead - 1].words == KEEPING) == (name in STANDING), "the last words of the answer"
        said = str(answered(name, book, all_on(state)))
        assert LEAVING_OUT not in said and KEEPING not in said, "nothing is off, and nothing is said of it"


def test_what_a_report_of_ones_own_holds_says_so_too(book):
    picked = ("scope()", "crimes()")
    shown = answered("basket", book, State(("budapest",), ("un-2024",), off=("extradition",), pick=picked))
    words = {block.id: block.words for block in shown if hasattr(block, "words")}
    assert words["p1-keeping"] == KEEPING and words["p2-finding_a"].startswith(LEAVING_OUT)


def views_of(name):
    """The views that a dashboard's notebook shows."""
    cells = json.loads((ROOT / "notebooks" / "dashboards" / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    code = "".join(line for cell in cells if cell["cell_type"] == "code" for line in cell["source"])
    return [view for view in EXPLORERS if f'"{view}"' in code.partition("View(book")[2].partition(")")[0]]


def test_every_view_stands_on_a_dashboard():
    """Else the test below would look at less than it says."""
    assert sorted(view for name in PAGES_OF_DASHBOARDS for view in views_of(name)) == sorted(EXPLORERS)


def squeezed(words):
    return " ".join(words.split())


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES_OF_DASHBOARDS)
def test_a_page_answers_with_the_switches_and_shows_what_is_off(server, page, book, name):
    for seed in range(3):
        state = switched_off(random.Random(f"{name} {seed}"), book)
        page.goto(f"{server}voila/render/{name}.ipynb{state.query()}")
        wait_for_page(page)
        ways = page.locator("[data-view=off] [data-action^='on:']")
        named = [way.get_attribute("data-action").removeprefix("on:") for way in ways.all()]
        assert named == [*state.off, *(f"{text}:{topic}" for text, topic in state.off_in)]
        count = page.locator("[data-off-count]")
        box, bar = count.bounding_box(), page.locator(".wb-off").bounding_box()
        assert count.inner_text() == f"{len(named)} off" and bar["y"] >= 0
        assert box["y"] >= 0 and box["y"] + box["height"] <= page.viewport_size["height"], "in sight"
        asked = State(**(vars(state) | {"pick": ()}))
        for view in views_of(name):
            root = page.locator(f"[data-explorer={view}]")
            blocks = answered(view, book, asked)
            lead = lead_of(blocks)
            expected = [squeezed(block.words) for block in blocks[:lead]]
            assert [squeezed(one) for one in root.locator("[data-answer] > p").all_inner_texts()] == expected
            assert (KEEPING in expected) == (view in STANDING)
        if name == "01-compare":
            selection = Selection(off=frozenset(state.off), off_in=frozenset(state.off_in))
            for side, text in (("a", "budapest"), ("b", "un-2024")):
                found = profile(book, text, selection)
                assert page.text_content(f"[data-summary={side}]") == summary(book, found)
        if name == "00-start":
            assert page.locator("[data-tile]").count() == len(book.topics)
            tiles = page.locator("[data-tile] [aria-checked=false]")
            shown = tiles.evaluate_all("all => all.map((one) => one.dataset.topic)")
            assert sorted(shown) == sorted(state.off)
        assert page.wrong == []


def test_what_a_page_opens_with_rests_on_no_provision(book):
    """The first sentence of the start page is about states; the statements of the report stand whatever is off."""
    from dataclasses import replace

    bare = replace(book, topics=dict(list(book.topics.items())[:1]))
    assert opening(bare) == opening(book)
    assert "whatever is switched off" in report_page(book) and start(book).off == ()
