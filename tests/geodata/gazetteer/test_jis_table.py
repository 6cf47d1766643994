"""The JIS table with its traps mended: counties apart, romaji whole, points in degrees."""

import pytest

from geodata.gazetteer.jis import jis_table


@pytest.mark.parametrize(
    ("code", "name", "name_ja", "county_ja"),
    [
        ("01345", "Mori", "森町", "茅部郡"),
        ("20363", "Hara", "原村", "諏訪郡"),
        ("32448", "Misato", "美郷町", "邑智郡"),
        ("07203", "Koriyama", "郡山市", ""),
        ("28481", "Kamigori", "上郡町", "赤穂郡"),
        ("19430", "Fujikawaguchiko", "富士河口湖町", "南都留郡"),
        ("01101", "Sapporo Chuo", "札幌市中央区", ""),
    ],
)
def test_a_municipality_is_named_without_its_county(code, name, name_ja, county_ja):
    row = jis_table()[code]
    assert (row.name, row.name_ja, row.county_ja) == (name, name_ja, county_ja)


def test_no_town_or_village_keeps_its_county():
    towns = [row.name_ja for row in jis_table().values() if "郡" in row.name_ja and row.name_ja[-1] in "町村"]
    assert towns == ["上郡町"]


def test_points_of_designated_cities_are_read_as_degrees_minutes_and_seconds():
    sapporo = jis_table()["01100"]
    assert (round(sapporo.lon, 3), round(sapporo.lat, 3)) == (141.347, 43.064)
