"""Resolving names of places outside Japan within a country: towns, regions, counties, institutions."""

import re
from dataclasses import replace

from geodata.gazetteer import (
    Division,
    find_divisions,
    load_divisions,
    load_geonames,
    load_japanese_names,
    load_supplement,
)
from geodata.geocoding.candidates import choose_candidate, find_candidates, partner_names, place_of
from geodata.geocoding.resolution import Ambiguous, Resolution, Unknown, placed_by_seat
from geodata.geocoding.towns import COUNTIES_NOT_NAMED_BY_SEAT, resolve_near, resolve_town
from geodata.model.place import Place
from geodata.text.folding import fold
from geodata.text.han_variants import hanzi_key
from geodata.text.name_variants import is_district, is_region_title, split_parent_and_part, without_area_title

_DISTRICTS_OF_SEVERAL_CITIES = frozenset(
    {
        "朝陽", "和平", "鼓楼", "河東", "河西", "西湖", "東湖", "南山", "宝山", "江北", "鉄西", "鉄東",
        "青山", "白雲", "長安", "新城", "城関", "新華", "橋西", "橋東", "普陀", "中山", "海州", "市中",
        "城中", "城北", "城東", "城西", "永定", "西安", "東安", "向陽", "通州", "龍華", "竜華", "清河",
        "海港", "龍湖", "竜湖", "chaoyang", "heping", "gulou", "hedong", "hexi", "xihu", "donghu",
        "nanshan", "baoshan", "jiangbei", "tiexi", "tiedong", "qingshan", "baiyun", "changan", "xincheng",
        "chengguan", "xinhua", "qiaoxi", "qiaodong", "putuo", "zhongshan", "tongzhou", "longhua",
    }
)  # fmt: skip
"""Names of districts that several Chinese cities have; GeoNames has only one of some."""


def resolve_abroad(name: str, country: str, admin1: str, level: str, seat: str) -> Resolution:
    """Resolve a name within a country, and within its first-order division if one is given."""
    divisions = load_divisions().find(country, admin1) if admin1 else []
    if admin1 and not divisions:
        around = find_divisions(country, admin1)
        if around:
            return _resolve_in_part(name, country, admin1, around, level, seat)
        return _resolve_the_only(name, country, admin1)
    return _resolve(name, country, admin1, divisions, level, seat)


def _resolve(
    name: str, country: str, admin1: str, divisions: list[Division], level: str, seat: str
) -> Resolution:
    curated = _curated_places(name, country, divisions, level)
    if curated and (divisions or level not in ("", "municipality")):
        return curated[0] if len(curated) == 1 else Ambiguous(name, tuple(curated), "admin1 or level")
    if level == "region" or (not level and _names_a_division(name, country)):
        return _resolve_region(name, country, divisions, seat)
    if level == "institution" and seat:
        return placed_by_seat(name, resolve_town(seat, country, divisions), level)
    found = resolve_town(name, country, divisions, curated)
    if isinstance(found, Unknown) and seat:
        return placed_by_seat(name, resolve_town(seat, country, divisions), level)
    if isinstance(found, Unknown) and not (level or found.reason) and load_divisions().find(country, name):
        return _resolve_region(name, country, divisions, seat)
    if isinstance(found, Unknown) and not name.isascii():
        found = _resolve_in_japanese(found, country, admin1, level)
        return _resolve_with_parent(found, country, level) if isinstance(found, Unknown) else found
    if isinstance(found, Place) and not divisions and _is_one_of_several_districts(name, found, curated):
        return Unknown(name, (), (found,), "a district is found in its city or province only")
    if isinstance(found, Place) and found not in curated:
        return replace(found, level=level or "municipality")
    return found


def _resolve_in_japanese(unknown: Unknown, country: str, admin1: str, level: str) -> Resolution:
    """Resolve a Japanese name through the English name of a known partner."""
    names = load_japanese_names()
    areas = [one for one in names.areas(country, unknown.name) if level in ("", one.level)]
    if len({(one.name, one.admin1) for one in areas}) == 1:
        known = areas[0]
        return resolve_abroad(known.name, country, admin1 or known.admin1, known.level, known.seat)
    for town in names.towns(country, unknown.name) if level in ("", "municipality") else ():
        found = resolve_abroad(town.name, country, admin1 or town.admin1, "municipality", "")
        if not isinstance(found, Unknown):
            return found
    return unknown


