"""WCAG 2.2 AA: axe on every page, wide and narrow, light and dark; and what no machine sees, by keyboard and by name."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from conftest import PAGES_OF_DASHBOARDS, wait_for_page

from workbook.export.edition import edition

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (tags) => {
  const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.length}, first ${nodes[0].html.slice(0, 160)}`);
}"""
ANNOUNCED = """() => { window.heard = [];
  new MutationObserver((all) => {
    for (const { target } of all) {
      const place = (target.nodeType === 1 ? target : target.parentElement)?.closest("[aria-live], [role=status], [role=alert]");
      if (place && place.getAttribute("aria-live") !== "off" && !heard.includes(place)) heard.push(place);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""
COMPARE = "voila/render/01-compare.ipynb"
WAYS = [(1400, "light"), (390, "dark")]
FITS = "document.documentElement.scrollWidth <= innerWidth"


def faults(page):
    """What axe has against the page as it is."""
    page.evaluate(AXE_SCRIPT)
    return page.evaluate(RUN, RULES)


def seen(page, width, scheme):
    page.set_viewport_size({"width": width, "height": 2400})  # the bar at the foot covers nothing that is asked about
    page.emulate_media(color_scheme=scheme)
    page.wait_for_timeout(300)  # pictures are drawn anew, tables that scroll are found


@pytest.mark.parametrize("name", PAGES_OF_DASHBOARDS)
def test_axe_finds_nothing_on_a_dashboard(server, page, name):
    page.goto(f"{server}voila/render/{name}.ipynb?f_relation=only_a&off=copyright")
    wait_for_page(page)
    found = {}
    for width, scheme in WAYS:
        seen(page, width, scheme)
        page.wait_for_function(FITS, timeout=10_000)  # once the pictures are drawn anew
        found |= dict.fromkeys(faults(page), (width, scheme))
    assert found == {}


def test_axe_finds_nothing_in_the_static_edition(page, book, tmp_path):
    path = tmp_path / "workbook.html"
    path.write_text(edition(book), encoding="utf-8")
    page.goto(f"{path.as_uri()}?f_relation=only_a&off=copyright")
    wait_for_page(page)
    found = {}
    for turn, name in enumerate(("compare", "state", "legend")):
        page.evaluate("(name) => { location.hash = name; }", name)
        page.wait_for_selector(f"[data-page={name}]:not([hidden])")
        seen(page, *WAYS[turn % 2])
        page.wait_for_function(FITS, timeout=10_000)
        found |= dict.fromkeys(faults(page), name)
    assert found == {}


def test_the_journey_by_keyboard(server, page):
    """Choose sides, switch five provisions, read what changed, save: no pointer."""
    page.goto(server + COMPARE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the skip link
    stops = 2
    while page.evaluate("document.activeElement.getAttribute('role')") != "switch":
        page.keyboard.press("Tab")
        stops += 1
        assert stops <= 10, "the first switch is within ten tab stops"
    for _ in range(5):
        page.keyboard.press("Space")
        page.keyboard.press("Tab")  # the title of the tile
        page.keyboard.press("Tab")  # the next tile
    assert page.eval_on_selector_all("[data-tile] [aria-checked=false]", "all => all.length") == 5
    assert page.text_content("[data-view=said]").startswith("Off: ")
    assert page.inner_text("[data-off-count]") == "5 off"

    def reach(selector):
        for _ in range(400):
            if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"{selector} is out of reach")

    reach("[data-instrument-choice=un-2023][data-side=b]")
    page.keyboard.press("Space")
    assert page.text_content("[data-view=said]").startswith("Compared now: ")
    reach("[data-action='export:md']")
    with page.expect_download() as given:
        page.keyboard.press("Enter")
    assert given.value.suggested_filename.endswith(".md")
    box = page.evaluate(
        "(() => { const r = document.activeElement.getBoundingClientRect(); return [r.top, r.bottom]; })()"
    )
    bar = page.locator(".wb-off").bounding_box()
    assert box[0] >= 0 and box[1] <= bar["y"], "the bar does not hide what has the focus"


def test_names_from_the_accessibility_tree(server, page):
    page.goto(server + COMPARE)
    assert page.get_by_role("switch", name="Copyright and related rights: only A; switched on").count() == 1
    assert (
        page.get_by_role("switch", name=re.compile("^Real-time traffic data.*: A goes further; switched on$")).count()
        == 1
    )
    themes = page.eval_on_selector_all("[data-group]", "all => all.map((one) => one.ariaLabel)")
    for theme in themes:
        assert page.get_by_role("heading", name=theme).count() >= 1, theme
    page.goto(server + "voila/render/04-negotiation.ipynb")
    sliders = page.get_by_role("slider").all()
    assert sliders and all(slider.evaluate("(one) => one.labels.length === 1") for slider in sliders)
    for name in ("02-scope", "10-my-state"):
        page.goto(f"{server}voila/render/{name}.ipynb")
        unnamed = page.eval_on_selector_all(
            "main svg[role=img]", "all => all.filter((one) => !one.ariaLabel && !one.querySelector('title')).length"
        )
        assert unnamed == 0, name


@pytest.mark.parametrize("name", ["01-compare", "05-safeguards", "10-my-state"])
def test_a_change_speaks_once(server, page, name):
    page.goto(f"{server}voila/render/{name}.ipynb?off=conditions-and-safeguards,copyright")
    wait_for_page(page)
    page.evaluate(ANNOUNCED)
    page.click("[data-view=off] [data-action='on:copyright']")
    page.wait_for_timeout(300)
    assert page.evaluate("heard.map((place) => place.dataset.view)") == ["said"]
    assert page.text_content("[data-view=said]").startswith("On again: Copyright")


@pytest.mark.parametrize("name", PAGES_OF_DASHBOARDS)
def test_zoom_stillness_and_paper(server, page, name):
    """At 320 px (1280 at 400 %) and 700 px (1400 at 200 %) nothing is lost; nothing moves by itself; paper fits."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{server}voila/render/{name}.ipynb?off=copyright")
    wait_for_page(page)
    for width in (700, 320):
        page.set_viewport_size({"width": width, "height": 512})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.click("[data-view=off] [data-action='on:copyright']")
    assert page.evaluate("document.getAnimations().length") == 0
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})
    page.wait_for_function("document.documentElement.scrollWidth <= 794")  # pictures are drawn anew
    assert not page.locator("nav.site").is_visible() and page.locator(":is(h1, h2):visible").count()


@pytest.mark.parametrize("name", PAGES_OF_DASHBOARDS)
def test_no_page_hides_what_is_off(server, page, name):
    """A switch elsewhere may make a statement untrue: the page says what is off, in sight, with a way back."""
    page.goto(f"{server}voila/render/{name}.ipynb?off=extradition&off_in=budapest:illegal-access")
    wait_for_page(page)
    ways = page.locator("[data-view=off] [data-action^='on:']")
    assert [way.inner_text() for way in ways.all()] == ["Extradition", "Illegal access in Budapest Convention"]
    box = page.locator(".wb-off").bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= 1000
    page.click("[data-view=off] [data-action=all]")
    page.wait_for_function("!location.search.includes('off')")
    page.click("[data-action=undo]")
    page.wait_for_function("location.search.includes('off=extradition')")
