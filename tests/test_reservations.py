"""Reservations and declarations of states: which stand on a day, which touch a topic, and how far one has looked."""

import datetime as dt
import html
from dataclasses import replace

import pytest
from click.testing import CliRunner
from commanded import check

from workbook import UnknownId
from workbook.__main__ import main
from workbook.book.standing import parties
from workbook.questions.cooperation import cooperation
from workbook.questions.reservations import Sample, looked_up, reserved, sample
from workbook.views.explorers import recorded
from workbook.views.html import legend_page


def test_a_reservation_is_found_by_the_topic_that_it_touches(book):
    on_preservation = {iso3: reserved(book, iso3, "budapest", "preservation-abroad") for iso3 in ("SWE", "AUT", "FRA")}
    assert [[act.event for act in acts] for acts in on_preservation.values()] == [["reservation"], ["reservation"], []]
    assert all("29(4)" in act.note for act in (*on_preservation["SWE"], *on_preservation["AUT"]))


def test_what_is_switched_off_is_touched(book):
    acts = reserved(book, "JPN", "budapest-p2", "subscriber-disclosure-by-providers", dt.date(2024, 1, 1))
    assert [act.switches_off for act in acts] == ["subscriber-disclosure-by-providers"]


def test_a_reservation_stands_from_its_day_until_it_is_withdrawn(book):
    days = {"2013-08-21": 0, "2013-08-22": 1, "2019-07-04": 1, "2019-07-05": 0}
    assert {day: len(reserved(book, "CZE", "budapest", on=dt.date.fromisoformat(day))) for day in days} == days


def test_no_text_but_those_of_the_book_is_asked(book):
    with pytest.raises(UnknownId, match="bucharest"):
        reserved(book, "CZE", "bucharest")


def test_every_reservation_names_a_topic_that_its_text_answers(book):
    for act in book.facts.parties:
        for topic in act.touches.split():
            verdict = book.topics[topic].positions[act.instrument].verdict
            assert verdict not in ("absent", "uncoded"), (act.iso3, act.instrument, topic)


def test_a_sample_is_called_a_sample():
    assert Sample("A treaty", 4, 2, 1).sentence() == (
        "A treaty: reservations and declarations are a sample, looked up for 2 of 4 parties, for 1 of them on a page "
        "seen whole. For the others, no entry does not mean that none was made."
    )
    assert Sample("A treaty", 2, 2, 2).sentence().endswith("looked up for all 2 parties.")
    assert "binds nobody yet" in Sample("A treaty", 0, 1, 0).sentence()


def test_only_parties_count_in_the_sample(book):
    found = sample(book, "budapest")
    bound = parties(book, "budapest").bound()
    rows = [row for row in book.facts.reservations_looked if row.instrument == "budapest" and row.iso3 in bound]
    assert (found.parties, found.looked, found.whole) == (
        len(bound),
        len(rows),
        len([row for row in rows if row.whole]),
    )
    before = sample(book, "budapest", dt.date(2004, 7, 1))
    assert before.looked < found.looked and before.parties < found.parties


def test_the_list_of_parties_and_the_legend_say_that_reservations_are_a_sample(book):
    said = sample(book, "budapest").sentence()
    assert "are a sample, looked up for" in said
    listed = CliRunner().invoke(main, ["parties", "--instrument", "budapest"])
    assert listed.exit_code == 0 and listed.output.rstrip().endswith(said)
    assert said in html.unescape(str(legend_page(book)))


def test_whether_one_has_looked_is_said_state_by_state(book):
    assert [looked_up(book, iso3, "budapest") for iso3 in ("AUT", "SWE", "BRA")] == ["whole", "part", "no"]


def test_the_answer_on_two_states_prints_what_both_reserved_and_whether_one_has_looked(book):
    found = cooperation(book, "SWE", "AUT")
    table, said = recorded.blocks(book, found, {"a": "Sweden", "b": "Austria"})
    assert [row[:3] for row in table.rows] == [
        ("Sweden", "Budapest Convention", "Reservation"),
        ("Austria", "Budapest Convention", "Reservation"),
    ]
    assert "of Sweden to the Budapest Convention were looked up, but no page was seen whole" in said.words
    assert "of Austria to the Budapest Convention were looked up on a page seen whole." in said.words


def test_the_answer_as_json_names_topics_and_pages(book):
    first, second = recorded.records(book, cooperation(book, "SWE", "AUT"))
    assert (first["state"], first["looked"], second["state"], second["looked"]) == ("SWE", "part", "AUT", "whole")
    (act,) = second["acts"]
    assert act["touches"] == ["preservation-abroad", "dual-criminality"] and act["date"] == "2012-06-13"
    assert act["source"].startswith("https://") and act["basis"] == "secondary"


def test_a_state_for_which_nobody_has_looked_is_not_said_to_have_none(book):
    _, said = recorded.blocks(book, cooperation(book, "BRA", "AUT"), {"a": "Brazil", "b": "Austria"})
    assert "Nobody has looked for reservations and declarations of Brazil" in said.words


def test_a_reservation_that_was_seen_has_its_page_among_those_looked_up(folder):
    path = folder / "reservations_looked.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("BEL,")), encoding="utf-8")
    faults = [fault for fault in check(folder) if "BEL, budapest" in fault.problem]
    assert {fault.problem for fault in faults} == {
        "BEL, budapest: a reservation was seen, but nobody has looked.",
        "BEL, budapest: a declaration was seen, but nobody has looked.",
    }
    assert all(
        fault.cure == "Add the page to reservations_looked.csv." and fault.file == "parties.csv" for fault in faults
    )


def test_a_folder_of_the_old_form_is_told_which_columns_to_add(folder):
    path = folder / "parties.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line.removesuffix(",touches,until") for line in lines[:1]) + "\n", encoding="utf-8")
    faults = [fault for fault in check(folder) if fault.file == "parties.csv"]
    assert any(
        "touches" in f"{fault.problem} {fault.cure}" and "until" in f"{fault.problem} {fault.cure}" for fault in faults
    )


def test_without_a_row_nothing_is_looked_up(book):
    bare = replace(book, facts=replace(book.facts, reservations_looked=()))
    assert looked_up(bare, "AUT", "budapest") == "no" and sample(bare, "budapest").looked == 0
