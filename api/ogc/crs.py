"""Coordinate reference systems by their URIs, and the order of their axes."""

from typing import Final

from geodata import SelectionError

CRS84: Final = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
EPSG4326: Final = "http://www.opengis.net/def/crs/EPSG/0/4326"
ALL: Final = (CRS84, EPSG4326)


def is_northing_first(parameter: str, uri: str | None) -> bool:
    """Tell whether coordinates are latitude, longitude. Raises SelectionError for another system."""
    if uri is not None and uri not in ALL:
        raise SelectionError(parameter, uri[:200], ", ".join(ALL))
    return uri == EPSG4326
