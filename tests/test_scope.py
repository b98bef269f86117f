"""Where texts bind: the best standing counts, a union is never a sum, and every party can be seen on the map."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbook import Selection, UnknownId, profile, where
from workbook.book.facts import Country, Event, Facts, Total
from workbook.book.model import DataError
from workbook.book.standing import parties
from workbook.questions.scope import percent, wholes
from workbook.views.explorers import crimes
from workbook.views.explorers import scope as explorer
from workbook.views.html import view_page
from workbook.views.state import State

STATES = {
    "FRA": Country("FRA", "FR", "member", True, "Europe"),
    "DEU": Country("DEU", "DE", "member", True, "Europe"),
    "JPN": Country("JPN", "JP", "member", False, "Asia"),
    "BRA": Country("BRA", "BR", "member", False, "Americas"),
    "VAT": Country("VAT", "VA", "observer", False, "Europe"),
    "EUE": Country("EUE", "EU", "organisation", False, "Europe"),
}
LATER = dt.date(2020, 1, 1)


def act(iso3, event, date, instrument="budapest"):
    return Event(iso3, instrument, event, "recalled", date=dt.date.fromisoformat(date) if date else None)


def joined(iso3, date, instrument="budapest"):
    """A ratification on a day and its entry into force on the same."""
    return act(iso3, "ratification", date, instrument), act(iso3, "entry_into_force", date, instrument)


@pytest.fixture
def five(book):
    """A function: events and totals -> the book with four members of the UN, one observer and one organisation."""

    def make(*events, totals=()):
        return replace(book, facts=Facts(states=STATES, parties=events, totals=tuple(totals)))

    return make


@pytest.fixture
def known(five):
    """France and Japan are bound by the Convention, Germany by its First Protocol alone; Brazil and the EU signed."""
    return five(
        *joined("FRA", "2006-05-01"),
        *joined("JPN", "2012-11-01"),
        *joined("FRA", "2010-03-01", "budapest-p1"),
        act("DEU", "signature", "2003-01-28"),
        *joined("DEU", "2011-10-01", "budapest-p1"),
        act("BRA", "signature", "2025-10-25", "un-2024"),
        act("EUE", "signature", "2025-10-25", "un-2024"),
        act("VAT", "signature", "2025-10-26", "un-2024"),
    )


def standing(found, iso3):
    row = next(row for row in (*found.rows, *found.organisations) if row.iso3 == iso3)
    return row.status, row.instrument, row.since and row.since.isoformat()


def test_bound_counts_before_signed_and_the_older_of_two_bonds_counts(known):
    found = where(known, "budapest+budapest-p1", LATER)
    assert standing(found, "DEU") == ("party", "budapest-p1", "2011-10-01")
    assert standing(found, "FRA") == ("party", "budapest", "2006-05-01")
    assert standing(found, "BRA") == ("none", "", None)


def test_two_texts_are_a_union_by_region_and_by_membership(known):
    found = where(known, "budapest+budapest-p1", LATER)
    assert (found.count("party"), found.count("party", coe=True), found.count("party", coe=False)) == (3, 2, 1)
    assert {(r.region, r.members, r.bound) for r in found.regions()} == {
        ("Europe", 2, 2),
        ("Asia", 1, 1),
        ("Americas", 1, 0),
    }
    assert (found.members, found.share) == (4, 75)


def test_an_observer_is_a_state_but_no_member_and_the_european_union_is_neither(known):
    found = where(known, "un-2024", dt.date(2026, 1, 1))
    assert standing(found, "EUE")[0] == standing(found, "VAT")[0] == "signatory"
    assert (found.count("signatory"), found.count("signatory", kind="member")) == (2, 1)
    assert "EUE" not in {row.iso3 for row in found.rows}


def test_on_an_earlier_day_fewer_are_bound(known):
    counts = [where(known, "budapest", dt.date(year, 12, 31)).count("party") for year in (2003, 2006, 2012)]
    assert counts == [0, 1, 2]


def test_an_incomplete_list_says_at_least(five):
    total = Total("budapest", "party", 2, LATER, "recalled", shortfall=1)
    signed = Total("budapest", "signature", 5, LATER, "recalled", shortfall=4)
    book = five(*joined("FRA", "2006-05-01"), totals=[total, signed])
    found = where(book, "budapest", LATER)
    assert (found.words, found.signatures_complete) == ("at least 1", False)
    words = [
        block.words for block in explorer.blocks(book, State(("budapest",), ("un-2024",))) if hasattr(block, "words")
    ]
    assert "binds at least 1 state, of those known 1 in the regional organisation" in words[0]
    assert [words for words in words if "known to lack one" in words]


@pytest.mark.parametrize(("part", "of", "nearest"), [(1, 3, 33), (2, 3, 67), (1, 8, 13), (0, 0, 0), (81, 193, 42)])
def test_per_cent_are_rounded_to_the_nearest(part, of, nearest):
    assert percent(part, of) == nearest


def test_a_text_that_is_not_in_force_says_what_it_waits_for(known):
    found = explorer.blocks(known, State(("budapest",), ("un-2024",), on="2026-01-01"))
    said = next(block.words for block in found if block.id == "waiting_un-2024")
    needed = known.topics["entry-into-force"].positions["un-2024"]
    assert f"needed: {known.vocabulary.features['ratifications'].values[needed.features['ratifications']]}" in said
    assert needed.cites[0] in said and "known: 0" in said


def test_without_a_list_of_states_there_is_no_data(five):
    (only,) = explorer.blocks(five(), State(("budapest",), ("un-2024",)))
    assert "no data" in only.words


def test_a_text_that_does_not_exist_is_named(book):
    with pytest.raises(UnknownId, match="there are: budapest"):
        where(book, "bucharest")


def test_a_map_without_shapes_says_how_to_get_them(known, tmp_path):
    assert explorer.data(replace(known, folder=tmp_path))["map"] == {}
    with pytest.raises(DataError, match=r"Copy geo/world\.json"):
        where(replace(known, folder=tmp_path), "budapest").figure()


def test_the_figure_says_the_finding_and_shows_every_state_that_is_bound(book):
    found = where(book, "budapest")
    figure = found.figure()
    assert f"{found.words} states bound, {found.share}%" in figure.layout.title.text
    shown = [text for trace in figure.data for text in trace.text or ()]
    assert len(shown) == len(found.rows)
    assert sum(": bound" in text for text in shown) == found.count("party")


sides = st.sets(st.sampled_from(["budapest", "budapest-p1", "budapest-p2", "un-2024"]), min_size=1)
days = st.dates(dt.date(2001, 1, 1), dt.date(2028, 1, 1))
some = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@some
@given(sides, days)
def test_a_side_binds_those_that_some_text_of_it_binds(book, side, day):
    found = where(book, tuple(side), day)
    bound = {row.iso3 for row in (*found.rows, *found.organisations) if row.status == "party"}
    assert bound == {iso3 for name in side for iso3 in parties(book, name, day).bound()}
    assert sum(region.bound for region in found.regions()) == found.count("party", kind="member")
    assert sum(found.count(status) for status in ("party", "ratified", "signatory", "denounced", "none")) == len(
        found.rows
    )


@some
@given(st.sampled_from(["budapest", "budapest-p1", "budapest-p2", "un-2024"]), days)
def test_the_days_on_which_a_list_is_whole_are_known_beforehand(book, name, day):
    *_, (_, whole, signed) = [step for step in wholes(book, name) if step[0] <= day]
    found = where(book, name, day)
    assert (found.complete, found.signatures_complete) == (whole, signed)
    assert found.bound_complete or book.instruments[name].in_force <= day


def numbers(blocks):
    """The table of counts: label -> (A, B)."""
    return {label: tuple(cells) for label, *cells in next(block for block in blocks if block.id == "counts").rows}


@pytest.mark.parametrize("off", [(), ("illegal-access", "data-preservation", "mutual-assistance-principles")])
def test_the_counts_of_crimes_are_those_of_the_profiles_and_of_the_rows(book, off):
    state = State(("budapest", "budapest-p1"), ("un-2024",), off=off)
    blocks = crimes.blocks(book, state)
    counts, tables = numbers(blocks), {block.id: block for block in blocks if hasattr(block, "rows")}
    for place, side in enumerate((state.a, state.b)):
        found = profile(book, side, Selection(frozenset(off)))
        for measure in crimes.COUNTED:
            assert counts[book.vocabulary.measures[measure].label][place] == found[measure].words
        must = [row for row in tables["offences"].rows if crimes.FORCES["shall"] in row[1 + 2 * place]]
        assert len(must) == found["offences.mandatory"].value
        content = [row for row in tables["offences"].rows if row[5].startswith("yes") and "AB"[place] in row[5]]
        assert len(content) == found["offences.content"].value
        said = next(block.words for block in blocks if block.id == f"finding_{'ab'[place]}")
        assert f"{found['offences.mandatory'].words} kinds of conduct must be a crime" in said


def test_a_provision_that_is_switched_off_or_fell_says_so(book):
    state = State(("budapest",), ("un-2021",), off=("illegal-access", "data-preservation"))
    blocks = crimes.blocks(book, state)
    rows = {row[0]: row for block in blocks if hasattr(block, "rows") for row in block.rows}
    titles = {name: book.topics[name].title for name in ("illegal-access", "traffic-partial-disclosure")}
    assert rows[titles["illegal-access"]][1:5] == ("switched off", "none", "switched off", "none")
    assert rows[book.topics["grooming"].title][3] == "no data"
    assert rows[book.topics["copyright"].title][3] == "known to be there; its terms were not seen"
    assert rows[titles["traffic-partial-disclosure"]][1] == "left out, as it builds on what is switched off"
    assert "at least" in next(block.words for block in blocks if block.id == "finding_b")


MARKS = """iso3s => iso3s.filter(iso3 => {
  const seen = [...document.querySelectorAll(`[data-picture] svg g.edge:first-of-type [data-iso3=${iso3}]`)].map(e => e.getBoundingClientRect());
  return !seen.some(box => box.width >= LEAST && box.height >= LEAST);
})"""
MAP = "[data-picture] svg g.edge:first-of-type"
BOUND = "document.querySelectorAll('[data-picture] svg g.edge')[0].querySelectorAll('path.k-a').length"


@pytest.fixture
def shown(browser, book):
    """A function: width -> a page with the explorer alone, drawn by the browser."""
    opened = []

    def make(width):
        page = browser.new_page(viewport={"width": width, "height": 900})
        opened.append(page)
        text = view_page(book, ("scope",)).replace('<script type="module">', "<script>history.replaceState = () => {};")
        page.set_content("<!doctype html>" + text)
        return page

    yield make
    for page in opened:
        page.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [1400, 390])
def test_every_state_that_is_bound_can_be_seen_on_the_map(shown, book, width):
    page = shown(width)
    bound = [row.iso3 for row in where(book, "budapest").rows if row.status == "party"]
    assert page.evaluate(MARKS.replace("LEAST", "2"), bound) == []
    dots = page.eval_on_selector_all(f"{MAP} circle.k-a", "all => all.map(e => e.getBoundingClientRect().width)")
    assert min(width for width in dots if width) >= 4  # a radius of two
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_the_slider_moves_the_map_the_date_and_the_sentence(shown, book):
    page = shown(1400)
    slider = page.locator("[data-months=on]")
    slider.fill("60")  # sixty months after November 2001
    assert page.input_value("[data-field=on]") == "2006-11-01"
    found = where(book, "budapest", dt.date(2006, 11, 1))
    assert f"binds {found.count('party')} states" in page.inner_text("[data-block=finding_a]")
    caption = page.text_content("[data-picture] svg text:text-matches('^A: ')")
    assert caption == f"A: the Budapest Convention binds {found.count('party')} states on 1 November 2006"
    paths = page.evaluate(BOUND)
    assert 0 < paths <= found.count("party")
    slider.fill(slider.get_attribute("max"))
    assert page.evaluate("document.querySelector('[data-workbook]').workbook.state.on") == ""
    assert page.evaluate(BOUND) > paths


@pytest.mark.browser
def test_a_state_on_the_map_says_its_standing_and_the_map_says_the_finding(shown):
    page = shown(1400)
    japan = page.evaluate("document.querySelector('[data-picture] [data-iso3=JPN] title').textContent")
    assert japan == "Japan: Party since 1 November 2012 (second-hand)"
    assert "binds" in page.evaluate("document.querySelector('[data-picture] svg > title').textContent")
    page.hover("[data-picture] [data-iso3=AUS] path >> nth=0")
    assert page.inner_text(".wb-named").startswith("Australia: Party since")
