"""Geocoding: a name is resolved to a place, or to the reason why it cannot be.

Deciding in this order: country, first-order division, level, kind of match (curated supplement, a town's own
name, another of its names), then population if one town dominates its namesakes. Everything else is reported
as ambiguous, never guessed.
"""

import re
from dataclasses import replace

from geodata.gazetteer import (
    Town,
    WrittenCountry,
    capital_of,
    country_name,
    find_country,
    load_divisions,
    load_geonames,
    load_municipalities,
    nearest_countries,
    read_country,
    territory_of,
)
from geodata.geocoding.abroad import place_of_division, resolve_abroad
from geodata.geocoding.japan import resolve_in_japan
from geodata.geocoding.resolution import Ambiguous, Resolution, Unknown, places_of
from geodata.geocoding.towns import resolve_town
from geodata.model.place import Place
from geodata.model.vocabulary import LEVELS
from geodata.text.folding import is_katakana
from geodata.text.name_variants import split_qualifier

__all__ = ["Ambiguous", "Resolution", "Unknown", "geocode"]


def geocode(name: str, *, country: str = "", admin1: str = "", level: str = "", seat: str = "") -> Resolution:
    """Resolve a name to a place.

    `country` is a code or a name (English or Japanese), `admin1` a name, abbreviation, ISO 3166-2 or
    JIS X 0401 code, `level` a word of the vocabulary, `seat` the town at which a region, a country or an
    institution is placed. `name` may include what contains it, after commas (`Misato, Shimane`;
    `Asahi-ku, Yokohama`; `Springfield, OR, US`), be a JIS X 0402 code, or be written in kanji.

    Raises ValueError for a level outside the vocabulary.
    """
    if level and level not in LEVELS:
        raise ValueError(f"unknown level {level!r}: it must be one of {', '.join(LEVELS)}")
    if country:
        written = read_country(country)
        if written is None:
            return Unknown(name, nearest_countries(country), reason=f"unknown country {country!r}")
        found = _geocode_within(name, *_with_part(written, admin1), level, seat)
        own = territory_of(written.code, name) if isinstance(found, Unknown) else None
        return (
            _country_place(country_name(own, "en"), own, seat)
            if own and level in ("", "region", "country")
            else found
        )
    head, *parents = _split(name)
    if parents:
        return _geocode_with_parents(name, head, parents, admin1, level, seat)
    return _geocode_anywhere(head, admin1, level, seat)


def _with_part(country: WrittenCountry, admin1: str) -> tuple[str, str]:
    """Return the country and division to search; a territory given as a state is a country of its own."""
    own = find_country(admin1) if admin1 and not load_divisions().find(country.code, admin1) else None
    if own and own != country.code:
        return own, ""
    return country.code, admin1 or country.part


def _split(name: str) -> list[str]:
    return [part.strip() for part in re.split("[,、，]", name) if part.strip()] or [""]


def _geocode_within(name: str, country: str, admin1: str, level: str, seat: str) -> Resolution:
    """Resolve a name in a country: as written, then by its parts between commas."""
    head, *parents = _split(name)
    found: Resolution = Unknown(name)
    if country != "JP" or not parents:
        found = _resolve(name, country, [admin1] if admin1 else [], level, seat)
    if parents and find_country(parents[-1]) == country and not load_divisions().find(country, parents[-1]):
        parents.pop()
    if isinstance(found, Unknown) and head != name:
        return _resolve(head, country, [*parents, *([admin1] if admin1 else [])], level, seat)
    if isinstance(found, Unknown) and not level and not admin1 and find_country(name) == country:
        return _country_place(name, country, seat)
    return found


def _resolve(name: str, country: str, parents: list[str], level: str, seat: str) -> Resolution:
    if level == "country":
        return _country_place(name, country, seat)
    if country == "JP":
        found = resolve_in_japan(name, parents, level, seat)
        qualified = split_qualifier(name) if isinstance(found, Unknown) else None
        if qualified and load_municipalities().is_parent(qualified[1]):
            return resolve_in_japan(qualified[0], [*parents, qualified[1]], level, seat)
        return found
    admin1 = parents[-1] if parents else ""
    if len(parents) > 1 and _contradict(country, parents[-2], admin1):
        return Unknown(name, reason=f"{parents[-2]!r} is not {admin1!r}")
    return resolve_abroad(name, country, admin1, level, seat)


