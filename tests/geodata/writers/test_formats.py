"""Every format of many selections says the same, read back by programs that know nothing of ours."""

import random
from pathlib import Path

import pytest
import shapely

from geodata import Dataset, Selection
from geodata.model.vocabulary import KINDS, PREFECTURES, STATUSES
from geodata.writers import FORMATS, Export
from geodata.writers.spreadsheet_text import unescape_formula
from tests.geodata.writers.reading import read_back
from tests.support.fuzzing import max_examples

FACTS = (
    "id", "kind", "status", "municipality", "municipality_ja", "municipality_code", "prefecture_ja",
    "signed_as", "partner", "partner_ja", "partner_admin1", "country", "country_name", "country_name_ja",
    "signed", "signed_year", "ended", "ended_year", "as_of", "distance_km", "sources", "note",
)  # fmt: skip
SORTED_BY_PLACE = ("parquet", "fgb", "kml")
SELECTIONS = max_examples(12, 50)


def random_selection(chance: random.Random) -> Selection:
    """A selection of one to three filters, some of a few partnerships, some of many."""
    west = chance.randrange(-180, 180)
    filters: dict[str, object] = {
        "country": chance.sample(["US", "CN", "KR", "BR", "DE", "AU", "NZ", "FJ", "FR", "RU", "PE"], 2),
        "status": chance.sample(STATUSES, 2),
        "kind": chance.sample(KINDS, 3),
        "prefecture": chance.sample(sorted(PREFECTURES), 4),
        "year": chance.randrange(1955, 2026),
        "signed": f"{chance.randrange(1960, 2000)}/..",
        "undated": chance.choice(["include", "only"]),
        "q": chance.choice(["san", "市", "北", "port"]),
        "bbox": [west, -40, (west + 300) % 360 - 180, 50],
        "sortby": chance.choice(["-signed", "partner", "distance_km"]),
    }
    return Selection.of({name: filters[name] for name in chance.sample(sorted(filters), 2)})


@pytest.fixture(scope="module")
def selections(dataset: Dataset) -> list[Export]:
    """Selections that hold something, but not more than can be compared quickly."""
    chance = random.Random(20260401)  # noqa: S311
    found: list[Export] = []
    while len(found) < SELECTIONS:
        extract = Export.of(dataset, random_selection(chance))
        if 0 < len(extract.dataset) <= 150:
            found.append(extract)
    return found


def expected(extract: Export) -> dict[str, dict[str, str]]:
    """What the frame says, as text by id, in order."""
    frame = extract.dataset.frame.copy()
    frame["distance_km"] = [str(km).removesuffix(".0") for km in frame["distance_km"]]
    return {
        row["id"]: {
            name: "" if value is None or value != value else str(value)
            for name, value in row.items()
            if name in FACTS and name != "sources"
        }
        for row in frame.astype(object).where(frame.notna(), None).to_dict("records")
    }


def in_one_form(line: shapely.Geometry) -> shapely.Geometry:
    return shapely.MultiLineString(list(shapely.get_parts(line)))


@pytest.mark.parametrize("ending", FORMATS)
def test_random_selections_come_back_with_the_same_ids_names_dates_and_lines(selections, ending, tmp_path):
    for number, extract in enumerate(selections):
        path = tmp_path / f"{number}.{ending}"
        FORMATS[ending].write(extract, path)
        back = read_back(path)
        expected_rows = expected(extract)
        ids = [row["id"] for row, _ in back]
        assert sorted(ids) == sorted(expected_rows)
        if ending not in SORTED_BY_PLACE:
            assert ids == list(expected_rows)
        lines = dict(zip(extract.dataset.frame["id"], extract.dataset.frame.geometry, strict=True))
        for row, line in back:
            for name, value in expected_rows[row["id"]].items():
                text = row[name] if name != "distance_km" else row[name].removesuffix(".0")
                assert (unescape_formula(text) if ending == "csv" else text) == value, (row["id"], name)
            assert in_one_form(line).equals_exact(in_one_form(lines[row["id"]]), 1e-6)


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_holds_the_sources_of_each_partnership(dataset, ending, tmp_path):
    path = tmp_path / f"palau.{ending}"
    FORMATS[ending].write(Export.of(dataset, Selection(country=("PW",))), path)
    ((row, _),) = [found for found in read_back(path) if found[0]["id"] == "mie-prefecture-24000-palau-pw"]
    assert '"title":"CLAIR 姉妹提携データ: 三重県 - パラオ"' in row["sources"].replace('": "', '":"')
    assert "http://www.clair.or.jp/j/exchange/shimai/data/detail/1002" in row["sources"]


@pytest.mark.parametrize("ending", FORMATS)
def test_a_selection_of_nothing_is_a_file_of_nothing(dataset, ending, tmp_path):
    path = tmp_path / f"nothing.{ending}"
    FORMATS[ending].write(Export.of(dataset, Selection(q="nosuchplaceatall")), path)
    assert read_back(path) == []


@pytest.mark.parametrize("ending", ["geojson", "csv", "xlsx", "gpkg", "kml", "parquet", "fgb", "geojsonl"])
def test_every_format_carries_its_credit_its_licence_and_the_datas_version(dataset, ending, tmp_path):
    path = tmp_path / f"palau.{ending}"
    FORMATS[ending].write(Export.of(dataset, Selection(country=("PW",))), path)
    content = text_of(path)
    for words in ("GeoNames (CC BY 4.0)", "creativecommons.org/licenses/by/4.0", dataset.version, "2026-04"):
        assert words in content, words


def text_of(path: Path) -> str:
    """A file's text, for a workbook that of its sheet about itself."""
    if path.suffix != ".xlsx":
        return path.read_bytes().decode(errors="replace")
    import openpyxl

    return " ".join(str(row[1].value) for row in openpyxl.load_workbook(path)["about"])
