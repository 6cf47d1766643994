"""The ids of places, and places as rows of places.csv."""

from geodata.model.place import Place
from geodata.text.folding import slug


def municipality_place_id(code: str) -> str:
    """Return the place id of a municipality: `jp-27100`."""
    return f"jp-{code}"


def partner_place_id(country: str, admin1: str, level: str, partner: str) -> str:
    """Return the place id of a partner: `us-california-san-francisco`, `us-oregon-region`."""
    parts = [country, admin1 if slug(admin1) != slug(partner) else "", partner]
    if level != "municipality" and not slug(partner).endswith(level):
        parts.append(level)
    return "-".join(slug(part) for part in parts if part)


def place_row(id_: str, place: Place) -> dict[str, str]:
    """Return a place as a row of places.csv; coordinates to 5 decimals (about a metre)."""
    return {
        "id": id_,
        "name": place.name,
        "name_ja": place.name_ja,
        "country": place.country,
        "admin1": place.admin1,
        "level": place.level,
        "lon": str(round(place.lon, 5)),
        "lat": str(round(place.lat, 5)),
        "precision": place.precision,
        "origin": place.origin,
    }
