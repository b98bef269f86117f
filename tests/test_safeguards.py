"""The fears of 2021: shown for the texts of the two sides, counted as the profiles count, in nobody's voice but theirs."""

import random
from dataclasses import replace

import pytest
from conftest import any_state

from workbook import State, profile
from workbook.views.blocks import Say, Table
from workbook.views.explorers.feartables import PERSONAL, grounds
from workbook.views.explorers.safeguards import STANCES, blocks
from workbook.views.state import stages

VIEW = State(("budapest",), ("un-2024",))


def answer(book, state=VIEW):
    return {block.id: block for block in blocks(book, state)}


def texts(book, table):
    """The texts that a table's rows name."""
    short = {instrument.short_title: name for name, instrument in book.instruments.items()}
    return {short[row[1]] for row in table.rows}


def test_every_fear_has_its_question_answers_and_statements(book):
    found = answer(book)
    for name, fear in book.facts.pages.questions.items():
        assert found[f"fear-{name}"].tone == "heading"
        assert found[f"fear-{name}-question"].words == fear.question
        cards = found[f"{name}-cards"]
        assert len(cards.rows) == 2 * len(fear.topics) and texts(book, cards) == {"budapest", "un-2024"}


def test_the_fears_name_topics_and_statements_that_the_book_has(book):
    reports = {row.id for row in book.report}
    for fear in book.facts.pages.questions.values():
        assert {*fear.topics, *fear.claimed} <= set(book.topics) and set(fear.report) <= reports
        assert fear.feature in book.topics[fear.topics[0]].positions["un-2024"].features


def test_content_is_counted_as_the_profiles_count_it(book):
    for seed in range(30):
        state = any_state(random.Random(seed), book)
        counts = dict(answer(book, state)["expression-offences-counts"].rows)
        for name, instrument in book.instruments.items():
            assert counts[instrument.short_title] == profile(book, (name,), state.selection)["offences.content"].words


def test_a_stage_takes_the_place_of_the_un_text(book):
    for stage in stages(book):
        assert texts(book, answer(book, replace(VIEW, stage=stage))["control-cards"]) == {"budapest", stage}


def test_what_is_not_coded_is_no_data_and_an_absence_says_where_one_looked(book):
    found = answer(book, replace(VIEW, b=("un-2021",)))
    states = {text: book.topics["non-discrimination-refusal"].positions[text] for text in ("budapest", "un-2021")}
    title = book.topics["non-discrimination-refusal"].title
    where = {row[1]: row[2] for row in found["protection-cards"].rows if row[0] == title}
    assert states["budapest"].verdict == "absent" and states["un-2021"].verdict == "uncoded"
    assert where[book.instruments["budapest"].short_title].startswith("no article found; looked in ")
    assert where[book.instruments["un-2021"].short_title] == "no data"
    seen = f"{book.instruments['un-2021'].short_title}: known to deal with it; its terms were not seen."
    assert book.topics["human-rights"].positions["un-2021"].verdict == "present"
    assert seen in found["fear-protection-answer"].words


def test_a_switched_off_provision_says_so_and_falls_with_what_it_builds_on(book):
    short = book.instruments["un-2024"].short_title
    off = answer(book, replace(VIEW, off_in=(("un-2024", "data-preservation"),)))["control-powers"]
    title = {name: book.topics[name].title for name in ("data-preservation", "traffic-partial-disclosure")}
    for name in title:
        row = next(row for row in off.rows if row[:2] == (title[name], short))
        assert row[2] == "switched off in this view" and not any(row[3:])
    other = next(row for row in off.rows if row[0] == title["data-preservation"] and row[1] != short)
    assert other[2].startswith("Article")


