"""GDAL's driver for OGC API - Features, as QGIS, R and ogr2ogr use it, against a running server."""

import geopandas as gpd
import pyogrio
import pytest
import shapely


@pytest.fixture(scope="module")
def address(server: str) -> str:
    return f"OAPIF:{server}/ogc"


@pytest.fixture(scope="module")
def download(server: str) -> gpd.GeoDataFrame:
    return gpd.read_file(f"{server}/partnerships.geojson")


@pytest.fixture(scope="module")
def anywhere(any_server: str) -> str:
    """The address of a server with its data in memory, and of one with its data in a database."""
    return f"OAPIF:{any_server}/ogc"


def read(address: str, layer: str = "partnerships", **options) -> gpd.GeoDataFrame:
    return pyogrio.read_dataframe(address, layer=layer, **options)


def test_gdal_lists_the_collections_and_counts_their_features(address):
    assert pyogrio.list_layers(address)[:, 0].tolist() == [
        "partnerships",
        "municipalities",
        "partners",
        "events",
    ]
    info = pyogrio.read_info(address, layer="partnerships", force_feature_count=True)
    assert info["features"] == 1906
    assert {"id", "municipality_ja", "signed", "distance_km"} <= set(info["fields"])


def test_gdal_reads_the_same_as_the_download_page_by_page(anywhere, download):
    layer = read(anywhere, PAGE_SIZE=300).set_index("id").sort_index()
    whole = download.set_index("id").sort_index()
    assert layer.index.tolist() == whole.index.tolist()
    for name in ("municipality_ja", "partner_ja", "signed", "note", "distance_km"):
        assert layer[name].fillna("").tolist() == whole[name].fillna("").tolist()
    assert shapely.equals_exact(layer.geometry.values, whole.geometry.values, 1e-6).all()


@pytest.mark.parametrize(
    "where",
    [
        "country = 'US'",
        "country = 'US' AND signed_year >= 1980 AND signed_year <= 1989",
        "kind = 'friendship_city' AND status = 'active'",
        "signed_year = 1990",
        "partner_ja LIKE '%市' AND country IN ('CN', 'KR')",
        "signed IS NULL",
        "id = 'osaka-27100-san-francisco-us'",
    ],
)
def test_gdal_filters_by_attributes(anywhere, download, where):
    expected = pyogrio.read_dataframe(download_as_file(download), where=where)
    assert len(expected) > 0
    assert sorted(read(anywhere, where=where)["id"]) == sorted(expected["id"])


def download_as_file(download: gpd.GeoDataFrame) -> bytes:
    return download.to_json(drop_id=True).encode()


def test_gdal_asks_the_server_to_filter(anywhere, capfd):
    pyogrio.set_gdal_config_options({"CPL_DEBUG": "ON"})
    try:
        layer = read(anywhere, where="country = 'BR' AND status = 'active'", bbox=(-60, -30, -40, -10))
    finally:
        pyogrio.set_gdal_config_options({"CPL_DEBUG": None})
    assert len(layer) > 10
    assert set(layer["country"]) == {"BR"}
    *_, request_line = [line for line in capfd.readouterr().err.splitlines() if "/items?" in line]
    assert {"country=BR", "status=active", "bbox=-60,-30,-40,-10"} <= set(
        request_line.rstrip(")").split("?")[1].split("&")
    )


@pytest.mark.parametrize("bbox", [(0, 35, 20, 60), (139, 35, 140, 36), (-180, -90, 180, 90)])
def test_gdal_filters_by_a_box(anywhere, download, bbox):
    expected = download.cx[bbox[0] : bbox[2], bbox[1] : bbox[3]]
    assert sorted(read(anywhere, bbox=bbox)["id"]) == sorted(expected["id"])


def test_gdal_reads_points_with_their_counts(address, download):
    municipalities = read(address, "municipalities")
    assert set(municipalities.geom_type) == {"Point"}
    assert municipalities["partnerships"].sum() == len(download)
    osaka = municipalities[municipalities["code"] == "27100"].iloc[0]
    assert (osaka["name"], osaka["name_ja"]) == ("Osaka", "大阪市")
    partners = read(address, "partners", where="country = 'DE'")
    assert set(partners["country_name_ja"]) == {"ドイツ"}
