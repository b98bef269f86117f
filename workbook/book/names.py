"""Names of states: as states.yaml writes them, and whatever else they are called.

English names are the short names of states.yaml, where these differ from Unicode's CLDR (Babel); other languages are
CLDR's.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

from .facts import Country

# The states whose name takes an article within a sentence.
THE = [
    *("ARE", "BHS", "CAF", "COD", "COG", "COM", "DOM", "EUE", "GBR", "GMB", "KOR", "LAO", "MDA", "MDV", "MHL", "NLD"),
    *("PHL", "PRK", "PSE", "RUS", "SLB", "SYR", "TZA", "USA", "VAT"),
]


@cache
def _territories(language: str) -> dict[str, str]:
    from babel import Locale

    return dict(Locale.parse(language).territories)


def country_name(country: Country, language: str = "en") -> str:
    """The state's name in a language (an ISO 639 code that CLDR has); in English as states.yaml writes it."""
    own = country.name if language == "en" else ""
    return own or _territories(language).get(country.iso2, country.iso3)


def other_names(country: Country) -> tuple[str, ...]:
    """What else the state is called in English: CLDR's name where that is another, and those of states.yaml."""
    named = (_territories("en").get(country.iso2, country.iso3), *country.also)
    return tuple(name for name in dict.fromkeys(named) if name != country_name(country))


def spoken(country: Country) -> str:
    """The state's name within a sentence: `Japan`, `the Russian Federation`."""
    return ("the " if country.iso3 in THE else "") + country_name(country)


def by_name(countries: Iterable[Country]) -> list[tuple[str, str]]:
    """(ISO code, name) of each state, in the order of names; accents don't count."""
    return sorted(((one.iso3, country_name(one)) for one in countries), key=lambda row: _plain(row[1]))


def looked_for(countries: Iterable[Country]) -> list[tuple[str, str]]:
    """(ISO code, `another name: the name`) for every other name under which people look for a state, in order."""
    rows = [(one.iso3, f"{other}: {country_name(one)}") for one in countries for other in other_names(one)]
    return sorted(rows, key=lambda row: _plain(row[1]))


def state_by_name(countries: Iterable[Country], said: str) -> Country | None:
    """The state that is meant by an ISO code or any of its names, in whatever case; None when there is none."""
    wanted = _plain(said.strip())
    for country in countries:
        names = (country.iso3, country.iso2, country_name(country), *other_names(country))
        if wanted and wanted in map(_plain, names):
            return country
    return None


def _plain(name: str) -> str:
    """Without accents, curly quotes and capitals, so that names can be compared and sorted."""
    straight = name.replace("\u2019", "'")
    return unicodedata.normalize("NFKD", straight).encode("ascii", "ignore").decode().lower()
