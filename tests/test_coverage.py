"""What the workbook rests on, counted by hand on a small comparison."""

import dataclasses
import datetime as dt

import pytest
from conftest import topic
from hypothesis import given
from hypothesis import strategies as st

from workbook import State, coverage, load
from workbook.book.facts import Coding, Event, Facts, Outside
from workbook.questions.coverage import UNCODED, counted
from workbook.views.explorers import quality

PROVISION = (
    'verdict: {}, cites: ["{}"], force: shall, note: One two three four five six seven {}., basis: {}, '
    "features: {{mental_element: intentional, without_right: named, qualifiers: [], harm: [], content_related: no, exemption: [], "
    "reservation: not_offered}}"
)
UNSEEN = "verdict: uncoded, looked_at: Nothing was seen."
DAY = dt.date(2026, 1, 1)


@pytest.fixture
def rests(small):
    """First treaty: 2 articles, Article 1(2) read. Second: 1 article, cited from memory on one topic of two."""
    root = small(
        access=topic(
            budapest=PROVISION.format("baseline", "1(2)", "eight", "text"),
            un_2024=PROVISION.format("equivalent", "1", "nine", "recalled"),
        ),
        data=topic(budapest=PROVISION.format("baseline", "1", "ten", "text"), un_2024=UNSEEN),
    )
    return load(root)


def test_articles_are_cited_left_out_or_missing(rests):
    assert coverage(rests)["budapest"].cited == ("1",)
    assert coverage(rests)["budapest"].missing == ("2",)
    left = dataclasses.replace(rests, facts=Facts(outside=(Outside("budapest", "2", "It is about fees."),)))
    found = coverage(left)["budapest"]
    assert (found.missing, found.outside) == ((), (("2", "It is about fees."),))


def test_positions_are_counted_by_basis_and_verdict(rests):
    found = coverage(rests)
    assert found["budapest"].by_basis == {"text": 2, "secondary": 0, "matched": 0, "recalled": 0, UNCODED: 0}
    assert found["un-2024"].by_basis[UNCODED] == found["un-2024"].by_basis["recalled"] == 1
    assert found["un-2024"].by_verdict["equivalent"] == 1 and found["un-2024"].by_verdict["uncoded"] == 1
    assert found.themes["offences"] == {"text": 2, "secondary": 0, "matched": 0, "recalled": 1, UNCODED: 1}
    assert sum(found.themes["powers"].values()) == 0
    table = found.frame().set_index(["instrument", "basis"])
    assert table.share["un-2024", "recalled"] == 0.5 and table.positions["budapest", "text"] == 2


def test_files_are_counted_by_the_basis_of_their_rows(rests):
    event = Event("NOR", "budapest", "signature", "secondary", DAY, "https://example.org", DAY)
    facts = Facts(parties=(event, dataclasses.replace(event, iso3="FIN", basis="recalled")))
    files = coverage(dataclasses.replace(rests, facts=facts)).files
    assert files["parties.csv"] == {"text": 0, "secondary": 1, "matched": 0, "recalled": 1}
    assert "votes.csv" not in files


def test_every_article_and_every_position_of_the_shipped_book_is_counted_once(book):
    for covered in coverage(book).instruments:
        listed = {row.article for row in book.articles[covered.instrument]}
        assert set(covered.cited) | {article for article, _ in covered.outside} | set(covered.missing) == listed
        assert not set(covered.cited) & set(covered.missing)
        assert sum(covered.by_basis.values()) == sum(covered.by_verdict.values()) == len(book.topics)
        if covered.complete:
            assert covered.missing == (), covered.instrument


@given(st.lists(st.sampled_from("abc")))
def test_counting_loses_nothing_and_names_what_is_not_there(given_ones):
    found = counted("abcd", given_ones)
    assert sum(found.values()) == len(given_ones) and list(found) == list("abcd") and found["d"] == 0


def words(book, theme=""):
    shown = quality.blocks(book, State(("budapest",), ("un-2024",), f_theme=theme))
    return {block.id: block for block in shown}


def test_the_explorer_says_what_was_read(rests):
    shown = words(rests)
    assert shown["rests"].words.startswith(
        "Of 3 positions recorded here, 2 (67 per cent) were read in the official text"
    )
    assert shown["uncoded"].words == "Positions not yet recorded: 1. Nothing follows from those."
    assert shown["texts"].rows[0] == ("First", "2", "0", "0", "0", "0")
    assert words(rests, "powers")["rests"].words == "Nothing is recorded here yet: no data."
    assert "no data" in shown["codings"].words


def test_the_explorer_names_corrections_with_article_and_basis(rests):
    coded = Coding("access", "budapest", "features.reservation", "in_part", "not_offered")
    shown = words(dataclasses.replace(rests, facts=Facts(reliability=(coded,))))
    assert shown["corrections"].rows == (
        ("A topic, First: Opting out", "in part", "not offered", "Article 1(2); Read"),
    )
    assert "differed there: 1; corrected: 1. Corrected on other texts: 0." in shown["corrected"].words
    assert shown["agreement"].rows[0][1:] == ("1", "0 of 1", "0.00")


def test_a_list_that_is_not_whole_says_at_least(book):
    rows = {row[0]: row for row in words(book)["articles"].rows}
    for instrument in book.instruments.values():
        assert rows[instrument.short_title][1].startswith("at least") is not instrument.articles_complete
