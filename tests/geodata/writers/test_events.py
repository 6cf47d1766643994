"""Events in files: GeoJSON, CSV, a sheet of the workbook, a layer of the GeoPackage."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pyogrio
import pytest

import geodata
from geodata import Dataset
from geodata.query.event_selection import EventSelection
from geodata.writers import FORMATS, Export
from geodata.writers.event_export import EventExport
from geodata.writers.event_geojson import event_collection
from geodata.writers.event_table import event_csv
from tests.support.events_folder import NOWHERE, PLAN, VISIT, write_events_folder


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    formula = VISIT | {"id": "formula", "title": "=1+1", "date": "2001", "date_end": ""}
    return geodata.load(write_events_folder(tmp_path_factory.mktemp("events"), PLAN, VISIT, NOWHERE, formula))


def test_geojson_has_the_newest_first_and_no_geometry_where_no_place_is_known(dataset: Dataset) -> None:
    document = json.loads(event_collection(EventExport.of(dataset)))
    assert [feature["id"] for feature in document["features"]] == [
        "como-plan", "volunteers", "milan-visit", "formula",
    ]  # fmt: skip
    assert document["numberMatched"] == 4
    plan, volunteers, visit, _ = document["features"]
    assert volunteers["geometry"] is None
    assert visit["geometry"]["type"] == "Point"
    assert plan["properties"]["status"] == "planned"
    assert plan["properties"]["municipality_codes"] == ["27100", "28100"]
    assert plan["properties"]["date"] == "2030-05"
    assert plan["properties"]["participants"] is None
    assert [source["url"][:8] for source in plan["properties"]["sources"]] == ["https://", "https://"]
    assert visit["properties"]["date_end"] == "2015-06-03"
    assert visit["properties"]["participants"] == 12


def test_a_page_of_a_selection_says_how_many_there_are(dataset: Dataset) -> None:
    selection = EventSelection(country=("IT",), limit=1)
    document = json.loads(event_collection(EventExport.of(dataset, selection)))
    assert [feature["id"] for feature in document["features"]] == ["como-plan"]
    assert (document["numberMatched"], document["numberReturned"]) == (3, 1)
    assert document["selection"] == "country=IT&limit=1"


def test_csv_is_read_by_excel_and_runs_no_formula(dataset: Dataset) -> None:
    content = event_csv(EventExport.of(dataset))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[3]["title"] == "'=1+1"
    assert rows[0]["municipalities_ja"] == "大阪市;神戸市"
    assert rows[1]["lon"] == ""
    assert "GeoNames" in rows[0]["credit"]


def test_workbook_and_geopackage_have_the_events_of_the_selection(dataset: Dataset, tmp_path: Path) -> None:
    export = Export.of(dataset.select(country="IT"))
    FORMATS["xlsx"].write(export, tmp_path / "it.xlsx")
    FORMATS["gpkg"].write(export, tmp_path / "it.gpkg")
    sheet = openpyxl.load_workbook(tmp_path / "it.xlsx")["events"]
    header, *rows = sheet.iter_rows(values_only=True)
    assert [row[header.index("id")] for row in rows] == ["formula", "milan-visit", "como-plan"]
    layer = pyogrio.read_dataframe(tmp_path / "it.gpkg", layer="events")
    assert layer["id"].tolist() == ["formula", "milan-visit", "como-plan"]
    assert layer.geometry.geom_type.tolist() == ["Point"] * 3
