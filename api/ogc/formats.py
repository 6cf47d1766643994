"""The format of a response: `f`, else what the header Accept (RFC 9110) prefers, else JSON."""

from collections.abc import Mapping
from typing import Final

from api.http.quality_values import parse_quality_values
from geodata import SelectionError

JSON: Final = "application/json"
GEOJSON: Final = "application/geo+json"
SCHEMA: Final = "application/schema+json"
OPENAPI: Final = "application/vnd.oai.openapi+json;version=3.0"
HTML: Final = "text/html"
TILE: Final = "application/vnd.mapbox-vector-tile"


def choose_format(requested: str | None, accept: str, formats: Mapping[str, str]) -> str:
    """Return the key of a format; the first one is the default.

    requested: the value of `f`. formats: media types by key. A client that accepts `application/json` accepts
    every kind of JSON; one that accepts none of the formats gets the default.

    Raises SelectionError where `f` names none of them.
    """
    if requested is not None:
        if requested not in formats:
            raise SelectionError("f", requested[:200], ", ".join(formats))
        return requested
    accepted = parse_quality_values(accept)
    default = next(iter(formats))
    best = max(formats, key=lambda key: _quality(accepted, formats[key]))
    return best if _quality(accepted, formats[best]) > 0 else default


def _quality(accepted: Mapping[str, float], media_type: str) -> float:
    """Return the quality value of a media type, from 0 to 1, by the most precise range that names it."""
    bare = media_type.partition(";")[0]
    ranges = [bare, *([JSON] if bare.endswith("json") else []), f"{bare.partition('/')[0]}/*", "*/*"]
    return next((accepted[name] for name in ranges if name in accepted), 0.0)
