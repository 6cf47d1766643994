"""A dataset's frame as rows of the tables that queries read."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from geodata.query.filter_index import FilterIndex
from geodata.query.search_text import far_texts, near_texts
from geodata.stores.postgis.grid import COARSE, FINE, MIDDLE
from geodata.writers.geojson import encode_features, property_columns, rounded_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd
    import numpy.typing as npt
    import pandas as pd

    Geometries = npt.NDArray[np.object_]

GOES_ON: Final = 9999
"""Value of `over_year` if there is no last year, or if it is unknown."""
COLUMNS: Final = {
    "number": "int4", "position": "int4", "id": "text", "kind": "text", "status": "text", "country": "text",
    "country_name": "text", "prefecture_code": "text", "municipality_code": "text", "municipality": "text",
    "municipality_ja": "text", "partner": "text", "partner_ja": "text", "partner_admin1": "text",
    "signed": "text", "signed_year": "int2", "ended": "text", "ended_year": "int2", "over_year": "int2",
    "is_over_unknown": "bool", "as_of": "text", "distance_km": "float8", "draw_rank": "int4",
    "near_names": "int4", "far_names": "int4", "municipality_point": "bytea", "partner_point": "bytea",
    "line": "bytea", "feature": "bytea",
}  # fmt: skip
"""The columns with the types under which COPY writes them; geometries are EWKB."""
SQUARE_COLUMNS: Final = {
    "position": "int4", "coarse": "int2[]", "middle": "int2[]", "fine": "int2[]", "mercator": "bytea",
}  # fmt: skip
"""Likewise, the additional columns that boxes and tiles read: squares and the projected line."""
_RADIUS: Final = 6378137.0
_POLE: Final = 89.9
"""Maximum latitude in degrees; Web Mercator puts the poles at infinity."""


def partnership_rows(
    frame: gpd.GeoDataFrame, number: int, first: int, names: dict[str, int]
) -> Iterator[tuple[Any, ...]]:
    """Yield one row for each partnership, in the order of COLUMNS; positions start at `first`.

    names: the keys of the names known so far; those of the frame are added.
    """
    columns = FilterIndex.of(frame)
    lines = frame.geometry.to_numpy()
    begins, ends = _ends(lines)
    values: dict[str, Any] = {name: _texts(frame[name]) for name, type_ in COLUMNS.items() if type_ == "text"}
    values |= {
        "number": [number] * len(frame),
        "position": range(first, first + len(frame)),
        "signed_year": _years(frame["signed_year"]),
        "ended_year": _years(frame["ended_year"]),
        "over_year": np.minimum(columns.over, GOES_ON).tolist(),
        "is_over_unknown": columns.is_over_unknown.tolist(),
        "distance_km": frame["distance_km"].tolist(),
        "draw_rank": [zlib.crc32(id_.encode()) >> 1 for id_ in frame["id"]],
        "near_names": _keys(near_texts(frame), names),
        "far_names": _keys(far_texts(frame), names),
        "municipality_point": _ewkb(begins, 4326),
        "partner_point": _ewkb(ends, 4326),
        "line": _ewkb(lines, 4326),
        "feature": encode_features(rounded_lines(frame), property_columns(frame)),
    }
    return zip(*(values[name] for name in COLUMNS), strict=True)


def square_rows(frame: gpd.GeoDataFrame, first: int) -> Iterator[tuple[Any, ...]]:
    """Yield one row for each partnership, in the order of SQUARE_COLUMNS; positions start at `first`."""
    lines = frame.geometry.to_numpy()
    return zip(
        range(first, first + len(frame)),
        *(grid.squares_of_lines(lines) for grid in (COARSE, MIDDLE, FINE)),
        _ewkb(shapely.transform(lines, _to_mercator), 3857),
        strict=True,
    )


def _keys(texts: list[str], names: dict[str, int]) -> list[int]:
    return [names.setdefault(text, len(names)) for text in texts]


def _texts(column: pd.Series) -> list[str | None]:
    # PostgreSQL texts cannot hold NUL; the Feature and the files keep it.
    return [text.replace("\0", "") or None for text in column.tolist()]


def _years(column: pd.Series) -> list[int | None]:
    return [int(year) if known else None for year, known in zip(column, column.notna(), strict=True)]


def _ends(lines: Geometries) -> tuple[Geometries, Geometries]:
    """Return the first and the last vertex of each line."""
    vertices, whose = shapely.get_coordinates(lines, return_index=True)
    firsts = np.searchsorted(whose, np.arange(len(lines)))
    lasts = np.searchsorted(whose, np.arange(len(lines)), side="right") - 1
    begins, ends = (np.asarray(shapely.points(vertices[at]), dtype=object) for at in (firsts, lasts))
    return begins, ends


def _ewkb(geometries: Geometries, srid: int) -> list[bytes]:
    written: list[bytes] = shapely.to_wkb(shapely.set_srid(geometries, srid), include_srid=True).tolist()
    return written


def _to_mercator(degrees: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    lat = np.radians(np.clip(degrees[:, 1], -_POLE, _POLE))
    return _RADIUS * np.column_stack([np.radians(degrees[:, 0]), np.arcsinh(np.tan(lat))])
