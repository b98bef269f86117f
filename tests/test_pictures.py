"""Every view's picture: whole, well-formed, with the very numbers of the view, and one and the same in both languages."""

import datetime as dt
import random
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import any_state, page_of

from workbook import views
from workbook.book.votes import MEMBERS
from workbook.export import NoPicture, report_of, save
from workbook.questions.cooperation import cooperation
from workbook.questions.decision import decide
from workbook.questions.drafting import article_changes
from workbook.views.explorers import EXPLORERS, PARTS
from workbook.views.explorers.cooperation import chosen
from workbook.views.explorers.decision import vote
from workbook.views.explorers.drafting import pair
from workbook.views.html import view_page
from workbook.views.marks import FILLS, MARKS, OUTLINE
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


def test_bars_show_the_numbers_of_the_table(drawn):
    report, root = drawn("compare")
    table = next(table for table in report.tables if table.id == "profiles")
    said = words_of(root)
    for row in table.rows:
        assert {f"{table.columns[i]}: {row[i]}" for i in (2, 3)} <= set(said), row
    longest = max(int(re.search(r"\d+|$", row[i])[0] or 0) for row in table.rows for i in (2, 3))
    assert any(f"from 0 to {longest}." in text for text in said), "the scale is disclosed"


def test_the_grids_show_the_numbers_of_the_regions(drawn):
    report, root = drawn("pairs")
    table = next(table for table in report.tables if table.id == "regions")
    said = set(marks_of(root))
    for where, *cells, most in table.rows:
        for side, cell in zip(table.columns[1:4], cells, strict=True):
            n, share = cell.split(" ")
            assert f"{side}, {where}: {n} of {most} possible pairs {share}" in said


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
    assert "switched off here, or built on one that is" not in words_of(root)
    _, root = drawn("crimes", "?a=budapest&b=un-2024&off=illegal-access")
    assert "Illegal access, A: switched off" in marks_of(
        root
    ) and "switched off here, or built on one that is" in words_of(root)


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


FULL_HALF = {"offences": ("mandatory", "optional"), "powers": ("any_offence", "serious_only")}


def test_the_marks_of_crimes_are_what_the_sentences_count(book):
    """Conduct that must or may be a crime, powers for any offence or for serious cases: each number is its marks."""
    counted = Counter()
    for seed in range(40):
        state = any_state(random.Random(seed), book)
        blocks = EXPLORERS["crimes"].blocks(book, state)
        groups = picture(book, "crimes", state, blocks)["dots"]["groups"]
        said = {block.id: block.words for block in blocks if hasattr(block, "words")}
        for at, side in enumerate("ab"):
            for (_, rows), words, pattern in zip(
                groups,
                (said[f"finding_{side}"], said[f"reach_{side}"]),
                (
                    r"(\d+) kinds? of conduct must.*? and\D* (\d+) more",
                    r"reached by\D* (\d+) powers? .*?; \D*(\d+) powers?",
                ),
                strict=True,
            ):
                kinds = Counter(cells[at][0] for _, cells in rows)
                if found := re.search(pattern, words):
                    counted[pattern] += 1
                    assert kinds["full"] == int(found[1]), (state.query(), words)
                    assert kinds["half"] == int(found[2]) or pattern.startswith("reached"), (state.query(), words)
    assert len(counted) == 2 and min(counted.values()) > 40


def test_the_marks_of_cooperation_are_the_ways_by_their_force(book):
    """Over random states: open ways as many as the finding says; full where one of a way's provisions binds."""
    drawn = 0
    for seed in range(120):
        state = any_state(random.Random(seed), book)
        blocks = EXPLORERS["cooperation"].blocks(book, state)
        shown = picture(book, "cooperation", state, blocks)
        if not shown:
            continue
        (_, rows), *_ = shown["dots"]["groups"]
        finding = next(block.words for block in blocks if block.id == "finding")
        opened = [row for row in rows if any(kind in ("full", "half") for kind, _ in row[1])]
        if found := re.search(r"(\d+) of \d+ ways", finding):
            drawn += 1
            assert len(opened) == int(found[1]), state.query()
        ways = cooperation(
            book, *chosen(book, state), dt.date.fromisoformat(state.on) if state.on else None, state.selection
        )
        must = {(way.modality, way.instrument) for way in ways.ways if way.force == "shall"}
        assert sum(kind == "full" for _, cells in rows for kind, _ in cells) == len(must), state.query()
    assert drawn > 5


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


@pytest.mark.parametrize("stage", ["un-2023", "un-2024"])
def test_the_drafting_line_draws_the_articles_that_were_followed_and_no_others(drawn, book, stage):
    report, root = drawn("drafting", f"?stage={stage}")
    before, _ = pair(book, read(book, f"?stage={stage}")[0])
    counts = Counter()
    for mark in marks_of(root):
        change, number = re.search(r": (\w+); how many: (\d+)$", mark).groups()
        counts[change] += int(number)
    assert counts == Counter(fate.change for fate in article_changes(book, before, stage).rows)
    counted = next(block.words for block in report.blocks if block.id == "counted")
    assert counted in root.find(f"{SVG}title").text, "that not every article was followed stands on the picture"


