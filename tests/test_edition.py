"""The static edition in a real Chromium, opened as a file: no network, the same answers, by keyboard, and quickly."""

import csv
import io
import json
import random
import re
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from conftest import address, any_state
from test_page import ANSWER, expected

from workbook.export import report_of, save
from workbook.export.edition import VIEWS, edition
from workbook.views.blocks import as_json
from workbook.views.explorers import EXPLORERS, PARTS
from workbook.views.state import read, start

pytestmark = pytest.mark.browser
EVERYTHING = f"""(questions) => questions.map(([link, names]) => {{
  const {{ data }} = document.querySelector('[data-workbook]').workbook;
  const {{ state }} = readLink(data, link);
  return [({ANSWER})(link), Object.fromEntries(names.map((name) => [name, EXPLORERS[name](data, state, answered)]))];
}})"""
LINK = "?a=budapest+budapest-p2&b=un-2024&off=extradition&off_in=un-2024:search-and-seizure&q=data&f_theme=cooperation"


@pytest.fixture(scope="module")
def file(book, tmp_path_factory):
    """The edition, written; its address."""
    path = tmp_path_factory.mktemp("edition") / "workbook.html"
    path.write_text(edition(book), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def inside(browser, book, tmp_path_factory):
    """The edition with the functions of its module in reach of a test: the same text, but for the kind of script."""
    path = tmp_path_factory.mktemp("inside") / "workbook.html"
    text = edition(book).replace('<script type="module">', "<script>")
    path.write_text(text, encoding="utf-8")
    opened = browser.new_page(bypass_csp=True)
    opened.goto(path.as_uri())
    opened.wait_for_selector("html[data-ready=interactive]")
    yield opened
    opened.close()


def saved(page, view, how):
    """What the button of a view saves."""
    with page.expect_download() as given:
        page.locator(f"[data-page={view}] [data-action='export:{how}']").click()
    assert given.value.suggested_filename.startswith(f"{view}_") and given.value.suggested_filename.endswith(f".{how}")
    return given.value.path().read_bytes()


def test_one_file_of_every_view_that_asks_for_nothing(page, file, book):
    page.goto(file)
    page.wait_for_selector("html[data-ready=interactive]")
    assert page.locator("[data-page]").evaluate_all("all => all.map(e => e.dataset.page)") == [*VIEWS, "legend", "news"]
    for name in VIEWS:
        page.goto(f"{file}#{name}")
        assert page.locator("[data-page]:visible").evaluate_all("all => all.map(e => e.dataset.page)") == [name]
        assert page.locator("nav.site [aria-current=page]").get_attribute("href") == f"#{name}"
        assert page.locator("[data-page]:visible h2").first.is_visible()
    assert page.asked and {url.split("#")[0].split("?")[0] for url in page.asked} == {file}
    assert page.wrong == []
    assert page.locator("h1").count() == 1 and book.version in page.inner_text("main")
    assert page.locator("[data-needs-server]:visible").count() == 0


def test_it_is_at_most_two_million_bytes_and_open_in_half_a_second(browser, book, file):
    """Half a second of the page's own work: time on the clock would measure what else this machine does."""
    assert len(edition(book).encode("utf-8")) <= 2_000_000
    times = []
    for _ in range(3):
        opened = browser.new_page()
        watch = opened.context.new_cdp_session(opened)
        watch.send("Performance.enable", {"timeDomain": "threadTicks"})
        opened.goto(file)
        opened.wait_for_selector("html[data-ready=interactive]")
        spent = {metric["name"]: metric["value"] for metric in watch.send("Performance.getMetrics")["metrics"]}
        times.append(spent["TaskDuration"])
        opened.close()
    assert min(times) < 0.5, times


def test_no_network_is_allowed_even_to_a_script(strict, file):
    strict.goto(file)
    strict.wait_for_selector("html[data-ready=interactive]")
    assert strict.wrong == []
    refused = strict.evaluate("fetch('https://example.org/').then(() => 'answered', () => 'refused')")
    assert refused == "refused" and any("Content Security Policy" in text for text in strict.wrong)


def test_no_script_but_its_own_runs(file):
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', urlopen(file).read().decode())[1]
    assert "script-src 'sha256-" in policy and "eval" not in policy and policy.count("unsafe") == 1


def test_switches_answer_and_the_address_keeps_the_view(page, file, book):
    page.goto(file)
    before = page.locator("[data-side=a][data-measure='offences.mandatory']").get_attribute("data-value")
    page.locator("[data-topic=illegal-access]:not([data-instrument])").click()
    after = page.locator("[data-side=a][data-measure='offences.mandatory']").get_attribute("data-value")
    assert int(after) == int(before) - 1
    assert "off=illegal-access" in address(page)
    page.reload()
    assert page.locator("[data-side=a][data-measure='offences.mandatory']").get_attribute("data-value") == after
    assert page.wrong == []


def test_a_view_that_was_hidden_shows_the_state_when_its_turn_comes(page, file, book):
    state, _ = read(book, "?a=budapest&b=un-2024&yes=10&no=20&rule=simple-majority")
    page.goto(file + state.query())
    page.locator("nav.site a[href='#decision']").click()
    page.wait_for_selector("[data-page=decision]:visible")  # the browser tells of the new address a moment later
    shown = page.locator("[data-page=decision] [data-block=outcome]").inner_text()
    blocks = EXPLORERS["decision"].blocks(book, state)
    assert shown == next(block.words for block in blocks if block.id == "outcome")


def test_the_sides_are_chosen_once_for_every_page_that_compares(page, file):
    page.goto(file + "?a=budapest&b=un-2024&show=all")
    page.locator("[data-instrument-choice=budapest-p1][data-side=a]").check()
    assert page.locator("[data-page=compare] thead [data-column=budapest-p1]").is_visible()
    page.locator("nav.site a[href='#decision']").click()
    page.wait_for_selector("[data-page=decision]:visible")
    assert page.locator("[data-instrument-choice]:visible").count() == 0
    page.go_back()
    page.wait_for_selector("[data-page=compare]:visible")
    assert page.locator("[data-instrument-choice=budapest-p1][data-side=a]").is_checked()


def test_by_keyboard_from_view_to_view(page, file):
    page.goto(file)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    for _ in range(2):
        page.keyboard.press("Tab")
    name = page.evaluate("document.activeElement.hash.slice(1)")
    page.keyboard.press("Enter")
    page.wait_for_function("name => document.activeElement.dataset.page === name", arg=name)
    assert page.locator(f"[data-page={name}]").is_visible() and page.locator("[data-page=compare]").is_hidden()
    page.go_back()
    page.wait_for_selector("[data-page=compare]:visible")


def test_it_opens_at_the_link_it_was_saved_with(page, book, tmp_path):
    path = tmp_path / "chosen.html"
    path.write_text(edition(book, read(book, LINK)[0]), encoding="utf-8")
    page.goto(path.as_uri())
    assert page.locator("[data-filter=words]").input_value() == "data"
    assert page.locator("[data-topic=extradition]:not([data-instrument])").get_attribute("aria-checked") == "false"


def test_without_scripts_every_view_is_there_to_read(browser, book, file):
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(file)
    assert opened.locator("[data-page]:visible").count() == len(VIEWS) + 2
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_no_view_is_cut_off(browser, file, scheme):
    opened = browser.new_page(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    for name in (*VIEWS, "legend", "news"):
        opened.goto(f"{file}#{name}")
        assert opened.evaluate("document.documentElement.scrollWidth") <= 390, name
    white = opened.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert white == (scheme == "light")
    opened.close()


@pytest.mark.parametrize("batch", range(10))
def test_five_hundred_selections_give_the_answers_of_python(inside, book, batch):
    states = [any_state(random.Random(1000 + 50 * batch + place), book) for place in range(50)]
    # Each explorer answers every fourth selection: all of them on all would take minutes, in Python.
    asked = [[name for i, name in enumerate(EXPLORERS) if (place + i) % 4 == 0] for place in range(50)]
    found = inside.evaluate(EVERYTHING, [[s.query(), names] for s, names in zip(states, asked, strict=True)])
    for state, (compared, explored) in zip(states, found, strict=True):
        assert compared == expected(book, state)
        for name, blocks in explored.items():
            assert blocks == as_json(EXPLORERS[name].blocks(book, state)), (name, state.query())


@pytest.mark.parametrize("seed", range(12))
def test_what_the_browser_saves_is_what_python_saves(inside, book, seed):
    state = any_state(random.Random(seed), book)
    link = state.query()
    inside.evaluate("link => document.querySelector('[data-workbook]').workbook.open(link)", link)
    for view in VIEWS:
        inside.evaluate("name => { location.hash = name; }", view)
        inside.wait_for_selector(f"[data-page={view}]:visible")
        made = inside.evaluate(
            """(view) => {
              const root = [...document.querySelectorAll('[data-page]:not([hidden]) [data-workbook]')].find((e) => e.querySelector('[data-save]'));
              const store = root.workbook;
              store.show();
              const report = reportOf(root, store);
              const attempt = (how) => { try { return SAVERS[how](report, store.data.saved.words, root); } catch (error) { return error.message; } };
              return Object.fromEntries((view === 'compare' ? ['csv', 'json', 'md', 'svg'] : ['csv', 'json', 'md']).map((how) => [how, attempt(how)]));
            }""",
            view,
        )
        for how, text in made.items():
            report = report_of(book, view, state)
            try:
                written = save(report, how).decode("utf-8")
            except ValueError as error:
                written = str(error)
            assert text == written, (view, how, link)


@pytest.mark.parametrize("view", ["compare", "decision"])
def test_the_button_saves_the_very_bytes_of_the_command(page, file, book, view):
    page.goto(f"{file}{LINK}#{view}")
    report = report_of(book, view, read(book, LINK)[0])
    for how in ("csv", "json", "md"):
        assert saved(page, view, how) == save(report, how), how
    assert re.search(r"Saved as \S+\.md\.", page.locator(f"[data-page={view}] [data-view=status]").inner_text())
    rows = list(csv.reader(io.StringIO(saved(page, view, "csv").decode("utf-8-sig"))))
    assert rows[0][-2:] == ["Data version", "Link"] and all(row[-1] == report.link for row in rows[1:])


def test_the_pictures_are_whole_and_carry_their_link(page, file, book):
    page.goto(file + LINK)
    state = read(book, LINK)[0]
    for name in ("compare", *PARTS):
        page.goto(f"{file}{LINK}#{name}")
        page.wait_for_timeout(300)  # Chromium drops what a page saves beyond ten files in one second
        assert saved(page, name, "svg") == save(report_of(book, name, state), "svg"), name
        assert saved(page, name, "png").startswith(b"\x89PNG"), name


def test_the_link_is_copied_or_shown_to_be_copied(page, file):
    page.goto(file + LINK)
    page.locator("[data-page=compare] [data-action=copy-link]").click()
    page.wait_for_function("/link/.test(document.querySelector('[data-page=compare] [data-view=status]').textContent)")


def test_our_server_makes_the_files_that_a_browser_can_not(server, page, book):
    import docx

    page.goto(f"{server}voila/render/01-compare.ipynb{LINK}")
    for how in ("xlsx", "docx", "bib"):
        with page.expect_download() as given:
            page.locator(f"[data-action='export:{how}']").click()
        assert given.value.path().read_bytes() == save(report_of(book, "compare", read(book, LINK)[0]), how)
    made = docx.Document(
        io.BytesIO(urlopen(f"{server}workbook/export?view=decision&format=docx&link={quote(LINK)}").read())
    )
    assert made.paragraphs[0].text == report_of(book, "decision", start(book)).title


@pytest.mark.parametrize(
    "query, status, said",
    [
        ("view=compare&format=exe", 400, "there are: csv"),
        ("view=dance&format=csv", 404, "no view is called 'dance'"),
        ("view=cooperation&format=svg&link=%3Fs1=JPN%26s2=JPN", 404, "no picture"),
        ("view=compare&format=csv&link=" + "x" * 20_001, 414, "longer than"),
    ],
)
def test_our_server_refuses_in_a_sentence(server, browser, query, status, said):
    opened = browser.new_page()
    reply = opened.request.get(f"{server}workbook/export?{query}")
    assert reply.status == status and said in reply.text() and reply.headers["content-type"].startswith("text/plain")
    opened.close()


def test_the_data_in_the_file_is_json_that_anyone_can_read(page, file, book):
    page.goto(file)
    assert json.loads(page.locator("[data-workbook-data]").text_content())["version"] == book.version
