"""Files from which a map or a program reads a part of the world, and where a file says it lies."""

import json

import geopandas as gpd
import pyarrow.parquet as pq
import pyogrio

from geodata import Dataset, Selection
from geodata.writers import FORMATS, Export
from tests.support.export import export_bytes

BRAZIL = (-75, -34, -34, 6)


def collection(dataset: Dataset, **selection: object) -> dict[str, object]:
    return json.loads(export_bytes("geojson", dataset, **selection))


def test_geojson_says_its_box_which_crosses_the_antimeridian_where_that_is_narrower(dataset):
    over = collection(dataset, municipality="27100", country="US")["bbox"]
    assert over == [135.50222, 34.69389, -87.65005, 65.239111]
    west = collection(dataset, municipality="27100", country="CN")["bbox"]
    assert west == [121.45806, 31.22222, 135.50222, 34.69389]


def test_geojson_says_how_many_matched_and_how_many_were_left_out(dataset):
    said = collection(dataset, country="BR", year=2000, limit=3)
    assert (said["numberMatched"], said["numberReturned"], said["undatedLeftOut"]) == (42, 3, 5)
    assert "bbox" not in collection(dataset, q="nosuchplaceatall")


def test_geoparquet_is_of_edition_1_1_with_a_box_a_line_in_groups_that_lie_together(dataset, tmp_path):
    path = tmp_path / "all.parquet"
    FORMATS["parquet"].write(Export.of(dataset), path)
    metadata = pq.read_metadata(path)
    geo = json.loads(metadata.metadata[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    assert geo["columns"]["geometry"]["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    assert geo["columns"]["geometry"]["geometry_types"] == ["LineString", "MultiLineString"]
    assert metadata.metadata[b"licence"] == b"https://creativecommons.org/licenses/by/4.0/"
    assert metadata.num_row_groups == 4
    in_brazil = gpd.read_parquet(path, bbox=BRAZIL)
    assert set(dataset.select(country="BR").frame["id"]) <= set(in_brazil["id"]) < set(dataset.frame["id"])


def test_geoparquet_keeps_the_order_that_was_asked_for(dataset, tmp_path):
    path = tmp_path / "sorted.parquet"
    extract = Export.of(dataset, Selection(country=("DE",), sortby=("-distance_km",)))
    FORMATS["parquet"].write(extract, path)
    assert gpd.read_parquet(path)["id"].tolist() == extract.dataset.frame["id"].tolist()


def test_flatgeobuf_has_an_index_of_places(dataset, tmp_path):
    path = tmp_path / "all.fgb"
    FORMATS["fgb"].write(Export.of(dataset), path)
    info = pyogrio.read_info(path)
    assert (info["features"], info["capabilities"]["fast_spatial_filter"]) == (1906, True)
    assert json.loads(info["layer_metadata"]["DESCRIPTION"])["version"] == dataset.version
    in_brazil = pyogrio.read_dataframe(path, bbox=BRAZIL)
    assert set(dataset.select(country="BR").frame["id"]) <= set(in_brazil["id"])
    assert len(in_brazil) < 400
