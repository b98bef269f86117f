"""The link reopens the very view."""

import datetime as dt
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from workbook import State, load
from workbook.views.state import HIDDEN, WHO, choices, read, stages, start

BOOK = load()
STATES_OF_THE_WORLD = choices(BOOK)["s1"]
TEXTS, TOPICS = list(BOOK.instruments), list(BOOK.topics)


def some(among, least=0):
    return st.sets(st.sampled_from(among), min_size=least, max_size=6).map(
        lambda ids: tuple(i for i in among if i in ids)
    )


PAIRS = [(text, topic) for topic in TOPICS for text in TEXTS]
STATES = st.builds(
    State,
    a=some(TEXTS, 1),
    b=some(TEXTS, 1),
    off=some(TOPICS),
    off_in=some(PAIRS),
    q=st.text(st.characters(exclude_categories=["Cs"]), max_size=30).filter(lambda q: not HIDDEN.search(q)),
    f_theme=st.sampled_from(["", *BOOK.vocabulary.themes]),
    f_verdict=st.sampled_from(["", *BOOK.vocabulary.verdicts]),
    stage=st.sampled_from(["", *stages(BOOK)]),
    s1=st.sampled_from(["", *STATES_OF_THE_WORLD]),
    s2=st.sampled_from(["", *STATES_OF_THE_WORLD]),
    on=st.just("") | st.dates(dt.date(2001, 1, 1), dt.date(2030, 1, 1)).map(dt.date.isoformat),
    yes=st.just("") | st.integers(0, 193).map(str),
    rule=st.sampled_from(["", *BOOK.vocabulary.decision_rules]),
    who=st.sampled_from(["", *WHO]),
    f_relation=st.sampled_from(["", *BOOK.vocabulary.relations]),
    show=st.sampled_from(["", *choices(BOOK)["show"]]),
    vs=st.sampled_from(["", "?a=budapest&who=members"]),
    joining=some(STATES_OF_THE_WORLD),
    pick=st.lists(
        st.sampled_from([*TOPICS[:9], "brief()", "scope(on:2020-05-05)", "'50%25, of \u00fc"]), max_size=4, unique=True
    ).map(lambda items: read(BOOK, "?pick=" + quote(",".join(items)))[0].pick),
    seed=st.just("") | st.integers(0, 999_999).map(str),
)


@given(STATES)
def test_a_link_reopens_the_very_view(state):
    assert read(BOOK, state.query()) == (state, ())


@given(st.text(max_size=80))
def test_any_address_opens_some_view(link):
    state, _ = read(BOOK, "?" + link)
    assert read(BOOK, state.query())[0] == state


def test_no_link_opens_the_first_view():
    assert read(BOOK, "")[0] == start(BOOK) == State(("budapest",), ("un-2024",))


def test_unknown_ids_are_ignored_and_named():
    state, ignored = read(
        BOOK, "?a=budapest+bucharest&off=illegal-access,nothing&off_in=un-2024:zip&f_theme=x&stage=budapest"
    )
    assert state == State(("budapest",), ("un-2024",), off=("illegal-access",))
    assert set(ignored) == {
        "bucharest", "nothing", "un-2024:zip", "x", "budapest",
    }  # fmt: skip


def test_what_is_no_day_and_no_number_is_ignored_and_named():
    state, ignored = read(BOOK, "?on=2026-02-31&yes=seven&s1=EUE&s2=JPN&who=nobody")
    assert state == State(("budapest",), ("un-2024",), s2="JPN")
    assert set(ignored) == {"2026-02-31", "seven", "EUE", "nobody"}


def test_voilas_own_parameters_are_never_used():
    assert not {"theme", "template"} & {part.split("=")[0] for part in start(BOOK).query()[1:].split("&")}


def test_a_stage_stands_for_the_un_text_on_both_sides():
    state = State(("budapest",), ("un-2024",), stage="un-2023")
    assert state.sides(BOOK) == (("budapest",), ("un-2023",))
