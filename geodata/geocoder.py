"""A name becomes a place, or a reason why it doesn't.

The order of what decides: country, then first-order division, then level, then how the name
matches (our supplement, a town's own name, another of its names), then size where one town dwarfs
its namesakes. What remains open is reported as ambiguous, never guessed.
"""

import difflib
import re
from dataclasses import dataclass, replace

from geodata.gazetteer import (
    Division,
    Town,
    capital_of,
    country_name,
    find_country,
    load_divisions,
    load_geonames,
    load_municipalities,
    load_supplement,
)
from geodata.lines import distance_km
from geodata.names import fold
from geodata.place import Place
from geodata.vocabulary import PREFECTURES

_DWARFS = 10
_SAME_PLACE_KM = 15.0
_TITLES = re.compile(
    r"^(city|town|village|municipality|shire|district|county|commune|state|province|prefecture) of | "
    r"(city|town|village|municipality|township|shire|district|county|prefecture|province|state|region|island)$"
)
_TITLES_JA = re.compile(r"(?<=.)(市|町|村|区|郡|郷|鎮|県|州|省)$")
_STATELIKE = re.compile(r"\b(state|province|prefecture|region|oblast|krai)$|[州省道]$")


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several places have the name; `candidates` are best first, `decided_by` says what is missing."""

    name: str
    candidates: tuple[Place, ...]
    decided_by: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """No place has the name there; `nearest` are similar spellings, `elsewhere` same names outside admin1."""

    name: str
    nearest: tuple[str, ...] = ()
    elsewhere: tuple[Place, ...] = ()


Resolution = Place | Ambiguous | Unknown


def geocode(name: str, *, country: str = "", admin1: str = "", level: str = "", seat: str = "") -> Resolution:
    """Resolve a name to a place.

    `country` is a code or a name (English or Japanese), `admin1` a name, abbreviation, ISO 3166-2 or
    JIS X 0401 code, `level` a word of the vocabulary, `seat` the town by which a region, a country or
    an institution is placed. Without a country, `name` may carry it after commas (`Misato, Shimane`;
    `Concord, California`; `Springfield, OR, US`), be a JIS X 0402 code, or be written in kanji.
    """
    if country:
        code = find_country(country)
        return Unknown(name) if code is None else _geocode_within(name, code, admin1, level, seat)
    head, *parents = [part.strip() for part in re.split("[,、]", name) if part.strip()] or [""]
    if parents:
        return _geocode_with_parents(head, parents, level)
    return _geocode_anywhere(head, admin1, level, seat)


def _geocode_with_parents(name: str, parents: list[str], level: str) -> Resolution:
    code = find_country(parents[-1])
    if code and (len(parents) > 1 or not load_divisions().find("US", parents[-1])):
        return _geocode_within(name, code, parents[0] if len(parents) > 1 else "", level, "")
    found = [
        resolution
        for country in _countries_with_division(parents[-1])
        if not isinstance(resolution := _geocode_within(name, country, parents[-1], level, ""), Unknown)
    ]
    return _merge(name, found, "country")


def _countries_with_division(text: str) -> list[str]:
    countries = load_geonames().countries()
    return [
        code
        for code in countries
        if load_divisions().find(code, text) or (code == "JP" and _prefecture(text))
    ]


def _geocode_anywhere(name: str, admin1: str, level: str, seat: str) -> Resolution:
    if re.fullmatch(r"\d{5}", name):
        return load_municipalities().place(name) or Unknown(name)
    if (code := find_country(name)) and level in ("", "country"):
        return _country_place(name, code, seat)
    if not name.isascii() and (codes := load_municipalities().named(name)):
        return _municipality(name, codes)
    found = [
        resolution
        for country in load_geonames().countries()
        if (not admin1 or load_divisions().find(country, admin1) or country == "JP")
        and not isinstance(resolution := _geocode_within(name, country, admin1, level, seat), Unknown)
    ]
    return _merge(name, found, "country")


def _merge(name: str, found: list[Place | Ambiguous], decided_by: str) -> Resolution:
    places = [place for one in found for place in (one.candidates if isinstance(one, Ambiguous) else (one,))]
    if not places:
        return Unknown(name, nearest=_similar(name))
    if len(found) == 1:
        return found[0]
    return Ambiguous(name, tuple(sorted(places, key=lambda place: -place.population)), decided_by)


def _geocode_within(name: str, country: str, admin1: str, level: str, seat: str) -> Resolution:
    if level == "country":
        return _country_place(name, country, seat)
    if country == "JP":
        return _geocode_japan(name, admin1)
    divisions = load_divisions().find(country, admin1) if admin1 else []
    if ours := _ours(name, country, divisions, level):
        return ours
    if level == "region":
        return _region(name, country, divisions, seat)
    if level == "institution" and seat:
        return _named_by_seat(name, _town(seat, country, divisions, admin1), level)
    found = _town(name, country, divisions, admin1)
    if isinstance(found, Unknown) and seat:
        return _named_by_seat(name, _town(seat, country, divisions, admin1), level)
    if isinstance(found, Unknown) and not level and load_divisions().find(country, name):
        return _region(name, country, divisions, seat)
    return replace(found, level=level or "municipality") if isinstance(found, Place) else found


def _ours(name: str, country: str, divisions: list[Division], level: str) -> Place | Ambiguous | None:
    rows = load_supplement().named(country, name)
    names = {division.name for division in divisions}
    rows = [row for row in rows if (not names or row.admin1 in names) and level in ("", row.level)]
    if not rows:
        return None
    return rows[0] if len(rows) == 1 else Ambiguous(name, tuple(rows), "admin1 or level")


def _named_by_seat(name: str, found: Resolution, level: str) -> Resolution:
    if not isinstance(found, Place):
        return found
    return replace(
        found, name=name, name_ja="", level=level, precision="seat" if level == "institution" else "area"
    )


def _country_place(name: str, code: str, seat: str) -> Resolution:
    capital = _town(seat or capital_of(code), code, [], "")
    if isinstance(capital, Ambiguous):
        capital = capital.candidates[0]
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


def _region(name: str, country: str, divisions: list[Division], seat: str) -> Resolution:
    known = load_divisions().find(country, name)
    if len(known) > 1:
        return Ambiguous(name, tuple(_largest_town(division) for division in known), "ISO 3166-2 code")
    if not known:
        return _named_by_seat(name, _town(seat, country, divisions, ""), "region") if seat else Unknown(name)
    division = known[0]
    point = _town(seat or division.seat, country, known, name) if seat or division.seat else None
    if not isinstance(point, Place):
        point = _largest_town(division)
    return replace(
        point,
        name=division.name,
        name_ja=division.name_ja,
        admin1=division.name,
        level="region",
        precision="area",
    )


def _largest_town(division: Division) -> Place:
    towns = [town for town in load_geonames().towns(division.country) if division.holds(town.division)]
    return _place(max(towns, key=lambda town: town.population))


def _geocode_japan(name: str, admin1: str) -> Resolution:
    prefecture = _prefecture(admin1)
    if admin1 and not prefecture:
        return Unknown(name)
    municipalities = load_municipalities()
    if re.fullmatch(r"\d{5}", name):
        return municipalities.place(name) or Unknown(name)
    codes = municipalities.named(name, prefecture)
    if not codes:
        elsewhere = tuple(
            place for code in municipalities.named(name) if (place := municipalities.place(code))
        )
        return Unknown(name, nearest=_similar(name, "JP"), elsewhere=elsewhere)
    return _municipality(name, codes)


def _municipality(name: str, codes: list[str]) -> Resolution:
    places = [place for code in codes if (place := load_municipalities().place(code))]
    if len(places) == 1:
        return places[0]
    return Ambiguous(
        name, tuple(sorted(places, key=lambda place: -place.population)), "prefecture or JIS code"
    )


def _prefecture(text: str) -> str:
    if text in PREFECTURES:
        return text
    key = fold(text)
    bare = re.sub(r"\s*\b(prefecture|metropolis|ken|fu|to)$", "", key.removeprefix("jp "))
    for code, (en, ja) in PREFECTURES.items():
        if bare in (fold(en), code) or key in (ja, ja[:-1] if code != "01" else ja):
            return code
    return ""


def _town(name: str, country: str, divisions: list[Division], admin1: str) -> Resolution:
    if admin1 and not divisions:
        return Unknown(name, nearest=_similar(admin1, country))
    elsewhere: list[Town] = []
    for spelling in _variants(name):
        for towns in load_geonames().named(country, spelling):
            inside = [town for town in towns if not divisions or _is_in(town, divisions)]
            if inside:
                return _choose(name, inside, bool(divisions))
            elsewhere += [town for town in towns if town not in elsewhere]
    return Unknown(name, _similar(name, country), tuple(_place(town) for town in elsewhere))


def _is_in(town: Town, divisions: list[Division]) -> bool:
    return any(division.holds(town.division) for division in divisions)


def _variants(name: str) -> list[str]:
    """Return the name as written, then without its title (`Boise City`), then without its brackets."""
    plain = re.sub(r"\s*[(（].*?[)）]", "", name).strip()
    forms = [name, plain, _TITLES.sub("", fold(plain)), _TITLES_JA.sub("", plain)]
    return [form for form in dict.fromkeys(forms) if form]


def _choose(name: str, towns: list[Town], in_admin1: bool) -> Place | Ambiguous:
    ranked = sorted(towns, key=lambda town: -town.population)
    first, *rest = ranked
    rivals = [
        town
        for town in rest
        if distance_km(first.lon, first.lat, town.lon, town.lat) > _SAME_PLACE_KM
        and town.population * _DWARFS > first.population
    ]
    if not rivals:
        return _place(first)
    decided_by = "district or GeoNames id" if in_admin1 else "admin1"
    return Ambiguous(name, tuple(_place(town) for town in (first, *rivals)), decided_by)


def _place(town: Town) -> Place:
    return Place(
        name=town.name,
        name_ja="",
        country=town.country,
        admin1=town.admin1,
        level="municipality",
        lon=town.lon,
        lat=town.lat,
        precision="seat",
        origin=f"geonames:{town.id}",
        population=town.population,
    )


def _similar(name: str, country: str = "") -> tuple[str, ...]:
    if not country:
        return ()
    known = {fold(town.name): town.name for town in load_geonames().towns(country)}
    return tuple(known[key] for key in difflib.get_close_matches(fold(name), known, n=3, cutoff=0.75))
