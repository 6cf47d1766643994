"""FlatGeobuf: lines and properties with a spatial index, for maps that read a part of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
import pyogrio

from geodata.writers.export import TITLE
from geodata.writers.table import line_table

if TYPE_CHECKING:
    from pathlib import Path

    from geodata.writers.export import Export


def write_flatgeobuf(export: Export, path: Path) -> None:
    """Write an export as FlatGeobuf, in the order of its index, with metadata as JSON in its description."""
    pyogrio.write_dataframe(
        line_table(export.dataset),
        path,
        layer="partnerships",
        driver="FlatGeobuf",
        promote_to_multi=True,
        geometry_type="MultiLineString",
        SPATIAL_INDEX="YES",
        TITLE=TITLE,
        DESCRIPTION=orjson.dumps(export.notes).decode(),
        TEMPORARY_DIR=str(path.parent),
    )
