"""QGIS styles (QML): lines by status as on the map, points sized by their number of lines."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

from geodata.model.bilingual import STATUS_NAMES, both
from geodata.model.palette import DASHES, LIGHT
from geodata.model.vocabulary import STATUSES

_MM_A_PIXEL: Final = 25.4 / 96
_LINE_MM: Final = 0.35
_OPACITY: Final = {"active": 0.5}
"""Opacity; most lines are in force, and must not hide each other and the few of another status."""
_DOCTYPE: Final = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"


def line_style() -> str:
    """Return the style of lines by their column `status`, those in force drawn first."""
    style = _style()
    renderer = ET.SubElement(style, "renderer-v2", type="categorizedSymbol", attr="status", symbollevels="1")
    categories = ET.SubElement(renderer, "categories")
    symbols = ET.SubElement(renderer, "symbols")
    for number, status in enumerate(STATUSES):
        name = str(number)
        label = both(*STATUS_NAMES[status])
        ET.SubElement(categories, "category", symbol=name, value=status, label=label, render="true")
        symbol = _add_symbol(symbols, name, "line", opacity=_OPACITY.get(status, 1))
        _add_layer(symbol, "SimpleLine", _stroke(status), level=number)
    return _written(style)


def point_style(fill: str, outline: str) -> str:
    """Return the style of points: colours as `#rrggbb`, size by their column `partnerships`."""
    style = _style()
    renderer = ET.SubElement(style, "renderer-v2", type="singleSymbol", symbollevels="0")
    symbols = ET.SubElement(renderer, "symbols")
    options = {
        "name": "circle",
        "color": _rgba(fill),
        "outline_color": _rgba(outline),
        "outline_width": "0.3",
        "outline_width_unit": "MM",
        "size": "1.6",
        "size_unit": "MM",
    }
    layer = _add_layer(_add_symbol(symbols, "0", "marker"), "SimpleMarker", options)
    defined = ET.SubElement(ET.SubElement(layer, "data_defined_properties"), "Option", type="Map")
    properties = ET.SubElement(defined, "Option", type="Map", name="properties")
    growing = ET.SubElement(properties, "Option", type="Map", name="size")
    ET.SubElement(growing, "Option", type="bool", name="active", value="true")
    ET.SubElement(
        growing, "Option", type="QString", name="expression", value='1 + 0.6 * sqrt("partnerships")'
    )
    ET.SubElement(growing, "Option", type="int", name="type", value="3")
    return _written(style)


def _stroke(status: str) -> dict[str, str]:
    dashes = DASHES[status]
    options = {
        "line_color": _rgba(LIGHT.status[status]),
        "line_width": str(_LINE_MM),
        "line_width_unit": "MM",
        "line_style": "solid",
        "capstyle": "flat",
        "joinstyle": "round",
    }
    if not dashes:
        return options
    lengths = ";".join(f"{length * _MM_A_PIXEL:.3f}" for length in dashes)
    return options | {"use_custom_dash": "1", "customdash": lengths, "customdash_unit": "MM"}


def _add_symbol(symbols: ET.Element, name: str, kind: str, *, opacity: float = 1) -> ET.Element:
    return ET.SubElement(symbols, "symbol", type=kind, name=name, alpha=str(opacity), clip_to_extent="1")


def _add_layer(
    symbol: ET.Element, layer_class: str, options: dict[str, str], *, level: int = 0
) -> ET.Element:
    about = {"class": layer_class, "enabled": "1", "locked": "0", "pass": str(level)}
    layer = ET.SubElement(symbol, "layer", about)
    listed = ET.SubElement(layer, "Option", type="Map")
    for option, value in options.items():
        ET.SubElement(listed, "Option", type="QString", name=option, value=value)
    return layer


def _style() -> ET.Element:
    return ET.Element("qgis", version="3.28.0", styleCategories="Symbology")


def _written(style: ET.Element) -> str:
    return _DOCTYPE + ET.tostring(style, encoding="unicode")


def _rgba(colour: str) -> str:
    return ",".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5)) + ",255"
