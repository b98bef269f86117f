"""Search: ordinary words find terms of art, numbers find articles, and a browser finds what Python finds."""

import json
import random
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from commanded import AS_BEFORE, check
from test_load import change

from workbook import load, search
from workbook.__main__ import main
from workbook.book.load import examine
from workbook.export.edition import edition
from workbook.questions.findable import KINDS, documents
from workbook.questions.search import MOST, fold, prepared, stem, tokens

EVERYDAY = {
    "hacking": "illegal-access",
    "wiretap": "content-interception",
    "revenge porn": "intimate-images",
    "ransomware": "extortion",
    "child porn": "child-abuse-material",
    "encryption": "search-and-seizure",
    "ddos": "system-interference",
    "metadata": "real-time-traffic",
    "privacy": "personal-data",
    "opt-out": "reservations",
    "warrant": "conditions-and-safeguards",
    "double criminality": "dual-criminality",
    "money laundering": "money-laundering",
}


def found(book, said, kind="topic"):
    return [hit.id for hit in search(book, said) if hit.kind == kind]


@pytest.mark.parametrize("said, topic", EVERYDAY.items())
def test_an_everyday_word_finds_the_term_of_art_and_says_why(book, said, topic):
    hit = next(hit for hit in search(book, said)[:5] if hit.id == topic and hit.kind == "topic")
    known = set(tokens(hit.because)) | {stem(word) for word in tokens(hit.because)}
    assert {stem(word) for word in tokens(said)} <= known, hit.because


def test_a_word_of_a_lawyer_is_found_once_it_stands_in_the_glossary(folder):
    assert not search(load(folder), "zersetzung")
    change(folder, "glossary.yaml", "words: [hacking,", "words: [zersetzung, hacking,")
    hits = search(load(folder), "Zersetzung")
    assert [hit.id for hit in hits if hit.kind == "topic"] == ["illegal-access", "personal-data-as-target"]


@pytest.mark.parametrize(
    "said, articles",
    [
        ("Article 35 Budapest Convention", ["budapest:35"]),
        ("art 40 UN", ["un-2024:40", "un-2023:40"]),
        ("art. 9 second protocol", ["budapest-p2:9"]),
        ("Article 68", ["un-2024:68"]),
        ("Article 99", []),
    ],
)
def test_a_number_finds_the_article_in_the_text_that_is_named(book, said, articles):
    assert found(book, said, "article")[: len(articles) + 1][: len(articles) or None] == articles


def test_a_bare_number_offers_every_text_that_has_the_article_drafts_last(book):
    offered = [id.split(":")[0] for id in found(book, "Article 21", "article")]
    assert offered == ["budapest", "budapest-p2", "un-2024", "un-2023", "un-2021"]


@pytest.mark.parametrize("cite", ["27(4)", "27(4)(b)", "art. 27 (4)"])
def test_a_paragraph_finds_the_topics_that_cite_it_before_the_rest(book, cite):
    hits = [hit for hit in search(book, cite) if hit.kind == "topic"]
    assert hits[0].id == "refusal-of-assistance" and hits[0].because.endswith("Article 27(4) of Budapest Convention")
    for hit in hits:
        cites = [c for position in book.topics[hit.id].positions.values() for c in position.cites]
        assert re.search(r"Article (\S+) of", hit.because)[1] in cites


def test_every_cited_place_is_found_by_its_number(book):
    rng = random.Random(4)
    for topic, text, position in rng.sample(
        [row for row in book.positions() if row[2].cites and row[1] == "un-2024"], 30
    ):
        cite = position.cites[0]
        if cite == "preamble":
            continue
        cited = {
            other.id
            for other in book.topics.values()
            if any(c == cite or c.startswith(cite + "(") for c in other.positions[text].cites)
        }
        assert topic.id in cited
        hits = found(book, f"Article {cite} UN Convention 2024")
        assert len(cited) > MOST - 1 or set(hits[: len(cited)]) == cited, cite


def test_no_number_of_an_article_is_seen_in_other_numbers(book):
    assert found(book, "24/7 network")[0] == "network-24-7"
    assert not any(
        hit.because.startswith("You asked") for said in ("24/7", "2001", "1e5") for hit in search(book, said)
    )


def test_states_are_found_by_each_of_their_names_with_or_without_accents(book):
    for said in ("Côte d'Ivoire", "cote d ivoire", "Ivory Coast", "CIV"):
        assert search(book, said)[0].id == "CIV", said
    assert search(book, "turkiye")[0].id == search(book, "Turkey")[0].id == "TUR"


