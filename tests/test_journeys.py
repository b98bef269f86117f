"""Questions that people bring: each ends in at most four steps, with the answer on the page and in one file.

A step is a click, a choice in a list, or a line typed. The answers are asked of the book, not read off the page.
"""

import io
from xml.etree import ElementTree

import pytest
from conftest import wait_for_page

from workbook import comparison, where
from workbook.questions.mystate import my_state

pytestmark = pytest.mark.browser
MOST = 4


class Reader:
    """A reader at the start page, who counts every step and takes no fifth."""

    def __init__(self, page, server):
        self.page, self.steps = page, 0
        page.goto(f"{server}voila/render/00-start.ipynb")
        wait_for_page(page)

    def step(self):
        self.steps += 1
        assert self.steps <= MOST, "a reader has given up"

    def turn_to(self, name):
        self.step()
        self.page.locator("nav.site").get_by_role("link", name=name, exact=True).click()
        self.page.wait_for_url("**/*.ipynb*")
        wait_for_page(self.page)

    def press(self, selector):
        self.step()
        self.page.locator(selector).first.click()

    def choose(self, selector, value):
        self.step()
        self.page.locator(selector).select_option(value)

    def look_for(self, words):
        self.step()
        self.page.locator("[data-view=search] input").fill(words)
        self.page.wait_for_selector("[data-view=search] [role=option]")

    def save(self, how):
        self.step()
        with self.page.expect_download() as given:
            self.page.locator(f"[data-action='export:{how}']:visible").first.click()
        return given.value.path().read_bytes()

    def seen(self):
        """What can be read on the page, as one line; what lies further down is not laid out before one scrolls to it."""
        assert not self.page.wrong
        self.page.add_style_tag(content="* { content-visibility: visible !important; }")
        return " ".join(self.page.inner_text("main").split())


@pytest.fixture
def reader(page, server):
    return Reader(page, server)


def words_of(made):
    """All the words of a Word file, as one line."""
    import docx

    file = docx.Document(io.BytesIO(made))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(line.text for line in file.paragraphs), *cells]).split())


def test_which_offences_has_one_text_and_not_the_other(reader, book):
    rows = comparison(book, "budapest", "un-2024", "offences").rows
    alone = {
        text: [row.title.lower() for row in rows if row.relation == relation]
        for text, relation in (("budapest", "only_a"), ("un-2024", "only_b"))
    }
    assert all(alone.values())
    reader.turn_to("One page")
    shown, made = reader.seen(), words_of(reader.save("docx"))
    for said in (shown.lower(), made.lower()):
        crimes = said.partition("on crimes, ")[2].partition(". ")[0]
        for text, titles in alone.items():
            only = crimes.partition(f"only the {book.instruments[text].short_title.lower()} has ")[2].partition(";")[0]
            for title in titles:
                assert title in only, text
                only = only.replace(title, "")
            assert only.replace(" and ", "").strip(" ,") == "", "and nothing else"


def test_how_real_time_powers_differ_and_on_which_articles(reader, book):
    reader.turn_to("Compare")
    reader.press("[data-action='cards:powers']")
    shown, made = reader.seen(), words_of(reader.save("docx"))
    for topic in ("real-time-traffic", "content-interception"):
        for text in ("budapest", "un-2024"):
            position = book.topics[topic].positions[text]
            assert position.note in shown and position.note in made
            for cite in position.cites:
                assert cite in shown and cite in made, (topic, text, cite)


def test_what_india_would_gain_from_joining_both(reader, book):
    joined = my_state(book, "IND", "budapest+un-2024")
    ways = set(joined.ways_open()) - set(joined.ways_open(then=False))
    reader.turn_to("My state")
    reader.choose("[data-field=s1]", "IND")
    shown, made = reader.seen(), words_of(reader.save("docx"))
    for said in (shown, made):
        assert f"gain {len(joined.gained)} partners and {len(ways)} ways" in said
        assert "Supposed" in said


def test_what_organisations_say_on_safeguards_in_article_24(reader, book):
    said = [
        claim
        for claim in book.facts.claims
        if claim.topic == "conditions-and-safeguards"
        and claim.instrument == "un-2024"
        and (claim.article or "").partition("(")[0] == "24"
    ]
    assert len(said) > 1
    reader.turn_to("Safeguards")
    reader.press("summary:has(#fear-control)")
    shown, made = reader.seen(), words_of(reader.save("docx"))
    for claim in said:
        assert claim.claim.strip(". ") in shown and claim.claim.strip(". ") in made, claim.id
        assert claim.organisation in shown and claim.organisation in made
    assert "Article 24" in shown and "Article 24" in made


def test_a_map_of_parties_for_print(reader, book):
    reader.turn_to("Scope")
    states = [iso3 for iso3, state in book.facts.states.items() if state.kind != "organisation"]
    bound, signed = where(book, ("budapest",)).count("party"), where(book, ("un-2024",)).count("signatory")
    assert bound > 50 and signed > 50
    root = ElementTree.fromstring(reader.save("svg"))
    said = [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")]
    titles = [element.text for element in root.iter("{http://www.w3.org/2000/svg}title")]
    for words in (reader.seen(), " ".join(titles)):
        assert f"binds {bound} states" in words and f"at least {signed} states only signed" in words
    assert "Link http" in " ".join(said) and "signed only" in " ".join(said) and book.version in " ".join(said)
    assert len(titles) > len(states), "every state is named, on both maps"
