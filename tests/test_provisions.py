"""A card with the text: cited provisions side by side, their words marked, and a redline of any two, by keyboard."""

import io
import json
from urllib.error import HTTPError
from urllib.request import urlopen

import documents
import pytest
from click.testing import CliRunner
from conftest import start_server
from documents import needs_texts
from hypothesis import given
from hypothesis import strategies as st

from workbook.__main__ import main
from workbook.export.edition import edition
from workbook.export.redlined import redlined
from workbook.texts.official import TextError
from workbook.texts.redline import Piece, redline
from workbook.views import provisions


@pytest.fixture(scope="module")
def home(tmp_path_factory, book):
    """A store with two texts."""
    with documents.store_of(tmp_path_factory.mktemp("home"), book, "budapest", "un-2024") as folder:
        yield folder


def test_a_redline_says_what_goes_and_what_comes():
    assert redline("Each Party shall drink hot tea.", "Each State Party shall drink tea.") == (
        Piece("same", "Each"), Piece("in", "State"), Piece("same", "Party shall drink"), Piece("out", "hot"), Piece("same", "tea."),
    )  # fmt: skip
    assert redline("第一条饮茶", "第二条饮茶") == (
        Piece("same", "第"),
        Piece("out", "一"),
        Piece("in", "二"),
        Piece("same", "条饮茶"),
    )


WORDS = st.lists(
    st.sampled_from(["tea", "Tea", "shall", "e-mail", ",", "(a)", "茶", "شاي", "party's"]), max_size=20
).map(" ".join)


@given(WORDS, WORDS)
def test_both_provisions_can_be_had_back_from_their_redline(one, two):
    found = redline(one, two)

    def back(*kinds):
        return "".join(each.words for each in found if each.kind in kinds).replace(" ", "").lower()

    assert back("same", "out") == one.replace(" ", "").lower()
    assert back("same", "in") == two.replace(" ", "").lower()


@needs_texts
def test_cited_provisions_stand_side_by_side_with_their_words_marked(home, book):
    page = provisions.page(book, "illegal-access")
    assert page.count("data-provisions=") == 2
    assert "<mark>intentionally</mark>" in page and 'lang="ar"' in page and "<mark>عمدا</mark>" in page
    assert "without right" in page and "http" not in page.replace("http-equiv", "")


@needs_texts
def test_any_two_provisions_are_compared_and_saved(home, book, tmp_path):
    import docx
    from docx.oxml.ns import qn

    found = provisions.compared("budapest:16(1)", "budapest:29(1)")
    kinds = {each.kind for each in found.pieces}
    assert kinds == {"same", "in", "out"}
    document = docx.Document(io.BytesIO(redlined(found)))
    body = document.element.body
    assert len(list(body.iter(qn("w:ins")))) == sum(each.kind == "in" for each in found.pieces)
    assert len(list(body.iter(qn("w:del")))) == sum(each.kind == "out" for each in found.pieces)
    assert not [node for change in body.iter(qn("w:del")) for node in change.iter(qn("w:t"))]
    for name in ("x.docx", "x.html"):
        done = CliRunner().invoke(
            main, ["texts", "redline", "budapest:16(1)", "budapest:29(1)", "-o", str(tmp_path / name)]
        )
        assert done.exit_code == 0 and (tmp_path / name).stat().st_size > 1000
    assert "<del>" in (tmp_path / "x.html").read_text(encoding="utf-8")
    for left, why in (
        ("budapest:99", "there is no Article 99"),
        ("nothing:1", "has not been added"),
        ("budapest", "TEXT:CITATION"),
    ):
        with pytest.raises(TextError, match=why):
            provisions.compared(left, "budapest:1")


@needs_texts
def test_the_static_edition_never_holds_a_text(home, book):
    whole = edition(book)
    for block in ("when committed intentionally, the access to the whole", "تعتمد كل دولة طرف"):
        assert block not in whole


@needs_texts
@pytest.mark.browser
def test_a_served_card_leads_to_the_text_by_keyboard(home, book, page):
    process, address = start_server()
    try:
        there = json.loads(urlopen(f"{address}workbook/provisions").read())
        assert set(there) == {"budapest", "un-2024"} and "illegal-access" in there["budapest"]
        page.goto(f"{address}voila/render/01-compare.ipynb")
        tile = page.locator('[data-view=board] [data-card="illegal-access"]')
        tile.focus()
        page.keyboard.press("Enter")
        link = page.locator('[data-row="illegal-access"] [data-cell="budapest"] [data-provisions]')
        link.wait_for(state="attached", timeout=30_000)
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("[data-provisions=un-2024]")
        page.fill("input[name=left]", "budapest:2")
        page.fill("input[name=right]", "budapest:3")
        page.keyboard.press("Enter")
        page.wait_for_selector("[data-view=redline] del")
        assert not page.wrong and not [url for url in page.asked if not url.startswith((address, "data:", "blob:"))]
        page.set_viewport_size({"width": 390, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        saved = urlopen(f"{address}workbook/provisions?left=budapest:2&right=budapest:3&format=docx")
        assert saved.headers["Content-Disposition"].endswith('.docx"') and saved.read()[:2] == b"PK"
        for query in ("topic=nothing", "left=..%2F..%2Fx:1&right=budapest:1", "left=budapest:99&right=budapest:1"):
            with pytest.raises(HTTPError) as refused:
                urlopen(f"{address}workbook/provisions?{query}")
            assert refused.value.code == 404
    finally:
        process.terminate()
        process.wait(timeout=30)
