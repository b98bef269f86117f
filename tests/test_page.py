"""The page in a real browser: the same answers as Python, by mouse and by keyboard, with no other host."""

import json
import random
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import address, any_state, ask_python, page_of, wait_live

from workbook import comparison, profile
from workbook.views.html import view_page
from workbook.views.state import read
from workbook.views.summary import summary

pytestmark = pytest.mark.browser
COMPARE = "voila/render/01-compare.ipynb"
ANSWER = """(link) => {
  const { data } = document.querySelector('[data-workbook]').workbook;
  const { state, ignored } = readLink(data, link);
  const found = answer(data, state);
  const both = [found.sides.a, found.sides.b];
  const side = (name) => ({
    numbers: Object.fromEntries(Object.entries(found.profiles[name].numbers).map(([m, n]) => [m, n.words])),
    on: found.profiles[name].on.map((pair) => pair.join(':')),
    fell: found.profiles[name].fell.map((pair) => pair.join(':')),
    summary: summary(data, found.sides[name], found.profiles[name]),
  });
  const rows = data.topics.map((topic) => ({ topic: topic.id, ...relation(data, topic, both, found.status) }));
  return { link: writeLink(data, state), ignored, a: side('a'), b: side('b'), rows };
}"""


def expected(book, state):
    """What Python answers, in the shape of ANSWER."""
    a, b = state.sides(book)

    def side(names):
        found = profile(book, names, state.selection)
        return {
            "numbers": {n.measure: n.words for n in found.numbers},
            "on": [":".join(pair) for pair in found.on],
            "fell": [":".join(pair) for pair in found.fell],
            "summary": summary(book, found),
        }

    rows = comparison(book, "+".join(a), "+".join(b), None, state.selection).rows
    relations = [
        {"topic": r.topic, "relation": r.relation, "because": list(r.because), "off": list(r.off)} for r in rows
    ]
    return {"link": state.query(), "ignored": [], "a": side(a), "b": side(b), "rows": relations}


def with_address(book):
    """The book of a project that takes corrections by letter."""
    project = replace(book.facts.project, corrections="mailto:law@example.org")
    return replace(book, facts=replace(book.facts, project=project))


@pytest.fixture(scope="module")
def alone(browser, book):
    """The printed fragment in an empty page: no server, no kernel. Its functions are reachable by name.

    Its project has an address for corrections, which the shipped one has not.
    """
    opened = page_of(browser, with_address(book), ("compare",))
    yield opened
    opened.close()


@pytest.mark.parametrize("seed", range(60))
def test_browser_and_python_give_the_same_answers(alone, book, seed):
    state = any_state(random.Random(seed), book)
    assert alone.evaluate(ANSWER, state.query()) == expected(book, state)


def test_unknown_ids_are_ignored_and_named_alike(alone, book):
    link = "?a=bucharest&b=un-2024&off=nothing,illegal-access&f_theme=none"
    found = alone.evaluate(ANSWER, link)
    state, ignored = read(book, link)
    assert found["link"] == state.query() and set(found["ignored"]) == set(ignored) == {"bucharest", "nothing", "none"}


def shown(page):
    """The numbers that the page shows, by side and dimension."""
    found = {"a": {"scope": {}, "cooperation": {}}, "b": {"scope": {}, "cooperation": {}}}
    for side, dimension, measure, value in page.eval_on_selector_all(
        "[data-measure]", "all => all.map(e => [e.dataset.side, e.dataset.profile, e.dataset.measure, e.dataset.value])"
    ):
        found[side][dimension][measure] = None if value == "no data" else int(value)
    return found


def agrees(page, book):
    """The page's numbers are those of the profile for the page's own link."""
    state, ignored = read(book, address(page))
    assert not ignored
    for side, names in zip("ab", state.sides(book), strict=True):
        answer = profile(book, names, state.selection).json()
        assert shown(page)[side] == {"scope": answer["scope"], "cooperation": answer["cooperation"]}
    return state


