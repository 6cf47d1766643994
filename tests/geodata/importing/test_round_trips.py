"""Our own exports, given back: into the same data nothing changes, into an empty folder all is there."""

from pathlib import Path

import pytest

from geodata import load
from geodata.stores.versions import publish
from geodata.writers import FORMATS, Export
from tests.geodata.importing.lists import only, shipped, take_files

READ_BACK = ("geojson", "geojsonl", "csv", "xlsx", "parquet")
TOLD = (
    "id", "kind", "status", "municipality_code", "signed_as", "partner", "partner_admin1", "partner_level",
    "country", "signed", "ended", "as_of", "sources", "note", "municipality_lon", "municipality_lat",
    "partner_lon", "partner_lat", "municipality_precision", "partner_precision",
)  # fmt: skip


@pytest.fixture(scope="module")
def exports(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("exports")
    for ending in READ_BACK:
        FORMATS[ending].write(Export.of(load()), folder / f"all.{ending}")
    return folder


@pytest.mark.parametrize("ending", READ_BACK)
def test_an_export_given_back_changes_no_cell(exports, ending):
    tables, outcome = take_files([exports / f"all.{ending}"], into=shipped())
    assert (outcome.read, outcome.published, outcome.merged, outcome.unchanged) == (1906, 0, 1906, 1906)
    assert tables.partnerships.to_csv() == shipped().partnerships.to_csv()
    assert tables.sources.to_csv() == shipped().sources.to_csv()
    assert tables.places.to_csv() == shipped().places.to_csv()


@pytest.mark.parametrize("ending", READ_BACK)
def test_an_export_taken_into_an_empty_folder_says_the_same(exports, ending, tmp_path):
    tables, outcome = take_files([exports / f"all.{ending}"])
    assert (outcome.read, outcome.published) == (1906, 1906)
    publish(tmp_path, tables)
    one, other = load().frame, load(tmp_path).frame.set_index("id", drop=False)
    # GeoParquet is sorted by place, so the rows come in an order of its own.
    other = other.loc[one["id"]].reset_index(drop=True)
    columns = [column for column in TOLD if column in one]
    assert len(columns) >= 14
    differing = {
        column: [
            (id_, a, b)
            for id_, a, b in zip(one["id"], one[column], other[column], strict=True)
            if str(a) != str(b)
        ]
        for column in columns
    }
    assert {column: found[:3] for column, found in differing.items() if found} == {}
    assert one.geometry.geom_equals_exact(other.geometry, 1e-4).all()


@pytest.mark.parametrize(
    ("old", "new", "column", "known"),
    [
        (",Portland,ポートランド市,", ",Seattle,シアトル市,", "partner", "'Portland'"),
        (",01100,", ",01202,", "municipality_code", "'01100'"),
        (",US,", ",XX,", "country", "'US'"),
    ],
)
def test_an_exported_row_made_to_mean_another_pair_is_faulty(exports, tmp_path, old, new, column, known):
    header, *lines = (exports / "all.csv").read_text(encoding="utf-8-sig").splitlines()
    line = next(line for line in lines if line.startswith("sapporo-01100-portland-us,"))
    if old == ",01100,":
        line = line.replace("Sapporo,札幌市,", ",,")
    assert old in line
    (tmp_path / "edited.csv").write_text(f"{header}\n{line.replace(old, new)}\n", encoding="utf-8")
    problem = only(take_files([tmp_path / "edited.csv"], into=shipped())[1])
    assert (problem.review_reason, problem.column) == ("faulty", column)
    assert known in problem.reason
