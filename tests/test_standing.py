"""Who is bound on which day: signature binds nobody, and a list that lacks a state says so."""

import datetime as dt
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook import Selection, UnknownId, profile
from workbook.book.facts import Event, Facts, Total
from workbook.book.standing import CONSENT, days_of, incomplete, known_on, members, paired, parties, switched_off


def day(text):
    return dt.date.fromisoformat(text)


def act(iso3, event, date="", instrument="budapest", as_of="", off=""):
    """A row of parties.csv."""
    return Event(
        iso3,
        instrument,
        event,
        "recalled",
        date=day(date) if date else None,
        as_of=day(as_of) if as_of else None,
        switches_off=off,
    )


def total(count, as_of, shortfall=0, event="party"):
    return Total("budapest", event, count, day(as_of), "recalled", shortfall=shortfall)


@pytest.fixture
def with_rows(book):
    """A function: rows and totals -> the shipped book with these facts alone (the Convention is in force from 1 July 2004)."""

    def make(*rows, totals=()):
        return replace(book, facts=Facts(states=book.facts.states, parties=rows, totals=tuple(totals)))

    return make


def status(book, on, iso3="FRA", instrument="budapest"):
    return {row.iso3: row.status for row in parties(book, instrument, day(on)).rows}.get(iso3)


def test_a_state_goes_from_nothing_to_signatory_to_consent_to_party(with_rows):
    book = with_rows(
        act("FRA", "signature", "2005-03-01"),
        act("FRA", "ratification", "2006-01-10"),
        act("FRA", "entry_into_force", "2006-05-01"),
        act("FRA", "denunciation", "2010-02-01"),
    )
    days = ("2005-02-28", "2005-03-01", "2006-01-10", "2006-04-30", "2006-05-01", "2010-02-01")
    assert [status(book, on) for on in days] == [None, "signatory", "ratified", "ratified", "party", "denounced"]


def test_nobody_is_bound_by_a_text_that_is_not_in_force(with_rows):
    book = with_rows(
        act("FRA", "ratification", "2003-01-01"),
        act("FRA", "entry_into_force", "2003-05-01"),
        act("VNM", "ratification", "2026-01-01", "un-2024"),
    )
    assert status(book, "2004-06-30") == "ratified"
    assert status(book, "2004-07-01") == "party"
    assert status(book, "2026-06-01", "VNM", "un-2024") == "ratified"


