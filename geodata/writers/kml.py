"""KML 2.2 for Google Earth: lines in the colours of their status, a folder for each country.

GDAL's drivers write no styles that pyogrio could set, so the document is made with the XML library.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

import numpy as np
import orjson
import shapely

from geodata.model.bilingual import both
from geodata.model.palette import LIGHT
from geodata.model.vocabulary import NEVER_IN_FORCE
from geodata.writers.geojson import property_columns, rounded_lines
from geodata.writers.kml_description import kml_description, kml_title

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geodata.writers.export import Export

_NAMESPACE: Final = "http://www.opengis.net/kml/2.2"
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LINE_PIXELS: Final = "2.5"

Row = dict[str, Any]


def write_kml(export: Export, path: Path) -> None:
    """Write an export as KML; control characters, which XML cannot hold, become U+FFFD.

    A partnership with known dates has a time span, by which Google Earth shows the network in a year.
    """
    root = ET.Element("kml", xmlns=_NAMESPACE)
    document = ET.SubElement(root, "Document")
    _add_text(document, "name", export.notes["title"])
    _add_text(document, "open", "1")
    _add_text(document, "description", export.credit_line)
    for status, colour in LIGHT.status.items():
        _add_style(document, status, colour)
    _add_data(document, export.notes)
    folders: dict[str, ET.Element] = {}
    columns = property_columns(export.dataset.frame)
    rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    for country in sorted(
        {row["country"]: row for row in rows}.values(), key=lambda row: row["country_name"]
    ):
        folders[country["country"]] = folder = ET.SubElement(document, "Folder")
        _add_text(folder, "name", both(country["country_name"], country["country_name_ja"]))
    for row, line in zip(rows, rounded_lines(export.dataset.frame), strict=True):
        _add_placemark(folders[row["country"]], row, line)
    ET.ElementTree(root).write(path, encoding="UTF-8", xml_declaration=True)


def _add_style(document: ET.Element, status: str, colour: str) -> None:
    style = ET.SubElement(document, "Style", id=status)
    line = ET.SubElement(style, "LineStyle")
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    _add_text(line, "color", f"ff{blue}{green}{red}")
    _add_text(line, "width", _LINE_PIXELS)
    # Without this the balloon would also list the extended data.
    _add_text(ET.SubElement(style, "BalloonStyle"), "text", "$[description]")


def _add_placemark(folder: ET.Element, row: Row, line: shapely.Geometry) -> None:
    placemark = ET.SubElement(folder, "Placemark")
    _add_text(placemark, "name", kml_title(row))
    ET.SubElement(placemark, "Snippet", maxLines="0")
    _add_text(placemark, "description", kml_description(row))
    _add_span(placemark, row)
    _add_text(placemark, "styleUrl", f"#{row['status']}")
    sources = orjson.dumps(row["sources"]).decode()
    _add_data(placemark, {name: _text(value) for name, value in (row | {"sources": sources}).items()})
    parts = shapely.get_parts(line)
    parent = placemark if len(parts) == 1 else ET.SubElement(placemark, "MultiGeometry")
    for part in parts:
        drawn = ET.SubElement(parent, "LineString")
        _add_text(drawn, "tessellate", "1")
        _add_text(drawn, "coordinates", _coordinates(part))


def _add_span(placemark: ET.Element, row: Row) -> None:
    """Add the time span of a partnership; none if it is never in force, or no date is known."""
    begin = row["signed"]
    end = row["ended"] if row["status"] == "ended" else None
    if row["status"] in NEVER_IN_FORCE or not (begin or end):
        return
    span = ET.SubElement(placemark, "TimeSpan")
    for name, date in (("begin", begin), ("end", end)):
        if date:
            _add_text(span, name, date)


def _add_data(parent: ET.Element, values: Mapping[str, str]) -> None:
    extended = ET.SubElement(parent, "ExtendedData")
    for name, value in values.items():
        _add_text(ET.SubElement(extended, "Data", name=name), "value", value)


def _add_text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = _NOT_IN_XML.sub("\ufffd", text)


def _coordinates(line: shapely.Geometry) -> str:
    return " ".join(f"{lon:.6f},{lat:.6f}" for lon, lat in np.asarray(shapely.get_coordinates(line)).tolist())


def _text(value: Any) -> str:
    return "" if value is None else str(value)
