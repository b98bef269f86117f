"""Every view's picture: whole, well-formed, with the very numbers of the view, and one and the same in both languages."""

import random
import re
from collections import Counter
from xml.etree import ElementTree

import pytest
from conftest import any_state, page_of

from workbook.export import NoPicture, report_of, save
from workbook.views.explorers import EXPLORERS, PARTS
from workbook.views.html import view_page
from workbook.views.pagedata import COMPARE
from workbook.views.pictures import picture
from workbook.views.state import read, start

VIEWS = (COMPARE, *PARTS)
SVG = "{http://www.w3.org/2000/svg}"
HOST = "https://workbook.example/voila/render/page.ipynb"


def words_of(root):
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def marks_of(root):
    """What each mark says of itself."""
    return [group.find(f"{SVG}title").text for group in root.iter(f"{SVG}g") if group.get("data-mark") is not None]


def whole(text):
    """The SVG as XML: `data-mark` without a value is HTML's, so a saved file may not have it."""
    return ElementTree.fromstring(text)


@pytest.fixture
def drawn(book):
    def made(view, link=""):
        report = report_of(book, view, read(book, link)[0] if link else start(book), HOST)
        return report, whole(save(report, "svg"))

    return made


@pytest.mark.parametrize("view", VIEWS)
def test_a_picture_is_whole(drawn, book, view):
    report, root = drawn(view)
    said = " ".join(words_of(root))
    title = root.find(f"{SVG}title").text
    assert title and " ".join(title.split()) in " ".join(said.split()), "the finding is written above the picture"
    assert book.facts.project.title in said and report.title in said, "source"
    assert f"Data version {book.version}" in said and report.date in said, "day"
    assert f"{HOST}{report.link}" in said.replace(" ", ""), "the link with its host"
    assert marks_of(root) and all(marks_of(root)), "each mark has a name"
    kinds = {fill for element in root.iter() for fill in [element.get("fill", "")] if fill.startswith("url(#")}
    defined = {f"url(#{pattern.get('id')})" for pattern in root.iter(f"{SVG}pattern")}
    assert kinds <= defined, "every hatching that is used is in the file"


@pytest.mark.parametrize("view", ["compare", "pairs", "decision"])
def test_bars_show_the_numbers_of_the_table(drawn, view):
    report, root = drawn(view)
    at = {"compare": ("profiles", (2, 3)), "pairs": ("ways", (1, 2, 3)), "decision": ("rules", (3, 5))}[view]
    table = next(table for table in report.tables if table.id == at[0])
    said = words_of(root)
    for row in table.rows:
        assert {f"{table.columns[i]}: {row[i]}" for i in at[1]} <= set(said), row
    longest = max(int(re.search(r"\d+|$", row[i])[0] or 0) for row in table.rows for i in at[1])
    assert any(f"from 0 to {longest}." in text for text in said), "the scale is disclosed"


def test_bars_are_as_long_as_their_numbers(drawn):
    _, root = drawn("compare")
    found = {}
    for group in root.iter(f"{SVG}g"):
        if group.get("data-mark") is not None:
            number = int(re.search(r"\d+$", group.find(f"{SVG}title").text)[0])
            found.setdefault(number, set()).add(int(group.find(f"{SVG}rect").get("width")))
    top = max(found)
    assert all(abs(width - max(found[top]) * n / top) <= 2 for n, widths in found.items() for width in widths)


def test_crimes_have_a_mark_for_each_cell(drawn):
    report, root = drawn("crimes")
    said = marks_of(root)
    for name in ("offences", "powers"):
        table = next(table for table in report.tables if table.id == name)
        for row in table.rows:
            assert {f"{row[0]}, A: {row[1]}", f"{row[0]}, B: {row[3]}"} <= set(said)
    assert "switched off here, or fallen" not in words_of(root)
    _, root = drawn("crimes", "?a=budapest&b=un-2024&off=illegal-access")
    assert "Illegal access, A: switched off" in marks_of(root) and "switched off here, or fallen" in words_of(root)