def test_a_consent_without_a_day_lies_in_the_month_that_its_entry_into_force_points_to():
    """In force on 1 April 2024: three whole months from a day in December 2023."""
    rows = (act("CMR", "accession"), act("CMR", "entry_into_force", "2024-04-01"))
    assert days_of(rows, CONSENT, 3) == (day("2023-12-01"), day("2023-12-31"))
    across = (act("CMR", "accession"), act("CMR", "entry_into_force", "2024-02-01"))
    assert days_of(across, CONSENT, 3) == (day("2023-10-01"), day("2023-10-31"))
    assert days_of(rows[1:], CONSENT, 3) is None
    assert days_of(rows[:1], CONSENT, 3) == (dt.date.min, dt.date.max)
    assert days_of(rows, CONSENT) == (dt.date.min, dt.date.max), "of a text that does not say how long it takes"


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
def test_the_true_day_of_consent_is_never_ruled_out(deposit):
    """Count forward as the article does; the days that are found backward hold the day one started from."""
    months = deposit.year * 12 + deposit.month - 1 + 4
    in_force = dt.date(months // 12, months % 12 + 1, 1)
    rows = (act("FRA", "accession"), act("FRA", "entry_into_force", in_force.isoformat()))
    first, last = days_of(rows, CONSENT, 3)
    assert first <= deposit <= last and (first.year, first.month) == (last.year, last.month)


def test_a_consent_known_only_from_a_page_counts_from_that_page_and_is_in_doubt_before(with_rows):
    book = with_rows(act("SEN", "accession", as_of="2020-01-01"))
    assert status(book, "2019-12-31", "SEN") is None and status(book, "2020-01-01", "SEN") == "party"
    assert not parties(book, "budapest", day("2019-12-31")).complete
    assert parties(book, "budapest", day("2020-01-01")).complete
    assert parties(book, "budapest", day("2001-01-01")).complete, "the text was not even open"
    assert parties(book, "budapest").rows[0].since is None


def test_a_list_is_incomplete_where_a_published_count_says_so(with_rows):
    rows = (act("FRA", "ratification", "2005-01-01"), act("FRA", "entry_into_force", "2005-05-01"))
    book = with_rows(*rows, totals=[total(1, "2006-01-01"), total(3, "2010-01-01", 2), total(1, "2011-01-01")])
    whole = {on: parties(book, "budapest", day(on)).complete for on in ("2005-06-01", "2007-01-01", "2010-06-01")}
    assert whole == {"2005-06-01": True, "2007-01-01": False, "2010-06-01": False}
    found = parties(book, "budapest", day("2010-06-01")).json()
    assert found["published"] == {"count": 3, "as_of": "2010-01-01", "source": ""} and not found["complete"]
    assert parties(book, "budapest", day("2012-01-01")).complete


def test_members_are_states_and_never_the_european_union(with_rows):
    rows = [
        act(iso3, event, date)
        for iso3 in ("FRA", "EUE")
        for event, date in (("approval", "2005-01-01"), ("entry_into_force", "2005-05-01"))
    ]
    book = with_rows(*rows)
    assert parties(book, "budapest").bound() == {"FRA", "EUE"}
    assert members(book)["budapest"] == ("FRA",)
    assert members(book, day("2005-04-30"))["budapest"] == ()


def test_pairs_are_unordered_and_stand_once():
    assert paired(["JPN", "BRA", "FRA"]) == {"BRA-FRA", "BRA-JPN", "FRA-JPN"}
    assert paired(["JPN"]) == frozenset()


def test_japan_has_switched_off_article_7_of_the_second_protocol(book):
    """CETS 224, Article 7(9)(a) with 19(1): deposited with the acceptance of 10 August 2023."""
    assert switched_off(book, "JPN", "budapest-p2") == {"subscriber-disclosure-by-providers"}
    assert switched_off(book, "JPN", "budapest-p2", day("2023-08-10")) == {"subscriber-disclosure-by-providers"}
    assert switched_off(book, "JPN", "budapest-p2", day("2023-08-09")) == frozenset()
    assert switched_off(book, "JPN", "budapest") == switched_off(book, "SRB", "budapest-p2") == frozenset()
    with pytest.raises(UnknownId, match="there are: budapest"):
        switched_off(book, "JPN", "bucharest")


def test_reservations_and_declarations_switch_off_and_nothing_else(with_rows):
    book = with_rows(
        act("FRA", "reservation", "2005-01-01", off="extradition grooming"),
        act("FRA", "declaration", off="network-24-7"),
        act("FRA", "territorial", "2005-01-01", off="illegal-access"),
    )
    assert switched_off(book, "FRA", "budapest") == {"extradition", "grooming", "network-24-7"}
    before = known_on(book) - dt.timedelta(days=1)
    assert switched_off(book, "FRA", "budapest", before) == {"extradition", "grooming"}


def test_an_answer_is_frozen_and_has_a_frame(book):
    found = parties(book, "budapest")
    assert list(found.frame().columns) == ["iso3", "status", "since", "basis", "source"]
    assert len(found.frame()) == len(found.rows) == len({row.iso3 for row in found.rows})
    with pytest.raises(AttributeError):
        found.anything = 1
    with pytest.raises(UnknownId, match="there are: budapest"):
        parties(book, "bucharest")


def bound(*states, instrument="budapest"):
    return [
        act(iso3, event, date, instrument)
        for iso3 in states
        for event, date in (("ratification", "2006-01-01"), ("entry_into_force", "2006-05-01"))
    ]


def words(book, side, selection=Selection()):
    found = profile(book, side, selection)
    return found["where.parties"].words, found["pairs.connected"].words


def test_a_side_binds_states_and_connects_pairs_under_one_and_the_same_text(with_rows):
    """Three states under the Convention, two under the Protocol; no pair spans two texts."""
    book = with_rows(*bound("BRA", "FRA", "JPN"), *bound("FRA", "USA", instrument="budapest-p1"))
    assert words(book, "budapest") == ("3", "3")
    assert words(book, "budapest-p1") == ("2", "1")
    assert words(book, "budapest+budapest-p1") == ("4", "4")
    assert words(book, "un-2024") == ("0", "0")
    assert profile(book, "budapest")["pairs.connected"].ids == {"BRA-FRA", "BRA-JPN", "FRA-JPN"}


def test_a_text_binds_while_one_provision_is_on_and_connects_while_one_on_cooperation_is(with_rows):
    book = with_rows(*bound("BRA", "FRA", "JPN"))
    cooperation = frozenset(topic.id for topic in book.topics.values() if topic.theme == "cooperation")
    assert words(book, "budapest", Selection(off=cooperation)) == ("3", "0")
    assert words(book, "budapest", Selection(off=frozenset(book.topics) - {"extradition"})) == ("3", "3")
    assert words(book, "budapest", Selection(off=frozenset(book.topics))) == ("0", "0")


def test_no_parties_at_all_is_no_data_and_a_lacking_list_is_at_least(with_rows):
    assert words(with_rows(), "budapest") == ("no data", "no data")
    book = with_rows(*bound("BRA", "FRA"), totals=[total(3, "2007-01-01", 1)])
    assert incomplete(book) == ("budapest",)
    assert words(book, "budapest") == ("at least 2", "at least 1")
    assert words(book, "budapest", Selection(off=frozenset(book.topics))) == ("0", "0")


@given(st.data())
def test_the_union_of_pairs_is_that_of_its_texts(book, data):
    side = data.draw(st.lists(st.sampled_from(list(book.instruments)), min_size=1, unique=True))
    states = members(book)
    expected = {frozenset(pair) for name in side for pair in combinations(states[name], 2)}
    found = profile(book, "+".join(side))
    assert {frozenset(pair.split("-")) for pair in found["pairs.connected"].ids} == expected
    assert found["where.parties"].ids == {iso3 for name in side for iso3 in states[name]}
