"""CSV, workbooks and GeoParquet, opened by the programs' own libraries."""

import datetime
import io
import json
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely
from python_calamine import CalamineWorkbook

import geodata
from geodata import DataError, Dataset
from geodata.dataset.tables import TextTables
from geodata.model.shipped import shipped_data
from geodata.stores.folder import read_text_tables
from geodata.stores.versions import publish
from geodata.writers.spreadsheet_text import unescape_formula
from tests.support.export import export_bytes

NOTES = (
    "=1+1", "+81", "-", "@SUM(A1)", "\t=1", "\r=1", "'=kept", "＝A1", "#N/A", "=", "a\x07b", "_x0041_",
    "line\nbreak", "a\rb", " spaces ", '"quoted", with commas', "NA", "123", "1959-11-17", "TRUE", "𠮟る", "",
)  # fmt: skip
CREDIT = (
    "Shimai; places: GeoNames (CC BY 4.0), localgovjp (CC0), JIS X 0402 through jp-prefecture; "
    "facts: the public sources that each partnership names"
)
HEADER = [
    "id", "kind", "status", "municipality", "municipality_ja", "municipality_code", "prefecture",
    "prefecture_ja", "prefecture_code", "signed_as", "partner", "partner_ja", "partner_admin1",
    "partner_level", "country", "country_name", "country_name_ja", "signed", "signed_year", "ended",
    "ended_year", "as_of", "distance_km", "municipality_precision", "partner_precision", "sources", "note",
    "municipality_country", "municipality_lon", "municipality_lat", "partner_lon", "partner_lat", "wkt",
]  # fmt: skip


