"""A town abroad by its name: as written, as a part of another, or as two that have merged."""

from dataclasses import replace

from geodata.gazetteer import Division, find_divisions, load_geonames, load_supplement
from geodata.geocoding.candidates import SUPPLEMENT, Hit, choose, look_up, place_of, similar_names
from geodata.geocoding.resolution import Ambiguous, Resolution, Unknown
from geodata.model.place import Place
from geodata.text.folding import fold
from geodata.text.name_variants import (
    is_area_title,
    split_compound,
    split_qualifier,
    without_area_title,
    without_situation,
)

_IN_THE_SAME_CITY_KM = 40.0
_NEIGHBOURS_KM = 20.0
_KNOWN_BEYOND_ITS_DISTRICT = 5000
"""A village of fewer people has namesakes that GeoNames lacks."""

COUNTIES_NOT_NAMED_BY_SEAT = frozenset({"AU", "CA", "CN", "GB", "IN", "NZ", "PH", "US"})
"""Where `X County` says little of the town X, and is no first-order division either."""


def resolve_town(
    name: str, country: str, divisions: list[Division], ours: list[Place] | None = None
) -> Resolution:
    """Resolve the name of a town, in one of the divisions where any are given."""
    ours = ours or []
    qualified = split_qualifier(name)
    found = _resolve_as_written(name, country, divisions, ours)
    if isinstance(found, Unknown) and qualified:
        part, whole = qualified
        if is_area_title(whole):
            return _resolve_area(name, part, country, divisions, ours)
        return _resolve_part(name, part, whole, country, divisions, ours)
    town = without_area_title(name)
    if town and (isinstance(found, Unknown) or (ours and not divisions)):
        return _resolve_area(name, town, country, divisions, ours)
    if isinstance(found, Unknown):
        return (
            _resolve_joined(name, country, divisions) or _resolve_situated(name, country, divisions) or found
        )
    return found


def _resolve_as_written(name: str, country: str, divisions: list[Division], ours: list[Place]) -> Resolution:
    hits, elsewhere = look_up(name, country, divisions)
    hits += [Hit(row, SUPPLEMENT) for row in ours]
    if hits:
        return choose(name, hits, bool(divisions))
    return Unknown(name, similar_names(name, country, divisions), tuple(map(place_of, elsewhere)))


def _resolve_area(
    name: str, town: str, country: str, divisions: list[Division], ours: list[Place]
) -> Resolution:
    """Resolve a county or district by the town of its name.

    Where such areas are not named by their seats, size tells nothing: only the one town of a name will do.
    """
    hits, elsewhere = look_up(town, country, divisions)
    hits += [Hit(row, SUPPLEMENT) for row in ours]
    if not hits:
        return Unknown(name, similar_names(name, country, divisions), tuple(map(place_of, elsewhere)))
    if country == "US" and not divisions and not ours:
        return Unknown(name, (), tuple(hit.place for hit in hits), "a county is found in its state only")
    dwarfs = country not in COUNTIES_NOT_NAMED_BY_SEAT
    found = choose(name, hits, bool(divisions), dwarfs=dwarfs)
    return replace(found, precision="area") if isinstance(found, Place) and found not in ours else found


def _resolve_part(
    name: str, part: str, whole: str, country: str, divisions: list[Division], ours: list[Place]
) -> Resolution:
    """Resolve a part of a town (`Bemowo (Warsaw)`): near that town, or else at it, as an area.

    What isn't a place is a word to tell namesakes apart: a river (`Frankfurt (Oder)`), or a title.
    """
    around = find_divisions(country, whole)
    if around and not divisions:
        inside = _resolve_as_written(part, country, around, ours)
        if not isinstance(inside, Unknown):
            return inside
    town = resolve_town(whole, country, divisions)
    hits, _ = look_up(part, country, divisions)
    hits = hits or look_up(without_area_title(part), country, divisions)[0]
    hits += [Hit(row, SUPPLEMENT) for row in load_supplement().named(country, part)]
    if isinstance(town, Place):
        near = [hit for hit in hits if _is_near(hit.place, town)]
        if near:
            return choose(name, near, in_admin1=True)
        if country == "CN":
            return Unknown(name, (), (town,), f"no {part!r} is known near {town.name}")
        return replace(town, name=part, precision="area")
    if isinstance(town, Ambiguous):
        near = [hit for hit in hits if any(_is_near(hit.place, one) for one in town.candidates)]
        return choose(name, near, in_admin1=True) if near else Unknown(name, (), town.candidates)
    word = fold(whole)
    named = [hit for hit in hits if word in _words_of(hit.place)]
    if named:
        return choose(name, named, bool(divisions))
    only = choose(name, hits, bool(divisions), dwarfs=False) if hits else None
    if isinstance(only, Place) and only.population >= _KNOWN_BEYOND_ITS_DISTRICT:
        return only
    return Unknown(name, (), tuple(hit.place for hit in hits), f"unknown place {whole!r}")


def resolve_near(part: str, whole: str, country: str, ours: list[Place]) -> Place | Unknown:
    """Resolve the name of a place that lies in or beside a city: the only one of the name there."""
    town = resolve_town(whole, country, [])
    if not isinstance(town, Place):
        return Unknown(part)
    hits = [*look_up(part, country, [])[0], *(Hit(row, SUPPLEMENT) for row in ours)]
    near = [hit for hit in hits if _is_near(hit.place, town)]
    found = choose(part, near, in_admin1=True, dwarfs=False) if near else None
    return found if isinstance(found, Place) else Unknown(part)


def _is_near(place: Place, town: Place) -> bool:
    return place.km_to(town) <= _IN_THE_SAME_CITY_KM


def _words_of(place: Place) -> set[str]:
    town = load_geonames().town(int(place.origin.removeprefix("geonames:")))
    names = (town.name, *town.names) if town else ()
    return {word for name in names for word in fold(name).split()}


def _resolve_joined(name: str, country: str, divisions: list[Division]) -> Place | None:
    """Resolve a name of two towns (`Rijssen-Holten`) that are neighbours: at the larger, as an area."""
    parts = split_compound(name)
    if parts is None:
        return None
    one, other = (look_up(part, country, divisions)[0] for part in parts)
    pairs = {
        max(a.place, b.place, key=lambda place: place.population)
        for a in one
        for b in other
        if a.place != b.place and a.place.km_to(b.place) <= _NEIGHBOURS_KM
    }
    return replace(pairs.pop(), name=name, precision="area") if len(pairs) == 1 else None


def _resolve_situated(name: str, country: str, divisions: list[Division]) -> Place | None:
    """Resolve a town named with its river, where one town alone has the bare name."""
    bare = without_situation(name)
    hits = look_up(bare, country, divisions)[0] if bare != name else []
    found = choose(name, hits, bool(divisions), dwarfs=False) if hits else None
    return found if isinstance(found, Place) else None
