"""Resolving a side to a place: its spellings, its point and its other cells must agree."""

from dataclasses import replace
from functools import cache

from geodata.gazetteer import load_municipalities, read_country
from geodata.geocoding.geocoder import geocode
from geodata.geocoding.resolution import Ambiguous, Resolution, Unknown, places_of
from geodata.geometry.great_circles import distance_km
from geodata.importing.import_record import RecordSide
from geodata.importing.nearby import countries_around, country_around, divisions_around
from geodata.importing.qualified_names import parse_qualified_name
from geodata.importing.side_parser import parse_municipality_code
from geodata.model.place import Place

_SAME_POINT_KM = 0.1
_SAME_PLACE_KM = 25.0
_NEAR_POINT_KM = 50.0
_MAX_CANDIDATES = 8
NO_COUNTRY = "no country is named"
_POINT_ORIGIN = "the list's own point"


@cache
def resolve_side(side: RecordSide) -> Resolution:
    """Return the place of a side, the candidates, or the reason why none is known."""
    if side.code:
        return _resolve_code(side)
    country = side.country or (country_around(side.point) if side.point else "")
    if not country and not side.names:
        return Unknown(side.name, reason="neither a name nor a country")
    if not country:
        return _resolve_without_country(side)
    found = _agree([_resolve_name(name, country, side) for name in side.names])
    return _check_point(found, country, side) if side.point else found


def move_to_exported_point(place: Place, side: RecordSide) -> Place:
    """Return a place at the point of our own export; regions have more than one centre."""
    if side.point is None or place.precision in ("office", "seat"):
        return place
    lon, lat = side.point
    if distance_km(lon, lat, place.lon, place.lat) < _SAME_POINT_KM:
        return place
    return replace(place, lon=lon, lat=lat, origin=_POINT_ORIGIN)


def _resolve_code(side: RecordSide) -> Resolution:
    code = parse_municipality_code(side)
    place = load_municipalities().place(code) if code else None
    if place is None:
        return Unknown(side.code, reason="no municipality has this code and this name")
    return place


def _resolve_without_country(side: RecordSide) -> Resolution:
    """Resolve names that include their country; else list places of this name anywhere."""
    candidates = [
        qualified for name in side.names for qualified in parse_qualified_name(name) if qualified.country
    ]
    for qualified in candidates:
        found = geocode(
            qualified.name, country=qualified.country, admin1=qualified.state or side.admin1, level=side.level
        )
        if not isinstance(found, Unknown):
            return found
    anywhere = [place for name in side.names for place in places_of(geocode(name, admin1=side.admin1))]
    return Unknown(side.name, elsewhere=tuple(dict.fromkeys(anywhere))[:_MAX_CANDIDATES], reason=NO_COUNTRY)


def _resolve_name(name: str, country: str, side: RecordSide) -> Resolution:
    """Resolve one spelling, in the state as written or as given in brackets."""
    found: Resolution = Unknown(name)
    for admin1 in _forms(side.admin1):
        found = geocode(name, country=country, admin1=admin1, level=side.level, seat=side.seat)
        if not isinstance(found, Unknown):
            return found
    if not side.admin1 and (qualified := _resolve_qualified_name(name, country, side.level)):
        return qualified
    return found


def _resolve_qualified_name(name: str, country: str, level: str) -> Place | Ambiguous | None:
    """Resolve a name that includes its state, and possibly its country again."""
    written = read_country(country)
    for qualified in parse_qualified_name(name):
        again = read_country(qualified.country) if qualified.country else written
        if again and written and again.code == written.code:
            found = geocode(qualified.name, country=country, admin1=qualified.state, level=level)
            if not isinstance(found, Unknown):
                return found
    return None


def _forms(text: str) -> list[str]:
    """Return `オレゴン州 (Oregon)` as written, without its brackets, and the text in them."""
    before, bracket, inside = text.replace("（", "(").replace("）", ")").partition("(")
    forms = [text, before.strip(), inside.partition(")")[0].strip()] if bracket else [text]
    return list(dict.fromkeys(form for form in forms if form)) or [""]


def _agree(found: list[Resolution]) -> Resolution:
    """Return the place that all spellings allow; if they contradict each other, all places."""
    known = [one for one in found if not isinstance(one, Unknown)]
    if not known:
        return max(found, key=_helpfulness)
    allowed = [places_of(one) for one in known]
    common = [place for place in allowed[0] if all(_is_among(place, others) for others in allowed[1:])]
    if len(common) == 1:
        return common[0]
    places = common or [place for several in allowed for place in several]
    decided_by = next((one.decided_by for one in known if isinstance(one, Ambiguous)), "one spelling")
    return Ambiguous(found[0].name, tuple(dict.fromkeys(places)), decided_by)


def _helpfulness(found: Resolution) -> int:
    return len(found.nearest) + len(found.elsewhere) if isinstance(found, Unknown) else 0


def _is_among(place: Place, others: tuple[Place, ...]) -> bool:
    return any(place.km_to(other) <= _SAME_PLACE_KM for other in others)


def _check_point(found: Resolution, country: str, side: RecordSide) -> Resolution:
    """Return the place near the list's own point, or the region that contains it.

    If the name is unknown, the point itself is the place; if all places of the name lie elsewhere, name and
    point contradict each other.
    """
    assert side.point is not None  # noqa: S101 - only called with a point
    lon, lat = side.point
    places = sorted(places_of(found), key=lambda place: distance_km(lon, lat, place.lon, place.lat))
    away = distance_km(lon, lat, places[0].lon, places[0].lat) if places else 0.0
    if places and away <= _NEAR_POINT_KM:
        return places[0]
    written = read_country(country)
    if written is None or written.code not in countries_around(side.point):
        return Unknown(side.name, reason=f"its point {lon:g} {lat:g} does not lie in {country}")
    if area := _area_around(side.point, places, written.code, side):
        return area
    if places:
        reason = f"its point {lon:g} {lat:g} lies {away:,.0f} km from the nearest place so named"
        return Unknown(side.name, elsewhere=tuple(places), reason=reason)
    return replace(
        _BLANK, name=side.name, country=written.code, level=side.level or "municipality", lon=lon, lat=lat
    )


def _area_around(
    point: tuple[float, float], places: list[Place], country: str, side: RecordSide
) -> Place | None:
    """Return the country or region of this name that contains a point, however far its own point is."""
    if qualified := next((place for place in places if place.level == "country"), None):
        return qualified
    if side.level not in ("", "region"):
        return None
    around = divisions_around(point)
    regions = (geocode(name, country=country, admin1=side.admin1, level="region") for name in side.names)
    return next((one for one in regions if isinstance(one, Place) and one.admin1 in around), None)


_BLANK = Place("", "", "", "", "municipality", 0.0, 0.0, "area", _POINT_ORIGIN)