def with_notes(folder: Path, notes: tuple[str, ...]) -> Dataset:
    tables = read_text_tables(shipped_data())
    partnerships = tables.partnerships.head(len(notes)).assign(note=list(notes))
    publish(folder, TextTables(partnerships, tables.sources, tables.places))
    return geodata.load(folder)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Partnerships whose notes are what spreadsheets stumble over."""
    return with_notes(tmp_path_factory.mktemp("hostile"), NOTES)


def read_csv(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)


def sheets(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in workbook}


def properties(dataset: Dataset) -> list[dict[str, object]]:
    return [feature["properties"] for feature in json.loads(export_bytes("geojson", dataset))["features"]]


def test_csv_has_a_byte_order_mark_and_the_columns_of_geojson_and_then_the_ends_and_the_line(dataset):
    content = export_bytes("csv", dataset)
    assert content.startswith(b"\xef\xbb\xbfid,kind,status,")
    table = read_csv(content)
    assert table.columns.tolist() == [*HEADER, "credit"]
    assert HEADER[:28] == list(properties(dataset)[0])
    assert len(table) == 1906


def test_csv_says_the_same_as_geojson(dataset):
    table = read_csv(export_bytes("csv", dataset))
    for row, expected in zip(table.to_dict("records"), properties(dataset), strict=True):
        assert json.loads(row["sources"]) == expected.pop("sources")
        assert float(row["distance_km"]) == expected.pop("distance_km")
        for name, value in expected.items():
            assert unescape_formula(row[name]) == ("" if value is None else str(value)), name


def test_osaka_to_san_francisco_in_csv_goes_over_the_antimeridian_in_two_parts(dataset):
    table = read_csv(export_bytes("csv", dataset)).set_index("id")
    row = table.loc["osaka-27100-san-francisco-us"]
    assert (row["municipality_ja"], row["signed"], row["signed_year"]) == ("大阪市", "1957-10", "1957")
    assert (row["municipality_lon"], row["municipality_lat"]) == ("135.50222", "34.69389")
    assert (row["partner_lon"], row["partner_lat"]) == ("-122.41942", "37.77493")
    line = shapely.from_wkt(row["wkt"])
    west, east = line.geoms
    assert (west.coords[0], east.coords[-1]) == ((135.50222, 34.69389), (-122.41942, 37.77493))
    assert (west.coords[-1][0], east.coords[0][0]) == (180, -180)


def test_no_text_in_csv_begins_like_a_formula_and_each_comes_back(hostile):
    notes = read_csv(export_bytes("csv", hostile))["note"].tolist()
    assert notes[:8] == ["'=1+1", "'+81", "'-", "'@SUM(A1)", "'\t=1", "'\r=1", "''=kept", "'＝A1"]
    assert [unescape_formula(note) for note in notes] == list(NOTES)


def test_a_workbook_has_five_sheets_with_frozen_headers_and_filters(dataset):
    workbook = openpyxl.load_workbook(io.BytesIO(export_bytes("xlsx", dataset)))
    assert workbook.sheetnames == ["partnerships", "places", "sources", "events", "about"]
    assert all(sheet.freeze_panes == "A2" for sheet in workbook)
    assert workbook["partnerships"].auto_filter.ref == "A1:AG1907"
    assert [cell.value for cell in workbook["partnerships"][1]] == HEADER
    assert workbook["partnerships"].max_row == 1907


def test_numbers_and_days_in_a_workbook_are_such_and_codes_and_months_are_text(dataset):
    header, *rows = sheets(export_bytes("xlsx", dataset))["partnerships"]
    row = next(row for row in rows if row[0] == "osaka-27100-san-francisco-us")
    cells = dict(zip(header, row, strict=True))
    assert (cells["municipality_code"], cells["signed"]) == ("27100", "1957-10")
    assert (cells["signed_year"], cells["ended_year"]) == (1957, 2018)
    assert cells["ended"] == datetime.datetime(2018, 10, 2)
    assert (cells["municipality_lon"], cells["partner_lon"]) == (135.50222, -122.41942)
    assert cells["distance_km"] == 8661.5


def test_the_places_and_sources_in_a_workbook_are_those_of_the_selection(dataset):
    palau = sheets(export_bytes("xlsx", dataset.select(country="PW")))
    assert {row[3] for row in palau["places"][1:]} == {"JP", "PW"}
    ids = {row[0] for row in palau["partnerships"][1:]}
    assert {row[0] for row in palau["sources"][1:]} == ids
    assert palau["sources"][0] == ("partnership", "title", "url", "date")
    assert palau["sources"][1] == (
        "mie-prefecture-24000-palau-pw",
        "CLAIR 姉妹提携データ: 三重県 - パラオ",
        "http://www.clair.or.jp/j/exchange/shimai/data/detail/1002",
        None,
    )
    assert len(palau["sources"]) == 5


def test_a_workbook_says_what_it_is_about(dataset):
    content = export_bytes("xlsx", dataset, country="BR", year=2000, limit=3)
    assert sheets(content)["about"] == [
        ("what", "value"),
        ("title", "Shimai: partnerships of Japan's municipalities and prefectures with places abroad"),
        ("version", dataset.version),
        ("as_of", "2026-04"),
        ("selection", "country=BR&year=2000&limit=3"),
        ("partnerships", "3"),
        ("matched", "42"),
        ("undated_left_out", "5"),
        ("credit", CREDIT),
        ("licence", "https://creativecommons.org/licenses/by/4.0/"),
    ]


def test_no_cell_of_a_workbook_is_a_formula_or_an_error(hostile):
    workbook = openpyxl.load_workbook(io.BytesIO(export_bytes("xlsx", hostile)))
    kinds = {cell.data_type for sheet in workbook for row in sheet.iter_rows() for cell in row}
    assert kinds == {"s", "n", "d"}
    notes = [row[26] for row in workbook["partnerships"].iter_rows(min_row=2)]
    assert (notes[0].value, notes[0].data_type, notes[0].quotePrefix) == ("=1+1", "s", True)


def test_a_program_that_reads_workbooks_gets_every_text_as_it_was(hostile):
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(export_bytes("xlsx", hostile)))
    _, *rows = workbook.get_sheet_by_name("partnerships").to_python()
    assert [row[26] for row in rows] == list(NOTES)


def test_a_text_too_long_for_a_cell_is_refused_and_said_not_cut(tmp_path):
    dataset = with_notes(tmp_path, ("x" * 32767, "y" * 32768))
    with pytest.raises(
        DataError, match=r"sheet partnerships, row 3, column note: 'y{40}\.\.\.': a cell of a w"
    ):
        export_bytes("xlsx", dataset)
    assert read_csv(export_bytes("csv", dataset))["note"].tolist() == ["x" * 32767, "y" * 32768]


def test_geoparquet_holds_the_lines_and_says_its_version_and_credit(dataset, tmp_path):
    (tmp_path / "all.parquet").write_bytes(export_bytes("parquet", dataset))
    frame = gpd.read_parquet(tmp_path / "all.parquet")
    assert frame.columns.tolist() == [*HEADER[:-1], "geometry"]
    assert frame.crs.to_string() == "OGC:CRS84"
    assert (frame.attrs["version"], frame.attrs["as_of"]) == (dataset.version, "2026-04")
    assert frame.attrs["credit"] == CREDIT
    assert frame["signed_year"].dtype == "Int64"
    one, other = (table.set_index("id").sort_index() for table in (frame, dataset.frame))
    assert one.geometry.geom_equals_exact(other.geometry, tolerance=1e-6).all()
    assert [json.loads(sources) for sources in one["sources"]] == other["sources"].tolist()


def test_geoparquet_needs_no_neutralising(hostile):
    frame = gpd.read_parquet(io.BytesIO(export_bytes("parquet", hostile)))
    assert sorted(frame["note"]) == sorted(NOTES)


def test_a_selection_of_nothing_has_the_same_columns_of_the_same_types(dataset):
    nothing = dataset.select(q="nosuchplaceatall")
    assert read_csv(export_bytes("csv", nothing)).columns.tolist() == [*HEADER, "credit"]
    assert sheets(export_bytes("xlsx", nothing))["partnerships"] == [tuple(HEADER)]
    empty, whole = (gpd.read_parquet(io.BytesIO(export_bytes("parquet", one))) for one in (nothing, dataset))
    assert (len(empty), empty.dtypes.to_dict()) == (0, whole.dtypes.to_dict())
