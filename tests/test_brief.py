"""The page in brief: every number and every article on it is that of the matrix or of a profile; its order is a rule."""

import datetime as dt
import random
import re
from dataclasses import replace

import pytest
from conftest import any_state

from workbook import Selection, brief, comparison, profile
from workbook.questions.brief import MOST, bound, bound_by_day, weigh
from workbook.questions.compare import Compared
from workbook.questions.profiles import switched
from workbook.views.explorers.brief import LABELS, blocks

NAMED = re.compile(r"(?:(?P<text>[^:;]+): )?(?P<preamble>Preamble)?(?:; )?(?:Articles? (?P<cites>[^;]+))?(?:; |$)")


@pytest.fixture(scope="module")
def pages(book):
    """200 random selections, each with its page by the blocks' ids."""
    states = [any_state(random.Random(seed), book) for seed in range(200)]
    return [(state, {block.id: block for block in blocks(book, state)}) for state in states]


def articles(cell, side, book):
    """The articles that a cell names, as (instrument, cite)."""
    short = {book.instruments[name].short_title: name for name in side}
    found = set()
    for match in NAMED.finditer(cell):
        if match["cites"] or match["preamble"]:
            text = short[match["text"].strip()] if match["text"] else side[0]
            found |= {(text, cite) for cite in (match["cites"] or "").split(", ") if cite}
            found |= {(text, "preamble")} if match["preamble"] else set()
    return found


def test_every_article_is_the_matrixs_and_none_is_left_out(book, pages):
    titles = {topic.title: topic for topic in book.topics.values()}
    seen = 0
    for state, page in pages:
        sides = state.sides(book)
        for dimension in book.vocabulary.dimensions:
            for title, _, *cells, _ in page[dimension].rows:
                topic = titles[title]
                for side, cell in zip(sides, cells, strict=True):
                    on = set(switched(book, side, state.selection)[0])
                    cites = {(n, c) for n in side if (n, topic.id) in on for c in topic.positions[n].cites}
                    assert articles(cell, side, book) == cites
                    assert cites or cell in ("none found", "switched off", LABELS["present"])
                    assert (cell == "switched off") <= any(topic.positions[name].provides for name in side)
                    seen += len(cites)
    assert seen > 1000


def test_every_number_is_the_profiles(book, pages):
    for state, page in pages:
        a, b = (profile(book, side, state.selection) for side in state.sides(book))
        words = {number.label: (number.words, b[number.measure].words) for number in a.numbers}
        for label, *cells in page["numbers"].rows:
            assert tuple(cells) == words[label] and cells[0] != cells[1]
            assert all(cell.isdigit() for cell in cells), "only what is known in full is put in order"


def test_every_count_in_the_sentences_is_the_comparisons(book, pages):
    for state, page in pages:
        rows = comparison(book, *map("+".join, state.sides(book)), None, state.selection).rows
        kinds = [row.relation for row in rows]
        both = [row.relation for row in rows if row.a and row.b and row.relation != "unknown"]
        neither = sum(row.relation == "same" and not row.a for row in rows)
        found = [len(rows), len(both), kinds.count("only_a"), kinds.count("only_b"), neither]
        assert numbers(page["finding"]) == found
        assert sum(found[1:]) + kinds.count("unknown") + kinds.count("off") == len(rows), "each topic counts once"
        assert numbers(page["within"]) == [
            both.count("same"),
            both.count("stronger_a"),
            both.count("stronger_b"),
            both.count("differs"),
        ]
        unknown = kinds.count("unknown")
        assert [unknown] * bool(unknown) == (numbers(page["unknown"]) if "unknown" in page else [])
        for dimension in book.vocabulary.dimensions:
            found = [r for r in rows if book.vocabulary.themes[r.theme].dimension == dimension and weigh(book, r)]
            shown = page[dimension]
            assert numbers(shown.caption)[:2] == [len(shown.rows), len(found)] and len(shown.rows) == min(
                MOST, len(found)
            )


def numbers(block):
    text = block if isinstance(block, str) else block.words
    return [int(number) for number in re.findall(r"\d+", text)]


def test_the_share_from_memory_counts_what_stands_behind_the_page(book, pages):
    for state, page in pages:
        sides = {*state.sides(book)[0], *state.sides(book)[1]}
        on = {pair for name in sides for pair in switched(book, (name,), state.selection)[0]}
        behind = [
            topic.positions[name]
            for name in sides
            for topic in book.topics.values()
            if (name, topic.id) in on or topic.positions[name].verdict == "absent"
        ]
        coded, recalled, share, _, reviewed = numbers(page["recalled"])
        assert (coded, recalled) == (len(behind), sum(position.basis == "recalled" for position in behind))
        assert abs(share - 100 * recalled / (coded or 1)) <= 0.5
        assert reviewed == sum(bool(position.reviewed) for position in behind)


def row(relation, topic="illegal-access", because=(), a=(), b=()):
    return Compared(topic, "A topic", "offences", relation, a, b, because)


def test_the_order_of_differences_is_the_written_rule(book):
    topic = book.topics["illegal-access"]
    forces = {"un-2021": "declares", "un-2023": "may", "un-2024": "shall"}
    positions = {n: replace(topic.positions["budapest"], force=force) for n, force in forces.items()}
    made = replace(book, topics={topic.id: replace(topic, positions=topic.positions | positions)})
    alone = [row("only_b", b=((name, "1"),)) for name in ("un-2024", "un-2023", "un-2021")]
    further = [row("stronger_a", because=("force", "reach")), row("stronger_b", because=("force",))]
    differ = [row("differs", because=("force", "reach", "speed")), row("differs", because=("reach",))]
    weights = [weigh(made, one) for one in (*alone, *further, *differ)]
    assert weights == sorted(set(weights)) and len(weights) == 7
    assert weigh(made, row("same")) is None and weigh(made, row("unknown")) is None


def test_equal_differences_keep_the_order_of_the_workbook(book):
    places = {topic: place for place, topic in enumerate(book.topics)}
    for rows in brief(book, "budapest", "un-2024").differences.values():
        keys = [(*weigh(book, one), places[one.topic]) for one in rows]
        assert keys == sorted(keys)


def test_what_is_switched_off_is_no_difference_between_the_texts(book):
    title = book.topics["extradition"].title
    whole = brief(book, "budapest", "un-2024", Selection(frozenset(book.topics)))
    assert all(not rows for rows in whole.differences.values())
    assert title not in str(whole.frame())


def test_the_states_bound_are_known_for_every_day(book):
    rng = random.Random(8)
    for name, steps in bound_by_day(book).items():
        for _ in range(40):
            day = dt.date(2001, 1, 1) + dt.timedelta(days=rng.randrange(9500))
            said = [words for start, words in steps if start <= day.isoformat()]
            assert (said[-1] if said else "0") == bound(book, name, day), (name, day)


@pytest.mark.browser
def test_the_page_prints_on_one_sheet(browser, book):
    from workbook.views.html import view_page
    from workbook.views.state import read

    opened = browser.new_page()
    opened.goto("about:blank")
    for link in (
        "?a=budapest&b=un-2024",
        "?a=budapest+budapest-p1+budapest-p2&b=un-2023+un-2024&off=extradition&on=2015-05-05",
    ):
        opened.set_content(view_page(book, ("brief",), read(book, link)[0]).split("<script")[0])
        sheets = opened.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 1, link
    opened.close()
