"""KML as Google Earth takes it: folders, colours, spans of time, balloons in which text stays text."""

from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import geodata
from geodata import Dataset
from tests.geodata.writers.test_tables import with_notes
from tests.support.export import export_bytes

KML = {"k": "http://www.opengis.net/kml/2.2"}


def document(dataset: Dataset, **selection: object) -> ET.Element:
    found = ET.fromstring(export_bytes("kml", dataset, **selection)).find("k:Document", KML)  # noqa: S314 - our own
    assert found is not None
    return found


def placemarks(root: ET.Element) -> dict[str, ET.Element]:
    ids = "k:ExtendedData/k:Data[@name='id']/k:value"
    return {one.findtext(ids, "", KML): one for one in root.iterfind(".//k:Placemark", KML)}


@pytest.fixture(scope="module")
def osaka() -> ET.Element:
    return document(geodata.load(), municipality="27100")


def test_a_folder_a_country_named_in_both_languages(osaka):
    names = [folder.findtext("k:name", "", KML) for folder in osaka.iterfind("k:Folder", KML)]
    assert names[:3] == ["Australia オーストラリア", "Brazil ブラジル", "China 中国"]


def test_a_line_has_the_colour_of_its_status(osaka):
    style = placemarks(osaka)["osaka-27100-san-francisco-us"].findtext("k:styleUrl", "", KML)
    assert style == "#ended"
    assert osaka.findtext(f"k:Style[@id='{style[1:]}']/k:LineStyle/k:color", "", KML) == "ff0f40b3"


def test_a_partnership_has_the_span_of_time_in_which_it_is_in_force(osaka):
    found = placemarks(osaka)
    span = found["osaka-27100-san-francisco-us"].find("k:TimeSpan", KML)
    assert [(part.tag.partition("}")[2], part.text) for part in span] == [
        ("begin", "1957-10"),
        ("end", "2018-10-02"),
    ]
    assert [part.text for part in found["osaka-27100-milan-it"].find("k:TimeSpan", KML)] == ["1981"]


def test_a_balloon_tells_the_facts_in_both_languages_with_links_to_the_sources(osaka):
    balloon = placemarks(osaka)["osaka-27100-san-francisco-us"].findtext("k:description", "", KML)
    assert "<h3>Osaka 大阪市 – San Francisco サンフランシスコ市</h3>" in balloon
    for words in ("Sister city 姉妹都市", "Ended 終了", "1957-10", "2018-10-02", 'href="https://'):
        assert words in balloon


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)


def test_markup_in_the_data_is_shown_not_run(hostile_data):
    root = document(geodata.load(hostile_data), municipality="01000")
    tags = Tags()
    for placemark in placemarks(root).values():
        tags.feed(placemark.findtext("k:description", "", KML))
    assert tags.seen == {"div", "h3", "table", "tr", "th", "td", "p", "ul", "li", "a"}
    assert "<script>alert(1)</script>" in "".join(root.itertext())


def test_what_xml_cannot_hold_is_replaced(tmp_path: Path):
    root = document(with_notes(tmp_path, ("a\x07b", "\x00", "<&>")))
    notes = root.iterfind(".//k:Data[@name='note']/k:value", KML)
    assert [note.text for note in notes] == ["a\ufffdb", "\ufffd", "<&>"]
