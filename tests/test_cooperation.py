"""What two states can ask of each other: only under what binds both, on the day, and not by a signature."""

import datetime as dt
import random
from dataclasses import replace

import pytest
from conftest import any_state, page_of
from hypothesis import given, settings
from hypothesis import strategies as st
from test_explorers import ASK

from workbook import Selection, UnknownId, cooperation
from workbook.book.course import courses, in_words
from workbook.book.facts import Event, Total
from workbook.book.standing import known_on, parties
from workbook.questions.cooperation import SameState
from workbook.views.blocks import as_json
from workbook.views.explorers import EXPLORERS
from workbook.views.explorers import cooperation as explorer
from workbook.views.state import start

P2_DAY = dt.date(2026, 6, 1)


def bound(iso3, instrument, day, **more):
    return Event(iso3, instrument, "entry_into_force", "secondary", date=dt.date.fromisoformat(day), **more)


@pytest.fixture(scope="session")
def second_in_force(book):
    """A supposition: the Second Protocol binds Japan, Serbia and Brazil; Japan keeps its reservation to Article 7."""
    instruments = dict(book.instruments)
    instruments["budapest-p2"] = replace(instruments["budapest-p2"], in_force=P2_DAY)
    rows = tuple(bound(iso3, "budapest-p2", "2026-06-01") for iso3 in ("JPN", "SRB", "BRA"))
    return replace(book, instruments=instruments, facts=replace(book.facts, parties=book.facts.parties + rows))


def words(book, **fields):
    return {block.id: block for block in explorer.blocks(book, replace(start(book), **fields))}


def test_japan_and_brazil_can_preserve_data_for_each_other_under_article_29(book):
    found = cooperation(book, "jpn", "BRA").json()
    assert found["instruments"] == [
        {"id": "budapest", "since": "2023-03-01", "basis": {"JPN": "secondary", "BRA": "secondary"}}
    ]
    (way,) = found["modalities"]["preservation"]
    assert way["instrument"] == "budapest" and {cite.partition("(")[0] for cite in way["cites"]} == {"29"}
    assert way["basis"] == "text" and way["force"] == "shall"
    assert "Dual criminality" in way["conditions"] and way["refusal"]["optional"]
    said = words(book)["preservation"].words
    for part in ("Budapest Convention", "29(1)", "1 March 2023", "second-hand", "Japan", "Brazil"):
        assert part in said


def test_before_the_later_of_the_two_days_nothing_is_open(book):
    assert cooperation(book, "JPN", "BRA", dt.date(2023, 3, 1)).instruments
    eve = cooperation(book, "JPN", "BRA", dt.date(2023, 2, 28))
    assert eve.instruments == () == eve.ways and eve.missing == tuple(book.vocabulary.modalities)
    assert eve.not_bound[0].a.status == "party" and eve.not_bound[0].b.status == "ratified"
    said = words(book, on="2023-02-28")
    assert "cannot ask" in said["preservation"].words and "ways" not in said


def test_a_signature_binds_nobody(book):
    found = cooperation(book, "RUS", "CHN", dt.date(2025, 11, 1))
    assert found.instruments == ()
    (un,) = [one for one in found.not_bound if one.instrument == "un-2024"]
    assert (un.a.status, un.b.status) == ("signatory", "signatory")
    (row,) = words(book, s1="RUS", s2="CHN", on="2025-11-01")["not_bound"].rows
    assert all(cell.endswith("not bound") for cell in row[1:3])


def test_a_protocol_adds_to_its_parent(book):
    found = cooperation(book, "FRA", "DEU")
    assert [bond.instrument for bond in found.instruments] == ["budapest", "budapest-p1"]
    assert {way.instrument for way in found.ways if way.modality == "preservation"} == {"budapest", "budapest-p1"}


def test_the_day_is_unknown_when_one_of_the_two_is(book):
    none = [row.iso3 for row in parties(book, "budapest-p1").rows if row.status == "party" and row.since is None]
    for iso3 in none:
        bond = cooperation(book, iso3, "FRA").instruments[-1]
        assert bond.instrument == "budapest-p1" and bond.since is None
        assert "a day that is not known" in words(book, s1=iso3, s2="FRA")["finding"].words


def test_a_reservation_of_one_closes_the_provision_to_both(second_in_force):
    article_7 = "subscriber-disclosure-by-providers"
    with_japan = cooperation(second_in_force, "BRA", "JPN")
    (left,) = with_japan.left_out
    assert (left.topic, left.because, left.by) == (article_7, "reservation", ("JPN",))
    assert article_7 not in {way.topic for way in with_japan.ways}
    without = cooperation(second_in_force, "BRA", "SRB")
    assert article_7 in {way.topic for way in without.ways} and not without.left_out
    said = words(second_in_force)["left_out"].rows[0]
    assert "7(1)" in said[2] and "declaration of Japan" in said[3]


def test_what_is_switched_off_is_left_out_with_what_requires_it(book):
    found = cooperation(book, "JPN", "BRA", selection=Selection(frozenset({"preservation-abroad"})))
    assert {(one.topic, one.because, one.by) for one in found.left_out} == {
        ("preservation-abroad", "off", ()),
        ("traffic-disclosure-abroad", "fell", ("preservation-abroad",)),
    }
    assert "preservation" in found.missing and "disclosure" not in found.missing  # Article 31 still discloses
    here = Selection(off_in=frozenset({("budapest", "preservation-abroad")}))
    (way,) = cooperation(book, "FRA", "DEU", selection=here).json()["modalities"]["preservation"]
    assert way["instrument"] == "budapest-p1"


