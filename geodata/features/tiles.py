"""Vector tiles (Mapbox Vector Tile 2.1) of lines in the tile matrix set WebMercatorQuad."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import mapbox_vector_tile
import numpy as np
import numpy.typing as npt
import shapely

from geodata.features.table import FeatureTable
from geodata.query.arrays import Mask

MAX_ZOOM: Final = 14
"""Maximum zoom; a tile unit is about 60 cm there."""
PROPERTIES: Final = (
    "id", "kind", "status", "municipality", "municipality_ja", "partner", "partner_ja", "country",
    "signed_year", "ended_year",
)  # fmt: skip
_EXTENT: Final = 4096
_MARGIN: Final = 64
"""Width of the margin around a tile, in tile units, for strokes that are wider than a line."""
_SIMPLIFY_TOLERANCE: Final = 0.5
"""Tolerance of simplification, in tile units."""

Geometries = npt.NDArray[np.object_]


class TileDrawer:
    """Encodes tiles of one collection of lines, which are projected and indexed once."""

    def __init__(self, table: FeatureTable) -> None:
        self._name = table.name
        self._lines = _project(table.geometries)
        self._index = shapely.STRtree(self._lines)
        self._properties = table.plain_properties(PROPERTIES)

    def draw(self, zoom: int, column: int, row: int, passing: Mask) -> bytes:
        """Return the tile of the features in a mask; empty if there are none.

        zoom: from 0 to MAX_ZOOM. column, row: from 0 to 2 ** zoom - 1, from 180° W and from north.
        """
        tiles = 2**zoom
        # A line near 180° E is also near 180° W: tiles at the edge draw lines of the other edge, too.
        turns = {0, *([1] if column == 0 else []), *([-1] if column == tiles - 1 else [])}
        parts = [self._clipped(tiles, column + turn * tiles, row, passing) for turn in sorted(turns)]
        rows, lines = _merge_parts(*(np.concatenate(side) for side in zip(*parts, strict=True)))
        if not len(rows):
            return b""
        features = [
            {"geometry": line, "properties": self._properties[at]}
            for at, line in zip(rows.tolist(), lines, strict=True)
        ]
        encoded: bytes = mapbox_vector_tile.encode(
            {"name": self._name, "features": features},
            default_options={"y_coord_down": True, "extents": _EXTENT, "check_winding_order": False},
        )
        return encoded

    def _clipped(
        self, tiles: int, column: int, row: int, passing: Mask
    ) -> tuple[npt.NDArray[np.intp], Geometries]:
        """Return the rows and lines in a tile, in tile units; columns beyond the antimeridian wrap around."""
        margin = _MARGIN / _EXTENT
        box = shapely.box(
            (column - margin) / tiles,
            (row - margin) / tiles,
            (column + 1 + margin) / tiles,
            (row + 1 + margin) / tiles,
        )
        rows = np.sort(self._index.query(box, predicate="intersects"))
        rows = rows[passing[rows]]
        lines = shapely.transform(
            self._lines[rows], lambda points: (points * tiles - (column, row)) * _EXTENT
        )
        lines = shapely.clip_by_rect(
            shapely.simplify(lines, _SIMPLIFY_TOLERANCE, preserve_topology=False),
            -_MARGIN, -_MARGIN, _EXTENT + _MARGIN, _EXTENT + _MARGIN,
        )  # fmt: skip
        lines = shapely.transform(lines, np.rint)
        drawn = np.isin(shapely.get_type_id(lines), _LINES) & (shapely.length(lines) > 0)
        return rows[drawn], np.asarray(shapely.remove_repeated_points(lines[drawn]), dtype=object)


_LINES: Final = (shapely.GeometryType.LINESTRING, shapely.GeometryType.MULTILINESTRING)


def _merge_parts(rows: npt.NDArray[np.intp], lines: Geometries) -> tuple[npt.NDArray[np.intp], Geometries]:
    """Return each row once, with all its lines as one geometry."""
    parts, whose = shapely.get_parts(lines, return_index=True)
    order = np.argsort(rows[whose], kind="stable")
    distinct, numbers = np.unique(rows[whose][order], return_inverse=True)
    if not len(distinct):
        return distinct, lines
    return distinct, np.asarray(shapely.multilinestrings(parts[order], indices=numbers), dtype=object)


def _project(geometries: Geometries) -> Geometries:
    """Project lon/lat degrees to Web Mercator on a unit square, from 180° W and from north."""

    def to_square(degrees: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        x = (degrees[:, 0] + 180) / 360
        y = 0.5 - np.arcsinh(np.tan(np.radians(degrees[:, 1]))) / (2 * np.pi)
        return np.column_stack([x, y])

    projected: Geometries = shapely.transform(geometries, to_square)
    return projected


def is_tile(zoom: int, column: int, row: int) -> bool:
    """Whether a tile exists."""
    return 0 <= zoom <= MAX_ZOOM and 0 <= column < 2**zoom and 0 <= row < 2**zoom


def layer_fields(properties: Sequence[str] = PROPERTIES) -> dict[str, Any]:
    """Return the JSON Schema of the properties in a tile."""
    return {name: {"type": "integer" if name.endswith("_year") else "string"} for name in properties}
