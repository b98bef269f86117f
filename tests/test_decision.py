"""The decision rule: worked by hand, never rounded, and never moved the wrong way by one more vote."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook import State, decide
from workbook.book.pages import Pages
from workbook.questions.decision import MEMBERS, VOTED, WrongVote
from workbook.views.explorers import decision
from workbook.views.explorers.decision import real, vote

VIEW = State(("budapest",), ("un-2024",))


@st.composite
def votes(draw, members=MEMBERS):
    """Yes and no of at most `members`."""
    yes = draw(st.integers(0, members))
    return yes, draw(st.integers(0, members - yes))


def test_the_vote_of_2019_passes_by_simple_majority_and_fails_by_two_thirds():
    simple = decide(79, 60, 33, rule="simple-majority")
    assert (simple.adopted, simple.voting, simple.needed, simple.margin) == (True, 139, 70, 9)
    strict = decide(79, 60, 33, rule="two-thirds")
    assert (strict.outcome, strict.needed, strict.margin, strict.blocking_minority) == ("rejected", 93, -14, 47)


def test_of_139_votes_93_adopt_and_92_do_not():
    assert decide(93, 46).adopted
    assert not decide(92, 47).adopted


def test_a_tie_adopts_nothing():
    assert decide(70, 70, rule="simple-majority").outcome == "tie"
    assert decide(71, 70, rule="simple-majority").adopted


@pytest.mark.parametrize("rule", VOTED)
def test_with_nobody_voting_nothing_is_adopted_and_nobody_can_block(rule):
    found = decide(0, 0, 50, 143, rule)
    assert (found.outcome, found.adopted, found.blocking_minority) == ("nobody voted", False, None)


def test_by_consensus_one_no_is_enough_and_an_abstention_is_not():
    assert decide(100, 0, 50, rule="consensus").adopted
    assert decide(0, 0, 1, rule="consensus").adopted
    assert decide(192, 1, rule="consensus").outcome == "no consensus"
    assert decide(0, 0, 0, 193, rule="consensus").outcome == "nobody present"


@pytest.mark.parametrize(
    "counts, said",
    [((100, 93, 1, 0), "194 members are counted; there are 193"), ((-1, 0, 0, 0), "yes is -1")],
)
def test_impossible_counts_are_refused_with_the_reason(counts, said):
    with pytest.raises(WrongVote, match=said):
        decide(*counts)
    with pytest.raises(WrongVote, match="there are: consensus, simple-majority, two-thirds"):
        decide(1, 0, rule="acclamation")


@given(votes(MEMBERS - 1), st.sampled_from([*VOTED, "consensus"]))
def test_one_more_yes_never_rejects_and_one_more_no_never_adopts(counts, rule):
    yes, no = counts
    now = decide(yes, no, rule=rule).adopted
    assert decide(yes + 1, no, rule=rule).adopted >= now
    if yes + no:  # by consensus nobody present adopts nothing, whoever comes
        assert decide(yes, no + 1, rule=rule).adopted <= now


@given(votes())
def test_nothing_is_rounded_at_the_border(counts):
    yes, no = counts
    voting = yes + no
    assert decide(yes, no, rule="two-thirds").adopted == (voting > 0 and 3 * yes >= 2 * voting)
    assert decide(yes, no, rule="simple-majority").adopted == (yes > no)


@pytest.mark.parametrize("rule", VOTED)
def test_the_blocking_minority_is_the_fewest_no_that_reject(rule):
    for voting in range(1, MEMBERS + 1):
        fewest = next(no for no in range(voting + 1) if not decide(voting - no, no, rule=rule).adopted)
        assert decide(voting, 0, rule=rule).blocking_minority == fewest


@given(votes(), st.integers(0, MEMBERS), st.sampled_from([*VOTED, "consensus"]))
def test_the_margin_is_what_is_beyond_need(counts, absent, rule):
    yes, no = counts
    found = decide(yes, no, 0, min(absent, MEMBERS - yes - no), rule)
    if found.margin is not None:
        assert found.adopted == (found.margin >= 0) and found.margin == yes - found.needed


def test_a_link_without_numbers_shows_2019_and_a_moved_number_leaves_the_others(book):
    assert vote(book, VIEW) == {"yes": 79, "no": 60, "abstain": 33, "absent": 21}
    assert vote(book, replace(VIEW, yes="93")) == {"yes": 93, "no": 60, "abstain": 33, "absent": 7}


@given(st.integers(0, 193), st.integers(0, 193), st.integers(0, 193))
def test_more_than_193_are_never_decided(yes, no, abstain):
    class Empty:
        """A book of no votes."""

        class vocabulary:
            decision_rules = {}

        class facts:
            votes = ()
            pages = Pages()

    first = decision.blocks(Empty, replace(VIEW, yes=str(yes), no=str(no), abstain=str(abstain)))[0]
    assert (first.tone == "caution") == (yes + no + abstain > 193)


def test_the_rule_gives_every_outcome_on_record(book):
    counted = [row for row in book.facts.votes if row.yes is not None and row.no is not None]
    for row in counted:
        found = decide(row.yes, row.no, row.abstain or 0, row.absent or 0, row.rule)
        assert found.adopted == (row.outcome == "adopted"), row.id
    assert any(row.hypothetical for row in counted)


def test_what_was_not_seen_is_listed_and_what_if_is_called_so(book):
    seen, unseen = real(book)
    assert len(seen.rows) + len(unseen.rows) == len(book.facts.votes)
    for row in book.facts.votes:
        table = seen if row.yes is not None and row.no is not None else unseen
        found = next(cells for cells in table.rows if cells[0].startswith(row.subject) and row.body in cells[1])
        assert found[0].endswith("(hypothetical)") == row.hypothetical
        assert found[-2] == book.vocabulary.bases[row.basis].label and found[-1] == (row.source or "no page")


@pytest.mark.browser
def test_the_sliders_say_their_value_and_the_picture_its_finding(page, server):
    page.goto(f"{server}voila/render/04-negotiation.ipynb?yes=93&no=46&rule=two-thirds")
    page.wait_for_selector("html:is([data-ready=interactive], [data-ready=live])")
    slider = page.locator("[data-explorer=decision] input[data-field=yes]")
    assert slider.get_attribute("aria-valuetext") == "93 of 193 members"
    title = page.locator("[data-explorer=decision] svg text[font-weight='600']").first
    assert title.text_content() == "Just enough yes under the rule two thirds"
    page.locator("[data-explorer=decision] input[data-field=no]").press("ArrowRight")
    assert title.text_content() == "1 yes too few under the rule two thirds"  # 140 vote, so 94 are needed
    slider.press("ArrowLeft")
    assert slider.get_attribute("aria-valuetext") == "92 of 193 members"
    assert page.wrong == []
