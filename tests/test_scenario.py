"""What if: hand-worked worlds of a few states, and properties that hold in every world."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook import State, load, what_if
from workbook.book.facts import Event
from workbook.questions.scenario import draw, threshold

BOOK = load()
ALL = ("budapest", "un-2024")
COOPERATION = [topic.id for topic in BOOK.topics.values() if topic.theme == "cooperation"]


def world(*parties, **signed):
    """The book with these parties of the Budapest Convention alone, and these signatories of the UN text."""
    rows = [
        Event(iso3, "budapest", "entry_into_force", "recalled", BOOK.instruments["budapest"].in_force)
        for iso3 in parties
    ]
    rows += [
        Event(iso3, "un-2024", "signature", "recalled", BOOK.instruments["un-2024"].opened)
        for iso3 in signed.get("signed", ())
    ]
    return replace(BOOK, facts=replace(BOOK.facts, parties=tuple(rows), totals=()))


def test_without_budapest_and_without_forty_nobody_is_connected():
    # 4 parties: 4 x 3 / 2 = 6 pairs today. Three signatories are fewer than the 40 that the UN text asks for.
    book = world("JPN", "BRA", "FRA", "USA", signed=("JPN", "BRA", "VNM"))
    found = what_if(book, State(ALL, ("un-2024",), who="signatories"))
    assert found.json()["pairs"] == {"today": 6, "then": 0, "lost": 6, "gained": 0}
    assert found.supposed.needed == 40 and not found.supposed.in_force
    assert found.partners()["JPN"] == (3, 3, 0)
    assert "illegal-access" in found.topics_a["offences"] and not found.topics_b["offences"]


def test_with_every_member_joined_nothing_is_lost():
    # 193 x 192 / 2 = 18528 pairs then; 6 of them are connected today.
    book = world("JPN", "BRA", "FRA", "USA")
    pairs = what_if(book, State(ALL, ("un-2024",), who="members")).json()["pairs"]
    assert pairs == {"today": 6, "then": 18528, "lost": 0, "gained": 18522}


def test_pairs_of_two_texts_are_a_union_never_a_sum():
    # Both texts bind the four parties in the scenario: 6 pairs, not 12.
    book = world("JPN", "BRA", "FRA", "USA")
    others = [iso3 for iso3, state in BOOK.facts.states.items() if state.kind == "member"][:40]
    bound = {"JPN", "BRA", "FRA", "USA"}
    found = what_if(book, State(("budapest",), ALL, who="list", joining=tuple(others)))
    expected = {pair for group in (bound, set(others)) for pair in combinations(sorted(group), 2)}
    assert found.then[""] == expected and found.supposed.in_force


def test_switching_all_cooperation_off_leaves_no_pair_in_the_scenario_and_all_today():
    found = what_if(world("JPN", "BRA"), State(ALL, ("budapest",), off=tuple(COOPERATION)))
    assert found.json()["pairs"] == {"today": 1, "then": 0, "lost": 1, "gained": 0}
    assert found.topics_b["cooperation"] == frozenset() != found.topics_a["cooperation"]
    assert found.supposed is None


def test_the_threshold_is_the_one_that_the_text_is_coded_with():
    assert threshold(BOOK, "un-2024") == 40
    assert threshold(BOOK, "un-2021") is None


@given(st.integers(0, 400), st.integers(0, 999_999))
def test_a_draw_is_the_same_for_the_same_seed_and_never_repeats_a_state(count, seed):
    among = list(BOOK.facts.states)
    drawn = draw(among, count, seed)
    assert drawn == draw(among, count, seed)
    assert len(drawn) == len(set(drawn)) == min(count, len(among)) and set(drawn) <= set(among)


@given(st.sets(st.sampled_from(sorted(BOOK.facts.states)), max_size=12))
def test_gained_and_lost_balance_the_pairs(parties):
    book = world(*(iso3 for iso3 in parties if BOOK.facts.states[iso3].kind != "organisation"))
    found = what_if(book, State(("budapest",), ("un-2024",), who="random", n="60", seed="7"))
    for change in (found.json()["pairs"], *found.json()["by_modality"].values()):
        assert change["today"] - change["lost"] + change["gained"] == change["then"]
    assert sum(partners for partners, _, _ in found.partners().values()) == 2 * len(found.today[""])


@pytest.mark.parametrize("who", ["today", "signatories", "members", "list", "random"])
def test_the_european_union_is_no_state_in_any_scenario(who):
    found = what_if(BOOK, State(ALL, ("un-2024",), who=who))
    assert "EUE" not in found.supposed.states and "EUE" not in found.partners()
