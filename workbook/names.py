"""Names of states: as the United Nations writes them, and whatever else they are called.

English names are the short names of states.yaml, where these differ from Unicode's CLDR (Babel); other languages are
CLDR's.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from .facts import Country


@cache
def _territories(language: str) -> dict[str, str]:
    from babel import Locale

    return dict(Locale.parse(language).territories)


def country_name(country: Country, language: str = "en") -> str:
    """The state's name in a language (an ISO 639 code that CLDR has); in English as the United Nations writes it."""
    own = country.name if language == "en" else ""
    return own or _territories(language).get(country.iso2, country.iso3)


def other_names(country: Country) -> tuple[str, ...]:
    """What else the state is called in English: CLDR's name where that is another, and those of states.yaml."""
    named = (_territories("en").get(country.iso2, country.iso3), *country.also)
    return tuple(name for name in dict.fromkeys(named) if name != country_name(country))


def state_by_name(countries: Iterable[Country], said: str) -> Country | None:
    """The state that is meant by an ISO code or any of its names, in whatever case; None when there is none."""
    wanted = said.strip().casefold()
    for country in countries:
        names = (country.iso3, country.iso2, country_name(country), *other_names(country))
        if wanted in (name.casefold() for name in names):
            return country
    return None