def test_statements_speak_of_the_texts_shown_and_are_all_counted(book):
    for state in (VIEW, replace(VIEW, stage="un-2023"), replace(VIEW, a=("budapest-p2",))):
        found = answer(book, state)
        shown = {*state.sides(book)[0], *state.sides(book)[1]}
        for name, fear in book.facts.pages.questions.items():
            about = [claim for claim in book.facts.claims if claim.topic in fear.claimed]
            if not about:
                assert found[f"fear-{name}-claims"].words.startswith("No statement")
                continue
            for stance in STANCES:
                rows = found[f"fear-{name}-{stance}"].rows
                expected = {claim.source for claim in about if claim.stance == stance and claim.instrument in shown}
                assert {row[-1] for row in rows} == expected
            left = sum(claim.instrument not in shown for claim in about)
            assert found[f"fear-{name}-claims"].words.endswith(f"not shown: {left}.")


def test_grounds_that_protect_a_person_stand_apart(book):
    words = book.vocabulary.features["refusal_optional"].values
    table = answer(book)["protection-refusals"]
    by_row = {row[:2]: row for row in table.rows}
    for name in ("budapest", "un-2024"):
        for topic in book.topics.values():
            found = grounds(topic.positions[name])
            if found:
                row = by_row[topic.title, book.instruments[name].short_title]
                for _, ground in found:
                    assert words[ground] in row[3 if ground in PERSONAL else 4]


def test_every_line_about_a_text_names_articles_and_basis(book):
    labels = {term.label for term in book.vocabulary.bases.values()}
    both = tuple(book.instruments)
    for block in blocks(book, State(both, both)):
        if isinstance(block, Table) and "Known by" in block.columns:
            at = block.columns.index("Known by")
            for row in block.rows:
                assert row[at] in labels or row[2] == "no data", (block.id, row)
                assert row[2].startswith(("Article", "Preamble", "no article", "no data")), (block.id, row)


def test_nothing_is_added_up_to_a_score(book):
    said = " ".join(block.words for block in blocks(book, VIEW) if isinstance(block, Say))
    assert "never a total" in said and "never this workbook's own voice" in said


@pytest.mark.browser
def test_the_page_leads_to_each_fear(book, page, server):
    page.goto(f"{server}voila/render/05-safeguards.ipynb")
    page.wait_for_selector("html:is([data-ready=interactive], [data-ready=live])")
    folded = page.locator(".wb-part")
    ids = [f"fear-{id}" for id in book.facts.pages.questions]
    assert [part.get_attribute("data-fold") for part in folded.all()] == ids
    assert page.locator("[data-block=fear-shutdowns-answer]").is_hidden()
    page.locator(".wb-part summary", has_text="Cutting access").click()
    assert page.locator("#fear-shutdowns").evaluate("e => e.tagName") == "H3"
    page.locator("[data-stage-choice][value=un-2023]").check()
    said = page.locator("[data-block=fear-shutdowns-answer]")  # what was opened stays open
    assert said.is_visible() and "Negotiating draft 2023" in said.text_content()
    page.goto(f"{server}voila/render/05-safeguards.ipynb#fear-states")  # a link to a part opens it
    page.wait_for_selector("[data-block=fear-states-answer]:visible")
    assert page.wrong == []


@pytest.mark.parametrize("seed", range(20))
def test_the_answer_counts_each_fear_once_and_offences_as_the_profiles_do(book, seed):
    state = any_state(random.Random(seed), book)
    found, fears = answer(book, state), book.facts.pages.questions.values()
    for letter, side in zip("ab", state.sides(book), strict=True):
        words = found[f"finding_{letter}"].words
        n = int(words.split(" speaks to ")[1].split()[0])
        rest = words.partition("fears")[2].partition(". Offences")[0]
        assert n + sum(one.title[1:] in rest for one in fears) == len(fears), words
        content = profile(book, side, state.selection)["offences.content"].words
        assert f"Offences about content: {content}" in words


def test_the_fears_stand_against_the_texts_shown(book):
    table = answer(book)["overview"]
    assert [row[0] for row in table.rows] == [one.title for one in book.facts.pages.questions.values()]
    assert len(table.columns) == 3
    assert table.rows[1][1].startswith("answers it by a limit on the text (Article 15(1)")
