"""States are called as the United Nations calls them, and found by every other name too."""

import pytest
from click.testing import CliRunner
from commanded import check

from workbook.__main__ import main
from workbook.book.names import by_name, country_name, looked_for, other_names, spoken, state_by_name
from workbook.views.explorers import cooperation
from workbook.views.state import start

UN = {
    "VNM": "Viet Nam",
    "TUR": "Türkiye",
    "RUS": "Russian Federation",
    "USA": "United States of America",
    "KOR": "Republic of Korea",
    "CIV": "Côte d'Ivoire",
    "CPV": "Cabo Verde",
    "IRN": "Iran (Islamic Republic of)",
    "CZE": "Czechia",
    "KNA": "Saint Kitts and Nevis",
}


def test_states_have_the_short_names_of_the_united_nations(book):
    assert {iso3: country_name(book.facts.states[iso3]) for iso3 in UN} == UN
    assert country_name(book.facts.states["DEU"], "fr") == "Allemagne"


@pytest.mark.parametrize(
    "said, iso3",
    [
        *[("Vietnam", "VNM"), ("turkey", "TUR"), ("Cote d\u2019Ivoire", "CIV"), ("Ivory Coast", "CIV"), ("US", "USA")],
        *[("South Korea", "KOR"), ("Russia", "RUS"), ("Cape Verde", "CPV"), ("vnm", "VNM"), ("Czech Republic", "CZE")],
    ],
)
def test_a_state_is_found_by_any_of_its_names(book, said, iso3):
    assert state_by_name(book.facts.states.values(), said) == book.facts.states[iso3]


def test_what_is_no_name_finds_nothing(book):
    assert state_by_name(book.facts.states.values(), "Atlantis") is None
    assert state_by_name(book.facts.states.values(), " ") is None


def test_every_name_leads_to_its_own_state(book):
    states = book.facts.states.values()
    for country in states:
        for name in (country_name(country), *other_names(country)):
            assert state_by_name(states, name) == country, name


def test_names_are_listed_in_order_without_regard_to_accents(book):
    names = [name for _, name in by_name(book.facts.states.values())]
    assert names.index("Costa Rica") < names.index("Côte d'Ivoire") < names.index("Croatia")
    assert ("VNM", "Vietnam: Viet Nam") in looked_for(book.facts.states.values())


def test_a_name_takes_its_article_within_a_sentence(book):
    assert spoken(book.facts.states["RUS"]) == "the Russian Federation"
    assert spoken(book.facts.states["VNM"]) == "Viet Nam"


def test_a_command_takes_a_name_as_well_as_a_code():
    named, coded, unknown = (
        CliRunner().invoke(main, ["cooperation", *states])
        for states in (("Turkey", "United States"), ("TUR", "USA"), ("Atlantis", "USA"))
    )
    assert named.exit_code == coded.exit_code == 0
    assert named.output == coded.output and "Türkiye and the United States of America" in named.output
    assert unknown.exit_code and "Atlantis" in unknown.output


def test_the_page_lists_the_other_names_apart(book):
    shown = cooperation.context(book, start(book))
    assert ("KOR", "Republic of Korea") in shown["countries"]
    assert ("KOR", "South Korea: Republic of Korea") in shown["also"]
    assert not {iso3 for iso3, _ in shown["also"]} - {iso3 for iso3, _ in shown["countries"]}


def test_one_name_for_two_states_is_refused(folder):
    path = folder / "states.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"name": "Viet Nam"', '"name": "Thailand"'), encoding="utf-8"
    )
    faults = [fault for fault in check(folder) if fault.file == "states.yaml"]
    assert [fault.problem for fault in faults] == ["'Thailand' is a name of THA and of VNM."]
    assert faults[0].line and faults[0].cure == "Give one of them another name."
