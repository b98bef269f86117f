"""How far two coders agree, on hand-worked numbers; and the coding rules that their doubts led to."""

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import topic
from hypothesis import given
from hypothesis import strategies as st

from workbook import agreement, load
from workbook.book.facts import Coding, Facts
from workbook.questions.reliability import corrections, current, disputed, group, kappa, latest, without_silence

ROOT = Path(__file__).parent.parent
# Two coders judge 50 provisions: both say shall 20 times, both may 15 times, shall against may 5, may against shall 10.
# Alike: 35 of 50 = 0.70. By chance: 25/50 x 30/50 + 25/50 x 20/50 = 0.50. Kappa: (0.70 - 0.50) / (1 - 0.50) = 0.40.
TEXTBOOK = [("shall", "shall")] * 20 + [("may", "may")] * 15 + [("shall", "may")] * 5 + [("may", "shall")] * 10
ANSWERS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=30)
PROVISION = (
    'verdict: {}, cites: ["1(1)"], force: shall, note: One two three four five six seven {}., basis: {}, '
    "features: {{mental_element: intentional, without_right: named, qualifiers: [], harm: [], content_related: no, exemption: [], "
    "reservation: not_offered}}"
)


def test_kappa_of_the_textbook():
    assert kappa(TEXTBOOK) == pytest.approx(0.40)


def test_kappa_is_undefined_without_a_choice():
    assert kappa([("absent", "absent")] * 9) is None
    assert kappa([]) is None


def test_full_agreement_on_more_than_one_answer_is_1_and_a_blind_draw_is_0():
    assert kappa([("shall", "shall"), ("may", "may")]) == 1
    assert kappa([("shall", "shall"), ("shall", "may"), ("may", "shall"), ("may", "may")]) == 0


@given(ANSWERS)
def test_kappa_stays_in_its_bounds_and_takes_no_side(pairs):
    found = kappa(pairs)
    assert found is None or -1 <= found <= 1
    assert found == kappa([(second, first) for first, second in pairs])


@given(ANSWERS, st.randoms())
def test_a_planted_disagreement_lowers_kappa(pairs, rng):
    alike = [(first, first) for first, _ in pairs] + [("a", "a"), ("b", "b")]
    planted = list(alike)
    at = rng.randrange(len(planted))
    planted[at] = (planted[at][0], "another")
    assert kappa(planted) < kappa(alike) == 1


@pytest.fixture
def twice(small):
    """A small comparison: First is read, Second is not at hand; its codings can be put in."""
    root = small(
        access=topic(
            budapest=PROVISION.format("baseline", "eight", "text"),
            un_2024=PROVISION.format("equivalent", "nine", "recalled"),
        )
    )
    book = load(root)

    def coded(*rows):
        return dataclasses.replace(book, facts=Facts(reliability=tuple(Coding("access", *row) for row in rows)))

    return coded


def test_texts_that_were_read_stand_apart(twice):
    book = twice(("budapest", "verdict", "baseline", "baseline"), ("un-2024", "verdict", "equivalent", "narrower"))
    assert [group(book, row) for row in book.facts.reliability] == ["read", "unread"]
    assert [(row.texts, row.field, row.n, row.agreed) for row in agreement(book).rows] == [
        ("read", "verdict", 1, 1),
        ("unread", "verdict", 1, 0),
    ]


def test_chance_is_reckoned_within_each_feature(twice):
    """Reach: 3 of 4 alike, by chance (3 x 2 + 1 x 2) / 4 = 2. Pace: 2 of 2 alike, by chance 2. (5 - 4) / (6 - 4) = 0.5."""
    reach = [("a", "a"), ("b", "b"), ("a", "b"), ("a", "a")]
    rows = [("budapest", "features.reach", *pair) for pair in reach]
    rows += [("budapest", "features.handling", "c", "c")] * 2
    pooled = next(row for row in agreement(twice(*rows)).rows if row.field == "features")
    assert (pooled.n, pooled.agreed, pooled.kappa) == (6, 5, pytest.approx(0.5))


def test_silence_against_none_is_told_from_a_true_difference(twice):
    book = twice(
        ("budapest", "features.handling", "silent", "none"), ("budapest", "features.handling", "none", "expedited")
    )
    agreed = {row.field: row.agreed for row in agreement(book).rows}
    assert agreed == {"features": 0, "features.alike": 1}
    assert without_silence("expedited") == "expedited"


def test_the_answer_as_frame_json_and_text(twice):
    found = agreement(twice(("budapest", "verdict", "baseline", "baseline")))
    assert found.json()["rows"] == [
        {"texts": "read", "field": "verdict", "n": 1, "agreed": 1, "share": 1.0, "kappa": None}
    ]
    assert found.frame().kappa.isna().all() and list(found.frame().share) == [1.0]
    assert "1 of   1 alike   kappa undefined" in found.text()
    assert agreement(twice()).text() == ""


def test_only_the_latest_draw_is_counted(twice):
    book = twice(
        ("budapest", "verdict", "baseline", "different", "1"),
        ("budapest", "verdict", "baseline", "baseline", "2"),
    )
    assert [(row.n, row.agreed) for row in agreement(book).rows] == [(1, 1)] and disputed(book) == ()


def test_a_correction_is_what_no_longer_stands(twice):
    book = twice(
        ("budapest", "verdict", "narrower", "baseline"),
        ("budapest", "force", "shall", "may"),
        ("budapest", "cites", "1", "2"),
        ("budapest", "features.qualifiers", "nothing", "serious_harm"),
        ("budapest", "features.reservation", "in_part", "in_part"),
    )
    assert [(row.field, row.first, row.now) for row in corrections(book)] == [
        ("verdict", "narrower", "baseline"),
        ("features.reservation", "in_part", "not_offered"),
    ]
    assert len(disputed(book)) == 4


def test_articles_are_written_as_the_file_writes_them(twice):
    position = twice().topics["access"].positions["budapest"]
    cited = dataclasses.replace(position, cites=("preamble", "14(1)", "2", "14(2)"))
    assert current(cited, "cites") == "2+14+preamble"


def test_the_shipped_file_holds_a_tenth_and_names_what_exists(book):
    rows = latest(book)
    drawn = {(row.topic, row.instrument) for row in rows}
    assert len(drawn) >= len(book.topics) * len(book.instruments) // 10
    fields = {"verdict", "force", "cites", *(f"features.{name}" for name in book.vocabulary.features)}
    for row in rows:
        assert row.topic in book.topics and row.instrument in book.instruments and row.field in fields, row
    assert {(row.topic, row.instrument) for row in rows if row.field == "verdict"} == drawn
    assert {row.texts for row in agreement(book).rows} == {"read", "unread", "drafts"}


def test_check_prints_kappa_after_its_problems_and_keeps_its_json():
    command = [sys.executable, "-m", "workbook", "check"]
    table = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert "kappa" in table.stdout.split("Two codings of ")[1], table.stdout
    as_data = subprocess.run([*command, "--format", "json"], capture_output=True, text=True, cwd=ROOT)
    assert as_data.stdout.lstrip().startswith("[") and "kappa" not in as_data.stdout
