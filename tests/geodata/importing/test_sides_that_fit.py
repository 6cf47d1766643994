"""Countries, states and points that no column assigns to a side, and years that look like days."""

import json
from pathlib import Path

import pytest

from tests.geodata.importing.lists import only, partnerships, rows, take, take_files

CASES = Path(__file__).parent / "cases"
ENTITY = "http://www.wikidata.org/entity/"


def results(folder: Path, *bindings: dict[str, str]) -> Path:
    written = [
        {
            name: {"type": "uri" if text.startswith("http") else "literal", "value": text}
            for name, text in one.items()
        }
        for one in bindings
    ]
    document = {"head": {"vars": list(bindings[0])}, "results": {"bindings": written}}
    (folder / "query.json").write_text(json.dumps(document), encoding="utf-8")
    return folder / "query.json"


def test_a_country_and_a_point_of_no_side_belong_to_the_partner():
    tables, outcome = take_files([CASES / "wikidata-sides.json"])
    assert outcome.problems == []
    assert partnerships(tables) == [
        ("01100", "Portland", "Oregon, US"),
        ("04100", "Riverside", "California, US"),
        ("17201", "Suzhou", "Jiangsu, CN"),
    ]


@pytest.mark.parametrize(
    ("country", "point", "published"),
    [
        ("日本", "Point(141.35 43.06)", []),
        ("アメリカ合衆国", "Point(141.35 43.06)", ["Seattle"]),
        ("アメリカ合衆国", "Point(237.67 47.6)", ["Seattle"]),
    ],
)
def test_the_side_of_either_is_found_for_each_row(tmp_path, country, point, published):
    binding = {
        "city": ENTITY + "Q100", "cityLabel": "札幌市", "sister": ENTITY + "Q900", "sisterLabel": "Seattle",
        "countryLabel": country, "coord": point,
    }  # fmt: skip
    tables, _ = take_files([results(tmp_path, binding)])
    assert [partner for _, partner, _ in partnerships(tables)] == published


def test_a_japanese_partner_of_a_foreign_item_keeps_its_country(tmp_path):
    binding = {
        "item": ENTITY + "Q900", "itemLabel": "Seattle", "partner": ENTITY + "Q100", "partnerLabel": "神戸市",
        "countryLabel": "アメリカ合衆国", "coord": "Point(-122.33 47.6)",
    }  # fmt: skip
    tables, outcome = take_files([results(tmp_path, binding)])
    assert outcome.problems == []
    assert partnerships(tables) == [("28100", "Seattle", "Washington, US")]


def test_the_first_of_january_without_a_precision_is_a_year():
    tables, outcome = take_files([CASES / "wikidata-year.json"])
    assert [row["signed"] for row in rows(tables)] == ["1989", "1959-06-15"]
    assert "1 dates of 1 January without a precision were read as years" in outcome.remarks[0].text


def test_the_point_of_a_feature_belongs_to_the_side_that_it_fits(tmp_path):
    features = [
        {
            "type": "Feature",
            "properties": {
                "municipality": "札幌市",
                "partner": partner,
                "country": "US",
                "signed": "1959-11-17",
            },
            "geometry": {"type": "Point", "coordinates": point},
        }
        for partner, point in (("Portland", [-122.68, 45.52]), ("Springfield", [141.35, 43.06]))
    ]
    document = {"type": "FeatureCollection", "features": features}
    (tmp_path / "a.geojson").write_text(json.dumps(document), encoding="utf-8")
    tables, outcome = take_files([tmp_path / "a.geojson"])
    assert [(row["partner_admin1"], row["signed"]) for row in rows(tables)] == [("Oregon", "1959-11-17")]
    assert only(outcome).review_reason == "ambiguous"


@pytest.mark.parametrize("lon", ["237.32", "-122.68", "-482.68"])
def test_longitudes_beyond_180_degrees_are_turned_into_range(tmp_path, lon):
    text = f"市区町村名,提携先,国名,lon2,lat2\n札幌市,Portland,US,{lon},45.52\n"
    tables, outcome = take(tmp_path, text)
    if lon == "-482.68":
        assert only(outcome).review_reason == "faulty"
    else:
        assert partnerships(tables) == [("01100", "Portland", "Oregon, US")]


def test_a_point_in_columns_that_name_no_side(tmp_path):
    text = (
        "市区町村名,提携先,国名,経度,緯度\n札幌市,Portland,US,-122.68,45.52\n"
        "松山市,フライブルク,ドイツ,132.77,33.84\n"
    )
    tables, outcome = take(tmp_path, text)
    assert outcome.problems == []
    assert [country for _, _, country in partnerships(tables)] == ["Oregon, US", "Baden-Württemberg, DE"]


def test_a_prefecture_in_a_column_state_is_the_municipalitys(tmp_path):
    text = "City1,City2,Country2,State\nDate,Lake Cowichan,Canada,Hokkaido\n"
    tables, outcome = take(tmp_path, text)
    assert outcome.problems == []
    assert [code for code, _, _ in partnerships(tables)] == ["01233"]
