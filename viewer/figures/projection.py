"""Map projections of figures: the world centred on the Pacific, or a region.

Longitudes and latitudes are WGS 84 degrees; x and y are projected metres.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
from pyproj import CRS, Transformer

from viewer.figures.options import Region

Vertices = npt.NDArray[np.float64]
Box = tuple[float, float, float, float]

PACIFIC = 150.0
"""The central longitude of the world map. Its edge at 30° W lies in the Atlantic, between the partners."""

SOUTH, NORTH = -56.0, 87.0
"""The latitudes of the world map's edges; without Antarctica."""

_ROBINSON = "robin"
_MAX_WIDTH_DEGREES = 170.0
_MIN_SIZE_M = 1_500_000.0
_MARGIN = 0.07
_MIN_ASPECT_RATIO = 0.4
_EDGE_DEGREES = 180 - 1e-6
_TEAR_M = 2_500_000.0
"""Consecutive vertices of a line that are further apart than this lie on opposite edges of the map."""


@dataclass(frozen=True)
class Projection:
    """A projection, its centre, and its extent.

    family: PROJ's name: `robin` (Robinson) or `laea` (Lambert azimuthal equal-area).
    longitude, latitude: the centre in degrees.
    extent: the part to show: west, south, east, north in projected metres.
    is_world: whether it shows the whole world, with an outline.
    """

    family: str
    longitude: float
    latitude: float
    extent: Box
    is_world: bool = False

    @cached_property
    def _transformer(self) -> Transformer:
        plane = CRS.from_proj4(
            f"+proj={self.family} +lon_0={self.longitude} +lat_0={self.latitude} +ellps=WGS84 +units=m"
        )
        return Transformer.from_crs("OGC:CRS84", plane, always_xy=True)

    def project(self, vertices: Vertices) -> Vertices:
        """Return vertices of shape (n, 2), longitude and latitude in degrees, as x and y in metres."""
        x, y = self._transformer.transform(vertices[:, 0], vertices[:, 1])
        return np.column_stack([x, y])

    def project_lines(self, vertices: Vertices, rows: npt.NDArray[np.intp]) -> list[list[Vertices]]:
        """Return each line as parts in metres; more than one part where it crosses the map's edge.

        vertices: shape (n, 2), longitude and latitude in degrees. rows: shape (n,), the line of each vertex.
        """
        if self.family == _ROBINSON:
            vertices, rows = self._with_edges(vertices, rows)
        plane = self.project(vertices)
        steps = np.abs(np.diff(plane, axis=0)).max(axis=1)
        starts = np.flatnonzero((np.diff(rows) != 0) | (steps > _TEAR_M)) + 1
        lines: list[list[Vertices]] = [[] for _ in range(int(rows[-1]) + 1)] if len(rows) else []
        for first, part in zip([0, *starts], np.split(plane, starts), strict=True):
            if len(part) > 1:
                lines[int(rows[first])].append(part)
        return lines

    def contains(self, lon: Vertices, lat: Vertices) -> npt.NDArray[np.bool_]:
        """Return a mask of the points, in degrees, that lie within the extent."""
        west, south, east, north = self.extent
        x, y = self.project(np.column_stack([lon, lat])).T
        return np.asarray((west <= x) & (x <= east) & (south <= y) & (y <= north))

    def _with_edges(
        self, vertices: Vertices, rows: npt.NDArray[np.intp]
    ) -> tuple[Vertices, npt.NDArray[np.intp]]:
        """Return lines with two vertices added where they cross the map's edge, on either side of it."""
        around = (vertices[:, 0] - self.longitude + 180) % 360 - 180
        before = np.flatnonzero((np.diff(rows) == 0) & (np.abs(np.diff(around)) > 180))
        side = np.sign(around[before])
        lon = np.column_stack([around[before], around[before + 1] + 360 * side])
        lat = np.column_stack([vertices[before, 1], vertices[before + 1, 1]])
        share = (180 * side - lon[:, 0]) / (lon[:, 1] - lon[:, 0])
        height = lat[:, 0] + share * (lat[:, 1] - lat[:, 0])
        leaving, entering = (
            np.column_stack([self.longitude + sign * side * _EDGE_DEGREES, height]) for sign in (1, -1)
        )
        at = np.repeat(before + 1, 2)
        edges = np.stack([leaving, entering], axis=1).reshape(-1, 2)
        return np.insert(vertices, at, edges, axis=0), np.insert(rows, at, rows[at])


def project_region(region: Region, vertices: Vertices) -> Projection:
    """Return the projection of a region.

    vertices: shape (n, 2), longitude and latitude in degrees; the region `selection` fits them, and is the
        world map if there are none or they span too many degrees.
    """
    if region != "selection":
        return _REGIONS[region]
    if len(vertices) == 0:
        return _REGIONS["world"]
    longitudes = PACIFIC + (vertices[:, 0] - PACIFIC + 180) % 360 - 180
    west, east = longitudes.min(), longitudes.max()
    if east - west > _MAX_WIDTH_DEGREES:
        return _REGIONS["world"]
    middle = round(float(west + east) / 2, 1)
    unbounded = Projection(_ROBINSON, middle, 0.0, (0, 0, 0, 0))
    plane = unbounded.project(vertices)
    return Projection(_ROBINSON, middle, 0.0, _with_margin(*plane.min(axis=0), *plane.max(axis=0)))


def _with_margin(west: float, south: float, east: float, north: float) -> Box:
    width, height = (max(_MIN_SIZE_M, size) * (1 + 2 * _MARGIN) for size in (east - west, north - south))
    width, height = max(width, height * _MIN_ASPECT_RATIO), max(height, width * _MIN_ASPECT_RATIO)
    x, y = (west + east) / 2, (south + north) / 2
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _region(
    family: str, longitude: float, latitude: float, degrees: Box, *, is_world: bool = False
) -> Projection:
    """Return the projection that shows a box.

    degrees: west, south, east, north; longitudes may exceed 180, so that west is always less than east.
    """
    west, south, east, north = degrees
    across, up = np.linspace(west, east, 60), np.linspace(south, north, 60)
    edge = np.concatenate(
        [np.column_stack([across, np.full(60, lat)]) for lat in (south, north)]
        + [np.column_stack([np.full(60, lon), up]) for lon in (west, east)]
    )
    plane = Projection(family, longitude, latitude, (0, 0, 0, 0)).project(edge)
    (x0, y0), (x1, y1) = plane.min(axis=0), plane.max(axis=0)
    return Projection(family, longitude, latitude, (x0, y0, x1, y1), is_world)


_REGIONS: Final[dict[Region, Projection]] = {
    "world": _region(_ROBINSON, PACIFIC, 0.0, (-29.999, SOUTH, 329.999, NORTH), is_world=True),
    "pacific": _region(_ROBINSON, 190.0, 0.0, (98.0, -48.0, 300.0, 66.0)),
    "asia": _region("laea", 105.0, 27.0, (72.0, -10.0, 146.0, 52.0)),
    "europe": _region("laea", 14.0, 52.0, (-10.0, 36.0, 38.0, 67.0)),
    "americas": _region("laea", -88.0, 10.0, (-125.0, -52.0, -40.0, 60.0)),
    "oceania": _region("laea", 150.0, -22.0, (112.0, -46.0, 186.0, 6.0)),
    "africa": _region("laea", 18.0, 2.0, (-18.0, -35.0, 52.0, 37.0)),
}