def test_safeguards_have_a_mark_for_each_fear_and_text(drawn):
    report, root = drawn("safeguards")
    answers = [block.words for block in report.blocks if block.id.endswith("-answer")]
    said = marks_of(root)
    assert len(said) == 2 * len(answers)
    for mark in said:
        assert any(mark.split(", ", 1)[1] in answer for answer in answers), mark


def test_the_counts_of_the_picture_are_those_of_the_findings(book):
    """Whatever is chosen and switched off: a mark counts what the sentence above it counts."""
    for seed in range(25):
        state = any_state(random.Random(seed), book)
        blocks = EXPLORERS["safeguards"].blocks(book, state)
        shown = picture(book, "safeguards", state, blocks)
        for side, finding in zip(state.sides(book), blocks, strict=False):
            if len(side) == 1:
                name = book.instruments[side[0]].short_title
                speaks = re.search(r"speaks to (\d+)", finding.words)[1]
                assert f"the {name} speaks to {speaks}" in shown["title"], state.query()
        (_, offences), *_ = picture(book, "crimes", state, answered := EXPLORERS["crimes"].blocks(book, state))["dots"][
            "groups"
        ]
        said = [
            re.search(r"(\d+) kinds? of conduct", block.words)[1]
            for block in answered
            if getattr(block, "tone", "") == "finding"
        ]
        full = [sum(cells[at][0] == "full" for _, cells in offences) for at in range(len(said))]
        assert full == [int(n) for n in said], state.query()


def test_cooperation_opens_as_many_ways_as_the_finding_says(drawn):
    report, root = drawn("cooperation", "?s1=JPN&s2=BRA")
    ways = next(table for table in report.tables if table.id == "ways")
    opened = {mark.split(", ")[0] for mark in marks_of(root) if "not opened" not in mark}
    assert opened == {row[0].split(": ")[0] for row in ways.rows}
    assert f"{len(opened)} of {len(marks_of(root))} ways" in root.find(f"{SVG}title").text
    with pytest.raises(NoPicture, match="no picture"):
        drawn("cooperation", "?s1=JPN&s2=JPN")


def test_the_brief_counts_what_its_finding_counts(drawn):
    report, root = drawn("brief")
    counts = Counter()
    for mark in marks_of(root):
        label, number = re.search(r": (\D+) (\d+)$", mark).groups()
        counts[label] += int(number)
    said = next(block.words for block in report.blocks if block.id == "counts")
    assert f"{counts['Only A']} on side A alone" in said and f"{counts['Only B']} on side B alone" in said
    assert str(sum(counts.values())) in said


def test_the_sources_rest_on_what_the_table_says(drawn):
    report, root = drawn("quality")
    table = next(table for table in report.tables if table.id == "texts")
    expected = {
        f"{row[0]}: {head} {n}"
        for row in table.rows
        for head, n in zip(table.columns[1:], row[1:], strict=True)
        if n != "0"
    }
    assert set(marks_of(root)) == expected


def test_the_drafting_line_counts_the_rows_of_its_tables(drawn):
    report, root = drawn("drafting")
    counts = Counter(
        row[at] for table in report.tables for at in [{"topics": 1, "articles": 2}[table.id]] for row in table.rows
    )
    assert Counter(dict(mark.rsplit(": ", 1) for mark in marks_of(root))) == {
        name: str(n) for name, n in counts.items()
    }


def test_the_road_draws_each_step_whose_day_is_known(drawn):
    report, root = drawn("road")
    legs = next(table for table in report.tables if table.id == "legs")
    for mark in marks_of(root):
        label, words = mark.split(": ", 1)
        assert any(row[0] == label and words in row[1:3] for row in legs.rows), mark


def states_of(root, kind):
    return {
        group.get("data-iso3")
        for group in root.iter(f"{SVG}g")
        if group.get("data-iso3") and kind in group.find(f"{SVG}title").text
    }


