"""Pairs of states: a union over texts, never a sum; the count of groups is the count of every pair, one by one."""

import datetime as dt
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook import Selection, cooperation, pairs, profile
from workbook.book.facts import Country, Event
from workbook.book.standing import parties
from workbook.views.explorers import pairs as explorer
from workbook.views.state import start

DAY = dt.date(2026, 1, 1)
REGIONS = ("North", "South", "West")
STATES = tuple(f"S{letter}{letter}" for letter in "ABCDEFGHIJKL")
TEXTS = ("budapest", "budapest-p2", "un-2024")


def twelve(book, members, reserved=()):
    """The book with twelve states, bound as `members` says ({text: states}); `reserved`: (state, text, topic)."""
    states = {code: Country(code, code[:2], "member", False, REGIONS[at % 3]) for at, code in enumerate(STATES)}
    states["EUE"] = Country("EUE", "EU", "organisation", False, "North")
    rows = [
        Event(iso3, text, "entry_into_force", "recalled", date=DAY) for text, codes in members.items() for iso3 in codes
    ]
    rows += [
        Event(iso3, text, "reservation", "recalled", date=DAY, switches_off=topic) for iso3, text, topic in reserved
    ]
    instruments = {name: replace(text, in_force=DAY) for name, text in book.instruments.items()}
    return replace(
        book, instruments=instruments, facts=replace(book.facts, states=states, parties=tuple(rows), totals=())
    )


def one_by_one(book, texts, on=None, selection=Selection()):
    """Every pair looked at by itself: (connected pairs, pairs by way to cooperate)."""
    modalities = book.vocabulary.modalities
    connecting = {
        text
        for text in texts
        for topic in book.topics.values()
        if topic.theme == "cooperation" and profile_on(book, text, topic.id, selection)
    }
    everywhere, ways = set(), {name: set() for name in modalities}
    states = sorted(iso3 for iso3, country in book.facts.states.items() if country.kind != "organisation")
    bound = {text: parties(book, text, on).bound() for text in texts}
    for pair in combinations(states, 2):
        if any(set(pair) <= bound[text] for text in connecting):
            everywhere.add(pair)
        for way in cooperation(book, *pair, on, selection).ways:
            if way.instrument in texts:
                ways[way.modality].add(pair)
    return everywhere, ways


def profile_on(book, text, topic, selection):
    return (text, topic) in profile(book, text, selection).on


def agree(found, everywhere, ways, book):
    assert found.pairs == len(everywhere)
    assert found.by_modality == {name: len(found_here) for name, found_here in ways.items()}
    region = {iso3: country.region for iso3, country in book.facts.states.items()}
    for both, (count, _) in found.regions.items():
        assert count == sum(1 for a, b in everywhere if tuple(sorted((region[a], region[b]))) == both)


def test_pairs_of_two_texts_are_united_not_added(book):
    # Five states give 10 pairs, four give 6; three states are bound by both texts, and 3 pairs counted twice.
    made = twelve(book, {"budapest": STATES[:5], "un-2024": (*STATES[:3], STATES[7], "EUE")})
    assert (pairs(made, "budapest").pairs, pairs(made, "un-2024").pairs) == (10, 6)
    found = pairs(made, ["budapest", "un-2024"])
    assert (found.states, found.pairs) == (6, 13)
    assert found.by_modality["preservation"] == 13 and found.by_modality["transborder_access"] == 10
    assert sum(count for count, _ in found.regions.values()) == 13
    assert sum(possible for _, possible in found.regions.values()) == 12 * 11 // 2
    assert found.regions["North", "North"] == (1, 6)  # SAA and SDD


def test_a_reservation_takes_a_state_s_pairs_out_of_that_way_alone(book):
    made = twelve(book, {"budapest": STATES[:5]}, [("SAA", "budapest", "preservation-abroad")])
    found = pairs(made, "budapest")
    assert (found.pairs, found.by_modality["preservation"], found.by_modality["extradition"]) == (10, 6, 10)
    assert found.by_modality["disclosure"] == 10  # Article 30 falls with Article 29 for that state, Article 31 stands


def test_without_any_provision_on_cooperation_a_text_connects_nobody(book):
    made = twelve(book, {"budapest": STATES[:5]})
    cooperative = frozenset(topic.id for topic in made.topics.values() if topic.theme == "cooperation")
    found = pairs(made, "budapest", selection=Selection(cooperative))
    assert (found.states, found.pairs) == (5, 0)
    assert pairs(made, "budapest", selection=Selection(frozenset(made.topics))).states == 0


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_groups_count_what_every_pair_counts(book, data):
    some = st.sets(st.sampled_from((*STATES, "EUE")), max_size=13)
    ways = [topic.id for topic in book.topics.values() if topic.modality]
    row = st.tuples(st.sampled_from(STATES), st.sampled_from(TEXTS), st.sampled_from(ways))
    made = twelve(book, {text: data.draw(some) for text in TEXTS}, data.draw(st.lists(row, max_size=6)))
    texts = tuple(text for text in TEXTS if data.draw(st.booleans())) or TEXTS
    off = frozenset(data.draw(st.sets(st.sampled_from(ways), max_size=4)))
    off_in = frozenset(data.draw(st.sets(st.tuples(st.sampled_from(TEXTS), st.sampled_from(ways)), max_size=4)))
    selection = Selection(off, off_in)
    found = pairs(made, texts, selection=selection)
    agree(found, *one_by_one(made, texts, selection=selection), made)
    assert found.pairs <= sum(pairs(made, text, selection=selection).pairs for text in texts)
    assert found.pairs >= max(found.by_modality.values())


@pytest.mark.parametrize("side", ["budapest", "budapest+budapest-p1+budapest-p2", "un-2024", "budapest+un-2024"])
def test_the_shipped_pairs_are_those_of_the_profile(book, side):
    found, numbers = pairs(book, side), profile(book, side)
    assert found.pairs == numbers["pairs.connected"].value and found.states == numbers["where.parties"].value
    assert bool(found.at_least) == numbers["pairs.connected"].at_least


def test_the_figure_and_the_frames_show_the_same_numbers(book):
    found = pairs(book, "budapest")
    figure = found.figure()
    assert str(found.pairs) in figure.layout.title.text
    assert len(figure.data[0].z) == len({one for one, _ in found.regions})
    assert found.frame().set_index("modality")["pairs"].to_dict() == found.by_modality
    assert found.by_region()["pairs"].sum() == found.pairs


def test_the_explorer_says_what_is_added_and_who_is_bound_by_nothing(book):
    made = twelve(book, {"budapest": STATES[:5], "un-2024": STATES[:4]})
    blocks = {block.id: block for block in explorer.blocks(made, start(made))}
    assert "adds 0 pairs to those of side A; side A adds 4" in blocks["adds"].words
    assert blocks["totals"].rows[:2] == (
        ("States bound", "5", "4", "5"),
        ("Pairs of states connected", "10", "6", "10"),
    )
    assert blocks["totals"].rows[2][1:] == ("15%", "9%", "15%")  # 10, 6 and 10 of 66
    earlier = {block.id for block in explorer.blocks(made, replace(start(made), on="2025-12-31"))}
    assert {"nobody-a", "nobody-b"} <= earlier


@pytest.mark.parametrize("number, of, words", [(1, 3, "33"), (1, 8, "13"), (0, 0, "0"), (5, 5, "100"), (1, 201, "<1")])
def test_percent_is_whole_rounds_halves_up_and_never_hides_a_pair(number, of, words):
    assert explorer.percent(number, of) == words