def _resolve_with_parent(unknown: Unknown, country: str, level: str) -> Resolution:
    """Resolve a name that includes what contains it: a province (江蘇省蘇州市) or a city (大連市金州区)."""
    for parent, part in split_parent_and_part(unknown.name):
        if load_divisions().find(country, parent):
            found = resolve_abroad(part, country, parent, level, "")
        else:
            found = resolve_near(part, parent, country, _curated_places(part, country, [], level))
        if not isinstance(found, Unknown):
            return found
    return unknown


def _is_one_of_several_districts(name: str, found: Place, curated: list[Place]) -> bool:
    """Whether a district of China is not known to be the only one of its name."""
    if found.country != "CN" or not is_district(name):
        return False
    bare = re.sub(r"(区| district| qu)$", "", hanzi_key(name) if not name.isascii() else fold(name))
    is_known = found in curated or bool(partner_names(name, "CN"))
    return bare in _DISTRICTS_OF_SEVERAL_CITIES or not is_known


def _curated_places(name: str, country: str, divisions: list[Division], level: str) -> list[Place]:
    known = load_divisions()
    rows = dict.fromkeys(load_supplement().named(country, name))
    for one in () if name.isascii() else partner_names(name, country):
        same = load_supplement().named(country, one)
        rows |= {row: None for row in same if row.level == "municipality" or row.name_ja[-1:] == name[-1:]}
    return [
        row
        for row in rows
        if level in ("", row.level)
        and (
            not divisions
            or any(
                known.contain(parent, part)
                for parent in divisions
                for part in known.find(country, row.admin1)
            )
        )
    ]


def _resolve_in_part(
    name: str, country: str, part: str, around: list[Division], level: str, seat: str
) -> Resolution:
    """Resolve a name in a second-order division, of which only the first-order one around it is known.

    The size of two namesakes does not tell which one lies in the second-order division.
    """
    candidates, _ = find_candidates(name, country, around)
    if candidates and isinstance(
        several := choose_candidate(name, candidates, in_admin1=True, by_size=False), Ambiguous
    ):
        return several
    return _resolve(name, country, part, around, level, seat)


def _resolve_the_only(name: str, country: str, admin1: str) -> Resolution:
    """Resolve a name in something that is no division: near a city of that name, or the only namesake."""
    curated = _curated_places(name, country, [], "")
    if not admin1.isascii() and isinstance(near := resolve_near(name, admin1, country, curated), Place):
        return near
    candidates = (
        find_candidates(name, country, [])[0] if len(fold(admin1)) > 3 or not admin1.isascii() else []
    )
    found = choose_candidate(name, candidates, in_admin1=False, by_size=False) if candidates else None
    if isinstance(found, Place):
        return found
    return Unknown(name, (), (), f"unknown state, province or region {admin1!r}")


def _names_a_division(name: str, country: str) -> bool:
    """Whether a name has the title of an area, in a country whose first-order divisions have such titles."""
    is_area = bool(without_area_title(name)) and country not in COUNTIES_NOT_NAMED_BY_SEAT
    return (is_area or is_region_title(name)) and bool(load_divisions().find(country, name))


def _resolve_region(name: str, country: str, divisions: list[Division], seat: str) -> Resolution:
    known = load_divisions().find(country, name)
    if divisions:
        known = [one for one in known if any(one.holds(division) for division in divisions)]
    if not known:
        return (
            placed_by_seat(name, resolve_town(seat, country, divisions), "region") if seat else Unknown(name)
        )
    placed = [place for division in known if (place := place_of_division(division, seat))]
    if not placed:
        return Unknown(name, reason=f"no seat of {known[0].name} is known")
    return placed[0] if len(placed) == 1 else Ambiguous(name, tuple(placed), "ISO 3166-2 code")


def place_of_division(division: Division, seat: str = "") -> Place | None:
    """Return the place of a division: at the given seat, at its own seat, or at its largest town."""
    found = (resolve_town(town, division.country, [division]) for town in (seat, division.seat) if town)
    point = next((place for place in found if isinstance(place, Place)), None) or _largest_town(division)
    if point is None:
        return None
    return replace(
        point,
        name=division.name,
        name_ja=division.name_ja,
        admin1=division.name,
        level="region",
        precision="area",
    )


def _largest_town(division: Division) -> Place | None:
    """Return the largest town certainly inside; None for a part that GeoNames does not distinguish."""
    towns = [
        town
        for town in load_geonames().towns(division.country)
        if load_divisions().contain(division, town.division)
    ]
    return place_of(max(towns, key=lambda town: town.population)) if towns else None