def _contradict(country: str, one: str, two: str) -> bool:
    """Whether two texts name different divisions; a county or city within one is not compared."""
    find = load_divisions().find
    first, second = find(country, one), find(country, two)
    return bool(first and second) and not any(a.holds(b) for a in first for b in second)


def _geocode_with_parents(
    name: str, head: str, parents: list[str], admin1: str, level: str, seat: str
) -> Resolution:
    code = find_country(parents[-1])
    if code and (len(parents) > 1 or code == "JP"):
        return _geocode_within(name, code, admin1, level, seat)
    outer = [*parents, admin1] if admin1 else parents
    found = [
        resolution
        for country in _countries_with_division(outer[-1])
        if country != code
        and not isinstance(resolution := _resolve(head, country, outer, level, seat), Unknown)
    ]
    if code and not found:
        return _geocode_within(name, code, admin1, level, seat)
    return _merge(head, found)


def _countries_with_division(text: str) -> list[str]:
    return [
        code
        for code in load_geonames().countries()
        if load_divisions().find(code, text) or (code == "JP" and load_municipalities().is_parent(text))
    ]


def _geocode_anywhere(name: str, admin1: str, level: str, seat: str) -> Resolution:
    within = [admin1] if admin1 else []
    if re.fullmatch(r"\d{5}", name):
        return resolve_in_japan(name, within, level, seat)
    code = find_country(name)
    if level == "country":
        return _country_place(name, code, seat) if code else Unknown(name, reason=f"unknown country {name!r}")
    if code and not level and not admin1:
        return _country_or_division(name, code, seat)
    # A katakana name may be the reading of a Japanese one (ナント), but is more often one abroad.
    is_japanese = not (name.isascii() or is_katakana(name))
    if is_japanese and not isinstance(found := resolve_in_japan(name, within, level, seat), Unknown):
        return found
    countries = _countries_with_division(admin1) if admin1 else load_geonames().countries()
    return _merge(
        name,
        [
            resolution
            for country in countries
            if not isinstance(resolution := _resolve(name, country, within, level, seat), Unknown)
        ],
    )


def _country_or_division(name: str, code: str, seat: str) -> Resolution:
    """Return a country, or an ambiguity if states or provinces elsewhere have its name, too (`Georgia`)."""
    country = _country_place(name, code, seat)
    namesakes = [division for division in load_divisions().called(name) if division.country != code]
    places = [place for division in namesakes if (place := place_of_division(division))]
    if not isinstance(country, Place) or not places:
        return country
    return Ambiguous(name, (country, *places), "level or country")


def _merge(name: str, found: list[Place | Ambiguous]) -> Resolution:
    places = [place for one in found for place in places_of(one)]
    if not places:
        return Unknown(name)
    if len(found) == 1:
        return found[0]
    return Ambiguous(name, tuple(sorted(places, key=lambda place: -place.population)), "country")


def _population(place: Place | Town) -> int:
    return place.population


def _country_place(name: str, code: str, seat: str) -> Resolution:
    if find_country(name) != code:
        return Unknown(name, reason=f"{name!r} is not a name of {country_name(code, 'en')}")
    capital = resolve_town(seat or capital_of(code), code, [])
    if isinstance(capital, Unknown):
        capital = resolve_town(max(load_geonames().towns(code), key=_population).name, code, [])
    if isinstance(capital, Ambiguous):
        capital = max(capital.candidates, key=_population)
    if isinstance(capital, Unknown):
        return Unknown(name)
    return replace(
        capital,
        name=country_name(code, "en"),
        name_ja=country_name(code, "ja"),
        admin1="",
        level="country",
        precision="country",
    )