def test_notes_features_and_claims_are_searched(book):
    assert "copyright" in found(book, "commercial scale")
    speakers = {claim.id: claim.organisation for claim in book.facts.claims}
    said = {speakers[id] for id in found(book, "committee to protect journalists", "claim")}
    assert said == {"Committee to Protect Journalists"}
    assert all(id in speakers for id in found(book, "human rights watch illegal access", "claim"))
    assert found(book, "human rights watch illegal access", "claim")
    for topic in random.Random(7).sample(list(book.topics.values()), 20):
        note = topic.positions[topic.baseline].note
        assert re.search(r"Article|\d\(", note) or search(book, note)[0].id == topic.id, note


def test_half_a_word_and_a_wrong_letter_still_find(book):
    assert found(book, "hackin")[0] == found(book, "hack")[0] == "illegal-access"
    assert found(book, "extraditoin") == [] or "extradition" in found(book, "extraditoin")
    assert "extradition" in found(book, "extraditon")


@pytest.mark.parametrize("said", ["", "   ", "the", "!!!", "\U0001f30d", "*", "title:x ~2 +-"])
def test_nothing_that_is_typed_breaks_the_search(book, said):
    assert all(hit.because for hit in search(book, said))


def test_an_analyst_has_the_hits_of_the_command_as_a_frame(book):
    hits = search(book, "wiretap")
    rows = hits.frame()
    printed = CliRunner().invoke(main, ["search", "wiretap", "--format", "json"], env=AS_BEFORE)
    assert rows.to_dict("records") == json.loads(printed.output) and len(rows) == len(hits) >= 3
    assert set(rows[rows.kind == "topic"].id) <= book.topics.keys()
    nothing = search(book, "qqqqzzzz").frame()
    assert len(nothing) == 0 and list(nothing.columns) == list(rows.columns)


def test_nothing_is_found_twice_and_never_too_much(book):
    for said in ("state", "data", "Article 1", "convention party law"):
        hits = [(hit.kind, hit.id) for hit in search(book, said)]
        assert len(hits) == len(set(hits)) <= MOST


def test_every_topic_term_article_state_and_claim_can_be_found(book):
    many = {kind: sum(one.kind == kind for one in documents(book)) for kind in KINDS}
    assert many == {
        "topic": len(book.topics),
        "term": len(book.facts.glossary),
        "state": len(book.facts.states),
        "article": sum(map(len, book.articles.values())),
        "claim": len(book.facts.claims),
    }


BROKEN = [
    ("topics: [grooming]", "topics: [romance]", "There is no topic 'romance'.", "Name a file of topics/."),
    ("topics: [grooming]", "topics: []", "grooming leads to no topic.", "Name at least one file"),
    ("topics: [grooming]", "topics: [grooming, grooming]", "grooming stands twice.", "Keep one"),
    ("\ngrooming:", "\nGrooming_1:", "'Grooming_1' is not an id.", "Use small letters"),
    ("term: Grooming", "term: extradition", "'Extradition' is the term of grooming too.", "Keep one of the two entries"),
    ("meaning: Making false data that are to be taken for genuine ones in legal matters.", "meaning: Forging data.", "has 2 words", "Write 5 to 45 words."),
    ("taken for genuine ones in legal matters.", "taken for genuine ones", "does not end", "Write whole sentences."),
    ("words: [phishing,", "words: ['!',", "Nobody can look for '!'.", "Write a word with letters"),
    ("words: [phishing,", "words: [phishing, Phishing,", "'Phishing' stands here already.", "Keep one"),
    ("words: [child grooming,", "words: [grooming,", "'grooming' stands here already.", "Keep one"),
    ("term: Grooming", "tern: Grooming", "The field tern is not known.", "Correct its spelling"),
]  # fmt: skip


@pytest.mark.parametrize("old, new, problem, cure", BROKEN, ids=[row[2] for row in BROKEN])
def test_a_fault_of_the_glossary_is_named_with_its_place_and_cure(folder, old, new, problem, cure):
    path = folder / "glossary.yaml"
    change(folder, "glossary.yaml", old, new)
    near = [n for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)]
    (fault,) = [one for one in check(folder) if one.file == "glossary.yaml" and problem in one.problem]
    assert cure in fault.cure and fault.rule.endswith(".") and 1 < fault.line <= near[-1]


