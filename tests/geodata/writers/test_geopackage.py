"""GeoPackage: sound by its own standard, and styled when QGIS opens it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import pyogrio
import pytest

import geodata
from geodata import Selection
from geodata.writers import FORMATS, Export


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("package") / "all.gpkg"
    FORMATS["gpkg"].write(Export.of(geodata.load(), Selection(prefecture=("27",))), path)
    return path


@pytest.fixture
def database(package: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(package)) as connection:
        yield connection


def test_it_is_sound_by_the_standard(database):
    def pragma(name: str) -> object:
        return database.execute(f"PRAGMA {name}").fetchall()

    assert pragma("application_id") == [(0x47504B47,)]
    assert pragma("user_version") == [(10300,)]
    assert pragma("integrity_check") == [("ok",)]
    assert pragma("foreign_key_check") == []
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {"gpkg_spatial_ref_sys", "gpkg_contents", "gpkg_geometry_columns", "gpkg_extensions"} <= tables
    layers = database.execute(
        "SELECT table_name, geometry_type_name, srs_id FROM gpkg_geometry_columns"
    ).fetchall()
    assert layers == [
        ("partnerships", "MULTILINESTRING", 4326),
        ("municipalities", "POINT", 4326),
        ("partners", "POINT", 4326),
        ("events", "POINT", 4326),
    ]
    indexed = database.execute(
        "SELECT table_name FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index' ORDER BY 1"
    )
    assert [table for (table,) in indexed] == ["events", "municipalities", "partners", "partnerships"]


def test_the_places_are_points_with_what_they_are_called_and_how_many_lines_end_there(package):
    municipalities = pyogrio.read_dataframe(package, layer="municipalities").set_index("code")
    osaka = municipalities.loc["27100"]
    assert (osaka["name"], osaka["name_ja"], osaka["country_name_ja"]) == ("Osaka", "大阪市", "日本")
    assert (osaka.geometry.x, osaka.geometry.y) == (135.50222, 34.69389)
    lines = pyogrio.read_dataframe(package, layer="partnerships")
    of_osaka = lines[lines["municipality_code"] == "27100"]
    assert osaka["partnerships"] == len(of_osaka) == 10
    assert osaka["ended"] == (of_osaka["status"] == "ended").sum() == 1
    partners = pyogrio.read_dataframe(package, layer="partners").set_index("name")
    assert (partners.loc["San Francisco", "admin1"], partners.loc["San Francisco", "country"]) == (
        "California",
        "US",
    )
    assert municipalities["partnerships"].sum() == partners["partnerships"].sum() == len(lines)


def test_qgis_finds_a_default_style_a_layer(database):
    styles = database.execute(
        "SELECT f_table_catalog, f_table_schema, f_table_name, f_geometry_column, useAsDefault "
        "FROM layer_styles"
    ).fetchall()
    assert styles == [
        ("", "", "partnerships", "geometry", 1),
        ("", "", "municipalities", "geometry", 1),
        ("", "", "partners", "geometry", 1),
    ]


def test_lines_have_the_colours_and_dashes_of_the_map(database):
    ((qml,),) = database.execute("SELECT styleQML FROM layer_styles WHERE f_table_name = 'partnerships'")
    renderer = ET.fromstring(qml).find("renderer-v2")  # noqa: S314 - our own
    assert renderer.attrib["attr"] == "status"
    symbols = {
        symbol.attrib["name"]: {
            one.attrib["name"]: one.attrib["value"] for one in symbol.iter("Option") if "name" in one.attrib
        }
        for symbol in renderer.iter("symbol")
    }
    styles = {one.attrib["label"]: symbols[one.attrib["symbol"]] for one in renderer.iter("category")}
    assert {label: style["line_color"] for label, style in styles.items()} == {
        "Active 継続中": "10,106,168,255",
        "Planned 予定": "0,121,90,255",
        "Suspended 休止中": "173,106,0,255",
        "Ended 終了": "179,64,15,255",
        "Withdrawn before it began 開始前に撤回": "153,67,138,255",
    }
    assert "customdash" not in styles["Active 継続中"]
    assert styles["Ended 終了"]["customdash"] == "1.058;0.794"


def test_it_says_what_was_selected_from_which_version(package):
    said = pyogrio.read_info(package, layer="partnerships")["dataset_metadata"]
    assert (said["selection"], said["as_of"]) == ("prefecture=27", "2026-04")
    assert said["credit"].startswith("Shimai; places: GeoNames (CC BY 4.0)")
