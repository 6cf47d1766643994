"""Giving a country, a state or a point that no column assigns to a side to the side that it fits."""

from dataclasses import replace

from geodata.gazetteer import load_divisions, load_municipalities, read_country
from geodata.geocoding.geocoder import geocode
from geodata.geocoding.resolution import Unknown, places_of
from geodata.geometry.great_circles import distance_km
from geodata.importing.import_record import RecordSide
from geodata.importing.nearby import countries_around
from geodata.importing.row_texts import RowTexts
from geodata.importing.side_parser import read_point

_NEAR_KM = 50.0
_JAPAN = "JP"


def fit_sides(texts: RowTexts, first: RecordSide, second: RecordSide) -> tuple[RecordSide, RecordSide]:
    """Return both sides with what the row says without saying of which; an issue if it fits neither."""
    if country := texts.get("any_country"):
        first, second = _fit_country(country, first, replace(second, country=""))
    first, second = _fit_state(first, second)
    if point := read_point(texts, "point"):
        sides = _fit_point(point, first, second)
        if sides is None:
            texts.issue("point", "this point lies at neither side; correct it, or leave it empty")
        else:
            first, second = sides
    return first, second


def _fit_country(country: str, first: RecordSide, second: RecordSide) -> tuple[RecordSide, RecordSide]:
    code = _code(country)
    is_reversed = not _is_japanese(first) and _is_japanese(second)
    if code == _JAPAN:
        return (first, replace(second, country=country)) if is_reversed else (first, second)
    if is_reversed and not second.country:
        return replace(first, country=country), replace(second, country=_JAPAN)
    return first, replace(second, country=second.country or country)


def _fit_state(first: RecordSide, second: RecordSide) -> tuple[RecordSide, RecordSide]:
    """Move a prefecture that stands as the partner's state to the municipality."""
    state, code = second.admin1, _code(second.country)
    if not state or first.admin1 or code in ("", _JAPAN) or load_divisions().find(code, state):
        return first, second
    if not load_municipalities().is_parent(state):
        return first, second
    return replace(first, admin1=state), replace(second, admin1="")


def _fit_point(
    point: tuple[float, float], first: RecordSide, second: RecordSide
) -> tuple[RecordSide, RecordSide] | None:
    around = countries_around(point)
    fits_first, fits_second = (_code(side.country) in around for side in (first, second))
    if fits_first and fits_second:
        away = [_km_to(point, side) for side in (first, second)]
        if min(away) > _NEAR_KM:
            return None
        fits_first, fits_second = away[0] <= away[1], away[1] < away[0]
    if not fits_first and not fits_second:
        fits_first, fits_second = not first.country, bool(first.country) and not second.country
    if fits_first:
        return replace(first, point=first.point or point), second
    return (first, replace(second, point=second.point or point)) if fits_second else None


def _km_to(point: tuple[float, float], side: RecordSide) -> float:
    """Return the distance from a point to the nearest place that a side may be."""
    places = [
        place
        for name in side.names
        for place in places_of(geocode(name, country=side.country, admin1=side.admin1))
    ]
    return min((distance_km(*point, place.lon, place.lat) for place in places), default=float("inf"))


def _is_japanese(side: RecordSide) -> bool:
    return bool(side.code) or any(
        not isinstance(geocode(name, country=_JAPAN), Unknown) for name in side.names
    )


def _code(country: str) -> str:
    found = read_country(country) if country else None
    return found.code if found else ""