def test_twenty_random_switches_on_a_real_voila(server, page, book):
    page.goto(server + COMPARE)
    wait_live(page)
    assert page.locator("h1").inner_text() == "Compare the texts"
    assert "CompareView" not in page.inner_text("body") and "import" not in page.inner_text("main")
    assert page.locator("[data-view=comparison]").count() == 1
    rng = random.Random(2026)
    switches = page.locator("[role=switch]:visible")
    for _ in range(20):
        one = switches.nth(rng.randrange(switches.count()))
        before = one.get_attribute("aria-checked")
        one.click()
        assert one.get_attribute("aria-checked") != before
        agrees(page, book)
    assert page.wrong == []
    assert {urlsplit(url).netloc for url in page.asked if url.startswith("http")} == {urlsplit(server).netloc}


def test_a_link_reopens_the_very_view_and_the_kernel_learns_of_it(server, page, book):
    link = "?a=budapest+budapest-p1&b=un-2024&off=illegal-access&off_in=un-2024:extradition&q=state&f_theme=cooperation"
    page.goto(server + COMPARE + link)
    wait_live(page)
    assert page.evaluate("location.search") == link
    agrees(page, book)
    assert page.locator("[data-filter=words]").input_value() == "state"
    assert page.locator("[data-topic=illegal-access]:not([data-instrument])").get_attribute("aria-checked") == "false"
    ask_python(page)
    drawn = page.evaluate("document.querySelector('[data-view=figure]').data.map(bar => [bar.name, bar.x[0]])")
    number = profile(book, "budapest+budapest-p1", read(book, link)[0].selection)["offences.mandatory"].value
    assert drawn[0] == ["Budapest Convention + First Protocol", number]


def test_filters_change_what_is_shown_and_never_the_numbers(server, page, book):
    page.goto(server + COMPARE)
    before = shown(page)
    page.locator("[data-filter=theme]").select_option("offences")
    rows = page.locator("[data-row]:visible")
    assert rows.count() == sum(topic.theme == "offences" for topic in book.topics.values())
    page.locator("[data-filter=words]").fill("copyright")
    assert 0 < rows.count() < 4
    page.locator("[data-filter=words]").fill("zzz")
    assert rows.count() == 0 and page.locator("[data-view=empty]").is_visible()
    assert shown(page) == before
    page.locator("[data-filter=words]").fill("")
    page.locator("[data-filter=theme]").select_option("")
    assert rows.count() == 0 and page.locator("[data-tile]:visible").count() == len(book.topics)
    page.locator("[data-filter=verdict]").select_option("broader")
    texts = ("budapest", "un-2024")
    assert rows.count() == sum(any(t.positions[x].verdict == "broader" for x in texts) for t in book.topics.values())


def test_what_fell_is_named_and_bulk_switches_work(server, page, book):
    page.goto(server + COMPARE)
    page.locator("[data-topic=data-preservation]:not([data-instrument])").click()
    fallen = page.locator("[data-fell=traffic-partial-disclosure]")
    assert fallen.count() == 2 and "Partial disclosure" in fallen.first.inner_text()
    page.locator("[data-card=traffic-partial-disclosure]").click()
    cell = page.locator("[data-row=traffic-partial-disclosure] [data-cell=budapest]")
    assert cell.get_attribute("data-off") is not None and cell.locator(".wb-body").is_visible()
    assert "line-through" in cell.locator(".wb-where").evaluate("el => getComputedStyle(el).textDecorationLine")
    page.locator("[data-action=cards]").click()
    page.locator("[data-action=none]").click()
    state = agrees(page, book)
    assert set(state.off) == set(book.topics)
    assert {v for side in shown(page).values() for n in side.values() for v in n.values()} == {0}
    page.locator("[data-action='theme:offences']").click()
    agrees(page, book)
    page.locator("[data-action=all]").click()
    assert agrees(page, book).off == ()
    page.locator("[data-action=copy-link]").click()
    page.wait_for_function("/link/.test(document.querySelector('[data-view=status]').textContent)")


def test_sides_are_chosen_and_every_column_follows(server, page, book):
    page.goto(server + COMPARE + "?a=budapest&b=un-2024&show=all")
    page.locator("[data-instrument-choice=budapest-p2][data-side=a]").check()
    assert page.locator("thead [data-column=budapest-p2]").is_visible()
    page.locator("[data-instrument-choice=un-2021][data-side=b]").check()
    page.locator("[data-instrument-choice=un-2024][data-side=b]").uncheck()
    state = agrees(page, book)
    assert (state.a, state.b) == (("budapest", "budapest-p2"), ("un-2021",))
    assert page.locator("[data-row=extradition]").get_attribute("data-relation") == "unknown"
    page.locator("[data-instrument-choice=un-2021][data-side=b]").click()
    assert agrees(page, book).b == ("un-2021",), "a side keeps at least one text"


