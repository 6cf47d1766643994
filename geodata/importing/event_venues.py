"""Where an event was held: the town that the words of its venue name.

`Fukushima` of an event of Fukushima Prefecture is the prefecture. Of several places the first one counts.
What names no town that is known (`Online`, `Eastern Japan`) has no place.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from geodata.gazetteer import (
    country_name,
    find_country,
    load_divisions,
    load_geonames,
    load_japanese_names,
    load_municipalities,
)
from geodata.geocoding.abroad import place_of_division
from geodata.geocoding.geocoder import Resolution, geocode
from geodata.geocoding.japan import resolve_in_japan
from geodata.model.place import Place
from geodata.model.vocabulary import PREFECTURES
from geodata.text.folding import fold, has_kana, romaji_key
from geodata.text.name_variants import name_variants

_NOW = re.compile(r"[^,;()]+\(now ([^()]+)\)")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_BUILDINGS = re.compile(r"(?i)\s+(city hall( square)?|county hall|town hall|city assembly)$")
_PREFECTURE = re.compile(r"\bPrefect(ure|ural)\b")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_SEPARATORS_JA = re.compile(r"[,、・\s\u3000()（）]+")
_PREFECTURE_JA = re.compile("東京都|北海道|京都府|大阪府|.{2,3}県")
_TOWN_END_JA = re.compile("[市区町村]")
_TOWN_LEVELS = ("municipality", "county")


@dataclass(frozen=True, slots=True)
class Venue:
    """The place of a venue; `code` is its JIS X 0402 code, "" abroad."""

    place: Place
    code: str = ""


def resolve_venue(
    venue: str, codes: Iterable[str], partners: Iterable[Place], known: Mapping[str, Venue | None]
) -> Venue | None:
    """Return the place of a venue, None if its words name none.

    `codes` are the municipalities and `partners` the partners of the event: a name that one of them has means
    it. `known` are the places of venues whose words don't say enough.
    """
    if venue in known:
        return known[venue]
    codes, partners = list(codes), list(partners)
    places = (_resolve(part, codes, partners) for part in _NOW.sub(r"\1", venue).split(";"))
    return next((place for place in places if place), None)


def named_in_japanese(place: Place) -> Place:
    """Return a place with its Japanese name, if GeoNames or japanese_names.csv has one."""
    if place.name_ja:
        return place
    number = place.origin.removeprefix("geonames:")
    town = load_geonames().town(int(number)) if number.isdecimal() else None
    names = [name for name in (town.names if town and town.name == place.name else ()) if has_kana(name)]
    known = load_japanese_names().name_of(place.country, place.admin1, place.name)
    return replace(place, name_ja=known or next(iter(names), ""))


def _resolve(text: str, codes: list[str], partners: list[Place]) -> Venue | None:
    parts = _parts(_BRACKETS.sub("", text))
    country = find_country(parts[-1]) if parts else None
    if country and country != "JP":
        place = _abroad(parts[:-1], country, partners)
        return Venue(place) if place else None
    if country == "JP":
        parts.pop()
    for country in {place.country: None for place in partners}:
        if parts and country != "JP" and load_divisions().find(country, parts[-1]):
            place = _abroad(parts, country, partners)
            return Venue(place) if place else None
    return _in_japan(parts, codes)


def _parts(text: str) -> list[str]:
    """Return the parts between commas; Japanese has the country before the town."""
    if text.isascii() or not _JAPANESE.search(text):
        return [part.strip() for part in text.split(",") if part.strip()]
    parts = [part for part in _SEPARATORS_JA.split(text.strip()) if part]
    return [*parts[1:], parts[0]] if len(parts) > 1 and find_country(parts[0]) else parts


def _in_japan(parts: list[str], codes: list[str]) -> Venue | None:
    """Return the first town of `town and town, prefecture`, else the town or prefecture of the last part."""
    prefecture = load_municipalities().prefecture(parts[-1]) if len(parts) > 1 else ""
    inside = [parts[-1]] if prefecture else []
    towns = [code for code in codes if not (prefecture and code.endswith("000"))]
    names = [name for part in (parts[:-1] if prefecture else parts) for name in part.split(" and ")]
    code = next((code for name in names if (code := _own(name, towns) or _named(name, inside))), "")
    if prefecture and not code:
        code = _own(parts[-1], towns) or f"{prefecture}000"
    place = load_municipalities().place(code) if code else None
    return Venue(place, code) if place else None


def _own(name: str, codes: list[str]) -> str:
    """Return the municipality of the event that is named, or that the words before a building name."""
    places = ((code, load_municipalities().place(code)) for code in codes)
    return next((code for code, place in places if place and _begins_with(name, place)), "")


def _named(name: str, inside: list[str]) -> str:
    for town, parents in _readings(_BUILDINGS.sub("", name), inside):
        found = resolve_in_japan(town, parents, "", "")
        if isinstance(found, Place):
            return load_municipalities().code_of(found)
    return ""


def _readings(name: str, inside: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield a name, and if it is Japanese the towns with which it may begin (島根県美郷町みさと館)."""
    yield name, inside
    prefecture = _PREFECTURE_JA.match(name)
    rest = name[prefecture.end() :] if prefecture else name
    for end in _TOWN_END_JA.finditer(rest):
        yield rest[: end.end()], [prefecture[0]] if prefecture else inside


