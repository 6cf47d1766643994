"""Towns and regions outside Japan, found by name within a country.

The supplement, the towns of this name, and those that bear it as another name compete. The best
match is returned only where no distinct one is of comparable size; otherwise nothing is guessed.
"""

import difflib
import re
from dataclasses import dataclass, replace

from geodata.gazetteer import Division, Town, load_divisions, load_geonames, load_supplement
from geodata.lines import distance_km
from geodata.names import fold
from geodata.place import Place
from geodata.resolution import Ambiguous, Resolution, Unknown, placed_by_seat

_DWARFS = 10
_SAME_PLACE_KM = 15.0
_SUPPLEMENT, _OWN_NAME, _OTHER_NAME = range(3)
_TITLES = re.compile(
    r"^(city|town|village|municipality|shire|district|county|commune|state|province|prefecture) of | "
    r"(city|town|village|municipality|township|shire|district|county|prefecture|province|state|region|island)$"
)
_TITLES_JA = re.compile(r"(?<=.)(市|町|村|区|郡|郷|鎮|県|州|省)$")


@dataclass(frozen=True, slots=True)
class _Hit:
    """A place that a name may mean, and how it matches: the lower the tier, the better."""

    place: Place
    tier: int

    @property
    def order(self) -> tuple[int, int]:
        return self.tier, -self.place.population

    def is_same_place(self, other: "_Hit") -> bool:
        one, two = self.place, other.place
        if self.tier == other.tier == _SUPPLEMENT and one.level != two.level:
            return False
        if one.origin == two.origin and one.origin.startswith("geonames:"):
            return True
        return one.admin1 == two.admin1 and distance_km(one.lon, one.lat, two.lon, two.lat) <= _SAME_PLACE_KM

    def is_dwarfed_by(self, other: "_Hit") -> bool:
        """Tell whether the other is so much larger, or so much better a match, that nobody means this one.

        A row of ours with a point of its own has no size; it is never dwarfed.
        """
        if self.tier == _SUPPLEMENT and not self.place.population:
            return False
        if other.tier == _SUPPLEMENT and self.tier == _OTHER_NAME:
            return self.place.population < other.place.population
        return max(self.place.population, 1) * _DWARFS <= other.place.population


def resolve_abroad(name: str, country: str, admin1: str, level: str, seat: str) -> Resolution:
    """Resolve a name within a country, and within its first-order division where one is given."""
    divisions = load_divisions().find(country, admin1) if admin1 else []
    if admin1 and not divisions:
        return Unknown(
            name, similar_names(admin1, country), (), f"unknown state, province or region {admin1!r}"
        )
    ours = _rows_of_ours(name, country, divisions, level)
    if ours and (divisions or level not in ("", "municipality")):
        return ours[0] if len(ours) == 1 else Ambiguous(name, tuple(ours), "admin1 or level")
    if level == "region":
        return _resolve_region(name, country, divisions, seat)
    if level == "institution" and seat:
        return placed_by_seat(name, resolve_town(seat, country, divisions), level)
    found = resolve_town(name, country, divisions, ours)
    if isinstance(found, Unknown) and seat:
        return placed_by_seat(name, resolve_town(seat, country, divisions), level)
    if isinstance(found, Unknown) and not level and load_divisions().find(country, name):
        return _resolve_region(name, country, divisions, seat)
    if isinstance(found, Place) and found not in ours:
        return replace(found, level=level or "municipality")
    return found


def _rows_of_ours(name: str, country: str, divisions: list[Division], level: str) -> list[Place]:
    known = load_divisions()
    return [
        row
        for row in load_supplement().named(country, name)
        if level in ("", row.level)
        and (
            not divisions
            or any(
                known.contain(whole, part) for whole in divisions for part in known.find(country, row.admin1)
            )
        )
    ]


def resolve_town(
    name: str, country: str, divisions: list[Division], ours: list[Place] | None = None
) -> Resolution:
    """Resolve the name of a town, in one of the divisions where any are given."""
    hits = [_Hit(row, _SUPPLEMENT) for row in ours or []]
    elsewhere: list[Town] = []
    for spelling in _variants(name):
        for tier, towns in zip(
            (_OWN_NAME, _OTHER_NAME), load_geonames().named(country, spelling), strict=True
        ):
            inside = [town for town in towns if not divisions or is_inside(town, divisions)]
            hits += [_Hit(_place(town), tier) for town in inside]
            elsewhere += [town for town in towns if town not in inside and town not in elsewhere]
        if hits:
            return _choose(name, hits, bool(divisions))
    return Unknown(name, similar_names(name, country), tuple(_place(town) for town in elsewhere))


def is_inside(town: Town, divisions: list[Division]) -> bool:
    """Tell whether a town lies in one of the divisions, as far as GeoNames tells them apart."""
    return any(division.holds(town.division) for division in divisions)


def _variants(name: str) -> list[str]:
    """Return the name as written, then without its title (`Boise City`), then without its brackets."""
    plain = re.sub(r"\s*[(（].*?[)）]", "", name).strip()
    forms = [name, plain, _TITLES.sub("", fold(plain)), _TITLES_JA.sub("", plain)]
    return [form for form in dict.fromkeys(forms) if form]


def _choose(name: str, hits: list[_Hit], in_admin1: bool) -> Place | Ambiguous:
    distinct: list[_Hit] = []
    for hit in sorted(hits, key=lambda hit: hit.order):
        if not any(hit.is_same_place(known) for known in distinct):
            distinct.append(hit)
    best = distinct[0]
    rivals = [hit for hit in distinct[1:] if not hit.is_dwarfed_by(best)]
    if not rivals:
        return best.place
    candidates = sorted((best, *rivals), key=lambda hit: -hit.place.population)
    decided_by = "district or GeoNames id" if in_admin1 else "admin1"
    if (
        len({hit.place.admin1 for hit in candidates}) == 1
        and len({hit.place.level for hit in candidates}) > 1
    ):
        decided_by = "level"
    return Ambiguous(name, tuple(hit.place for hit in candidates), decided_by)


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
    return _place(max(towns, key=lambda town: town.population)) if towns else None


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


def similar_names(name: str, country: str) -> tuple[str, ...]:
    """Return the names of up to three towns of a country that are spelt much like this one."""
    known = {fold(town.name): town.name for town in load_geonames().towns(country)}
    return tuple(known[key] for key in difflib.get_close_matches(fold(name), known, n=3, cutoff=0.75))
