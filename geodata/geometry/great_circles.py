"""Great circles on WGS 84: computed with pyproj, split at the antimeridian for data.

All coordinates are (longitude, latitude) in degrees.
"""

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod
from shapely import LineString, MultiLineString

WGS84 = Geod(ellps="WGS84")
MAX_STEP_KM = 200.0
_ON_THE_ANTIMERIDIAN = 1e-9
"""Degrees of longitude within which a vertex is on the antimeridian; more than the rounding of geodesics."""

Degrees = npt.NDArray[np.float64]


def distance_km(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Return the length of the geodesic between two points, in kilometres."""
    return float(WGS84.inv(lon1, lat1, lon2, lat2)[2]) / 1000


def draw_arc(lon1: float, lat1: float, lon2: float, lat2: float) -> npt.NDArray[np.float64]:
    """Return the geodesic as an (n, 2) array, n >= 2, evenly spaced, one vertex per 200 km or finer.

    The first and last vertex are the two points. Longitudes are continuous: a line across the antimeridian
    continues beyond 180 or -180. Equal points give two equal vertices. Between antipodes, one of the equally
    short meridians is taken.
    """
    steps = max(1, int(np.ceil(distance_km(lon1, lat1, lon2, lat2) / MAX_STEP_KM)))
    inner = WGS84.npts(lon1, lat1, lon2, lat2, steps - 1) if steps > 1 else []
    arc = np.array([(lon1, lat1), *inner, (lon2, lat2)], dtype=float)
    arc[:, 0] = np.unwrap(arc[:, 0], period=360)
    return arc


def line_between(lon1: float, lat1: float, lon2: float, lat2: float) -> LineString | MultiLineString:
    """Return the geodesic between two points as data: evenly spaced, split at the antimeridian."""
    lines, _ = lines_between(*(np.array([value], dtype=float) for value in (lon1, lat1, lon2, lat2)))
    line: LineString | MultiLineString = lines[0]
    return line


def lines_between(
    lon1: Degrees, lat1: Degrees, lon2: Degrees, lat2: Degrees
) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.float64]]:
    """Return the geodesics between many pairs of points as data, and their lengths in kilometres.

    Longitudes are within [-180, 180]. A line that crosses the antimeridian is cut there (RFC 7946 3.1.9); one
    that only touches it or runs along it is not.
    """
    vertices, rows, kilometres = arcs_between(lon1, lat1, lon2, lat2)
    lines = np.empty(len(kilometres), dtype=object)
    _cut_lines(lines, _on_one_side(vertices, rows), rows)
    return lines, kilometres


def _on_one_side(vertices: Degrees, rows: npt.NDArray[np.intp]) -> Degrees:
    """Return the vertices with those on the antimeridian on the side of the rest of their line.

    They are at 180 or -180 exactly then. Their side is that of the vertex before them; at the beginning of a
    line, that of the first vertex beside the antimeridian; in a line that is all on it, that of its first.
    """
    is_on = 180 - np.abs(vertices[:, 0]) < _ON_THE_ANTIMERIDIAN
    if not is_on.any():
        return vertices
    numbers = np.arange(len(vertices))
    starts = np.searchsorted(rows, rows)
    before = np.maximum.accumulate(np.where(is_on, -1, numbers))
    after = np.minimum.accumulate(np.where(is_on, len(vertices), numbers)[::-1])[::-1]
    is_after = (after < len(vertices)) & (rows[np.minimum(after, len(vertices) - 1)] == rows)
    deciding = np.where(before >= starts, before, np.where(is_after, after, starts))
    moved = vertices.copy()
    moved[is_on, 0] = np.copysign(180, vertices[deciding[is_on], 0])
    return moved


def _cut_lines(lines: npt.NDArray[np.object_], vertices: Degrees, rows: npt.NDArray[np.intp]) -> None:
    """Set the lines of all rows, each of which crosses the antimeridian at most once."""
    cuts = ((np.abs(np.diff(vertices[:, 0])) > 180) & (rows[1:] == rows[:-1])).nonzero()[0]
    # A vertex that is on the antimeridian already is the end of its part.
    is_end = np.abs(vertices[cuts, 0]) == 180
    crossings = _crossing_latitudes(vertices[cuts], vertices[cuts + 1]).round(7)
    latitudes = np.where(is_end, vertices[cuts, 1], crossings)
    edges = np.copysign(180, vertices[cuts, 0])
    added = np.stack([edges, latitudes, -edges, latitudes], axis=1).reshape(-1, 2)
    is_added = np.column_stack([~is_end, np.ones_like(is_end)])
    chosen = is_added.ravel()
    after, cut_rows = np.repeat(cuts + 1, 2)[chosen], np.repeat(rows[cuts], 2)[chosen]
    vertices, rows = np.insert(vertices, after, added[chosen], axis=0), np.insert(rows, after, cut_rows)
    begins = np.diff(rows, prepend=-1) > 0
    begins[cuts + np.cumsum(is_added.sum(axis=1))] = True
    parts: npt.NDArray[np.object_] = np.asarray(shapely.linestrings(vertices, indices=np.cumsum(begins) - 1))
    row_of_part = rows[begins]
    is_cut = np.isin(row_of_part, cut_rows)
    lines[row_of_part[~is_cut]] = parts[~is_cut]
    both = row_of_part[is_cut]
    lines[both[::2]] = shapely.multilinestrings(parts[is_cut], indices=np.arange(len(both)) // 2)


def _crossing_latitudes(before: Degrees, after: Degrees) -> Degrees:
    """Return the latitudes at which great circles on a sphere cross the antimeridian.

    The tangent of a great circle's latitude is a weighted sum of those of two of its points, with the sines
    of the differences in longitude as weights.
    """
    (lon1, lat1), (lon2, lat2) = np.radians(before).T, np.radians(after).T
    tangent = np.tan(lat1) * np.sin(lon2 - np.pi) + np.tan(lat2) * np.sin(np.pi - lon1)
    latitudes: Degrees = np.degrees(np.arctan(tangent / np.sin(lon2 - lon1)))
    return latitudes


def arcs_between(
    lon1: Degrees, lat1: Degrees, lon2: Degrees, lat2: Degrees
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.intp], npt.NDArray[np.float64]]:
    """Return the vertices of the geodesics of many pairs, the pair of each vertex, and lengths in km.

    The vertices are an (n, 2) array in the order of the pairs, evenly spaced, one per 200 km or finer, with
    longitudes within [-180, 180]: a line across the antimeridian jumps there.
    """
    azimuths, _, metres = WGS84.inv(lon1, lat1, lon2, lat2)
    steps = np.maximum(1, np.ceil(metres / 1000 / MAX_STEP_KM)).astype(np.intp)
    ends = np.cumsum(steps + 1)
    starts = ends - steps - 1
    rows = np.repeat(np.arange(len(steps)), steps + 1)
    along = (np.arange(len(rows)) - starts[rows]) * (metres / steps)[rows]
    lon, lat, _ = WGS84.fwd(lon1[rows], lat1[rows], azimuths[rows], along)
    for at, lons, lats in ((starts, lon1, lat1), (ends - 1, lon2, lat2)):
        lon[at], lat[at] = lons, lats
    return np.column_stack([lon, lat]), rows, metres / 1000