def test_domestic_powers_are_no_cooperation(book):
    found = cooperation(book, "FRA", "DEU")
    assert {book.topics[way.topic].theme for way in found.ways} == {"cooperation"}
    assert {len(row) for row in found.frame().itertuples(index=False)} == {6}


@pytest.mark.parametrize(
    "gap, with_france, with_japan", [(0, (), ()), (1, ("budapest-p1",), ()), (2, *[("budapest-p1",)] * 2)]
)
def test_a_gap_in_a_list_is_named_only_where_it_could_hide_a_bond(book, gap, with_france, with_japan):
    totals = (Total("budapest-p1", "party", 40, dt.date(2026, 1, 1), "secondary", shortfall=gap),)
    made = replace(book, facts=replace(book.facts, totals=totals))
    assert cooperation(made, "FRA", "BRA").at_least == with_france  # France is bound: one state in the gap will do
    assert cooperation(made, "JPN", "BRA").at_least == with_japan  # neither is: it takes two
    said = words(made, s1="FRA", s2="BRA").get("lacking-budapest-p1")
    assert (said.words if said else "").count(f"lacks {gap} of the 40 counted on 1 January 2026") == bool(gap)


def test_complaints_are_sentences(book):
    with pytest.raises(UnknownId, match="ISO 3166"):
        cooperation(book, "XXX", "BRA")
    with pytest.raises(UnknownId, match="EUE"):
        cooperation(book, "EUE", "BRA")
    with pytest.raises(SameState, match="two different states"):
        cooperation(book, "bra", "BRA")
    assert words(book, s1="BRA")["finding"].tone == "caution"


def test_a_comparison_without_parties_says_no_data(book):
    assert "no data" in words(replace(book, facts=replace(book.facts, parties=())))["finding"].words


@settings(deadline=None)
@given(st.data())
def test_it_is_symmetric_and_every_way_is_open_or_missing(book, data):
    codes = st.sampled_from(sorted({row.iso3 for row in book.facts.parties} - {"EUE"}))
    one, other = data.draw(st.tuples(codes, codes).filter(lambda pair: pair[0] != pair[1]))
    day = data.draw(st.dates(dt.date(2001, 1, 1), dt.date(2027, 1, 1)))
    off = Selection(frozenset(data.draw(st.sets(st.sampled_from(list(book.topics)), max_size=9))))
    found, mirror = cooperation(book, one, other, day, off), cooperation(book, other, one, day, off)
    assert found.ways == mirror.ways and found.missing == mirror.missing and found.left_out == mirror.left_out
    assert set(found.modalities) | set(found.missing) == set(book.vocabulary.modalities)
    assert not set(found.modalities) & set(found.missing)
    assert all({one, other} <= parties(book, bond.instrument, day).bound() for bond in found.instruments)
    assert all(bond.since is None or bond.since <= day for bond in found.instruments)


@settings(deadline=None)
@given(st.data())
def test_a_course_says_what_the_standing_is_on_any_day(book, data):
    name = data.draw(st.sampled_from(list(book.instruments)))
    day = data.draw(st.dates(dt.date(2001, 1, 1), dt.date(2027, 1, 1)))
    steps = {iso3: [row for since, row in course if since <= day] for iso3, course in courses(book, name).items()}
    assert tuple(rows[-1] for rows in steps.values() if rows) == parties(book, name, day).rows


def test_a_day_in_words():
    assert in_words(dt.date(2023, 3, 1)) == "1 March 2023"


def test_the_controls_list_every_state_once_by_name_and_keep_the_link_s_choice(book):
    shown = explorer.context(book, replace(start(book), s1="CIV", s2="TUR"))
    codes = [iso3 for iso3, _ in shown["countries"]]
    assert len(set(codes)) == len(codes) == sum(1 for c in book.facts.states.values() if c.kind != "organisation")
    assert [iso3 for iso3 in codes if iso3 in ("ZWE", "HRV", "CIV", "AFG", "CRI")] == [
        "AFG",
        "CRI",
        "CIV",
        "HRV",
        "ZWE",
    ]
    assert [control[3] for control in shown["controls"]] == ["CIV", "TUR"]
    assert shown["known_on"] == known_on(book).isoformat()


@pytest.mark.browser
def test_the_browser_agrees_where_reservations_and_switches_meet(browser, second_in_force):
    names = ("cooperation", "pairs")
    opened = page_of(browser, second_in_force, names)
    for seed in range(60):
        rng = random.Random(seed)
        few = rng.sample(
            [topic.id for topic in second_in_force.topics.values() if topic.modality], rng.choice([0, 1, 4])
        )
        state = replace(
            any_state(rng, second_in_force),
            a=("budapest", "budapest-p2"),
            s1=rng.choice(["JPN", "FRA", "SRB", "USA"]),
            s2=rng.choice(["BRA", "DEU", "CMR", "CHN"]),
            off=tuple(name for name in second_in_force.topics if name in few),
            on=rng.choice(["", "2023-02-28", "2026-06-01"]),
        )
        for name in names:
            expected = as_json(EXPLORERS[name].blocks(second_in_force, state))
            assert opened.evaluate(ASK, [name, state.query()]) == expected, state.query()
    opened.close()
