"""A report of one's own: it stands in the link, is put together by keyboard, and leaves as one whole Word file."""

import io
import random
import re
import zipfile

import pytest
from click.testing import CliRunner
from conftest import any_parts, any_state, page_of, wait_for_page
from lxml import etree

from workbook.__main__ import main
from workbook.book.standing import known_on
from workbook.export import file_name, file_of, report_of
from workbook.views import basket
from workbook.views.blocks import Table
from workbook.views.explorers import EXPLORERS, PARTS
from workbook.views.state import read, start

LINK = "?a=budapest+budapest-p2&b=un-2024&pick='%23%20For%20the%20minister,illegal-access,brief(),cooperation(s1:JPN;s2:BRA)"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def test_every_view_can_be_put_into_a_report_with_its_own_controls(book):
    assert set(basket.VIEWS) == set(PARTS) == set(EXPLORERS) - {"basket"}
    for name in basket.VIEWS:
        state = read(book, f"?pick={name}()")[0]
        assert state.pick == (f"{name}()",)
        found = EXPLORERS["basket"].blocks(book, state)
        assert len(found) > 2 and found[1].tone == "heading"


def test_parts_keep_their_order_and_come_back(book):
    for seed in range(50):
        parts = any_parts(random.Random(seed), book)
        state, ignored = read(
            book,
            "?pick="
            + read(book, "")[0].__class__(("budapest",), ("un-2024",), pick=parts).query().partition("pick=")[2],
        )
        assert state.pick == parts and not ignored
        assert read(book, state.query()) == (state, ())


def test_what_is_not_known_is_left_out_and_named(book):
    state, ignored = read(book, "?pick=nothing,illegal-access,cooperation(s1:XXX;s2:JPN;q:law),dance(),illegal-access")
    assert state.pick == ("illegal-access", "cooperation(s2:JPN)")
    assert set(ignored) == {"nothing", "XXX", "q", "dance()"}
    many = ",".join(list(book.topics)[: basket.MOST + 2])
    state, ignored = read(book, f"?pick={many}")
    assert len(state.pick) == basket.MOST and len(ignored) == 2


def test_a_line_holds_any_words(book):
    words = "50% of us, at least; (so) 'quoted' +1 \u00fc \U0001f30d"
    item = basket.written(basket.Part(words=words))
    assert basket.parsed(item).words == words
    state = start(book).__class__(("budapest",), ("un-2024",), pick=(item,))
    assert read(book, state.query()) == (state, ())
    assert EXPLORERS["basket"].blocks(book, state)[1].words == words


def test_sides_and_switches_are_those_of_the_whole_report(book):
    card = {
        block.id: block
        for block in EXPLORERS["basket"].blocks(book, read(book, "?off=extradition&pick=extradition")[0])
    }
    assert card["p1-card"].rows[0][1:] == ("switched off", "switched off") and "1" in card["off"].words
    assert "Switched off" in card["p1-how"].words


@pytest.fixture(scope="module")
def word(book):
    """The Word file of a report, part by part."""
    made = zipfile.ZipFile(io.BytesIO(file_of(book, "basket", read(book, LINK)[0], "docx")))
    assert made.testzip() is None
    return {name: made.read(name) for name in made.namelist()}


def test_the_word_file_is_whole(word):
    """Every relation leads to a part, every part has a type, every mark has its note and every note its mark."""
    types = etree.fromstring(word["[Content_Types].xml"])
    endings = {each.get("Extension") for each in types if each.tag.endswith("Default")}
    named = {each.get("PartName") for each in types if each.tag.endswith("Override")}
    for name in word:
        assert name == "[Content_Types].xml" or f"/{name}" in named or name.rpartition(".")[2] in endings, name
    assert "/word/footnotes.xml" in named
    links = {each.get("Id"): each for each in etree.fromstring(word["word/_rels/document.xml.rels"])}
    for link in links.values():
        assert link.get("TargetMode") == "External" or f"word/{link.get('Target')}".replace("word/../", "") in word
    document = etree.fromstring(word["word/document.xml"])
    for element in document.iter():
        for name in ("embed", "id", "link"):
            if (used := element.get(R + name)) is not None:
                assert used in links, used
    marks = [mark.get(W + "id") for mark in document.iter(W + "footnoteReference")]
    notes = {note.get(W + "id"): note for note in etree.fromstring(word["word/footnotes.xml"])}
    assert marks and len(set(marks)) == len(marks) and set(notes) == {"-1", "0", *marks}
    settings = etree.fromstring(word["word/settings.xml"])
    order = [element.tag for element in settings]
    assert order.index(W + "footnotePr") < order.index(W + "compat")
    styles = {style.get(W + "styleId") for style in etree.fromstring(word["word/styles.xml"]).iter(W + "style")}
    for part in (document, *notes.values()):
        for kind in ("pStyle", "rStyle", "tblStyle"):
            assert {each.get(W + "val") for each in part.iter(W + kind)} <= styles


