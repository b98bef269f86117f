"""The road: days counted by hand, and nothing said where a day is not known."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook import road
from workbook.book.course import in_words
from workbook.book.facts import Facts, Step
from workbook.questions.road import Leg, span, weekdays
from workbook.views.explorers import road as explorer

SEEN = dt.date(2026, 11, 24)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))


def step(name, start=None, end=None, place="", planned=False):
    """A step of the timeline; days are ISO texts."""
    days = [dt.date.fromisoformat(text) if text else None for text in (start, end)]
    return Step(name, planned, name, "recalled" if planned else "secondary", SEEN, *days, place)


@pytest.fixture
def short_road(book):
    """A plan of two sessions, one with a day; three held, two of them in Vienna; a draft that came late."""
    steps = (
        step("plan-1", "2022-01-17", "2022-01-28", "New York", planned=True),
        step("plan-2", place="Vienna", planned=True),
        step("plan-draft", "2023-09-05", planned=True),
        step("ahc-1", "2022-02-28", "2022-03-11", "New York"),
        step("ahc-2", "2023-04-11", "2023-04-21", "Vienna"),
        step("ahc-concluding", "2024-01-29", "2024-02-09", "Vienna"),
        step("res-79-243", "2024-12-24"),
        step("signature-closes", "2026-12-31", planned=True),
        step("elsewhere", "2001-11-23"),
    )
    return replace(book, facts=Facts(timeline=steps))


def test_delays_are_counted_where_both_days_are_known(short_road):
    legs = {leg.label: leg for leg in road(short_road).legs}
    assert legs["Session 1"].late == "42 days later"  # 17 January to 28 February
    assert legs["Session 2"].late == "no day was set"
    assert legs["Concluding session"].late == "not in the plan"
    assert legs["Adoption by the Assembly"].delay == 476  # 366 days to 5 September 2024, and 110 more
    assert legs["Draft by the committee"].late == "no data"
    assert legs["Last day for signature"].late == "still ahead on 24 November 2026"


def test_the_finding_is_computed(short_road):
    assert road(short_road).finding == (
        "Planned: 2 sessions of 10 days each and a draft by September 2023. Happened: 3 sessions (a resumed one "
        "counted too) from 28 February 2022 to 9 February 2024, and adoption on 24 December 2024, 476 days after the "
        "draft was due."
    )


def test_weekdays_are_counted():
    assert weekdays(step("a", "2022-02-28", "2022-03-11")) == 10
    assert weekdays(step("a", "2023-04-11", "2023-04-21")) == 9  # from the Tuesday after Easter
    assert weekdays(step("a", "2025-10-25", "2025-10-26")) == 0  # a weekend
    assert weekdays(step("a", "2022-02-24")) is None


def test_turns_are_judged_by_the_places(short_road):
    (pair,) = road(short_road).repeats()
    assert [leg.label for leg in pair] == ["Session 2", "Concluding session"]
    turns = next(block for block in explorer.blocks(short_road, None) if block.id == "turns")
    assert "did not take strict turns: Session 2 and concluding session both sat in Vienna" in turns.words


def test_what_is_not_paired_stays_in_the_list(short_road):
    assert [other.id for other in road(short_road).others] == ["elsewhere"]


def test_every_step_of_the_shipped_timeline_is_shown_once(book):
    found = road(book)
    shown = {step.id for leg in found.legs for step in (leg.planned, leg.happened) if step}
    assert shown.isdisjoint(other.id for other in found.others)
    assert shown | {other.id for other in found.others} == {step.id for step in book.facts.timeline}


def test_a_book_without_a_timeline_says_so(book):
    bare = replace(book, facts=Facts())
    assert road(bare).legs == () and road(bare).finding.startswith("No data")
    assert explorer.blocks(bare, None)[0].tone == "caution"


def test_frame_and_figure_say_the_same(short_road):
    found = road(short_road)
    table = found.frame().set_index("step")
    assert table.loc["Session 1", "delay_days"] == 42 and table.loc["Session 1", "weekdays"] == 10
    assert table.loc["Session 2", "delay_days"] is not table.loc["Session 1", "delay_days"]
    assert table["delay_days"].isna().sum() == len(found.legs) - 2
    figure = found.figure()
    assert figure.layout.title.text.replace("<br>", " ") == found.finding
    assert figure.layout.meta["text"] == found.text()
    lanes = {trace.name: [x for x in trace.x if x] for trace in figure.data}
    assert len(lanes["Planned"]) == 2 * 3 and len(lanes["Happened"]) == 2 * 4


@given(DAYS, DAYS)
def test_a_delay_is_the_days_between(planned, happened):
    leg = Leg("any", replace(step("p", planned=True), date=planned), replace(step("h"), date=happened))
    assert planned + dt.timedelta(leg.delay) == happened
    assert leg.late.split()[0] == (str(abs(leg.delay)) if leg.delay else "on")


@given(DAYS, st.integers(0, 60))
def test_five_days_in_seven_are_weekdays(start, length):
    both = replace(step("s"), date=start, end_date=start + dt.timedelta(length))
    weeks, rest = divmod(length + 1, 7)
    assert 5 * weeks <= weekdays(both) <= 5 * weeks + min(rest, 5)
    assert span(both).endswith(in_words(both.end_date))
