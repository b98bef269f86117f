"""The page in brief: every number and every article on it is that of the matrix or of a profile; its order is a rule."""

import datetime as dt
import random
import re
from dataclasses import replace

import pytest
from commanded import check
from conftest import any_state

from workbook import Selection, brief, comparison, profile
from workbook.book.load import load
from workbook.questions.brief import EACH, MOST, bound, bound_by_day, ordered, weigh, weight_of, weights
from workbook.questions.compare import Compared
from workbook.questions.profiles import switched
from workbook.views.explorers.brief import LABELS, blocks
from workbook.views.state import start

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
        for title, _, _, *cells, _ in page["differences"].rows:
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
        assert numbers(page["counts"]) == found
        assert sum(found[1:]) + kinds.count("unknown") + kinds.count("off") == len(rows), "each topic counts once"
        assert numbers(page["within"]) == [
            both.count("same"),
            both.count("stronger_a"),
            both.count("stronger_b"),
            both.count("differs"),
        ]
        unknown = kinds.count("unknown")
        assert [unknown] * bool(unknown) == (numbers(page["unknown"]) if "unknown" in page else [])
        found = [row for row in rows if weigh(book, row)]
        shown = page["differences"]
        assert numbers(shown.caption) == [len(shown.rows), len(found)] and len(shown.rows) <= MOST


def test_the_sentences_say_what_the_cards_say(book, pages):
    """Each count and each title of the three sentences is that of the comparison, and the picture's rows add up."""
    lead = re.compile(r"On (.+?), the two sides share (\d+) of (\d+) topics; ")
    labels = {label: name for name, (label, _) in weights(book).items()}
    for state, page in pages:
        rows = comparison(book, *map("+".join, state.sides(book)), None, state.selection).rows
        assert sum(int(cell) for row in page["weights"].rows for cell in row[1:]) == len(rows)
        for label, *cells in page["weights"].rows:
            group = [row for row in rows if weight_of(book, row.topic) == labels[label]]
            assert [int(cells[place]) for place in (1, 2, 4, 5)] == [
                sum(row.relation == name for row in group) for name in ("stronger_a", "stronger_b", "only_a", "only_b")
            ]
        for name in ("finding", "say-2", "say-3"):
            words = page[name].words
            says, both, total = lead.match(words).groups()
            group = [row for row in rows if weights(book)[weight_of(book, row.topic)][1] == says]
            assert int(total) == len(group)
            assert int(both) == sum(bool(row.a and row.b) and row.relation != "unknown" for row in group)
            for kind in ("only_a", "only_b"):
                titles = [row.title for row in ordered(book, tuple(group)) if row.relation == kind]
                assert all(title[1:] in words for title in titles[:3])
                assert len(titles) <= 3 or f"and {len(titles) - 3} more" in words
            dark = sum(row.relation in ("unknown", "off") for row in group)
            assert bool(dark) == words.endswith(f"; {dark} can't be compared.")
            assert ("no topic stands on one side alone" in words) == (
                not any(row.relation in ("only_a", "only_b") for row in group)
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


def test_offences_and_powers_weigh_more_than_languages_and_secretariats(book):
    order = list(weights(book))
    assert [weight_of(book, name) for name in ("illegal-access", "search-and-seizure", "dual-criminality")] == order[:3]
    assert {weight_of(book, name) for name in ("secretariat", "language-of-requests")} == {order[-1]}
    shown = [name for name, _ in brief(book, "budapest+budapest-p2", "un-2024").heaviest]
    assert shown == sorted(shown, key=order.index) and max(map(shown.count, shown)) <= EACH
    assert {"crimes", "powers", "requests", "safeguards"} <= set(shown)


WRONG = [
    ("themes: [powers]", "themes: [powers, offences]", "offences weighs as crimes already."),
    ("themes: [powers]", "themes: []", "Nothing says how much powers weighs."),
    ("themes: [powers]", "themes: [powers, pwoers]", "There is no theme 'pwoers'."),
    ("  forms: {label:", "  frms: {label:", "The weight 'forms' is not known."),
    ("  forms: {label:", "  The forms: {label:", "'The forms' is not an id."),
]


@pytest.mark.parametrize("old, new, problem", WRONG)
def test_a_weight_that_does_not_fit_is_named_with_its_line_and_cure(folder, old, new, problem):
    path = folder / "vocabulary.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    faults = check(folder)
    assert problem in {fault.problem for fault in faults} and all(fault.line > 1 and fault.cure for fault in faults)


def test_without_weights_the_themes_are_the_order(folder):
    path = folder / "vocabulary.yaml"
    text = path.read_text(encoding="utf-8")
    head, _, rest = text.partition("weights:\n")
    path.write_text(head + "weights: {}\n" + rest[rest.index("\n# ") :], encoding="utf-8")
    for topic in (folder / "topics").glob("*.yaml"):
        topic.write_text(topic.read_text(encoding="utf-8").replace("weight: forms\n", ""), encoding="utf-8")
    assert check(folder) == ()
    own = load(folder)
    assert list(weights(own)) == list(own.vocabulary.themes)
    page = {block.id: block for block in blocks(own, start(own))}
    assert page["finding"].words.startswith("On General provisions, the two sides share")


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

    for link in (
        "?a=budapest&b=un-2024",
        "?a=budapest+budapest-p1+budapest-p2&b=un-2023+un-2024&off=extradition&on=2015-05-05",
    ):
        page = view_page(book, ("brief",), read(book, link)[0])
        drawn = page.replace('<script type="module">', "<script>history.replaceState = () => {};")
        drawn = drawn.replace("export function", "function").replace(
            '"[data-views]"));', f'"[data-views]"), "{link}");'
        )
        for shown in (page.split("<script")[0], drawn):
            opened = browser.new_page()
            opened.goto("about:blank")
            opened.set_content(shown)
            assert opened.locator("[data-picture] svg").count() == 1
            sheets = opened.pdf(prefer_css_page_size=True)
            assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 1, link
            opened.close()
