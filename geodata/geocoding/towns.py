"""Resolving names of towns abroad: as written, as a part of another, or as two merged ones."""

from dataclasses import replace

from geodata.gazetteer import Division, find_divisions, load_geonames, load_supplement
from geodata.geocoding.candidates import (
    SUPPLEMENT,
    Candidate,
    choose_candidate,
    find_candidates,
    place_of,
    similar_names,
)
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
"""Villages with a smaller population have namesakes that GeoNames lacks."""

COUNTIES_NOT_NAMED_BY_SEAT = frozenset({"AU", "CA", "CN", "GB", "IN", "NZ", "PH", "US"})
"""Countries where `X County` says little about the town X and is no first-order division."""


def resolve_town(
    name: str, country: str, divisions: list[Division], curated: list[Place] | None = None
) -> Resolution:
    """Resolve the name of a town, in one of the divisions if any are given."""
    curated = curated or []
    qualified = split_qualifier(name)
    found = _resolve_as_written(name, country, divisions, curated)
    if isinstance(found, Unknown) and qualified:
        part, parent = qualified
        if is_area_title(parent):
            return _resolve_area(name, part, country, divisions, curated)
        return _resolve_part(name, part, parent, country, divisions, curated)
    town = without_area_title(name)
    if town and (isinstance(found, Unknown) or (curated and not divisions)):
        return _resolve_area(name, town, country, divisions, curated)
    if isinstance(found, Unknown):
        return (
            _resolve_joined(name, country, divisions) or _resolve_situated(name, country, divisions) or found
        )
    return found


def _resolve_as_written(
    name: str, country: str, divisions: list[Division], curated: list[Place]
) -> Resolution:
    candidates, elsewhere = find_candidates(name, country, divisions)
    candidates += [Candidate(row, SUPPLEMENT) for row in curated]
    if candidates:
        return choose_candidate(name, candidates, bool(divisions))
    return Unknown(name, similar_names(name, country, divisions), tuple(map(place_of, elsewhere)))


def _resolve_area(
    name: str, town: str, country: str, divisions: list[Division], curated: list[Place]
) -> Resolution:
    """Resolve a county or district by the town of its name.

    In countries where such areas are not named by their seats, population decides nothing: the town must be
    the only one of its name.
    """
    candidates, elsewhere = find_candidates(town, country, divisions)
    candidates += [Candidate(row, SUPPLEMENT) for row in curated]
    if not candidates:
        return Unknown(name, similar_names(name, country, divisions), tuple(map(place_of, elsewhere)))
    if country == "US" and not divisions and not curated:
        return Unknown(
            name,
            (),
            tuple(candidate.place for candidate in candidates),
            "a county is found in its state only",
        )
    by_size = country not in COUNTIES_NOT_NAMED_BY_SEAT
    found = choose_candidate(name, candidates, bool(divisions), by_size=by_size)
    return replace(found, precision="area") if isinstance(found, Place) and found not in curated else found


def _resolve_part(
    name: str, part: str, parent: str, country: str, divisions: list[Division], curated: list[Place]
) -> Resolution:
    """Resolve a part of a town (`Bemowo (Warsaw)`): near that town, or else at it, as an area.

    A qualifier that is no place distinguishes namesakes: a river (`Frankfurt (Oder)`), or a title.
    """
    around = find_divisions(country, parent)
    if around and not divisions:
        inside = _resolve_as_written(part, country, around, curated)
        if not isinstance(inside, Unknown):
            return inside
    town = resolve_town(parent, country, divisions)
    candidates, _ = find_candidates(part, country, divisions)
    candidates = candidates or find_candidates(without_area_title(part), country, divisions)[0]
    candidates += [Candidate(row, SUPPLEMENT) for row in load_supplement().named(country, part)]
    if isinstance(town, Place):
        near = [candidate for candidate in candidates if _is_near(candidate.place, town)]
        if near:
            return choose_candidate(name, near, in_admin1=True)
        if country == "CN":
            return Unknown(name, (), (town,), f"no {part!r} is known near {town.name}")
        return replace(town, name=part, precision="area")
    if isinstance(town, Ambiguous):
        near = [
            candidate
            for candidate in candidates
            if any(_is_near(candidate.place, one) for one in town.candidates)
        ]
        return choose_candidate(name, near, in_admin1=True) if near else Unknown(name, (), town.candidates)
    word = fold(parent)
    named = [candidate for candidate in candidates if word in _words_of(candidate.place)]
    if named:
        return choose_candidate(name, named, bool(divisions))
    only = choose_candidate(name, candidates, bool(divisions), by_size=False) if candidates else None
    if isinstance(only, Place) and only.population >= _KNOWN_BEYOND_ITS_DISTRICT:
        return only
    return Unknown(name, (), tuple(candidate.place for candidate in candidates), f"unknown place {parent!r}")


def resolve_near(part: str, parent: str, country: str, curated: list[Place]) -> Place | Unknown:
    """Resolve the name of a place in or beside a city: the only one of the name there."""
    town = resolve_town(parent, country, [])
    if not isinstance(town, Place):
        return Unknown(part)
    candidates = [*find_candidates(part, country, [])[0], *(Candidate(row, SUPPLEMENT) for row in curated)]
    near = [candidate for candidate in candidates if _is_near(candidate.place, town)]
    found = choose_candidate(part, near, in_admin1=True, by_size=False) if near else None
    return found if isinstance(found, Place) else Unknown(part)


def _is_near(place: Place, town: Place) -> bool:
    return place.km_to(town) <= _IN_THE_SAME_CITY_KM


def _words_of(place: Place) -> set[str]:
    town = load_geonames().town(int(place.origin.removeprefix("geonames:")))
    names = (town.name, *town.names) if town else ()
    return {word for name in names for word in fold(name).split()}


def _resolve_joined(name: str, country: str, divisions: list[Division]) -> Place | None:
    """Resolve a name of two neighbouring towns (`Rijssen-Holten`): at the larger, as an area."""
    parts = split_compound(name)
    if parts is None:
        return None
    one, other = (find_candidates(part, country, divisions)[0] for part in parts)
    pairs = {
        max(a.place, b.place, key=lambda place: place.population)
        for a in one
        for b in other
        if a.place != b.place and a.place.km_to(b.place) <= _NEIGHBOURS_KM
    }
    return replace(pairs.pop(), name=name, precision="area") if len(pairs) == 1 else None


def _resolve_situated(name: str, country: str, divisions: list[Division]) -> Place | None:
    """Resolve a town named with its river if only one town has the bare name."""
    bare = without_situation(name)
    candidates = find_candidates(bare, country, divisions)[0] if bare != name else []
    found = choose_candidate(name, candidates, bool(divisions), by_size=False) if candidates else None
    return found if isinstance(found, Place) else None
