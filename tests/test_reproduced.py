"""The lines "In Python" that a view offers give, when they are run, the very answer that the page shows."""

import random

import pytest
from conftest import any_state, page_of

from workbook import view
from workbook.book.model import UnknownId
from workbook.export.report import VIEWS
from workbook.views.blocks import as_json
from workbook.views.reproduced import lines
from workbook.views.state import read

ASK = """([view, link]) => {
  const root = [...document.querySelectorAll('[data-workbook]')].find((e) => (e.dataset.explorer ?? 'compare') === view && e.querySelector('[data-python]'));
  root.workbook.open(link);
  const place = root.querySelector('[data-python]');
  place.open = true;
  place.dispatchEvent(new Event('toggle'));
  return [place.querySelector('code').textContent, reportOf(root, root.workbook).blocks];
}"""
# What a view asks only where it makes sense: two states that are two, a vote of at most 193, states that are known.
LINKS = (
    "?a=budapest&b=un-2024",
    "?a=budapest+budapest-p1+budapest-p2&b=un-2024&off=extradition,illegal-access&s1=IND&s2=KEN&on=2026-01-15&who=signatories",
    "?a=budapest&b=un-2021&stage=un-2023&yes=93&no=46&rule=simple-majority&f_theme=offences&s1=VNM&who=members",
    "?a=un-2024&b=budapest&off_in=un-2024:extradition&f_relation=only_a&q=data&on=2020-05-05&pick=extradition,scope(),'A%20%22line%22%20%5C%20of%20'mine",
)


def run(text):
    """The names that some lines leave behind."""
    names = {}
    exec(compile(text, "lines", "exec"), names)
    return names


@pytest.fixture(scope="module")
def alone(browser, book):
    opened = page_of(browser, book, VIEWS)
    yield opened
    opened.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", VIEWS)
def test_the_lines_of_a_view_give_what_the_page_shows(alone, book, name):
    asked = [*LINKS, *(any_state(random.Random(seed), book).query() for seed in range(3))]
    for place, link in enumerate(asked):
        text, shown = alone.evaluate(ASK, [name, link])
        assert text == lines(book, name).replace("{link}", read(book, link)[0].query())
        head, _, question = text.partition("\n\nstate = ")
        names = run(head)
        assert [
            block | {"shares": []} if "shares" in block else block for block in as_json(names["found"].blocks)
        ] == shown
        if question and place < len(LINKS):
            run(text)


def test_what_is_shown_can_be_read_tabulated_and_saved(book, tmp_path):
    found = view(book, "cooperation", "?s1=JPN&s2=BRA&nothing=1&off=nowhere")
    assert found.ignored == ("nowhere",) and "Japan and Brazil" in str(found)
    assert list(found.frame().columns) == list(found.report.tables[0].columns)
    assert found.save(tmp_path / "two.docx").read_bytes()[:2] == b"PK"
    with pytest.raises(UnknownId, match="no table is called 'x'"):
        found.frame("x")
    with pytest.raises(UnknownId, match="no format is called 'exe'"):
        found.save(tmp_path / "two.exe")
    assert repr(found).startswith("view(book, 'cooperation', '?a=")