def test_the_map_of_both_sides_agrees_with_the_states(drawn):
    report, root = drawn("scope")
    table = next(table for table in report.tables if table.id == "states")
    bound = {row[0] for row in table.rows if row[2].startswith("Party")}
    named = {mark.split(": ")[0] for mark in marks_of(root) if ": Party" in mark}
    assert named == bound | {row[0] for row in table.rows if row[3].startswith("Party")}
    captions = [text for text in words_of(root) if text[:3] in ("A: ", "B: ")]
    assert len(captions) == 2, "both sides are on it"


def test_my_state_and_its_partners(drawn):
    report, root = drawn("state", "?s1=IND")
    options = next(table for table in report.tables if table.id == "options")
    gained = {mark.split(": ")[0] for mark in marks_of(root) if "supposed: gained" in mark}
    assert len(gained) == int(options.rows[3][2])
    assert states_of(root, "the state itself") == {"IND"}


def test_what_if_shows_who_loses_and_gains(drawn):
    report, root = drawn("whatif")
    table = next(table for table in report.tables if table.id == "states")
    said = set(marks_of(root))
    for name, today, lost, gained in table.rows:
        assert f"{name}: {gained} gained, {lost} lost, {today} today" in said


DRAW = """([name, link]) => {
  const root = document.querySelector(name === 'compare' ? '[data-workbook]:not([data-explorer]):not([data-part]):not([data-sides])' : `[data-explorer=${name}]`);
  const store = root.workbook;
  store.state = readLink(store.data, link).state;
  store.show();
  try { return SAVERS.svg(reportOf(root, store), store.data.saved.words, root); } catch (error) { return error.message; }
}"""


@pytest.fixture(scope="module")
def alone(browser, book):
    """Every view in one empty page: no server, no kernel."""
    opened = page_of(browser, book, VIEWS)
    yield opened
    opened.close()


@pytest.mark.browser
@pytest.mark.parametrize("view", VIEWS)
def test_the_browser_saves_the_very_picture(alone, book, view):
    for seed in range(4):
        state = start(book) if seed == 0 else any_state(random.Random(seed), book)
        try:
            expected = save(report_of(book, view, state), "svg").decode()
        except NoPicture as error:
            expected = str(error)
        assert alone.evaluate(DRAW, [view, state.query()]) == expected, state.query()


@pytest.mark.browser
def test_a_picture_is_painted_as_png(alone):
    size = alone.evaluate(
        """async () => {
          const root = document.querySelector('[data-explorer=crimes]');
          const blob = await pngOf(SAVERS.svg(reportOf(root, root.workbook), root.workbook.data.saved.words, root));
          const image = await createImageBitmap(blob);
          return [blob.type, image.width, image.height > 400];
        }"""
    )
    assert size == ["image/png", 2 * 880, True]


@pytest.mark.browser
def test_the_marks_of_a_picture_are_one_tab_stop_and_name_themselves(alone):
    place = alone.locator("[data-explorer=crimes] [data-picture]")
    assert place.locator("[tabindex='0']").count() == 1
    place.locator("[data-mark]").first.focus()
    first = place.locator(".wb-named").inner_text()
    alone.keyboard.press("ArrowRight")
    second = place.locator(".wb-named").inner_text()
    assert first != second and second == place.locator("[data-mark] title").nth(1).text_content()
    assert place.locator("[tabindex='0']").count() == 1
    place.locator("[data-mark]").nth(5).hover()
    assert place.locator(".wb-named").inner_text() == place.locator("[data-mark] title").nth(5).text_content()


@pytest.mark.parametrize("view", ["crimes", "safeguards", "cooperation", "brief", "quality"])
def test_a_page_prints_its_picture_without_scripts(book, view):
    assert "<svg xmlns" in view_page(book, (view,)).split("<script")[0]
