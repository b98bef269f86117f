"""The verdict leads: how two sides relate, on verdicts and marks made by hand, at random, and on every shipped pair."""

from itertools import combinations

import pytest
from conftest import topic
from hypothesis import example, given
from hypothesis import strategies as st

from workbook import Selection, comparison, load
from workbook.book.marks import NOTHING, by_marks, marks, unite
from workbook.questions.relation import Side, level, relate

VERDICTS = ("baseline", "equivalent", "narrower", "broader", "different", "extends")
TURNED = {"stronger_a": "stronger_b", "stronger_b": "stronger_a", "only_a": "only_b", "only_b": "only_a"}
BY_VERDICT = {
    "equivalent": {"same"},
    "narrower": {"stronger_a"},
    "broader": {"stronger_b"},
    "different": {"differs"},
    "extends": {"differs"},
    "absent": {"only_a"},
    "present": {"unknown"},
    "uncoded": {"unknown"},
}


def text(verdict, ranked="", plain=""):
    return verdict, (frozenset(ranked), frozenset(plain))


def side(*provisions, off=False, present=False, dark=False):
    return Side(tuple(provisions), off, present, dark)


marked = st.tuples(st.sampled_from(VERDICTS), st.tuples(*[st.frozensets(st.sampled_from("abc"))] * 2))
sides = st.builds(
    lambda on, off, present, dark: Side(tuple(on), off and not on, present, dark or present),
    st.lists(marked, max_size=3),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)


@given(sides, sides)
def test_turning_the_sides_round_turns_the_relation_round(a, b):
    found = relate(a, b)
    assert relate(b, a) == TURNED.get(found, found)


@given(sides)
def test_a_side_does_not_differ_from_itself(a):
    assert relate(a, a) in ({"off"} if a.off else {"unknown"} if a.dark else {"same"})


@given(sides, sides)
def test_what_is_off_or_dark_is_never_the_same(a, b):
    found = relate(a, b)
    if a.off or b.off:
        assert found == "off"
    elif (a.dark and a.has) or (b.dark and b.has):
        assert found in ("unknown", "only_a", "only_b")


@given(st.lists(marked, min_size=1, max_size=4), marked)
@example(
    [("baseline", NOTHING), ("different", (frozenset("c"), frozenset()))], ("narrower", (frozenset("c"), frozenset()))
)
def test_a_further_text_never_makes_a_side_fall_below_what_it_was(on, more):
    """An equivalent text has the baseline's marks and no others (`check` holds it), so it adds none here."""
    if more[0] in ("baseline", "equivalent"):
        more = (more[0], next((marks for verdict, marks in on if verdict in ("baseline", "equivalent")), NOTHING))
    order = ("narrower", "equivalent", "broader")
    before, after = level(tuple(on)), level((*on, more))
    if before in order and after in order:
        assert order.index(after) >= order.index(before)
    assert before == "narrower" or after != "narrower"


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (text("baseline"), text("narrower", plain="x"), "stronger_a"),
        (text("broader"), text("narrower"), "stronger_a"),
        (text("equivalent"), text("different", "ab"), "differs"),
        (text("narrower", "a"), text("narrower", "ab"), "stronger_b"),
        (text("narrower", "a"), text("narrower", "b"), "differs"),
        (text("broader", "a", "x"), text("broader", "a", "x"), "same"),
        (text("different", "a"), text("extends", "a"), "differs"),
        (text("baseline", "a"), text("extends", "ab"), "differs"),
    ],
)
def test_verdicts_lead_and_marks_order_what_they_leave_open(a, b, relation):
    assert relate(side(a), side(b)) == relation


def test_a_protocol_beside_its_parent_takes_nothing_away():
    parent, protocol = text("baseline", "a"), text("extends", "", "")
    assert relate(side(parent, protocol), side(text("equivalent", "a"))) == "same"
    assert relate(side(parent, text("extends", "ab")), side(text("equivalent", "a"))) == "stronger_a"
    assert relate(side(parent, protocol), side(text("narrower"))) == "stronger_a"


def test_what_one_side_alone_has_can_be_said_when_the_other_is_known():
    assert relate(side(text("baseline"), dark=True), side()) == "only_a"
    assert relate(side(present=True, dark=True), side()) == "only_a"
    assert relate(side(text("baseline")), side(dark=True)) == "unknown"
    assert relate(side(text("baseline")), side(present=True, dark=True)) == "unknown"
    assert relate(side(), side()) == "same"


def test_a_point_that_limits_makes_who_lacks_it_stronger(small):
    position = (
        "cites: ['1'], verdict: {verdict}, force: declares, basis: text, note: {note} has its eight words here now, "
        "features: {{applies_to: whole_text, rights_clause: none, points: {points}}}"
    )
    book = load(
        small(
            limited=topic(
                "general",
                points="{only_some: {label: only some of it, counts: limit}, more_of_it: {label: more, counts: more}}",
                budapest=position.format(verdict="baseline", note="One that is whole", points="[more_of_it]"),
                un_2024=position.format(verdict="narrower", note="One that is less", points="[only_some]"),
            )
        )
    )
    here = book.topics["limited"]
    found = {name: marks(book, here, position) for name, position in here.positions.items()}
    assert by_marks(found["budapest"], found["un-2024"]) == "stronger_a"
    assert comparison(book, "budapest", "un-2024").rows[0].because == ("points",)


def test_no_relation_contradicts_its_verdict_for_any_pair_of_single_texts(book):
    seen = 0
    for a, b in combinations(book.instruments, 2):
        for row in comparison(book, a, b).rows:
            here = book.topics[row.topic]
            if here.baseline in (a, b):
                other = b if here.baseline == a else a
                allowed = BY_VERDICT[here.positions[other].verdict]
                allowed = allowed if here.baseline == a else {TURNED.get(name, name) for name in allowed}
                assert row.relation in allowed, (row.topic, a, b)
                seen += 1
                assert row.because or row.relation in ("same", "only_a", "only_b", "unknown"), (row.topic, a, b)
            verdicts = {here.positions[name].verdict for name in (a, b)}
            if row.relation == "same" and len(verdicts) == 2:
                assert verdicts <= {"baseline", "equivalent"}, (row.topic, a, b)
    assert seen > 300


def test_the_same_is_never_said_where_the_marks_of_two_sides_are_unlike(book):
    families = ["budapest+budapest-p1+budapest-p2", "budapest+budapest-p1", "budapest+budapest-p2"]
    for a in families:
        for row in comparison(book, a, "un-2024").rows:
            if row.relation == "same" and row.a and row.b:
                here = book.topics[row.topic].positions
                left = [here[name] for name in dict.fromkeys(name for name, _ in row.a)]
                base = [marks(book, book.topics[row.topic], it) for it in left if it.verdict != "extends"]
                theirs = marks(book, book.topics[row.topic], here["un-2024"])
                assert unite(base) == theirs, row.topic


def test_a_switched_off_side_is_off_whatever_the_other_is(book):
    off = Selection(off=frozenset({"illegal-access"}), off_in=frozenset({("budapest", "copyright")}))
    rows = {row.topic: row for row in comparison(book, "budapest", "un-2024", None, off).rows}
    assert (rows["illegal-access"].relation, rows["illegal-access"].off) == ("off", ("a", "b"))
    assert (rows["copyright"].relation, rows["copyright"].off) == ("off", ("a",))
    assert rows["data-interference"].off == ()