def test_the_plane_of_a_vote_places_it_where_its_numbers_are(book):
    """The point lies in the area that is adopted exactly where the vote adopts; each rule's line has its needed yes."""
    for seed in range(40):
        state = any_state(random.Random(seed), book)
        shown = picture(book, "decision", state, EXPLORERS["decision"].blocks(book, state))
        if not shown:
            assert sum(vote(book, state).values()) > MEMBERS
            continue
        plane, strip = shown["planes"]
        (yes, no, _), *_ = plane["points"]
        found = decide(**vote(book, state), rule=state.rule or book.facts.pages.opening_vote()["rule"])
        assert (yes, no) == (found.yes, found.no)
        assert [point[:2] for point in strip["points"]] == (
            [] if found.blocking_minority is None else [(found.voting, found.blocking_minority)]
        )
        for kind, words, (_, (end, rest)), label in plane["lines"][1:]:
            assert (
                end + rest == MEMBERS
                and label in words
                and (kind == "bold") == (label == book.vocabulary.decision_rules[found.rule])
            )
            rule = next(name for name, one in book.vocabulary.decision_rules.items() if one == label)
            assert decide(end, rest, rule=rule).adopted and (
                rule == "consensus" or not decide(end - 1, rest + 1, rule=rule).adopted
            )


def test_the_road_draws_each_step_whose_day_is_known(drawn):
    report, root = drawn("road")
    legs = next(table for table in report.tables if table.id == "legs")
    for mark in marks_of(root):
        label, words = mark.split(": ", 1)
        assert any(label in (row[0], f"{row[0]} ({row[4]})") and words in row[1:3] for row in legs.rows), mark


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
    assert len(captions) == 2 and all(" on " in text for text in captions), "both sides are on it, with their day"


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


NAMED = """(view) => {
  const place = document.querySelector(`[data-explorer=${view}] [data-picture]`);
  const line = place.querySelector('.wb-named');
  const wrong = [];
  for (const event of ['pointerover', 'focusin', 'click']) {
    for (const mark of place.querySelectorAll('[data-mark]')) {
      line.textContent = '';
      mark.lastElementChild.dispatchEvent(new Event(event, { bubbles: true }));
      if (!line.textContent || line.textContent !== mark.querySelector('title').textContent) wrong.push([event, mark.outerHTML]);
    }
  }
  return [place.querySelectorAll('[data-mark]').length, wrong];
}"""


@pytest.mark.browser
@pytest.mark.parametrize("view", [*PARTS])
def test_hover_focus_and_tap_name_what_is_under_them(alone, book, view):
    alone.evaluate(DRAW, [view, start(book).query()])
    marks, wrong = alone.evaluate(NAMED, view)
    assert marks and wrong == []


@pytest.mark.browser
@pytest.mark.parametrize("view", [*PARTS])
def test_a_page_shows_the_very_picture_that_it_saves(alone, book, view):
    saved = whole(alone.evaluate(DRAW, [view, start(book).query()]))
    shown = alone.locator(f"[data-explorer={view}] [data-picture] svg [data-mark] > title").all_text_contents()
    assert set(shown) == set(marks_of(saved))


def light(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (x / 12.92 if x <= 0.03928 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("ground, dark", [("#ffffff", False), ("#14181f", True)])
def test_every_mark_is_seen_against_its_ground(ground, dark):
    """At least 3:1; the pale fill is seen by its outline, and two fills have another colour in the dark."""
    style = (Path(views.__file__).parent / "static/page.css").read_text(encoding="utf-8")
    ink = re.search(r"--ink: light-dark\(\S+, (#\w+)\)", style)[1]
    blue, soft = (re.search(rf"--{name}: light-dark\((#\w+), (#\w+)\)", style) for name in ("ca", "cs"))
    assert (blue[1], soft[1]) == (FILLS["a"][0], re.search(r"#\w+", OUTLINE)[0])
    colours = {kind: colour for kind, (colour, _) in FILLS.items()} | {"f": soft[2 if dark else 1]}
    if dark:
        colours |= {"a": blue[2], "g": ink}
    for kind, colour in colours.items():
        high, low = sorted((light(colour), light(ground)), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 3, (kind, colour)


def test_no_two_kinds_differ_by_colour_alone():
    """Fills differ by hatching, but for the plain ones: full, pale and black, which differ in lightness by 2:1 or more."""
    hatched = [strokes for _, strokes in FILLS.values() if strokes]
    assert len(hatched) == len(set(hatched))
    plain = sorted(light(colour) for colour, strokes in FILLS.values() if not strokes)
    assert all((b + 0.05) / (a + 0.05) >= 2 for a, b in pairwise(plain))
    assert len(set(MARKS.values())) == len(MARKS)


@pytest.mark.parametrize(
    "view", ["crimes", "safeguards", "cooperation", "brief", "quality", "pairs", "decision", "drafting", "road"]
)
def test_a_page_prints_its_picture_without_scripts(book, view):
    assert "<svg xmlns" in view_page(book, (view,)).split("<script")[0]
