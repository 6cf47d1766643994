"""Geometries in filters: literals, boxes across the antimeridian, and the spatial predicates of CQL2."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import orjson
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.query.filters import SelectionError

PREDICATES: Final[Mapping[str, Callable[..., Any]]] = {
    "s_contains": shapely.contains,
    "s_crosses": shapely.crosses,
    "s_disjoint": shapely.disjoint,
    "s_equals": shapely.equals,
    "s_intersects": shapely.intersects,
    "s_overlaps": shapely.overlaps,
    "s_touches": shapely.touches,
    "s_within": shapely.within,
}


def box_edges(
    parameter: str, edges: Sequence[float], *, northing_first: bool = False
) -> tuple[float, float, float, float]:
    """Return west, south, east, north in degrees of 4 numbers, or of 6 whose heights are ignored.

    edges: in this order, or with `northing_first` south, west, north, east.

    Raises SelectionError for another number of edges, for edges off the earth, and for south > north.
    """
    allowed = "south,west,north,east in degrees" if northing_first else "west,south,east,north in degrees"
    written = ",".join(f"{edge:g}" for edge in edges)
    if len(edges) not in (4, 6):
        raise SelectionError(parameter, written, f"4 numbers, {allowed}, or 6 with heights")
    half = len(edges) // 2
    (west, south), (east, north) = edges[:2], edges[half : half + 2]
    if northing_first:
        west, south, east, north = south, west, north, east
    on_earth = all(map(math.isfinite, edges)) and -90 <= south <= north <= 90
    if not (on_earth and -180 <= west <= 180 and -180 <= east <= 180):
        raise SelectionError(parameter, written, f"{allowed}; west > east crosses the antimeridian")
    return west, south, east, north


def box_geometry(parameter: str, edges: Sequence[float], *, northing_first: bool = False) -> BaseGeometry:
    """Return the box of edges as in `box_edges`; across the antimeridian two boxes.

    Raises SelectionError as `box_edges` does.
    """
    west, south, east, north = box_edges(parameter, edges, northing_first=northing_first)
    if west <= east:
        return shapely.box(west, south, east, north)
    return shapely.union(shapely.box(west, south, 180, north), shapely.box(-180, south, east, north))


def literal_geometry(literal: Mapping[str, Any], *, northing_first: bool) -> BaseGeometry:
    """Return a GeoJSON geometry or a `{"bbox": [...]}` of a filter, longitude first.

    Raises SelectionError for geometries that are malformed, invalid or off the earth.
    """
    if "bbox" in literal:
        edges = literal["bbox"]
        if not isinstance(edges, list) or not all(isinstance(edge, float) for edge in edges):
            raise SelectionError("filter", str(edges)[:200], "a BBOX of numbers")
        return box_geometry("filter", edges, northing_first=northing_first)
    text = orjson.dumps(literal)
    try:
        geometry = shapely.force_2d(shapely.from_geojson(text))
    except shapely.errors.GEOSException:
        raise SelectionError("filter", text.decode()[:200], "a geometry in WKT or GeoJSON") from None
    if northing_first:
        geometry = shapely.transform(geometry, lambda degrees: degrees[:, ::-1])
    if not shapely.is_valid(geometry):
        reason = shapely.is_valid_reason(geometry)
        raise SelectionError("filter", geometry.wkt[:200], f"a valid geometry; here: {reason}")
    points = shapely.get_coordinates(geometry)
    if not len(points) or not (np.abs(points) <= (180, 90)).all():
        allowed = "longitudes from -180 to 180 and latitudes from -90 to 90, cut at the antimeridian"
        raise SelectionError("filter", geometry.wkt[:200], allowed)
    return geometry