def test_the_word_file_is_portrait_with_headings_cards_pictures_and_footnotes(book, word):
    import docx

    state = read(book, LINK)[0]
    made = docx.Document(io.BytesIO(file_of(book, "basket", state, "docx")))
    assert made.sections[0].page_width < made.sections[0].page_height
    heads = [p.text for p in made.paragraphs if p.style.name == "Heading 1"]
    assert heads[:4] == ["For the minister", book.topics["illegal-access"].title, "One page", "Cooperation: two states"]
    card = made.tables[0]
    assert [cell.text for cell in card.rows[0].cells] == [
        "",
        "Budapest Convention + Second Protocol",
        "UN Convention 2024",
    ]
    assert [row.cells[0].text for row in card.rows[1:]] == ["Articles", "What it says"]
    notes = ["".join(note.itertext()) for note in etree.fromstring(word["word/footnotes.xml"])]
    text = book.topics["illegal-access"].positions["budapest"]
    assert any("ETS 185" in note and "Article 2" in note and "Read" in note for note in notes), text
    assert any("Read, in Arabic" in note and "docs.un.org" in note for note in notes)
    assert len(made.inline_shapes) == 2 and any(name.endswith(".svg") for name in word)
    words = "\n".join(p.text for p in made.paragraphs)
    assert book.version in words and state.query() in words and known_on(book).isoformat() in words
    assert file_of(book, "basket", state, "docx") == file_of(book, "basket", state, "docx")


def test_the_picture_beside_the_svg_shows_it(book):
    from PIL import Image, ImageColor

    from workbook.export.raster import png

    svg = file_of(book, "brief", start(book), "svg")
    image = Image.open(io.BytesIO(png(svg)[0])).convert("RGB")
    inks = {
        ImageColor.getrgb(one.get("fill"))
        for one in etree.fromstring(svg).iter("{*}rect")
        if one.get("fill", "")[:1] == "#"
    }
    assert len(inks) > 3, "grounds of hatches are among them"
    colours = {colour for _, colour in image.getcolors(100_000)}
    assert image.width == 1760 and colours > inks


def test_the_command_writes_the_same_files(book, tmp_path):
    for how in ("docx", "md"):
        path = tmp_path / f"mine.{how}"
        done = CliRunner().invoke(main, ["report", "--link", LINK + ",nowhere", "-o", str(path)])
        assert done.exit_code == 0 and "nowhere" in done.stderr
        assert path.read_bytes() == file_of(book, "basket", read(book, LINK)[0], how)
    assert CliRunner().invoke(main, ["report", "-o", str(tmp_path / "mine.pdf")]).exit_code == 2
    assert "R" in CliRunner().invoke(main, ["report"]).output


def test_a_name_says_what_is_in_the_file(book):
    state = read(book, "?a=budapest&b=un-2024&s1=JPN&s2=BRA&on=2026-01-15&off=extradition&f_relation=only_b")[0]
    version = book.version
    assert (
        file_name(book, "cooperation", state, "csv")
        == f"cooperation_budapest_vs_un-2024_JPN_BRA_2026-01-15_1-off_{version}.csv"
    )
    assert file_name(book, "compare", state, "md") == f"compare_budapest_vs_un-2024_only-b_1-off_{version}.md"
    assert file_name(book, "basket", state, "docx") == f"my-report_budapest_vs_un-2024_1-off_{version}.docx"


@pytest.fixture(scope="module")
def alone(browser, book):
    """The report's page, without a server."""
    opened = page_of(browser, book, ("basket",))
    yield opened
    opened.close()


