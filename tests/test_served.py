"""What the server gives: pages at once, the same to everybody, and the answer to a real question in three steps."""

import gzip
import re
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from conftest import address, ask_python, start_server, wait_live

from workbook.serving.printed import NoDashboard, printed, titles
from workbook.views.notebooks import dashboards

PAGES = sorted(path.stem for path in dashboards().glob("*.ipynb"))


def get(address, **headers):
    return urlopen(Request(address, headers={name.replace("_", "-"): value for name, value in headers.items()}))


def test_the_navigation_names_every_dashboard_and_marks_the_one_that_is_open():
    page = printed("01-compare", "/").content.decode()
    nav = page[page.index('<nav class="site"') : page.index("</nav>")]
    assert re.findall(r'href="/voila/render/([^"]+)\.ipynb"', nav) == list(titles())
    assert sorted(titles()) == PAGES and list(titles())[:3] == ["00-start", "01-compare", "10-my-state"]
    assert nav.count("aria-current") == 1
    assert all(0 < len(title) < 20 for title in titles().values())


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_h1_a_title_and_its_views_before_any_kernel(name):
    page = printed(name, "/base/").content.decode()
    assert len(re.findall(r"<h1\b", page)) == 1 and "<title>" in page
    assert 'href="/base/voila/render/' in page
    assert "application/vnd.jupyter" not in page


@pytest.mark.parametrize("name", ["nothing", "../../README", "", "analysis/asking-questions"])
def test_only_dashboards_are_printed(name):
    with pytest.raises(NoDashboard):
        printed(name, "/")


def test_a_page_comes_compressed_and_a_second_visit_gets_nothing_new(server):
    address = server + "voila/render/01-compare.ipynb"
    first = get(address, Accept_Encoding="gzip")
    assert 'data-view="comparison"' in gzip.decompress(first.read()).decode()
    assert 'data-view="comparison"' in get(address).read().decode()
    with pytest.raises(HTTPError) as again:
        get(address, Accept_Encoding="gzip", If_None_Match=first.headers["Etag"])
    assert again.value.code == 304


@pytest.mark.parametrize("more", ["live=1", "template=classic", "theme=dark", "live=1&theme=x", "voila=1"])
def test_no_parameter_gives_another_page(server, more):
    address = server + "voila/render/01-compare.ipynb"
    assert get(f"{address}?{more}").read() == get(address).read()


def test_every_page_says_which_data_and_which_code_it_is(server):
    for name in PAGES:
        page = printed(name, "/").content.decode()
        assert re.search(r"Data version [0-9a-f]{12}, facts as known on \d{4}-\d\d-\d\d\. Workbook \d", page)


def test_an_unknown_page_is_not_found(server):
    with pytest.raises(HTTPError) as missing:
        get(server + "voila/render/10-nothing.ipynb")
    assert missing.value.code == 404


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_every_page_answers_with_nothing_wrong_and_ten_requests_at_most(page, server, name):
    page.goto(f"{server}voila/render/{name}.ipynb")
    wait_live(page)
    assert page.evaluate("document.documentElement.dataset.ready") == "interactive"
    assert len(page.asked) <= 10
    assert page.wrong == []
    assert {re.match(r"\w+://[^/]+", url)[0] + "/" for url in page.asked if url.startswith("http")} == {server}


def tab_to(page, selector, most=400):
    """Press Tab until the element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} can't be reached by keyboard")


@pytest.mark.browser
def test_two_states_are_three_steps_from_the_start_by_keyboard_alone(page, server):
    page.goto(server)
    tab_to(page, "main a[href*='03-cooperation']")
    page.keyboard.press("Enter")  # 1
    page.wait_for_url("**/03-cooperation.ipynb**")
    page.wait_for_selector("html:not([data-ready=served])")
    tab_to(page, "[data-field=s1]")
    page.keyboard.type("Fra")  # 2
    tab_to(page, "[data-field=s2]")
    page.keyboard.type("Chil")  # 3
    said = "\n".join(page.inner_text(f"[data-explorer=cooperation] [data-{part}]") for part in ("answer", "blocks"))
    assert "France" in said and "Chile" in said and "Article" in said


@pytest.mark.browser
def test_japan_and_brazil_are_one_step_away_and_the_answer_names_article_date_and_basis(page, server):
    page.goto(server)
    tab_to(page, "main a[href*='s1=JPN']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/03-cooperation.ipynb**")
    said = "\n".join(page.inner_text(f"[data-explorer=cooperation] [data-{part}]") for part in ("answer", "blocks"))
    preserve = next(line for line in said.splitlines() if "preserve" in line)
    assert "Japan" in preserve and "Brazil" in preserve and "Budapest Convention" in preserve
    assert (
        "Articles 29(1)" in preserve and "1 March 2023" in preserve and re.search(r"read|second-hand", preserve.lower())
    )


@pytest.mark.browser
def test_a_lost_connection_is_said_and_the_page_goes_on_answering(page):
    process, site = start_server()
    page.goto(f"{site}voila/render/01-compare.ipynb")
    ask_python(page)
    process.kill()
    process.wait(timeout=30)
    page.wait_for_function("document.querySelector('[data-view=kernel]').textContent.includes('Your view is kept')")
    before = page.inner_text("[data-view=summary]")
    page.click("[role=switch][data-topic=illegal-access]:not([data-instrument])")
    assert page.inner_text("[data-view=summary]") != before
    assert "off=illegal-access" in address(page)
