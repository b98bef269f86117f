"""Contributions, profiles and relations on a comparison small enough to work out by hand."""

import pytest
from conftest import topic

from workbook import Selection, UnknownId, comparison, contributions, gaps, load, matrix, profile, side_by_side

OFFENCE = (
    "cites: ['1'], verdict: {verdict}, force: {force}, basis: text, note: {note} has eight words or a few more than that, "
    "features: {{mental_element: {mental}, without_right: named, qualifiers: {qualifiers}, harm: [], content_related: {content}, exemption: [], "
    "reservation: {reservation}}}"
)
POWER = (
    "cites: ['2'], verdict: baseline, force: shall, basis: text, note: {note} is a power with eight words in its note, "
    "features: {{reach: any_electronic_evidence, seriousness: {seriousness}, authorisation: none, safeguards_link: by_reference, "
    "compelled_persons: [], gag: none, time_limit: none, reservation: not_offered}}"
)
ABSENT = "verdict: absent, looked_in: ['1'], basis: text, note: {note} was looked for in the only article and not found"
UNCODED = "verdict: uncoded, looked_at: Nothing yet."
ANY = Selection()


def offence(
    note,
    verdict="baseline",
    force="shall",
    mental="intentional",
    qualifiers="[]",
    content="no",
    reservation="not_offered",
):
    return OFFENCE.format(**locals())


@pytest.fixture
def made(small):
    """Six topics: alike, stronger in the first, unlike, only in the second's dark, powers that build on one another."""
    return load(
        small(
            alike=topic(budapest=offence("A"), un_2024=offence("B", "equivalent")),
            stronger=topic(
                budapest=offence("C", qualifiers="[dishonest_intent]"),
                un_2024=offence("D", "narrower", qualifiers="[dishonest_intent, serious_harm]", reservation="in_part"),
            ),
            unlike=topic(budapest=offence("E", content="yes"), un_2024=offence("F", "different", "may", "wilful")),
            dark=topic(budapest=offence("G"), un_2024=UNCODED),
            keep=topic("powers", budapest=POWER.format(note="H", seriousness="none"), un_2024=ABSENT.format(note="I")),
            part=topic(
                "powers",
                requires="[keep]",
                budapest=POWER.format(note="J", seriousness="four_years"),
                un_2024=ABSENT.format(note="K"),
            ),
        )
    )


def numbers(book, side, selection=ANY):
    return {n.measure: n.words for n in profile(book, side, selection).numbers}


def test_a_profile_counts_the_union_of_what_is_on(made):
    first = numbers(made, "budapest")
    assert first["offences.mandatory"] == "4"
    assert first["offences.content"] == "1"
    assert first["powers.mandatory"] == "2"
    assert first["powers.serious_only"] == "1"
    second = numbers(made, "un-2024")
    assert (second["offences.mandatory"], second["offences.optional"]) == ("at least 2", "at least 1")
    assert second["powers.mandatory"] == "0"
    both = numbers(made, "budapest+un-2024")
    assert both["offences.mandatory"] == "at least 4"
    assert both["offences.opt_out"] == "at least 1"


def test_a_measure_without_data_is_no_data_and_never_zero(made):
    number = profile(made, "budapest")["modalities.mandatory"]
    assert number.value is None and number.words == "no data"
    assert profile(made, "budapest").json()["cooperation"]["modalities.mandatory"] is None
    assert profile(made, "budapest").frame().set_index("measure").value.isna()["modalities.mandatory"]


def test_what_requires_a_switched_off_topic_falls_and_is_named(made):
    without = profile(made, "budapest", Selection(off=frozenset({"keep"})))
    assert without.fell == (("budapest", "part"),)
    assert without["powers.mandatory"].value == 0
    alone = profile(made, "budapest+un-2024", Selection(off_in=frozenset({("budapest", "keep")})))
    assert alone.fell == (("budapest", "part"),)


def test_all_switched_off_is_zero_not_no_data(made):
    nothing = profile(made, "budapest", Selection(off=frozenset(made.topics)))
    assert nothing.on == () and nothing["offences.mandatory"].words == "0"


def test_relations_come_from_force_and_features(made):
    rows = {row.topic: row for row in comparison(made, "budapest", "un-2024").rows}
    assert {name: row.relation for name, row in rows.items()} == {
        "alike": "same",
        "stronger": "stronger_a",
        "unlike": "differs",
        "dark": "unknown",
        "keep": "only_a",
        "part": "only_a",
    }
    assert rows["stronger"].because == ("qualifiers", "reservation")
    assert rows["unlike"].because == ("force", "mental_element", "content_related")
    turned = {row.topic: row.relation for row in comparison(made, "un-2024", "budapest").rows}
    assert turned["stronger"] == "stronger_b" and turned["keep"] == "only_b"


def test_a_switched_off_provision_is_off_and_neither_alike_nor_the_others_alone(made):
    off = Selection(off_in=frozenset({("budapest", "alike")}))
    rows = {row.topic: row for row in comparison(made, "budapest", "un-2024", None, off).rows}
    assert (rows["alike"].relation, rows["alike"].off) == ("off", ("a",))


def test_gaps_are_what_one_side_lacks_and_never_what_nobody_coded(made):
    assert [row.topic for row in gaps(made, "budapest", "un-2024").rows] == ["keep", "part"]


def test_unknown_ids_name_those_that_exist(made):
    with pytest.raises(UnknownId, match="there are: budapest, un-2024"):
        profile(made, "bucharest")
    with pytest.raises(UnknownId, match="topic"):
        profile(made, "budapest", Selection(off=frozenset({"nothing"})))
    with pytest.raises(UnknownId, match="theme"):
        comparison(made, "budapest", "un-2024", "nothing")
    with pytest.raises(UnknownId, match="topic"):
        side_by_side(made, "nothing")


def test_answers_are_frozen_and_have_frames(made):
    answers = [
        profile(made, "budapest"),
        comparison(made, "budapest", "un-2024"),
        gaps(made, "budapest", "un-2024"),
        side_by_side(made, "alike"),
        matrix(made),
        contributions(made),
    ]
    for found in answers:
        assert len(found.frame()) > 0
        with pytest.raises(AttributeError):
            found.anything = 1
    assert list(side_by_side(made, "alike").frame().columns) == ["budapest", "un-2024"]
    assert matrix(made).frame().loc["dark", "un-2024"] == "uncoded"


def test_figures_show_the_numbers_and_leave_out_what_is_no_data(made):
    bars = profile(made, "budapest").figure().data[0]
    shown = dict(zip(bars.y, zip(bars.x, bars.text, strict=True), strict=True))
    assert shown["Conduct that must be a crime"] == (4, "4")
    assert shown["Ways to cooperate that bind"] == (None, "no data")
    assert sum(sum(bar.x) for bar in comparison(made, "budapest", "un-2024").figure().data) == 6
    assert len(matrix(made).figure().data[0].y) == 6


def test_every_shipped_contribution_is_an_id_of_its_kind(book):
    words = book.vocabulary
    articles = {(name, row.article) for name, rows in book.articles.items() for row in rows}
    for adds in contributions(book).by_provision.values():
        for measure, ids in adds.items():
            assert measure in words.measures
            kind = measure.split(".")[0]
            if kind == "modalities":
                assert ids <= set(words.modalities)
            elif measure == "data_protection.provisions":
                assert {tuple(name.split(" ")) for name in ids} <= articles
            elif measure == "safeguards.conditions":
                assert ids <= set(words.themes["safeguards"].features)
            else:
                assert ids <= set(book.topics)