@pytest.mark.browser
def test_the_browser_reads_names_and_saves_as_python_does(alone, book):
    for seed in range(60):
        state = any_state(random.Random(seed), book)
        asked = state.query() + ",nothing,scope(on:x),'%2525,state(s1:IND;s1:KEN;:;vs)" if state.pick else state.query()
        expected, ignored = read(book, asked)
        found = alone.evaluate(
            """(link) => {
              const root = document.querySelector('[data-explorer=basket]');
              const { data } = root.workbook;
              const { state, ignored } = readLink(data, link);
              return [writeLink(data, state), ignored, ['basket', 'state', 'compare', 'whatif'].map((view) => fileName({ data, state }, view, 'md'))];
            }""",
            asked,
        )
        names = [file_name(book, view, expected, "md") for view in ("basket", "state", "compare", "whatif")]
        assert found == [expected.query(), list(ignored), names]
    alone.evaluate("link => document.querySelector('[data-workbook]').workbook.open(link)", LINK)
    made = alone.evaluate(
        """() => {
          const root = document.querySelector('[data-explorer=basket]');
          return SAVERS.md(reportOf(root, root.workbook), root.workbook.data.saved.words, root);
        }"""
    )
    assert made.encode() == file_of(book, "basket", read(book, LINK)[0], "md")


def picked(page):
    """The parts in the page's state."""
    return page.evaluate("document.querySelector('[data-workbook]').workbook.state.pick")


@pytest.mark.browser
def test_by_keyboard_from_a_card_to_the_word_file_in_four_steps(server, page, book):
    page.goto(f"{server}voila/render/01-compare.ipynb?a=budapest&b=un-2024&f_relation=only_a&f_theme=offences")
    wait_for_page(page)
    shown = page.locator("[data-row]:visible").evaluate_all("rows => rows.map((row) => row.dataset.row)")
    button = page.locator("[data-save] [data-action=pick]")
    button.focus()
    page.keyboard.press("Enter")
    assert picked(page) == shown
    assert page.locator("nav.site [data-view=basket]").inner_text() == f"({len(shown)})"
    page.keyboard.press("Control+z")
    page.wait_for_function("document.querySelector('[data-workbook]').workbook.state.pick.length === 0")
    page.keyboard.press("Control+Shift+z")
    page.wait_for_function("document.querySelector('[data-workbook]').workbook.state.pick.length > 0")
    page.locator("nav.site a", has=page.locator("[data-view=basket]")).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-parts] li")
    wait_for_page(page)
    assert picked(page) == shown
    page.locator("[data-line] input").fill("One line, of mine")
    page.keyboard.press("Enter")
    up = page.locator("[data-parts] li").last.locator("[data-move='-1']")
    up.focus()
    page.keyboard.press("Enter")
    assert picked(page)[len(shown) - 1] == "'One line%2C of mine"
    with page.expect_download() as given:
        page.locator("[data-action='export:docx']").click()
    state = read(book, page.evaluate("document.querySelector('[data-workbook]').workbook.link()"))[0]
    assert given.value.suggested_filename == file_name(book, "basket", state, "docx")
    assert given.value.path().read_bytes() == file_of(book, "basket", state, "docx")


@pytest.mark.browser
def test_a_view_goes_in_with_its_controls_and_out_again(server, page):
    page.goto(f"{server}voila/render/03-cooperation.ipynb?s1=JPN&s2=BRA")
    wait_for_page(page)
    button = page.locator("[data-explorer=cooperation] [data-action=pick]")
    button.click()
    assert picked(page) == ["cooperation(s1:JPN;s2:BRA)"] and button.inner_text() == "Remove from my report"
    page.locator("[data-explorer=cooperation] [data-field=s2]").select_option("KEN")
    assert button.inner_text() == "Add to my report"
    button.click()
    assert picked(page) == ["cooperation(s1:JPN;s2:BRA)", "cooperation(s1:JPN;s2:KEN)"]
    button.click()
    assert picked(page) == ["cooperation(s1:JPN;s2:BRA)"]


def test_tables_of_a_report_are_those_of_its_views(book):
    state = read(book, "?pick=scope(on:2020-05-05)")[0]
    own = [b.rows for b in EXPLORERS["scope"].blocks(book, read(book, "?on=2020-05-05")[0]) if isinstance(b, Table)]
    assert [table.rows for table in report_of(book, "basket", state).tables] == own
    assert re.match(r"^my-report_", file_name(book, "basket", state, "md"))
