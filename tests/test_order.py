"""The order of every page and of every view of the static edition, as it opens: answer, picture, controls, details.

The first answer ends within the first screen, no page is longer than a reader scrolls, and nothing is cut off.
"""

import pytest
from conftest import PAGES_OF_DASHBOARDS, opened_page, wait_for_page

from workbook.export.edition import VIEWS, edition
from workbook.views.explorers import EXPLORERS

pytestmark = pytest.mark.browser
SCREENS = {(1400, 900): (900, 6_000), (390, 844): (844, 12_000)}  # screen: the answer's last pixel, the page's
# The board is an answer and a picture in one: its counts are the answer.
LOOK = """() => {
  const seen = (element) => element !== null && element.checkVisibility();
  const here = (selector, within = document) => [...within.querySelectorAll(selector)].filter(seen);
  const top = (element) => element.getBoundingClientRect().top + scrollY;
  const answers = here('[data-answer], [data-view=board] .wb-chips');
  const parts = '[data-answer], [data-picture], [data-sides], .wb-controls, [data-blocks], [data-save]';
  const name = (part) => ['answer', 'picture', 'sides', 'blocks', 'save'].find((id) => id in part.dataset) ?? 'controls';
  return {
    answer: answers.length ? answers[0].getBoundingClientRect().bottom + scrollY : null,
    said: answers.length ? answers[0].innerText.trim() : '',
    height: document.documentElement.scrollHeight,
    width: document.documentElement.scrollWidth,
    order: here('[data-explorer]').map((explorer) => here(parts, explorer).map((part) => [name(part), top(part)])),
    charts: here('[data-explorer]').map((explorer) => {
      const chart = here('[data-picture] svg', explorer)[0];
      return chart ? chart.getBoundingClientRect().height : 0;
    }),
    sides: document.querySelectorAll('[data-sides]').length,
  };
}"""
WANTED = ["answer", "picture", "sides", "controls", "blocks", "save"]


@pytest.fixture(scope="module")
def file(book, tmp_path_factory):
    """The edition, written; its address."""
    path = tmp_path_factory.mktemp("order") / "workbook.html"
    path.write_text(edition(book), encoding="utf-8")
    return path.as_uri()


def looked(browser, address, screen):
    """What a page is like as it opens on a screen, with its errors."""
    page = opened_page(browser)
    page.set_viewport_size(dict(zip(("width", "height"), screen, strict=True)))
    page.goto(address)
    wait_for_page(page)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    found = page.evaluate(LOOK) | {"wrong": page.wrong}
    page.close()
    return found


def in_order(found, screen):
    """Hold a page against what is wanted of every page."""
    answer, height = SCREENS[screen]
    assert found["wrong"] == []
    assert found["said"] and found["answer"] <= answer, found["said"]
    assert found["height"] <= height and found["width"] <= screen[0]
    for parts in found["order"]:
        names, tops = [name for name, _ in parts], [top for _, top in parts]
        assert names == [name for name in WANTED if name in names], names
        assert tops == sorted(tops) and {"answer", "blocks", "save"} <= set(names)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", PAGES_OF_DASHBOARDS)
def test_a_page_opens_with_its_answer_then_picture_controls_and_details(browser, server, name, screen):
    found = looked(browser, f"{server}voila/render/{name}.ipynb", screen)
    in_order(found, screen)
    assert found["sides"] <= 1  # chosen once for a whole page


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", VIEWS)
def test_a_view_of_the_edition_keeps_the_same_order(browser, file, name, screen):
    found = looked(browser, f"{file}#{name}", screen)
    in_order(found, screen)
    assert found["sides"] == 1
    if name in EXPLORERS:
        shown = [part for part, _ in found["order"][0]]
        assert ("sides" in shown) == bool(EXPLORERS[name].SIDES)


@pytest.mark.parametrize("name", ["legend", "news"])
def test_what_the_edition_has_besides_is_short_as_it_opens(browser, file, name):
    found = looked(browser, f"{file}#{name}", (390, 844))
    assert found["wrong"] == [] and found["height"] <= 12_000 and found["width"] <= 390


@pytest.mark.parametrize("name", PAGES_OF_DASHBOARDS)
def test_at_320_pixels_nothing_is_cut_off(browser, server, name):
    found = looked(browser, f"{server}voila/render/{name}.ipynb", (320, 640))
    assert found["wrong"] == [] and found["width"] <= 320


def test_a_long_table_is_found_sorted_and_saved_whole(browser, server):
    page = opened_page(browser)
    page.goto(f"{server}voila/render/02-scope.ipynb")
    wait_for_page(page)
    fold = page.locator("[data-fold=states]")
    rows = fold.locator("tbody tr")
    assert fold.locator("table").is_hidden() and "195 rows" in fold.locator("summary").inner_text()
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    fold.locator("[data-find-rows]").fill("ken")
    assert rows.locator("visible=true").locator("th").all_inner_texts() == ["Kenya"]
    assert fold.locator("[role=status]").inner_text() == "1 row found"
    page.locator("[data-field=on]").fill("2020-01-01")  # the answer is another, and the reader's search stays
    assert rows.locator("visible=true").locator("th").all_inner_texts() == ["Kenya"]
    fold.locator("[data-find-rows]").fill("")
    by_a = fold.locator("[data-sort]").nth(2)
    for how in ("ascending", "descending"):
        by_a.focus()
        page.keyboard.press("Enter")
        assert fold.locator("th[aria-sort]").nth(2).get_attribute("aria-sort") == how
    first = rows.first.locator("td").nth(1).inner_text()
    assert first.startswith("Signed on")
    by_a.click()
    with page.expect_download() as given:
        fold.locator("[data-save-rows]").click()
    text = given.value.path().read_text(encoding="utf-8-sig")
    assert len(text.strip().splitlines()) == 196 and text.startswith('"State","Region"') and "Kenya" in text
    assert page.wrong == []
    page.close()


def test_rows_are_sorted_by_the_calendar(browser, server):
    page = opened_page(browser, bypass_csp=True)
    page.goto(f"{server}voila/render/02-scope.ipynb")
    wait_for_page(page)
    fold = page.locator("[data-fold=states]")
    fold.locator("summary").click()
    fold.locator("[data-sort]").nth(2).click()
    cells = fold.locator("tbody tr td:nth-child(3)").all_inner_texts()
    years = [int(cell.split(" (")[0].split()[-1]) for cell in cells if cell.startswith("Party since")]
    assert len(years) > 50 and years == sorted(years)
    page.close()
