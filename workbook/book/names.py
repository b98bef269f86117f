"""Names of states, from Unicode's CLDR by ISO code (Babel)."""

from __future__ import annotations

from functools import cache

from .facts import Country


@cache
def _territories(language: str) -> dict[str, str]:
    from babel import Locale

    return dict(Locale.parse(language).territories)


def country_name(country: Country, language: str = "en") -> str:
    """What CLDR calls the state, in a language (an ISO 639 code that CLDR has)."""
    return _territories(language).get(country.iso2, country.iso3)
