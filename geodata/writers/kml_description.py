"""The description of a placemark in KML: HTML, built with the XML library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

from geodata.model.bilingual import KIND_NAMES, STATUS_NAMES, both

if TYPE_CHECKING:
    from collections.abc import Mapping

_WEB: Final = ("http://", "https://")


def kml_description(row: Mapping[str, Any]) -> str:
    """Return the facts of a partnership as HTML; `row` has the names of GeoJSON's properties."""
    piece = ET.Element("div")
    ET.SubElement(piece, "h3").text = kml_title(row)
    table = ET.SubElement(piece, "table")
    for term, value in _facts(row):
        if value:
            line = ET.SubElement(table, "tr")
            ET.SubElement(line, "th", align="left", valign="top").text = term
            ET.SubElement(line, "td").text = value
    ET.SubElement(piece, "p").text = "Sources 出典"
    sources = ET.SubElement(piece, "ul")
    for source in row["sources"]:
        _add_source(ET.SubElement(sources, "li"), source)
    return ET.tostring(piece, encoding="unicode", method="html")


def kml_title(row: Mapping[str, Any]) -> str:
    """Return the names of both endpoints in both languages."""
    ends = (both(row[end], row[f"{end}_ja"]) for end in ("municipality", "partner"))
    return " – ".join(ends)


def _facts(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        ("Kind 種類", both(*KIND_NAMES[row["kind"]])),
        ("Status 状態", both(*STATUS_NAMES[row["status"]])),
        ("Prefecture 都道府県", both(row["prefecture"], row["prefecture_ja"])),
        ("Country/region 国・地域", both(row["country_name"], row["country_name_ja"])),
        ("State, province 州・省", row["partner_admin1"]),
        ("Signed as 提携時の名称", row["signed_as"]),
        ("Signed 締結", row["signed"] or "not known 不明"),
        ("Ended or suspended 終了・休止", row["ended"]),
        ("As of 時点", row["as_of"]),
        ("Distance 距離", f"{row['distance_km']:,.0f} km"),
        ("Note 備考", row["note"]),
    ]


def _add_source(item: ET.Element, source: Mapping[str, str]) -> None:
    words = source["title"] or source["url"]
    if source["url"].lower().startswith(_WEB):
        link = ET.SubElement(item, "a", href=source["url"])
        link.text, link.tail = words, _dated(source)
    else:
        item.text = words + _dated(source)


def _dated(source: Mapping[str, str]) -> str:
    return f" ({source['date']})" if source["date"] else ""
