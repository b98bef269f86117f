"""My state, worked by hand from data/parties.csv, states.yaml and the topics; and small worlds for each rule."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook import Selection, State, UnknownId, load, my_state
from workbook.book.facts import Event
from workbook.questions.cooperation import SameState
from workbook.views.explorers import LEAVING_OUT, answered, mystate
from workbook.views.html import view_page

BOOK = load()
DAY = dt.date(2026, 11, 25)
A, B, BOTH = "budapest", "un-2024", "budapest+un-2024"
SIGNED = State((A,), (B,), who="signatories")
COOPERATION = frozenset(topic.id for topic in BOOK.topics.values() if topic.theme == "cooperation")
# Budapest, Articles 24 to 35: one way each, but 30 and 31, which both disclose stored data, and 25 with 23, 27 and 28.
BUDAPEST_WAYS = {
    *("extradition", "mutual_legal_assistance", "spontaneous_information", "preservation", "disclosure"),
    *("transborder_access", "real_time_traffic", "interception", "network_24_7"),
}
# Budapest, Articles 16 to 21.
BUDAPEST_POWERS = {
    *("data-preservation", "traffic-partial-disclosure", "production-order", "search-and-seizure"),
    *("real-time-traffic", "content-interception"),
}
# By hand from the rows of parties.csv on the day. Budapest: 81 rows entry_into_force, none later than 1 December 2025,
# nobody left: Africa 13, Americas 13, Asia 9, Europe 40, Oceania 6. UN: 74 signatures, one of them the European
# Union's, so 73 states; AZE, QAT and VNM, which signed too, have consented: 3 of the 40 of its Article 65. Of the 73
# signatories 31 are parties to Budapest.
PARTIES = {"Africa": 13, "Americas": 13, "Asia": 9, "Europe": 40, "Oceania": 6}


def asked(iso3, joins=BOTH, other=None, **more):
    return my_state(BOOK, iso3, joins, other, DAY, **more)


def outcomes(found):
    return {t.instrument: (t.outcome, t.consented) for t in found.texts if t.instrument in found.joins}


def regions(states):
    of = [BOOK.facts.states[iso3].region for iso3 in states]
    return {region: of.count(region) for region in sorted(set(of))}


def near(found, text):
    return {status: len(states) for status, states in found.neighbours[text].items() if states}


@pytest.mark.parametrize("iso3, signed", [("IND", False), ("ZAF", True), ("KEN", False)])
def test_a_state_that_nothing_binds_gains_all_parties_by_budapest_and_nobody_yet_by_the_un_text(iso3, signed):
    # South Africa signed Budapest in 2001 and the UN text in 2025; signature binds nobody.
    found = asked(iso3)
    assert not found.today[""] and regions(found.gained) == PARTIES
    assert set(found.ways_open()) == BUDAPEST_WAYS and not found.ways_open(then=False)
    assert outcomes(found) == {A: ("would_bind", 82), B: ("waits", 4)}
    assert not asked(iso3, B).gained
    # 73 signatories less itself where it is one; both texts: 81 + 73 - 31 common, less itself.
    assert len(asked(iso3, B, supposing=SIGNED).gained) == 73 - signed
    assert len(asked(iso3, supposing=SIGNED).gained) == 81 + 73 - 31 - signed


@pytest.mark.parametrize("iso3, own_signature", [("JPN", False), ("BRA", True)])
def test_a_party_to_budapest_has_eighty_partners_and_gains_by_the_un_text_only_who_is_no_party(iso3, own_signature):
    # 81 parties less itself. Of 73 signatories 31 are parties already, so 42 are new, Brazil itself being one of the 31.
    found = asked(iso3)
    assert len(found.today[""]) == 80 and not found.gained
    assert set(found.ways_open(then=False)) == BUDAPEST_WAYS
    assert outcomes(found) == {A: ("binds", 81), B: ("waits", 4)}
    assert len(asked(iso3, supposing=SIGNED).gained) == 73 - 31
    assert (found.texts[-1].standing is not None) == own_signature
    # Articles 16 to 21 bind it already; of the UN text's Articles 25 to 31 only 31 asks for another power.
    assert found.new("powers") == ("asset-freezing",)


def test_viet_nam_has_consented_to_the_un_text_already_and_stays_one_of_three():
    found = asked("VNM", B)
    assert not found.today[""] and not found.gained
    assert outcomes(found) == {B: ("waits", 3)}
    # With every signatory it is one of 73: 72 partners; joining Budapest besides 81 more, less the 31 in both.
    assert len(asked("VNM", B, supposing=SIGNED).gained) == 72
    assert len(asked("VNM", supposing=SIGNED).gained) == 81 + 72 - 31
    # The UN text binds it by its own consent, whatever else it joins.
    assert len(asked("VNM", A, supposing=SIGNED).gained) == 81 + 72 - 31


def test_what_joining_asks_of_a_law_is_named_with_articles():
    found = asked("IND")
    powers = {one.topic: one for one in found.duties if one.theme == "powers" and one.instrument == A}
    assert set(powers) == BUDAPEST_POWERS
    assert {name: one.cites[0].partition("(")[0] for name, one in powers.items()} == {
        "data-preservation": "16",
        "traffic-partial-disclosure": "17",
        "production-order": "18",
        "search-and-seizure": "19",
        "real-time-traffic": "20",
        "content-interception": "21",
    }
    assert set(found.new("powers")) == BUDAPEST_POWERS | {"asset-freezing"}  # the UN text's Article 31
    # Budapest, Articles 2 to 10: nine. The UN text, Articles 7 to 17: eight of these (not copyright), and grooming (15),
    # intimate images (16) and laundering (17): eleven; both: twelve.
    assert len(asked("IND", A).new("offences")) == 9
    assert len(asked("IND", B).new("offences")) == 11 and len(found.new("offences")) == 12
    assert {"copyright"} == set(asked("IND", A).new("offences")) - set(asked("IND", B).new("offences"))


@pytest.mark.parametrize(
    "change, problem",
    [
        ({"data-preservation": "telepathy"}, "The way to cooperate 'telepathy' is not known."),
        ({"extradition": "extradition"}, "extradition is no power, so it carries out no way to cooperate."),
        ({"production-order": None}, "The power production-order is paired with no way to cooperate."),
    ],
)
def test_every_power_is_paired_with_a_way_that_there_is(change, problem):
    from workbook.book.closedrules import powers_are_paired_with_ways

    assert list(powers_are_paired_with_ways(BOOK)) == []
    pairs = {topic: way for topic, way in ({**BOOK.vocabulary.carried_by} | change).items() if way}
    broken = replace(BOOK, vocabulary=replace(BOOK.vocabulary, carried_by=pairs))
    assert [fault[2] for fault in powers_are_paired_with_ways(broken)] == [problem]


def test_who_can_join_is_said_and_no_invitation_is_made_up():
    # Budapest: Article 36 members and who took part, Article 37 whom it invites. The UN text: Article 64, every state.
    told = said(State((A,), (B,), s1="IND"))
    assert "Articles 36(1), 36(2), 37(1)" in told[f"open-{A}"].words
    assert told[f"open-{A}"].words.endswith(
        "India needs an invitation, unless it took part in the making of the text; whether it has one, or took part, is not in these data."
    )
    assert (
        "all states and regional organisations" in told[f"open-{B}"].words
        and "invitation" not in told[f"open-{B}"].words
    )
    assert "member of the Council of Europe" in said(State((A,), (B,), s1="IRL"))[f"open-{A}"].words
    assert f"open-{A}" not in said(State((A,), (B,), s1="JPN")), "it is bound already"
    assert f"open-{A}" not in said(State((A,), (B,), s1="IND", off=("signature-and-accession",)))


def test_neighbours_are_the_other_states_of_the_region():
    # Asia: 48 states, so 47 others: 9 parties to Budapest; 19 signed the UN text, 3 of them consented.
    assert near(asked("IND"), A) == {"party": 9, "none": 38}
    assert near(asked("IND"), B) == {"ratified": 3, "signatory": 16, "none": 28}
    # Japan is one of the nine; Viet Nam one of the nineteen and of the three.
    assert near(asked("JPN"), A) == {"party": 8, "none": 39}
    assert near(asked("VNM"), B) == {"ratified": 2, "signatory": 16, "none": 29}
    # Africa: 54 states; 13 parties; South Africa only signed; 22 signed the UN text, South Africa among them.
    assert near(asked("KEN"), A) == {"party": 13, "signatory": 1, "none": 39}
    assert near(asked("KEN"), B) == {"signatory": 22, "none": 31}
    assert near(asked("ZAF"), A) == {"party": 13, "none": 40}
    # The Americas: 35 states, 13 of them parties, Brazil among these.
    assert near(asked("BRA"), A) == {"party": 12, "none": 22}


def test_two_states_if_both_joined():
    both = asked("IND", BOTH, "KEN").together
    assert not both.today and {way.modality for way in both.then} == BUDAPEST_WAYS
    assert {way.instrument for way in both.waiting} == {B}  # 3 and the two of them: 5 of 40
    both = asked("JPN", BOTH, "BRA").together
    assert both.today == both.then and {way.modality for way in both.today} == BUDAPEST_WAYS
    both = asked("VNM", A, "JPN").together
    assert not both.today and {way.modality for way in both.then} == BUDAPEST_WAYS


def test_two_states_more_bring_the_second_protocol_into_force():
    # It asks for five and has three (HUN, JPN, SRB): with India alone four, with Kenya five.
    found = asked("IND", "budapest+budapest-p2", "KEN")
    assert outcomes(found)["budapest-p2"] == ("waits", 4)
    assert "budapest-p2" in {way.instrument for way in found.together.then} and not found.together.waiting


# Worlds of a few states.


def world(*rows):
    events = tuple(
        Event(iso3, text, "entry_into_force" if text == A else "ratification", "recalled", dt.date(2026, 1, 1))
        for text, states in rows
        for iso3 in states
    )
    return replace(BOOK, facts=replace(BOOK.facts, parties=events, totals=()))


def test_the_fortieth_consent_brings_the_text_into_force():
    members = [iso3 for iso3, state in BOOK.facts.states.items() if state.kind == "member" and iso3 != "IND"]
    short, enough = (my_state(world((B, members[:n])), "IND", B, on=DAY) for n in (38, 39))
    assert not short.gained and short.texts[-1].outcome == "waits"
    assert enough.gained == set(members[:39]) and enough.texts[-1].outcome == "would_bind"


def test_a_protocol_binds_only_whom_its_parent_binds_and_a_draft_nobody():
    book = world((A, ("JPN", "BRA")))
    alone = my_state(book, "IND", "budapest-p1", on=DAY)
    assert {t.instrument: t.outcome for t in alone.texts}["budapest-p1"] == "parent" and not alone.gained
    assert my_state(book, "IND", "budapest+budapest-p1", on=DAY).gained == {"JPN", "BRA"}
    draft = my_state(book, "IND", "un-2023", on=DAY)
    assert {t.instrument: t.outcome for t in draft.texts}["un-2023"] == "draft" and not draft.gained


def test_what_is_switched_off_opens_no_way_and_asks_for_nothing():
    none = asked("IND", selection=Selection(off=COOPERATION))
    assert not none.gained and not none.ways and none.new("powers")
    less = asked("IND", selection=Selection(off_in=frozenset({(A, "data-preservation")})))
    assert (A, "data-preservation") not in {(one.instrument, one.topic) for one in less.duties}
    left = asked("IND", selection=Selection(off=frozenset({"preservation-abroad"})))
    assert "preservation" not in left.ways_open() and len(left.gained) == 81


def test_what_a_state_has_excluded_is_no_way_with_it():
    book = world((A, ("JPN", "BRA")))
    excluded = Event("BRA", A, "reservation", "recalled", dt.date(2026, 1, 1), switches_off="preservation-abroad")
    book = replace(book, facts=replace(book.facts, parties=(*book.facts.parties, excluded)))
    found = my_state(book, "IND", A, on=DAY)
    assert found.then["preservation"] == {"JPN"} and found.gained == {"JPN", "BRA"}


def test_an_earlier_day_knows_only_what_was():
    # Budapest entered into force on 1 July 2004; Brazil was bound from 1 March 2023.
    assert not my_state(BOOK, "BRA", on=dt.date(2023, 2, 28)).today[""]
    assert my_state(BOOK, "BRA", on=dt.date(2023, 3, 1)).today[""]


@settings(deadline=None)  # the machine may be busy
@given(st.sampled_from(sorted(BOOK.facts.states)), st.sampled_from([A, B, BOTH, "budapest+budapest-p1+budapest-p2"]))
def test_joining_takes_nothing_away_and_never_connects_a_state_with_itself(iso3, joins):
    if BOOK.facts.states[iso3].kind == "organisation":
        return
    found = asked(iso3, joins)
    for way, today in found.today.items():
        assert today <= found.then[way] <= found.then[""] and iso3 not in found.then[way]
    assert "EUE" not in found.then[""]


def test_an_unknown_state_and_one_named_twice_are_refused():
    with pytest.raises(UnknownId, match="XXX"):
        my_state(BOOK, "XXX")
    with pytest.raises(SameState, match="twice"):
        my_state(BOOK, "IND", BOTH, "ind")


def test_data_keep_what_is_supposed_apart():
    plain, supposed = my_state(BOOK, "IND", on=DAY).json(), asked("IND").json()
    assert plain["supposed"] is None and plain["today"] == supposed["today"]
    assert supposed["supposed"]["supposition"] is True and len(supposed["supposed"]["gained"]) == 81
    frame = asked("JPN").frame()
    assert len(frame[(frame.way == "") & frame.today]) == 80


# The page.


def said(link_state):
    return {block.id: block for block in mystate.blocks(BOOK, link_state)}


@pytest.mark.parametrize("iso3", ["IND", "ZAF", "JPN", "BRA", "KEN", "VNM"])
def test_a_supposition_is_always_marked_as_one(iso3):
    blocks = said(State((A,), (B,), s1=iso3, who="signatories"))
    assert "Supposed" in blocks["finding"].words and "supposition" in blocks["supposed"].words
    assert all(row[0].startswith("Supposed") for row in blocks["options"].rows[1:])
    for table in ("ways", "regions", "partners"):
        assert all(column.startswith("Supposed") for column in blocks[table].columns[-3:])
    assert all(row[1] == "Today" or row[1].startswith("Supposed") for row in blocks["together_ways"].rows)


def test_a_finding_with_something_off_says_so():
    state = State((A,), (B,), s1="IND", off=("preservation-abroad",))
    finding = next(block for block in answered("state", BOOK, state) if block.id == "finding")
    assert finding.words.startswith(LEAVING_OUT)


@pytest.fixture(scope="module")
def shown(browser):
    """The page of Brazil, with every signatory supposed to consent: no server, no kernel."""
    page = browser.new_page()
    page.goto("about:blank")
    text = view_page(BOOK, ("state",), State((A,), (B,), s1="BRA", who="signatories"))
    text = text.replace('<script type="module">', "<script>history.replaceState = () => {};")
    page.set_content("<!doctype html>" + text)
    page.evaluate("document.querySelector('[data-workbook]').workbook.change({ s1: 'BRA', who: 'signatories' })")
    yield page
    page.close()


@pytest.mark.browser
def test_the_map_counts_what_the_answer_counts(shown):
    # 80 partners today; 42 of the 73 signatories are no parties to Budapest; Brazil; the rest of 195 states.
    drawn = shown.text_content("[data-picture] svg")
    for key in ("the state itself: 1", "partner today: 80", "through B alone: 42", f"no partner: {195 - 1 - 80 - 42}"):
        assert key in drawn
    for iso3, kind in (
        ("BRA", "the state itself"),
        ("JPN", "partner today"),
        ("VNM", "supposed: gained through B alone"),
    ):
        assert shown.text_content(f"[data-picture] [data-iso3={iso3}] title").endswith(f": {kind}")


@pytest.mark.browser
def test_the_answer_comes_before_the_picture_the_controls_and_the_tables(shown):
    places = ["[data-block=finding]", "[data-picture] svg", ".wb-explorer .wb-controls", "[data-fold=options]"]
    tops = [shown.eval_on_selector(place, "e => e.getBoundingClientRect().top") for place in places]
    assert tops == sorted(tops)


@pytest.mark.browser
def test_another_state_is_answered_at_once(shown):
    shown.select_option("[data-field=s1]", "KEN")
    shown.select_option("[data-field=s2]", "IND")
    shown.select_option("[data-field=who]", "today")
    assert "gain 81 partners" in shown.inner_text("[data-block=finding]")
    assert shown.text_content("[data-picture] [data-iso3=KEN] title") == "Kenya: the state itself"
