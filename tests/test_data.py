"""The shipped data: every rule kept, the core there, and nothing dressed up."""

import re

import pytest

from workbook import check

OFFENCES = {"budapest": range(2, 11), "un-2024": range(7, 18)}
CORE = {
    "use-of-terms", "sovereignty", "human-rights", "participation", "attempt", "legal-persons", "jurisdiction",
    "scope-of-powers", "conditions-and-safeguards", "data-preservation", "traffic-partial-disclosure",
    "production-order", "search-and-seizure", "real-time-traffic", "content-interception", "cooperation-principles",
    "extradition", "mutual-assistance-principles", "network-24-7", "personal-data", "transborder-access",
    "entry-into-force", "relation-to-other-treaties",
}  # fmt: skip


def test_the_shipped_data_keeps_every_rule():
    assert check() == ()


def test_the_six_texts_are_there_with_status_and_address(book):
    assert list(book.instruments) == ["budapest", "budapest-p1", "budapest-p2", "un-2021", "un-2023", "un-2024"]
    for instrument in book.instruments.values():
        assert instrument.address.startswith("https://"), instrument.id
        assert instrument.status_note and instrument.as_of


@pytest.mark.parametrize(
    "name, count, basis",
    [
        ("budapest", 48, "text"),
        ("budapest-p1", 16, "text"),
        ("budapest-p2", 25, "text"),
    ],
)
def test_article_lists_are_whole(book, name, count, basis):
    assert [row.article for row in book.articles[name]] == [str(n) for n in range(1, count + 1)]
    assert {row.basis for row in book.articles[name]} == {basis}


def test_at_least_thirty_topics_are_coded_in_both_main_texts(book):
    coded = [t for t in book.topics.values() if t.positions["budapest"].coded and t.positions["un-2024"].coded]
    assert len(coded) >= 30


def test_the_core_topics_are_there(book):
    assert set(book.topics) >= CORE


@pytest.mark.parametrize("text", OFFENCES)
def test_every_offence_article_is_cited_by_an_offence_topic(book, text):
    cited = {
        int(cite.split("(")[0])
        for topic in book.topics.values()
        if topic.theme == "offences"
        for cite in topic.positions[text].cites
        if cite != "preamble"
    }
    assert cited >= set(OFFENCES[text])


FAMILY = ("budapest", "budapest-p1", "budapest-p2")


def test_only_what_was_read_rests_on_reading(book):
    """The three Council of Europe texts were read in English, Articles 1 to 15 of the UN text in Arabic."""
    for topic, instrument, position in book.positions():
        articles = [cite.partition("(")[0] for cite in position.cites]
        where = f"{topic.id}: {instrument}"
        if position.basis == "text":
            assert instrument in (*FAMILY, "un-2024"), where
            assert (position.read_in == "ar") == (instrument == "un-2024"), where
            if instrument == "un-2024":
                assert all(article.isdigit() and int(article) <= 15 for article in articles), where
            if instrument == "budapest-p2":
                assert "preamble" not in (*articles, *position.looked_in), f"{where}: its preamble was not at hand"
        elif instrument in FAMILY[:2]:
            raise AssertionError(f"{where} was not read")
        elif instrument == "budapest-p2":
            assert "preamble" in (*articles, *position.looked_in), f"{where} was not read"
        elif instrument == "un-2024" and articles:
            read = all(article.isdigit() and int(article) <= 15 for article in articles)
            assert not read, f"{where} rests on articles that were read"


def test_every_article_of_the_un_text_cited_by_paragraph_rests_on_a_reading_or_on_two_recollections(book):
    """A paragraph of Articles 35, 36, 40, 41, 42 and 57 is cited where two recalled it apart, or a page told it."""
    for topic in book.topics.values():
        position = topic.positions["un-2024"]
        cited = [cite for cite in position.cites if cite.partition("(")[0] in ("35", "36", "40", "41", "42", "57")]
        if any("(" in cite for cite in cited):
            assert (position.recollections or 0) >= 2 or position.basis == "secondary", topic.id


NAMED = {"dual-criminality", "mutual-assistance-principles", "preservation-abroad", "extradition"}


def test_dual_criminality_is_coded_by_one_rule(book):
    """Where no word names it: optional with the ground of national law, not to be required under a closed list, whose
    grounds are some and do not hold it; and the note says that it is not named (the First Protocol's borrow)."""
    for topic in book.topics.values():
        if topic.theme != "cooperation" or topic.id in NAMED | {"refusal-of-assistance"}:
            continue
        for instrument, position in topic.positions.items():
            value, grounds = (
                position.features.get("dual_criminality", "silent"),
                position.features.get("refusal_optional"),
            )
            where = f"{topic.id}: {instrument}"
            if value == "silent":
                continue
            assert (value == "optional") == ("domestic_law" in grounds), where
            if value == "not_required":
                assert grounds and not {"domestic_law", "no_dual_criminality"} & set(grounds), where
            if value != "none" and instrument != "budapest-p1":
                assert "dual criminality" in position.note.lower(), where


def test_nobody_is_invented_as_a_reviewer(book):
    assert not [topic.id for topic, _, position in book.positions() if position.reviewed]


def test_no_machine_path_or_workplace_is_named(book):
    for path in sorted(book.folder.rglob("*")):
        if path.is_file():
            assert not re.search(r"/work/|/tmp/|shared/sources", path.read_text(encoding="utf-8")), path.name


def test_the_report_has_its_sixteen_statements(book):
    assert [row.id for row in book.report] == [f"R{n}" for n in range(1, 17)]
