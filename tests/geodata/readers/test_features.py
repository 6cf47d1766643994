"""GeoJSON and GeoParquet: our own exports above all, and those of others."""

import io
import json

import geopandas as gpd
import numpy as np
import pytest
import shapely

import geodata
from geodata.readers import open_reader
from tests.geodata.readers.writing import rows_of, texts_of, write
from tests.support.export import export_bytes

LINE = {"type": "LineString", "coordinates": [[135.5, 34.7], [150.0, 50.0], [9.19, 45.46]]}
PROPERTIES = {
    "id": "osaka-27100-milano-it",
    "kind": "sister_city",
    "municipality": "Osaka",
    "municipality_ja": "大阪市",
    "municipality_code": "27100",
    "prefecture": "Osaka",
    "prefecture_ja": "大阪府",
    "prefecture_code": "27",
    "partner": "Milan",
    "partner_ja": "ミラノ",
    "country": "IT",
    "country_name": "Italy",
    "signed": "1981-06-08",
    "signed_year": 1981,
    "ended": None,
    "distance_km": 9372.5,
    "sources": [{"title": "大阪市", "url": "https://example.org/", "date": ""}],
    "note": "",
}
TOLD = {
    "id": "osaka-27100-milano-it",
    "kind": "sister_city",
    "municipality": "大阪市",
    "municipality_en": "Osaka",
    "municipality_code": "27100",
    "municipality_point": "135.5 34.7",
    "prefecture": "大阪府",
    "partner": "Milan",
    "partner_ja": "ミラノ",
    "partner_point": "9.19 45.46",
    "country": "IT",
    "signed": "1981-06-08",
    "sources": '[{"title":"大阪市","url":"https://example.org/","date":""}]',
}


def collection(*features: object, **members: object) -> str:
    return json.dumps({"type": "FeatureCollection", **members, "features": features})


def feature(geometry: object = LINE, **properties: object) -> dict:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def test_our_own_geojson_is_read_back(tmp_path):
    assert rows_of(write(tmp_path, "a.geojson", collection(feature(**PROPERTIES)))) == [TOLD]


def test_the_whole_shipped_dataset_is_read_back_from_geojson(tmp_path):
    dataset = geodata.load()
    rows = list(open_reader(write(tmp_path, "all.geojson", export_bytes("geojson", dataset))).rows)
    assert [row.get("id") for row in rows] == dataset.frame["id"].tolist()
    assert [row.get("signed") for row in rows] == dataset.frame["signed"].fillna("").tolist()
    places = dataset.places.loc[dataset.frame["partner_place"]]
    ends = [tuple(map(float, row.get("partner_point").split())) for row in rows]
    assert np.allclose(ends, places[["lon", "lat"]].to_numpy(dtype=float), atol=1e-5)


def test_a_line_split_at_the_antimeridian_ends_where_its_last_part_does(tmp_path):
    parts = [[[140.0, 40.0], [180.0, 45.0]], [[-180.0, 45.0], [-122.4, 37.8]]]
    geometry = {"type": "MultiLineString", "coordinates": parts}
    (row,) = rows_of(write(tmp_path, "a.geojson", collection(feature(geometry, **PROPERTIES))))
    assert (row["municipality_point"], row["partner_point"]) == ("140.0 40.0", "-122.4 37.8")


def test_properties_of_others_are_understood_as_columns_are(tmp_path):
    path = write(
        tmp_path, "a.geojson", collection(feature(None, 市町村名="大阪市", 姉妹都市="ミラノ", 提携年=1981))
    )
    assert rows_of(path) == [{"municipality": "大阪市", "partner": "ミラノ", "signed": "1981"}]


def test_one_feature_a_line_is_read_and_a_broken_line_is_a_fault(tmp_path):
    line = json.dumps(feature(**PROPERTIES))
    reading = open_reader(write(tmp_path, "a.geojsonl", f"{line}\n\n{line[:50]}\n{line}\n"))
    assert [row.number for row in reading.rows] == [1, 4]
    assert [issue.row for issue in reading.issues] == [3]


def test_a_feature_in_other_coordinates_than_degrees_is_a_fault(tmp_path):
    metres = {"type": "LineString", "coordinates": [[15084000.0, 4123000.0], [1023000.0, 5691000.0]]}
    reading = open_reader(
        write(tmp_path, "a.geojson", collection(feature(metres, **PROPERTIES), feature(**PROPERTIES)))
    )
    assert [row.number for row in reading.rows] == [2]
    assert "WGS 84" in reading.issues[0].advice


def test_geojson_that_says_it_is_projected_is_refused(tmp_path):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    with pytest.raises(geodata.DataError, match="WGS 84"):
        open_reader(write(tmp_path, "a.geojson", collection(feature(**PROPERTIES), crs=crs)))


def test_geojson_that_is_cut_off_is_named_with_its_place(tmp_path):
    with pytest.raises(geodata.DataError, match="is the file complete") as refused:
        open_reader(write(tmp_path, "a.geojson", collection(feature(**PROPERTIES))[:-20]))
    assert refused.value.issues[0].column.startswith("character ")


@pytest.mark.parametrize("nested", [True, False])
def test_our_own_geoparquet_is_read_back(tmp_path, nested):
    sources = PROPERTIES["sources"] if nested else TOLD["sources"]
    frame = gpd.GeoDataFrame(
        [PROPERTIES | {"sources": sources}],
        geometry=[shapely.from_geojson(json.dumps(LINE))],
        crs="OGC:CRS84",
    )
    content = io.BytesIO()
    frame.to_parquet(content)
    (row,) = rows_of(write(tmp_path, "a.parquet", content.getvalue()))
    assert json.loads(row.pop("sources")) == PROPERTIES["sources"]
    assert row == {field: text for field, text in TOLD.items() if field != "sources"}


def test_our_own_table_with_coordinates_in_columns_is_read_back(tmp_path):
    text = (
        "id,municipality,municipality_ja,partner,sources,municipality_lon,municipality_lat,partner_lon,partner_lat\n"
        'a,Osaka,大阪市,Milan,"[{""title"":""x""}]",135.5,34.7,9.19,45.46\n'
    )
    (row,) = open_reader(write(tmp_path, "a.csv", text)).rows
    assert texts_of(row) == {
        "id": "a",
        "municipality": "大阪市",
        "municipality_en": "Osaka",
        "partner": "Milan",
        "sources": '[{"title":"x"}]',
        "municipality_point": "135.5 34.7",
        "partner_point": "9.19 45.46",
    }
    assert row.columns["partner_point"] == "partner_lon, partner_lat"


def test_a_line_as_well_known_text_gives_its_ends(tmp_path):
    text = "id,municipality,partner,wkt\n"
    text += 'a,Osaka,Lima,"MULTILINESTRING ((135.5 34.7, 180 30), (-180 30, -77 -12))"\n'
    (row,) = rows_of(write(tmp_path, "a.csv", text))
    assert (row["municipality_point"], row["partner_point"]) == ("135.5 34.7", "-77 -12")
