"""The drafting line: what a stage changed, topic by topic and article by article; nothing is guessed."""

import random
from dataclasses import replace

import pytest
from conftest import any_state
from hypothesis import given
from hypothesis import strategies as st

from workbook import article_changes, changes, comparison
from workbook.book.facts import Descent
from workbook.book.model import Position
from workbook.questions.drafting import Fate, Run, WrongStages, runs
from workbook.views.explorers.drafting import blocks, data, pair
from workbook.views.state import start

SHALL = {"force": "shall", "note": "A note.", "basis": "recalled"}


def on_topic(book, was, became):
    """The book with one topic alone, as un-2023 and as un-2024 have it."""
    topic = book.topics["illegal-access"]
    positions = {**topic.positions, "un-2023": Position(**was), "un-2024": Position(**became)}
    return replace(book, topics={topic.id: replace(topic, positions=positions)})


def provision(cite, force="shall", **features):
    return SHALL | {"verdict": "equivalent", "cites": (cite,), "force": force, "features": features}


ABSENT = {"verdict": "absent", "looked_in": ("6-17",), "basis": "recalled", "note": "Nothing."}
UNCODED = {"verdict": "uncoded", "looked_at": "Not looked at."}


@pytest.mark.parametrize(
    "was, became, change",
    [
        (ABSENT, provision("7"), "added"),
        (provision("6"), ABSENT, "dropped"),
        (provision("6"), provision("7"), "renumbered"),
        (provision("6(1)"), provision("6(2)"), "same"),
        (provision("6"), provision("6"), "same"),
        (provision("6", "may"), provision("7", "shall"), "stronger"),
        (provision("6", "shall"), provision("7", "shall_consider"), "weaker"),
        (provision("6", content_related="yes"), provision("7", content_related="no"), "differs"),
        (UNCODED, provision("7"), "unknown"),
        (provision("6"), UNCODED, "unknown"),
        (UNCODED, UNCODED, "unknown"),
        (ABSENT, ABSENT, "same"),
    ],
)
def test_each_change_has_its_name(book, was, became, change):
    found = changes(on_topic(book, was, became), "un-2023", "un-2024")
    assert [row["change"] for row in found.json()] == [change] == list(found.frame()["change"])


def test_a_topic_that_is_not_coded_in_a_stage_is_unknown_and_never_guessed(book):
    for a, b in [("un-2021", "un-2023"), ("un-2023", "un-2024"), ("un-2021", "un-2024")]:
        for row in changes(book, a, b).json():
            earlier, later = (book.topics[row["topic"]].positions[name] for name in (a, b))
            alone = {earlier.verdict, later.verdict} == {"absent", "present"}
            if alone:  # what one stage alone has can be said though its terms are not known
                assert row["change"] in ("added", "dropped")
            else:
                assert (row["change"] == "unknown") == (not (earlier.coded and later.coded))


def test_the_rows_are_those_of_the_comparison_with_a_change_added(book):
    rows = changes(book, "un-2023", "un-2024").json()
    assert [{k: v for k, v in row.items() if k != "change"} for row in rows] == comparison(
        book, "un-2023", "un-2024"
    ).json()


@pytest.mark.parametrize(
    "a, b, said",
    [
        ("budapest", "un-2024", "'budapest' is no stage of the drafting line"),
        ("un-2021+un-2023", "un-2024", "is no stage"),
        ("un-2024", "un-2021", "name the earlier stage first"),
        ("un-2024", "un-2024", "does not come before"),
    ],
)
def test_only_a_step_forward_along_the_drafting_line_is_answered(book, a, b, said):
    for ask in (changes, article_changes):
        with pytest.raises(WrongStages, match=said.replace("+", r"\+")):
            ask(book, a, b)


def lineage(book, *rows):
    """The book with these rows of lineage: (first stage or second, was, became, change, basis)."""
    line = {1: ("un-2021", "un-2023"), 2: ("un-2023", "un-2024")}
    made = tuple(
        Descent(*[line[step][0], line[step][1], change, basis, f"note {step}:{was}>{became}"], was, became, f"s{step}")
        for step, was, became, change, basis in rows
    )
    return replace(book, facts=replace(book.facts, lineage=made))


def chained(book, *rows):
    found = article_changes(lineage(book, *rows), "un-2021", "un-2024").rows
    return [(fate.was, fate.became, fate.change, fate.basis) for fate in found]


def test_two_steps_are_put_together_article_by_article(book):
    assert chained(
        book,
        (1, "1", "1", "kept", "text"),
        (1, "2", "3", "renumbered", "text"),
        (1, "4", "5", "renumbered", "text"),
        (1, "9", "", "dropped", "text"),
        (1, "", "6", "added", "text"),
        (2, "1", "1", "kept", "text"),
        (2, "3", "2", "renumbered", "text"),
        (2, "5", "", "dropped", "text"),
        (2, "6", "7", "renumbered", "text"),
        (2, "", "8", "added", "text"),
    ) == [
        ("1", "1", "kept", "text"),
        ("2", "2", "kept", "text"),  # it moved, and moved back
        ("4", "", "dropped", "text"),
        ("9", "", "dropped", "text"),
        ("", "7", "added", "text"),
        ("", "8", "added", "text"),
    ]


def test_a_chain_is_known_no_better_than_its_weakest_step(book):
    assert chained(book, (1, "1", "2", "renumbered", "text"), (2, "2", "3", "renumbered", "recalled")) == [
        ("1", "3", "renumbered", "recalled")
    ]


