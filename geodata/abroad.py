"""Places outside Japan, found by name within a country: a town, a region, a county or an institution."""

from dataclasses import replace

from geodata.gazetteer import (
    Division,
    find_divisions,
    load_divisions,
    load_geonames,
    load_japanese_names,
    load_supplement,
)
from geodata.hits import choose, look_up, names_of_partners, place_of
from geodata.names import fold
from geodata.place import Place
from geodata.resolution import Ambiguous, Resolution, Unknown, placed_by_seat
from geodata.spellings import is_region_title, without_area_title
from geodata.towns import COUNTIES_NOT_NAMED_BY_SEAT, resolve_town


def resolve_abroad(name: str, country: str, admin1: str, level: str, seat: str) -> Resolution:
    """Resolve a name within a country, and within its first-order division where one is given."""
    divisions = find_divisions(country, admin1) if admin1 else []
    if admin1 and not divisions:
        return _resolve_the_only(name, country, admin1)
    ours = _rows_of_ours(name, country, divisions, level)
    if ours and (divisions or level not in ("", "municipality")):
        return ours[0] if len(ours) == 1 else Ambiguous(name, tuple(ours), "admin1 or level")
    if level == "region" or (not level and _names_a_division(name, country)):
        return _resolve_region(name, country, divisions, seat)
    if level == "institution" and seat:
        return placed_by_seat(name, resolve_town(seat, country, divisions), level)
    found = resolve_town(name, country, divisions, ours)
    if isinstance(found, Unknown) and seat:
        return placed_by_seat(name, resolve_town(seat, country, divisions), level)
    if isinstance(found, Unknown) and not level and load_divisions().find(country, name):
        return _resolve_region(name, country, divisions, seat)
    if isinstance(found, Unknown) and not name.isascii():
        return _resolve_in_japanese(found, country, admin1, level)
    if isinstance(found, Place) and found not in ours:
        return replace(found, level=level or "municipality")
    return found


def _resolve_in_japanese(unknown: Unknown, country: str, admin1: str, level: str) -> Resolution:
    """Resolve a Japanese name through the English name that a partner of ours has."""
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


def _rows_of_ours(name: str, country: str, divisions: list[Division], level: str) -> list[Place]:
    known = load_divisions()
    names = [name] if name.isascii() else [name, *names_of_partners(name, country)]
    rows = {row: None for one in names for row in load_supplement().named(country, one)}
    return [
        row
        for row in rows
        if level in ("", row.level)
        and (
            not divisions
            or any(
                known.contain(whole, part) for whole in divisions for part in known.find(country, row.admin1)
            )
        )
    ]


def _resolve_the_only(name: str, country: str, admin1: str) -> Resolution:
    """Resolve a name in a division that nobody knows: it must be the only one of its country."""
    hits = look_up(name, country, [])[0] if len(fold(admin1)) > 3 or not admin1.isascii() else []
    found = choose(name, hits, in_admin1=False, dwarfs=False) if hits else None
    if isinstance(found, Place):
        return found
    return Unknown(name, (), (), f"unknown state, province or region {admin1!r}")


def _names_a_division(name: str, country: str) -> bool:
    """Tell whether a name has the title of an area, and first-order divisions here have such titles."""
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
    """Return the place of a division: at the seat given, at its own, or at its largest town."""
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
    """Return the largest town that is surely inside; None for a part that GeoNames doesn't tell apart."""
    towns = [
        town
        for town in load_geonames().towns(division.country)
        if load_divisions().contain(division, town.division)
    ]
    return place_of(max(towns, key=lambda town: town.population)) if towns else None
