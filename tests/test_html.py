"""Everything from data is escaped; the page has the fixed hooks; sentences are filled in alike."""

from dataclasses import fields, replace
from html.parser import HTMLParser

import pytest

from workbook import load, profile
from workbook.book.model import Position
from workbook.views.html import embedded, legend_page, report_page, view_page
from workbook.views.summary import SENTENCES, UNKNOWN, fill, summary

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{7*7}}"
TEXT_FIELDS = ["title", "question", "note", "looked_at", "source", "reviewed"]


class Tags(HTMLParser):
    """Counts elements, keeps attributes and text."""

    def __init__(self, text):
        super().__init__()
        self.found, self.handlers, self.words = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        self.handlers += [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data):
        self.words.append(data)

    def of(self, **wanted):
        wanted = {name.replace("_", "-"): value for name, value in wanted.items()}
        return [a for _, a in self.found if all(a.get(k) == v for k, v in wanted.items())]


def spoiled(book):
    """The book with a hostile string in every field that is free text."""
    topics = {}
    for topic in list(book.topics.values())[:6]:
        positions = {
            name: replace(p, note=HOSTILE + name, looked_at=HOSTILE, source="https://x/" + HOSTILE, reviewed=HOSTILE)
            for name, p in topic.positions.items()
        }
        topics[topic.id] = replace(topic, title=HOSTILE, question=HOSTILE, requires=(), positions=positions)
    instruments = {
        name: replace(i, title=HOSTILE, short_title=HOSTILE, symbol=HOSTILE, status_note=HOSTILE, address=HOSTILE)
        for name, i in book.instruments.items()
    }
    report = tuple(replace(row, statement=HOSTILE, shown=HOSTILE, source=HOSTILE) for row in book.report)
    return replace(book, topics=topics, instruments=instruments, report=report)


@pytest.mark.parametrize("draw", [view_page, report_page, legend_page])
def test_a_hostile_string_in_every_field_stays_text(book, draw):
    clean = Tags(
        draw(
            replace(book, topics=dict(list(book.topics.items())[:6]))
            if draw is view_page and not any(t.requires for t in list(book.topics.values())[:6])
            else book
        )
    )
    dirty = Tags(draw(spoiled(book)))
    assert dirty.handlers == []
    assert "img" not in {tag for tag, _ in dirty.found}
    assert sum(tag == "script" for tag, _ in dirty.found) == sum(tag == "script" for tag, _ in clean.found)
    assert "alert(1)" in "".join(dirty.words)
    assert not [a for _, a in dirty.found if a.get("href", "").startswith("javascript")]


def test_embedded_json_can_not_end_its_script():
    assert "</" not in embedded({"a": HOSTILE}) and "<!--" not in embedded("<!--")


def test_the_comparison_has_its_hooks(book):
    page = Tags(view_page(book))
    assert len(page.of(data_view="comparison")) == 1
    assert {a["data-row"] for _, a in page.found if "data-row" in a} == set(book.topics)
    cells = page.of(data_cell="un-2024")
    assert len(cells) == len(book.topics)
    assert all({"data-verdict", "data-force", "data-basis"} <= set(cell) for cell in cells)
    switches = page.of(role="switch")
    provisions = sum(position.provides for _, _, position in book.positions())
    assert len(switches) == 2 * len(book.topics) + provisions  # a tile, a card, each provision
    assert len([each for each in switches if "data-topic" in each]) == len(book.topics) + provisions
    assert all(switch["aria-checked"] == "true" and switch["aria-label"] for switch in switches)
    for action in ["all", "none", "copy-link", *(f"theme:{t.theme}" for t in book.topics.values())]:
        assert page.of(data_action=action), action
    for name in ("theme", "verdict", "words"):
        assert len(page.of(data_filter=name)) == 1
    assert page.of(data_view="summary", aria_live="polite")


def test_the_printed_numbers_are_the_profiles(book):
    page = Tags(view_page(book))
    for side, text in (("a", "budapest"), ("b", "un-2024")):
        for number in profile(book, text).numbers:
            (shown,) = page.of(data_side=side, data_measure=number.measure)
            assert shown["data-value"] == ("no data" if number.value is None else str(number.value))
            assert shown["data-profile"] == number.dimension


def test_sentences_fill_in_one_and_many():
    words = {"x": "1", "y": "at least 1", "z": "no data"}.get
    assert fill("{x|thing|things}, {y|thing|things}, {z|thing|things}, {x}", words) == (
        "1 thing, at least 1 thing, no data things, 1"
    )


def test_the_summary_names_the_number_of_provisions(book):
    found = profile(book, "budapest")
    assert summary(book, found).startswith(f"With {len(found.on)} provisions switched on, the Budapest Convention")
    assert "{" not in summary(book, found) and len(SENTENCES) == len(UNKNOWN) == 4


def test_every_free_text_field_of_a_position_is_spoiled_above():
    free = {f.name for f in fields(Position)} - {
        "verdict", "cites", "force", "features", "basis", "seen", "looked_in", "read_in", "model", "recollections",
        "sure",
    }  # fmt: skip
    assert free <= set(TEXT_FIELDS)


def test_loading_hostile_text_changes_nothing_in_the_page(folder):
    path = folder / "topics/illegal-access.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("title: Illegal access", f"title: '{HOSTILE.replace(chr(39), '')}'")
    )
    page = Tags(view_page(load(folder)))
    assert page.handlers == [] and "img" not in {tag for tag, _ in page.found}
