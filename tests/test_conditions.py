"""Rules of other articles that hold for the ways open to two states."""

import pytest

from workbook import Selection, cooperation
from workbook.questions.conditions import governing, rules
from workbook.views.explorers import answered
from workbook.views.state import read

JAPAN_BRAZIL = ("JPN", "BRA")


@pytest.fixture(scope="module")
def between(book):
    return cooperation(book, *JAPAN_BRAZIL)


def test_the_grounds_of_article_27_stand_beside_mutual_assistance_between_japan_and_brazil(book, between):
    """Both are bound by Budapest: 27(4) names political offences and essential interests, 25(4) national law."""
    found = {rule.topic: rule for rule in rules(book, between) if rule.instrument == "budapest"}
    refusal = found["refusal-of-assistance"]
    assert {"25(4)", "27(4)"} <= set(refusal.cites) and "mutual_legal_assistance" in refusal.ways
    words = " ".join(refusal.may_refuse)
    assert "political" in words and "essential interests" in words and "national law" in words
    assert {"28(2)", "27(8)"} <= set(found["confidentiality-and-use"].cites)
    assert "extradition" in found["dual-criminality"].ways


def test_a_rule_holds_for_open_ways_alone(book, between):
    opened = set(between.modalities)
    for rule in rules(book, between):
        assert set(rule.ways) <= opened and set(rule.ways) <= set(book.topics[rule.topic].governs)


def test_a_rule_that_is_switched_off_is_left_out(book):
    off = Selection(off=frozenset({"refusal-of-assistance"}))
    found = cooperation(book, *JAPAN_BRAZIL, None, off)
    assert "refusal-of-assistance" not in {rule.topic for rule in rules(book, found, off)}


def test_each_text_has_its_rules(book):
    """Budapest 27 and 28; the UN convention 36, 40(21) and (22); the Second Protocol by import and in 14."""
    named = {name: {topic.id for topic in governing(book, name)} for name in book.instruments}
    assert {"refusal-of-assistance", "confidentiality-and-use", "dual-criminality"} <= named["budapest"]
    assert {"refusal-of-assistance", "non-discrimination-refusal", "personal-data"} <= named["un-2024"]
    assert {"refusal-of-assistance", "confidentiality-and-use", "personal-data"} <= named["budapest-p2"]


def test_the_page_prints_them_and_a_finding_says_what_is_left_out(book):
    state = read(book, "?s1=JPN&s2=BRA&off=refusal-of-assistance")[0]
    shown = {block.id: block for block in answered("cooperation", book, state)}
    assert "Refusal of assistance" not in {row[0] for row in shown["rules"].rows}
    assert shown["finding"].words.startswith("Leaving out what you switched off: ")
    whole = {block.id: block for block in answered("cooperation", book, read(book, "?s1=JPN&s2=BRA")[0])}
    row = next(row for row in whole["rules"].rows if row[0] == "Refusal of assistance")
    assert "27(4)" in row[2] and "Mutual legal assistance" in row[3]
    assert not whole["finding"].words.startswith("Leaving out")


def test_the_tables_show_every_condition_and_ground_that_a_provision_names(book, between):
    """Budapest 29(5) lets a party refuse preservation for a political offence; Article 35 names no ground."""
    state = read(book, "?s1=JPN&s2=BRA")[0]
    tables = {block.id: block for block in answered("cooperation", book, state)}
    shown = {row[0]: row for row in tables["ways"].rows}
    assert "the offence is political" in shown["Preservation of data"][5]
    assert shown["24/7 network"][5] == "None named in this provision"
    for found, table in ((between.ways, tables["ways"]), (rules(book, between), tables["rules"])):
        assert len(found) == len(table.rows) > 0
        for one, row in zip(found, table.rows, strict=True):
            conditions, grounds = row[-3], row[-2]
            assert all(f"{label}: {words}" in conditions for label, words in one.conditions)
            assert all(ground in grounds for ground in (*one.must_refuse, *one.may_refuse))
            assert grounds.startswith("None named") != bool(one.must_refuse or one.may_refuse)
