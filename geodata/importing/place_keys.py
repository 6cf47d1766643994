"""Keys of places in review decisions: `geonames:5746545`, `jis:13101`, `region:US:Hawaii:Hawaii`."""

import re

from geodata.gazetteer import load_geonames, load_municipalities
from geodata.geocoding.candidates import place_of
from geodata.geocoding.geocoder import geocode
from geodata.model.place import Place
from geodata.model.vocabulary import LEVELS

_MAX_ID_LENGTH = 12
KEY = re.compile(rf"(geonames|jis):[0-9]+$|({'|'.join(LEVELS)}):[A-Z]{{2}}:[^:]*:.")
"""Pattern of a key, whether or not a place has it."""


def key_of(place: Place, code: str) -> str:
    """Return the key of a place; `code` is its JIS X 0402 code, "" abroad."""
    if code:
        return f"jis:{code}"
    if place.level == "municipality" and place.origin.startswith("geonames:"):
        return place.origin
    return f"{place.level}:{place.country}:{place.admin1}:{place.name}"


def place_of_key(text: str) -> Place | None:
    """Return the place of a key; None for other text and for unknown keys."""
    if not KEY.match(text):
        return None
    kind, _, rest = text.partition(":")
    if kind == "jis":
        return load_municipalities().place(rest)
    if kind == "geonames":
        town = load_geonames().town(int(rest)) if len(rest) <= _MAX_ID_LENGTH else None
        return place_of(town) if town else None
    country, admin1, name = rest.split(":", 2)
    found = geocode(name, country=country, admin1=admin1 if admin1 != name else "", level=kind)
    return found if isinstance(found, Place) else None
