"""GeoPackage (OGC 12-128): lines and both endpoints as layers, with styles for QGIS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import pyogrio

from geodata.model.palette import LIGHT
from geodata.writers.endpoints import endpoints
from geodata.writers.event_table import event_layer
from geodata.writers.export import TITLE
from geodata.writers.qgis_style import line_style, point_style
from geodata.writers.table import line_table

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.writers.export import Export

_EDITION: Final = "1.3"
"""A version that older GIS read without a warning."""
_TITLES: Final = {
    "partnerships": "Partnerships 提携",
    "municipalities": "Municipalities and prefectures 自治体",
    "partners": "Partners abroad 相手先",
    "events": "Events 出来事",
}


def write_geopackage(export: Export, path: Path) -> None:
    """Write an export with the layers `partnerships`, `municipalities`, `partners` and `events`.

    Metadata are in `gpkg_metadata`, a style for each of the first three in QGIS's table `layer_styles`.
    """
    _add(path, "partnerships", line_table(export.dataset), "MultiLineString", dataset_metadata=export.notes)
    _add(path, "municipalities", endpoints(export.dataset, "municipality"), "Point")
    _add(path, "partners", endpoints(export.dataset, "partner"), "Point")
    _add(path, "events", event_layer(export.dataset.events), "Point")
    pyogrio.write_dataframe(_styles(), path, layer="layer_styles", driver="GPKG", append=True, FID="id")


def _add(path: Path, layer: str, frame: Any, geometry_type: str, **metadata: Any) -> None:
    pyogrio.write_dataframe(
        frame.set_crs("EPSG:4326", allow_override=True),
        path,
        layer=layer,
        driver="GPKG",
        append=path.exists(),
        VERSION=_EDITION,
        geometry_type=geometry_type,
        promote_to_multi=geometry_type.startswith("Multi"),
        IDENTIFIER=_TITLES[layer],
        DESCRIPTION=TITLE,
        GEOMETRY_NAME="geometry",
        **metadata,
    )


def _styles() -> pd.DataFrame:
    """Return the rows of `layer_styles`, a table of QGIS."""
    styles = {
        "partnerships": line_style(),
        "municipalities": point_style(LIGHT.ink, LIGHT.paper),
        "partners": point_style(LIGHT.paper, LIGHT.ink),
    }
    return pd.DataFrame(
        {
            "f_table_catalog": "",
            "f_table_schema": "",
            "f_table_name": list(styles),
            "f_geometry_column": "geometry",
            "styleName": "Shimai",
            "styleQML": list(styles.values()),
            "styleSLD": "",
            "useAsDefault": True,
            "description": "Status by colour and dashes, as on the map",
            "owner": "",
            "ui": "",
            "update_time": pd.Timestamp.now("UTC"),
        }
    )