def test_a_comparison_without_a_glossary_is_searched_too(small):
    from conftest import topic

    root = small(
        access=topic(budapest="verdict: uncoded, looked_at: Nothing.", un_2024="verdict: uncoded, looked_at: No.")
    )
    book, _ = examine(root)
    assert [hit.id for hit in search(book, "topic")] == ["access"]


# ---- the browser

QUERIES = [
    *EVERYDAY, "Article 21", "art 40 UN", "27(4)(b)", "27 (4) b", "article 9 protocol", "24/7 network", "Article 2 hacking",
    "Article 99", "un", "budapest", "hackin", "malwre", "Türkiye", "cote d'ivoire", "Viet Nam", "consent", "state",
    "data", "must", "journalists", "human rights watch", "policies", "injuries", "real-time", "free speech", "*", "~1", "",
    "russia", "prior approval by a court", "does the treaty protect security researchers", "İstanbul", "ﬁne",
]  # fmt: skip


@pytest.fixture(scope="module")
def opened(browser, book, tmp_path_factory):
    """The static edition, opened as a file, with its faults kept."""
    path = tmp_path_factory.mktemp("search") / "workbook.html"
    path.write_text(edition(book), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.wrong = []
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.goto(path.as_uri())
    yield page
    page.close()


FIND = """async (queries) => {
  const { find } = document.querySelector('[data-view=search]');
  const answers = [];
  for (const said of queries) answers.push((await find(said)).map(({ kind, id, title, score, because, terms }) => ({ kind, id, title, score, because, terms })));
  return answers;
}"""


@pytest.mark.browser
def test_the_browser_finds_what_python_finds_over_many_queries(opened, book):
    rng = random.Random(16)
    words = sorted({word for one in documents(book) for part in one.parts for word in tokens(part.text)})
    titles = [one.title for one in documents(book)]
    drawn = [" ".join(rng.sample(words, rng.choice([1, 1, 2, 3]))) for _ in range(120)]
    begun = [word[: rng.randint(2, max(2, len(word)))] for word in rng.sample(words, 60)]
    queries = [*QUERIES, *drawn, *begun, *rng.sample(titles, 60)]
    answers = opened.evaluate(FIND, queries)
    some = 0
    for said, answer in zip(queries, answers, strict=True):
        here = search(book, said)
        assert [(hit["kind"], hit["id"], hit["because"]) for hit in answer] == [
            (hit.kind, hit.id, hit.because) for hit in here
        ], said
        assert [hit["terms"] for hit in answer] == [list(hit.terms) for hit in here], said
        assert [hit["score"] for hit in answer] == pytest.approx([hit.score for hit in here], abs=0.011), said
        some += bool(here)
    assert some > len(queries) * 0.9


@pytest.mark.browser
def test_a_slash_puts_the_cursor_there_and_hits_come_as_one_types(opened):
    opened.locator("main").click(position={"x": 5, "y": 5})
    opened.keyboard.press("/")
    opened.keyboard.type("revenge por")
    opened.wait_for_selector("[data-hit=intimate-images]")
    assert opened.locator("#find").input_value() == "revenge por"
    first = opened.locator("[data-hit]").first
    assert first.get_attribute("data-hit") == "intimate-images"
    assert {"revenge", "porn"} <= {word.lower() for word in first.locator("mark").all_inner_texts()}
    assert "hits, best first" in opened.locator("[data-view=search] [role=status]").inner_text()
    opened.keyboard.press("ArrowDown")
    assert opened.evaluate("document.activeElement.closest('[data-hit]').dataset.hit") == "intimate-images"
    opened.keyboard.press("Enter")
    opened.locator("[data-row=intimate-images]:focus").wait_for()
    assert parse_qs(urlsplit(opened.evaluate("document.querySelector('[data-workbook]').workbook.address()")).query)[
        "q"
    ]
    assert not opened.locator("#find-hits").is_visible() and opened.wrong == []


@pytest.mark.browser
def test_escape_closes_and_a_slash_in_a_field_is_a_slash(opened):
    opened.locator("#find").fill("kenya")
    opened.wait_for_selector("[data-hit='state:KEN'] a[href*='s1=KEN']")
    opened.keyboard.press("Escape")
    assert not opened.locator("#find-hits").is_visible()
    assert opened.evaluate("document.activeElement.id") == "find"
    opened.locator("#find").fill("")
    opened.keyboard.type("24/7")
    assert opened.locator("#find").input_value() == "24/7"
    opened.keyboard.press("Escape")


@pytest.mark.browser
def test_a_term_of_art_is_explained_and_the_glossary_is_one_tap_away(opened, book):
    opened.locator("#find").fill("dual criminality")
    hit = opened.wait_for_selector("[data-hit='term:dual-criminality']")
    assert book.facts.glossary["dual-criminality"].meaning in hit.inner_text()
    opened.keyboard.press("Escape")
    opened.locator(".find > a").click()
    entry = opened.locator("#term-dual-criminality")
    entry.wait_for(state="visible")
    assert book.facts.glossary["dual-criminality"].meaning in entry.inner_text()
    assert opened.locator("#glossary > div").count() == len(book.facts.glossary)
    entry.locator("[data-term]").click()
    opened.locator("[data-hit=dual-criminality]").wait_for()
    opened.keyboard.press("Escape")


@pytest.mark.browser
def test_an_article_leads_to_the_page_of_its_text(opened, book):
    opened.locator("#find").fill("Article 21")
    link = opened.locator("[data-hit='article:budapest:21'] a[target=_blank]")
    link.wait_for()
    assert link.get_attribute("href") == book.instruments["budapest"].address
    assert "whole text’s page at www.coe.int" in link.inner_text()
    opened.keyboard.press("Escape")


@pytest.mark.browser
def test_what_is_typed_is_never_taken_for_html(opened):
    opened.locator("#find").fill("<img src=x onerror=alert(1)>zzzzqq")
    opened.locator("[data-view=search] [role=status]", has_text=re.compile("Nothing|hit")).wait_for()
    assert opened.locator("[data-view=search] img").count() == 0 and opened.wrong == []
    opened.locator("#find").fill("")


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_the_hits_fit(browser, opened, scheme):
    page = browser.new_page(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page.goto(opened.url.split("#")[0].split("?")[0])
    page.locator("#find").fill("interception")
    page.wait_for_selector("[data-hit]")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box = page.locator(".find-panel").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["y"] + box["height"] <= 844
    page.close()


@pytest.mark.browser
def test_every_dashboard_has_the_search_and_a_hit_leads_to_its_card(server, page, book):
    from workbook.views.notebooks import dashboards

    for path in dashboards().glob("*.ipynb"):
        text = page.request.get(f"{server}voila/render/{path.name}").text()
        assert text.count('data-view="search"') == 1 and "00-start.ipynb#glossary" in text, path.name
    page.goto(f"{server}voila/render/04-negotiation.ipynb?a=budapest+budapest-p1&b=un-2024")
    assert not [url for url in page.asked if "search" in url or "lunr" in url], (
        "what the search needs comes when it is entered"
    )
    page.keyboard.press("/")
    page.keyboard.type("wiretap")
    page.wait_for_selector("[data-hit=content-interception]")
    (answer,) = page.evaluate(FIND, ["art 40 UN"])
    assert [(hit["kind"], hit["id"]) for hit in answer] == [(hit.kind, hit.id) for hit in search(book, "art 40 UN")]
    page.locator("[data-hit=content-interception] > a").click()
    page.wait_for_url("**/01-compare.ipynb*")
    asked = parse_qs(urlsplit(page.url).query)
    assert asked["q"] == [book.topics["content-interception"].title] and asked["a"] == ["budapest budapest-p1"]
    assert page.locator("[data-row=content-interception]").is_visible()
    page.locator(".find > a").click()
    page.wait_for_url("**/00-start.ipynb*")
    assert page.locator("#term-extradition").is_visible() and page.wrong == []


@pytest.mark.browser
def test_a_search_that_can_not_be_reached_says_so_and_comes_back(server, page):
    page.goto(f"{server}voila/render/01-compare.ipynb")
    page.route("**/workbook/search", lambda route: route.abort())
    page.locator("#find").fill("hacking")
    page.locator("[data-view=search] [role=status]", has_text="can't be reached").wait_for()
    page.unroute("**/workbook/search")
    page.locator("#find").fill("hackin")
    page.wait_for_selector("[data-hit=illegal-access]")


def test_both_are_given_the_same_tokens(book):
    one = next(one for one in documents(book) if one.id == "illegal-access" and one.kind == "topic")
    fields = prepared(one)
    assert "hacking hack" in fields["everyday"] and "must" not in fields["question"].split()
    assert fold("Côte d’Ivoire") == "cote d’ivoire" and json.dumps(fields)