def test_by_keyboard_alone(server, page, book):
    page.goto(server + COMPARE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.locator("[data-topic=illegal-access]:not([data-instrument])").focus()
    page.keyboard.press("Space")
    assert agrees(page, book).off == ("illegal-access",)
    page.keyboard.press("Enter")
    assert agrees(page, book).off == ()
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none", "the focus can be seen"


@pytest.mark.parametrize("name, scheme", [("00-start", "light"), ("01-compare", "light"), ("01-compare", "dark")])
def test_at_phone_width_nothing_is_cut_off(server, browser, name, scheme):
    page = browser.new_page(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page.goto(f"{server}voila/render/{name}.ipynb")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (background == "rgb(255, 255, 255)") == (scheme == "light")
    page.close()


def test_the_start_page_explains_and_leads_on(server, page, book):
    page.goto(server)
    assert page.url.endswith("00-start.ipynb")
    assert page.locator("#report tbody tr").count() == 16
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    for label in ("Reference text", "Not yet recorded", "Read", "Second-hand", "From memory"):
        assert page.get_by_text(label, exact=True).first.is_visible()
    page.get_by_role("link", name="Compare the texts").click()
    page.wait_for_url("**/01-compare.ipynb")
    assert page.locator("[data-view=board]").is_visible()
    assert page.wrong == []


def test_the_page_data_is_json_that_anyone_can_read(server, page):
    page.goto(server + COMPARE)
    assert json.loads(page.locator("[data-workbook-data]").text_content())["version"]


def test_what_others_say_is_shown_beside_the_topic_with_who_and_where(alone, book):
    topic = max(book.topics, key=lambda topic: sum(claim.topic == topic for claim in book.facts.claims))
    details = f"[data-claims='{topic}']"
    alone.evaluate("(link) => document.querySelector('[data-workbook]').workbook.open(link)", f"?show={topic}")
    alone.eval_on_selector(details, "element => (element.open = true)")
    alone.wait_for_selector(f"{details} li")
    said = alone.eval_on_selector_all(f"{details} li", "all => all.map((li) => li.textContent)")
    claims = [claim for claim in book.facts.claims if claim.topic == topic]
    assert len(said) == len(claims)
    for claim in claims:
        assert any(
            claim.claim in line and claim.organisation in line and claim.seen.isoformat() in line for line in said
        )
    links = alone.eval_on_selector_all(f"{details} li a", "all => all.map((a) => a.getAttribute('href'))")
    assert set(links) == {claim.source for claim in claims}


def test_a_correction_opens_a_letter_that_names_what_is_shown(alone, book):
    cell = "[data-row='illegal-access'] [data-cell='budapest']"
    alone.evaluate(
        "(link) => document.querySelector('[data-workbook]').workbook.open(link)", "?a=budapest&b=un-2024&show=all"
    )
    alone.focus(f"{cell} [data-correct]")
    address = urlsplit(alone.get_attribute(f"{cell} [data-correct]", "href"))
    letter = parse_qs(address.query)
    assert (address.scheme, address.path) == ("mailto", "law@example.org") and letter["subject"] == [
        "Correction: illegal-access in budapest"
    ]
    position = book.topics["illegal-access"].positions["budapest"]
    for part in ("(illegal-access)", "(budapest)", "Article 2", "Reference text", "must", position.note, book.version):
        assert part in letter["body"][0], part


def test_a_correction_is_offered_only_where_an_address_is_set(book):
    assert "data-correct>" not in view_page(book) and "data-correct>" in view_page(with_address(book))


def test_a_form_on_the_web_gets_the_same_letter(alone):
    found = alone.evaluate("correctionLink('https://example.org/new?kind=data', 'A & B', 'x=1')")
    assert found == "https://example.org/new?kind=data&title=A%20%26%20B&body=x%3D1"
