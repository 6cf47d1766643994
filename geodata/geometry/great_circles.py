"""Great circles on WGS 84: computed with pyproj, split at the antimeridian for data.

All coordinates are (longitude, latitude) in degrees.
"""

import antimeridian
import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod
from shapely import LineString, MultiLineString

WGS84 = Geod(ellps="WGS84")
MAX_STEP_KM = 200.0
_BESIDE_THE_EDGE = 1e-7
"""Degrees of longitude within which a vertex is on the antimeridian."""

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


def split_arc(arc: npt.NDArray[np.float64]) -> LineString | MultiLineString:
    """Return an arc as data: longitudes within [-180, 180], cut at the antimeridian (RFC 7946 3.1.9)."""
    if arc[:, 0].min() >= -180 and arc[:, 0].max() <= 180:
        return LineString(arc)
    wrapped = arc.copy()
    wrapped[:, 0] = (arc[:, 0] + 180) % 360 - 180
    crossings = np.flatnonzero(np.abs(np.diff(wrapped[:, 0])) > 180)
    if len(crossings) != 1 or (np.abs(wrapped[:, 0]) == 180).any():
        return antimeridian.fix_line_string(LineString(wrapped), great_circle=True)
    # antimeridian.fix_line_string is slow for many vertices, so it gets only the segment that crosses.
    before, after = wrapped[: crossings[0] + 1], wrapped[crossings[0] + 1 :]
    crossing = antimeridian.fix_line_string(LineString([before[-1], after[0]]), great_circle=True)
    end, start = (shapely.get_coordinates(half) for half in shapely.get_parts(crossing))
    return MultiLineString([np.vstack([before[:-1], end]), np.vstack([start, after[1:]])])


def line_between(lon1: float, lat1: float, lon2: float, lat2: float) -> LineString | MultiLineString:
    """Return the geodesic between two points as data: evenly spaced, split at the antimeridian."""
    return split_arc(draw_arc(lon1, lat1, lon2, lat2))


def lines_between(
    lon1: Degrees, lat1: Degrees, lon2: Degrees, lat2: Degrees
) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.float64]]:
    """Return the lines of `line_between` for many pairs, and their lengths in kilometres."""
    vertices, rows, kilometres = arcs_between(lon1, lat1, lon2, lat2)
    lines = np.empty(len(kilometres), dtype=object)
    over = (np.abs(np.diff(vertices[:, 0])) > 180) & (rows[1:] == rows[:-1])
    cuts = over.nonzero()[0]
    at_the_edge = (180 - np.abs(vertices[:, 0]) < _BESIDE_THE_EDGE)[cuts[:, None] + (0, 1)].any(axis=1)
    is_odd = np.bincount(rows[cuts], minlength=len(lines)) > 1
    is_odd[rows[cuts[at_the_edge]]] = True
    for row in is_odd.nonzero()[0]:
        arc = vertices[rows == row]
        lines[row] = split_arc(np.column_stack([np.unwrap(arc[:, 0], period=360), arc[:, 1]]))
    plain = ~is_odd[rows]
    _cut_lines(lines, vertices[plain], rows[plain])
    return lines, kilometres


def _cut_lines(lines: npt.NDArray[np.object_], vertices: Degrees, rows: npt.NDArray[np.intp]) -> None:
    """Set the lines at some rows, each of which crosses the antimeridian at most once."""
    cuts = ((np.abs(np.diff(vertices[:, 0])) > 180) & (rows[1:] == rows[:-1])).nonzero()[0]
    latitudes = _crossing_latitudes(vertices[cuts], vertices[cuts + 1])
    edges = np.copysign(180, vertices[cuts, 0])
    ends = np.stack([edges, latitudes, -edges, latitudes], axis=1).reshape(-1, 2)
    after, cut_rows = np.repeat(cuts + 1, 2), np.repeat(rows[cuts], 2)
    vertices, rows = np.insert(vertices, after, ends, axis=0), np.insert(rows, after, cut_rows)
    begins = np.diff(rows, prepend=-1) > 0
    begins[cuts + 2 + 2 * np.arange(len(cuts))] = True
    parts: npt.NDArray[np.object_] = np.asarray(shapely.linestrings(vertices, indices=np.cumsum(begins) - 1))
    row_of_part = rows[begins]
    is_cut = np.isin(row_of_part, cut_rows)
    lines[row_of_part[~is_cut]] = parts[~is_cut]
    both = row_of_part[is_cut]
    lines[both[::2]] = shapely.multilinestrings(parts[is_cut], indices=np.arange(len(both)) // 2)


def _crossing_latitudes(before: Degrees, after: Degrees) -> Degrees:
    """Return the latitudes at which great circles on a sphere cross the antimeridian, to seven decimals.

    The tangent of a great circle's latitude is a weighted sum of those of two of its points, with the sines
    of the differences in longitude as weights.
    """
    (lon1, lat1), (lon2, lat2) = np.radians(before).T, np.radians(after).T
    tangent = np.tan(lat1) * np.sin(lon2 - np.pi) + np.tan(lat2) * np.sin(np.pi - lon1)
    latitudes: Degrees = np.degrees(np.arctan(tangent / np.sin(lon2 - lon1)))
    return latitudes.round(7)


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
