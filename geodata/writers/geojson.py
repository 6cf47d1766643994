"""GeoJSON (RFC 7946) and GeoJSONL: Features are encoded once for a dataset, documents join their bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import orjson
import shapely

from geodata.geometry.extent import Extents
from geodata.writers.export import CREDIT, LICENCE

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd
    import numpy.typing as npt

    from geodata.dataset.dataset import Dataset
    from geodata.writers.export import Export

PROPERTIES: Final = (
    "id", "kind", "status", "municipality", "municipality_ja", "municipality_code", "prefecture",
    "prefecture_ja", "prefecture_code", "signed_as", "partner", "partner_ja", "partner_admin1",
    "partner_level", "country", "country_name", "country_name_ja", "signed", "signed_year", "ended",
    "ended_year", "as_of", "distance_km", "municipality_precision", "partner_precision", "sources", "note",
    "municipality_country",
)  # fmt: skip
_DECIMALS: Final = 6
_MAY_BE_UNKNOWN: Final = ("signed", "signed_year", "ended", "ended_year", "as_of")


class GeoJsonWriter:
    """Writes selections of one dataset; `features` are encoded once, one for each row."""

    def __init__(self, dataset: Dataset) -> None:
        self.features = encode_features(rounded_lines(dataset.frame), property_columns(dataset.frame))
        self._credits = credit_members(dataset.version, dataset.as_of)
        self._extents = Extents(dataset.frame.geometry.to_numpy())
        self._position = np.zeros(int(dataset.rows.max(initial=-1)) + 1, dtype=np.intp)
        self._position[dataset.rows] = np.arange(len(dataset))

    def feature_collection(self, export: Export) -> bytes:
        """Return the FeatureCollection of an export, with lines split at the antimeridian.

        Its `bbox` crosses the antimeridian if that is narrower (RFC 7946, section 5.2).
        """
        positions = self._positions(export)
        box = self._extents.around(positions)
        members = self._credits | {
            "selection": export.selection.query(),
            "numberMatched": export.matched,
            "numberReturned": len(export.dataset),
            "undatedLeftOut": export.undated_left_out,
        }
        head = orjson.dumps(members | ({"bbox": [round(edge, _DECIMALS) for edge in box]} if box else {}))
        features = [self.features[position] for position in positions.tolist()] or [b""]
        # A single join copies each byte once, which is nearly all the work.
        features[0] = b'{"type":"FeatureCollection",' + head[1:-1] + b',"features":[' + features[0]
        features[-1] += b"]}"
        return b",".join(features)

    def feature_lines(self, export: Export) -> bytes:
        """Return one Feature for each line, each with the credits as members."""
        credits_suffix = b"," + orjson.dumps(self._credits)[1:] + b"\n"
        positions = self._positions(export).tolist()
        return b"".join(self.features[position][:-1] + credits_suffix for position in positions)

    def _positions(self, export: Export) -> npt.NDArray[np.intp]:
        return self._position[export.dataset.rows]


def credit_members(version: str, as_of: str) -> dict[str, str]:
    """Return the members with which collections, and Features that stand alone, credit their data."""
    return {"version": version, "asOf": as_of, "attribution": CREDIT, "license": LICENCE}


def write_geojson(export: Export, path: Path) -> None:
    """Write an export as a FeatureCollection; for many exports of one dataset keep a GeoJsonWriter."""
    path.write_bytes(GeoJsonWriter(export.dataset).feature_collection(export))


def write_geojson_lines(export: Export, path: Path) -> None:
    """Write an export as newline-delimited GeoJSON."""
    path.write_bytes(GeoJsonWriter(export.dataset).feature_lines(export))


def rounded_lines(frame: gpd.GeoDataFrame) -> npt.NDArray[np.object_]:
    """Return the lines rounded to 6 decimals (about 10 cm), as every format writes them."""
    lines = frame.geometry.to_numpy()
    rounded: npt.NDArray[np.object_] = shapely.transform(lines, lambda degrees: np.round(degrees, _DECIMALS))
    return rounded


def property_columns(frame: gpd.GeoDataFrame) -> dict[str, list[Any]]:
    """Return the GeoJSON properties as columns of plain values, None if unknown."""
    return {name: _plain_values(frame, name) for name in PROPERTIES}


def encode_features(geometries: npt.NDArray[np.object_], columns: dict[str, list[Any]]) -> list[bytes]:
    """Return one Feature for each row; `columns` are its properties, the first of which is its id."""
    # One line at a time: encoding all in one call would block the other threads of a server.
    return [
        orjson.dumps(
            {
                "type": "Feature",
                "id": values[0],
                "geometry": None if geometry is None else orjson.Fragment(shapely.to_geojson(geometry)),
                "properties": dict(zip(columns, values, strict=True)),
            }
        )
        for geometry, *values in zip(geometries, *columns.values(), strict=True)
    ]


def _plain_values(frame: gpd.GeoDataFrame, name: str) -> list[Any]:
    if name in ("signed_year", "ended_year"):
        return [
            None if year is None else int(year)
            for year in frame[name].astype(object).where(frame[name].notna(), None)
        ]
    values = frame[name].tolist()
    if name == "municipality_country":
        return [country or "JP" for country in values]
    return [value or None for value in values] if name in _MAY_BE_UNKNOWN else values