def _begins_with(name: str, place: Place) -> bool:
    if place.level == "municipality" and _PREFECTURE.search(name):
        return False
    if not name.isascii():
        prefectures = [name_ja for name_en, name_ja in PREFECTURES.values() if name_en == place.admin1]
        inside = name.removeprefix(prefectures[0]) if place.level == "municipality" else name
        return bool(place.name_ja) and inside.startswith(place.name_ja)
    words = name.split()
    keys = {romaji_key(" ".join(words[:count])) for count in range(1, len(words) + 1)}
    return romaji_key(place.name) in keys


def _abroad(parts: list[str], country: str, partners: list[Place]) -> Place | None:
    """Return a partner that a part names, else the town or division of the last part, else a city state.

    Without a part it is the country itself.
    """
    city_state = _city_state(country)
    if not parts:
        return city_state or _place(geocode(country_name(country, "en"), country=country, level="country"))
    town = _town_in_division(parts, country)
    here = [place for place in partners if place.country == country]
    for part in parts:
        names = {fold(name) for name in name_variants(_BUILDINGS.sub("", part))}
        for place in here:
            known = (place.name, place.name_ja) if place.name_ja else (place.name,)
            if names & {fold(form) for name in known for form in name_variants(_BRACKETS.sub("", name))}:
                return town if town and place.level == "region" else place
    return town or _town_or_division(_BUILDINGS.sub("", parts[-1].split(" and ")[0]), country) or city_state


def _city_state(country: str) -> Place | None:
    """Return the town that is a country or territory without divisions: Singapore, Hong Kong."""
    found = _place(geocode(country_name(country, "en"), country=country, level="municipality"))
    return found if found and not found.admin1 else None


def _town_in_division(parts: list[str], country: str) -> Place | None:
    """Return the town of `town, division`: a division alone names no town."""
    if len(parts) == 1 or not load_divisions().find(country, parts[-1]):
        return None
    name = _BUILDINGS.sub("", parts[-2])
    found = (geocode(name, country=country, admin1=parts[-1], level=level) for level in _TOWN_LEVELS)
    return next((place for place in map(_place, found) if place), None)


def _town_or_division(name: str, country: str) -> Place | None:
    if town := _place(geocode(name, country=country, level="municipality")):
        return town
    divisions = load_divisions().find(country, name)
    return place_of_division(divisions[0]) if divisions else None


def _place(found: Resolution) -> Place | None:
    return found if isinstance(found, Place) else None
