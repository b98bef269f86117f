"""How much of each side was read: counted by hand, and kept in step with the sides."""

import pytest

from workbook.views.html import view_page
from workbook.views.rests import bases, others, per_cent, read_share, rests, together


def test_a_share_is_whole_only_when_nothing_is_missing():
    assert [per_cent(part, 200) for part in (0, 1, 38, 199, 200)] == [0, 1, 19, 99, 100]


def test_every_position_is_counted_once_by_what_it_rests_on(book):
    for name, counted in rests(book).items():
        assert sum(counted.values()) == len(book.topics) and set(counted) == set(bases(book))
        read = sum(topic.positions[name].basis == "text" for topic in book.topics.values())
        assert counted["text"] == read
    both = together(rests(book), ("budapest", "un-2021"))
    assert sum(both.values()) == 2 * len(book.topics)
    assert read_share({"text": 1, "recalled": 3}) == "25 % read"
    assert others(book, {"text": 1, "recalled": 3, "uncoded": 2}) == "from memory 3, not yet recorded 2"


@pytest.mark.browser
def test_it_stands_beside_the_names_and_follows_the_sides(page, book):
    page.set_content(view_page(book))
    counts = rests(book)

    def shown(side):
        found = page.locator(f"[data-rests={side}]")
        return [found.locator(f"[data-{name}={side}]").inner_text() for name in ("name", "share", "others")]

    for side, text in (("a", "budapest"), ("b", "un-2024")):
        assert shown(side) == [
            book.instruments[text].short_title,
            read_share(counts[text]),
            others(book, counts[text]),
        ]
    page.check("[data-instrument-choice=un-2021][data-side=a]")
    both = together(counts, ("budapest", "un-2021"))
    assert shown("a")[1:] == [read_share(both), others(book, both)]
    assert page.locator(".wb-profiles [data-share=a]").inner_text() == read_share(both)