def test_what_is_merged_or_split_on_the_way_stays_so(book):
    assert chained(
        book,
        (1, "1", "1", "merged", "text"),
        (1, "2", "1", "merged", "text"),
        (1, "3", "3", "kept", "text"),
        (2, "1", "1", "kept", "text"),
        (2, "3", "4", "split", "text"),
        (2, "3", "5", "split", "text"),
    ) == [
        ("1", "1", "merged", "text"),
        ("2", "1", "merged", "text"),
        ("3", "4", "split", "text"),
        ("3", "5", "split", "text"),
    ]


def test_what_came_and_went_leaves_no_trace_and_what_was_not_followed_is_unknown(book):
    assert chained(
        book,
        (1, "", "1", "added", "text"),
        (1, "2", "2", "kept", "text"),
        (2, "1", "", "dropped", "text"),
        (2, "3", "3", "kept", "text"),
        (2, "4", "", "dropped", "text"),
    ) == [("2", "", "unknown", "text"), ("", "3", "unknown", "text")]


def test_the_shipped_line_is_followed_to_the_adopted_text(book):
    steps = article_changes(book, "un-2021", "un-2023").rows, article_changes(book, "un-2023", "un-2024").rows
    for fate in article_changes(book, "un-2021", "un-2024").rows:
        if fate.was and fate.became:
            middles = {one.became for one in steps[0] if one.was == fate.was}
            assert any(two.was in middles and two.became == fate.became for two in steps[1])
            assert len(fate.sources) <= 2 and "Then:" in fate.note


def fate(was, became, change):
    return Fate(was, became, change, "text", "", ())


def test_articles_in_a_row_with_one_fate_are_one_run():
    fates = [
        fate("1", "1", "kept"),
        fate("2", "2", "kept"),
        fate("3", "5", "renumbered"),
        fate("4", "6", "renumbered"),
        fate("6", "7", "renumbered"),
        fate("", "", "dropped"),
        fate("", "", "dropped"),
        fate("", "8", "added"),
    ]
    assert runs(fates) == (
        Run("1-2", "1-2", "kept", 2),
        Run("3-4", "5-6", "renumbered", 2),
        Run("6", "7", "renumbered", 1),
        Run("", "", "dropped", 2),
        Run("", "8", "added", 1),
    )


@given(
    st.lists(
        st.builds(
            fate,
            st.sampled_from(["", "1", "2", "3", "4", "9 bis"]),
            st.sampled_from(["", "1", "2", "3"]),
            st.sampled_from(["kept", "added", "dropped", "renumbered"]),
        )
    )
)
def test_no_article_is_lost_in_a_run(fates):
    found = runs(fates)
    assert sum(run.n for run in found) == len(fates)
    assert {run.change for run in found} == {fate.change for fate in fates}


def test_the_page_counts_every_topic_once_and_shows_those_that_changed(book):
    for seed in range(60):
        state = any_state(random.Random(seed), book)
        a, b = pair(book, state)
        by_id = {block.id: block for block in blocks(book, state)}
        if "hidden" in by_id:
            continue
        found = changes(book, a, b).change
        shown = {row[0] for row in by_id["topics"].rows}
        changed = {book.topics[t].title for t, change in found.items() if change not in ("same", "unknown")}
        gone = [t for text, t in state.off_in if text in (a, b) and book.topics[t].positions[text].provides]
        off = {book.topics[t].title for t in (*state.off, *gone)}
        assert changed - off - shown <= fell(book, a, b, state) and shown <= changed - off


def fell(book, a, b, state):
    """The topics that require one that is off, directly or not."""
    gone = {*state.off, *(t for text, t in state.off_in if text in (a, b))}
    while more := {t.id for t in book.topics.values() if t.id not in gone and gone & set(t.requires)}:
        gone |= more
    return {book.topics[t].title for t in gone}


def test_the_answer_says_of_how_many_topics_and_then_what_cannot_be_compared(book):
    first, second = blocks(book, start(book))[:2]
    every = len(book.topics)
    unknown = sum(change == "unknown" for change in changes(book, "un-2023", "un-2024").change.values())
    assert first.tone == "finding" and f"on {every - unknown} of {every} topics that can be compared" in first.words
    assert second.tone == "caution" and second.words.startswith(f"{unknown} of {every} topics can't")


def test_a_comparison_without_a_drafting_line_says_so(book):
    alone = replace(book, instruments={n: i for n, i in book.instruments.items() if i.family != "un"})
    assert [block.id for block in blocks(alone, start(alone))] == ["unknown"]
    assert data(alone)["steps"] == {}


def test_a_step_of_which_less_than_a_quarter_is_known_is_not_shown_by_topic_and_says_why(book):
    def without(known):
        """The book with the draft of 2023 coded on so many topics alone."""
        dark = Position(**UNCODED)
        topics = {
            topic.id: topic if number < known else replace(topic, positions={**topic.positions, "un-2023": dark})
            for number, topic in enumerate(
                sorted(book.topics.values(), key=lambda topic: not topic.positions["un-2023"].coded)
            )
        }
        return replace(book, topics=topics)

    line = start(book)
    hidden = {block.id: block for block in blocks(without(27), line)}
    assert "topics" not in hidden and hidden["hidden"].words.count("27") == 1 and "quarter" in hidden["hidden"].words
    assert "topics" in {block.id for block in blocks(without(28), line)}
