"""The form of an answer: `f`, else what the header Accept (RFC 9110) likes best, else JSON."""

from collections.abc import Mapping
from typing import Final

from geodata import SelectionError

JSON: Final = "application/json"
GEOJSON: Final = "application/geo+json"
SCHEMA: Final = "application/schema+json"
OPENAPI: Final = "application/vnd.oai.openapi+json;version=3.0"
HTML: Final = "text/html"
TILE: Final = "application/vnd.mapbox-vector-tile"


def choose_format(asked: str | None, accept: str, offered: Mapping[str, str]) -> str:
    """Return the key of one of the offered formats, of which the first is the default.

    offered: media types by key, the value of `f`. JSON of any sort is taken by whoever accepts
    `application/json`; whoever accepts nothing that is offered gets the default.

    Raises SelectionError where `f` names none of them.
    """
    if asked is not None:
        if asked not in offered:
            raise SelectionError("f", asked[:200], ", ".join(offered))
        return asked
    best, liking = next(iter(offered)), 0.0
    for key, media_type in offered.items():
        if (quality := _quality(accept, media_type)) > liking:
            best, liking = key, quality
    return best


def _quality(accept: str, media_type: str) -> float:
    """Return how well an Accept header likes a media type, from 0 to 1, by its most precise range."""
    bare = media_type.partition(";")[0]
    names = [bare, *([JSON] if bare.endswith("json") else []), f"{bare.partition('/')[0]}/*", "*/*"]
    qualities: dict[str, float] = {}
    for part in accept[:1000].lower().replace(" ", "").split(","):
        name, *parameters = part.split(";")
        quality = next((one[2:] for one in parameters if one.startswith("q=")), "1")
        try:
            qualities[name] = max(qualities.get(name, 0.0), float(quality))
        except ValueError:
            continue
    return next((qualities[name] for name in names if name in qualities), 0.0)
