"""Natural Earth's countries, projected and cut at the edge of the projection."""

from functools import lru_cache

import antimeridian
import numpy as np
import pyogrio
import shapely
from matplotlib.path import Path
from shapely.affinity import translate

from viewer.figures.projection import Projection
from viewer.web.assets import ATLASES, STATIC, MissingAssetError

_ANTARCTICA = "010"
_FINE_BELOW_M = 16_000_000.0
"""Maps narrower than this use the fine atlas."""
_EDGE = 1e-6
"""The gap to a pole or to the antimeridian of the projection, in degrees."""
_REACH_DEGREES = 95.0
"""In azimuthal projections land is drawn up to this far from the centre, east and west."""


@lru_cache(maxsize=16)
def land_path(projection: Projection) -> Path:
    """Return the outlines of all countries as one path of closed rings, in projected metres.

    Raises MissingAssetError if the atlas is missing.
    """
    width = projection.extent[2] - projection.extent[0]
    return _to_path(projection, _read("fine" if width < _FINE_BELOW_M else "coarse"))


@lru_cache
def _read(detail: str) -> list[shapely.Geometry]:
    path = STATIC / ATLASES[detail]
    if not path.is_file():
        raise MissingAssetError(ATLASES[detail])
    countries = pyogrio.read_dataframe(path, layer="countries", columns=["id"])
    shown = countries.geometry[countries["id"] != _ANTARCTICA].to_numpy()
    return [_cut_at_antimeridian(polygon) for polygon in shapely.get_parts(shown)]


def _cut_at_antimeridian(polygon: shapely.Polygon) -> shapely.Geometry:
    """Return a polygon split at the antimeridian; the atlas doesn't split polygons that cross it."""
    longitudes = shapely.get_coordinates(polygon)[:, 0]
    jumps = (np.abs(np.diff(longitudes)) > 180).any()
    return shapely.make_valid(antimeridian.fix_polygon(polygon, fix_winding=True) if jumps else polygon)


def _to_path(projection: Projection, land: list[shapely.Geometry]) -> Path:
    vertices, codes = [], []
    for ring in _rings([_unwrapped(projection, geometry) for geometry in land]):
        plane = projection.project(shapely.get_coordinates(ring))
        if np.isfinite(plane).all():
            vertices.append(plane)
            codes.append([Path.MOVETO, *[Path.LINETO] * (len(plane) - 2), Path.CLOSEPOLY])
    return Path(np.concatenate(vertices), np.concatenate(codes))


def _unwrapped(projection: Projection, geometry: shapely.Geometry) -> shapely.Geometry:
    """Return a geometry with longitudes around the projection's centre, cut on the far side of the earth."""
    reach = _REACH_DEGREES if projection.family == "laea" else 180 - _EDGE
    west, east = projection.longitude - reach, projection.longitude + reach
    window = shapely.box(west, -90 + _EDGE, east, 90 - _EDGE)
    copies = [translate(geometry, turn * 360) for turn in (-1, 0, 1)]
    inside = shapely.intersection(np.array(copies, dtype=object), window)
    return shapely.segmentize(shapely.union_all(inside), 2.0)


def _rings(geometries: list[shapely.Geometry]) -> list[shapely.LinearRing]:
    parts = shapely.get_parts(shapely.get_parts(np.array(geometries, dtype=object)))
    polygons = [part for part in parts if isinstance(part, shapely.Polygon)]
    return [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
