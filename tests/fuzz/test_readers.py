"""Whatever bytes a list has, reading it ends soon: in rows, or in faults that say where; in nothing else."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata import DataError, Selection, load
from geodata.readers import MappingError, open_reader
from geodata.writers import FORMATS, Export
from tests.support.fuzzing import max_examples

MORE = max_examples(1, 20)
TEXT = (
    "市区町村,国,相手都市,提携日\r\n札幌市,アメリカ合衆国,ポートランド,昭和34年11月17日\r\n",
    "municipality\tpartner\tcountry\tsigned\nOsaka\tSan Francisco\tUS\t1957-10-07\n",
    '"姉妹都市","提携年月日"\n"大阪市 サンフランシスコ市","1957/10/7"\n',
)
PIECES = (
    "\0",
    '"',
    "\n",
    "\r",
    ",",
    "\t",
    ";",
    "\ufeff",
    "\ud7ff",
    "令和",
    "9" * 400,
    "=cmd()",
    "市",
    "\x1a",
    "{",
    "[",
)
BINARY = ("xlsx", "geojson", "parquet", "gpkg")
quiet = {
    "deadline": None,
    "database": None,
    "derandomize": MORE == 1,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
}


def read_through(path: Path) -> str:
    """Read a file to its end, as a check does, and return why that can't be done; any mistake is raised."""
    try:
        for row in open_reader(path).rows:
            assert row.file == path.name
    except (DataError, MappingError) as error:
        return str(error)
    return ""


def ends_well(path: Path) -> None:
    why = read_through(path)
    assert not why or path.name in why


@st.composite
def mutated(draw: st.DrawFn, seed: bytes) -> bytes:
    """Return bytes with some of them changed, repeated, put elsewhere or taken out."""
    whole = bytearray(seed)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(whole)))
        length = draw(st.integers(0, 40))
        match draw(st.sampled_from(["change", "insert", "cut", "repeat", "end"])):
            case "change":
                whole[at : at + length] = draw(st.binary(min_size=length, max_size=length))
            case "insert":
                whole[at:at] = draw(st.binary(max_size=40))
            case "cut":
                del whole[at : at + length]
            case "repeat":
                whole[at:at] = whole[at : at + length] * 5
            case "end":
                del whole[at:]
    return bytes(whole)


@settings(max_examples=100 * MORE, **quiet)
@given(whole=st.binary(max_size=2000), ending=st.sampled_from(["csv", "tsv", "txt"]))
def test_bytes_without_meaning_are_no_mistake(tmp_path, whole, ending):
    path = tmp_path / f"list.{ending}"
    path.write_bytes(whole)
    ends_well(path)


@settings(max_examples=150 * MORE, **quiet)
@given(
    data=st.data(),
    text=st.sampled_from(TEXT),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp932", "utf-16", "euc_jp"]),
    pieces=st.lists(st.tuples(st.integers(0, 60), st.sampled_from(PIECES)), max_size=4),
)
def test_damaged_tables_of_text_are_no_mistake(tmp_path, data, text, encoding, pieces):
    for at, piece in pieces:
        text = text[:at] + piece + text[at:]
    path = tmp_path / "list.csv"
    path.write_bytes(data.draw(mutated(text.encode(encoding, "replace"))))
    ends_well(path)


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of a few partnerships, in formats that programs of others read."""
    folder = tmp_path_factory.mktemp("seeds")
    extract = Export.of(load(), Selection(country=["PW"]))
    for ending in BINARY:
        FORMATS[ending].write(extract, folder / f"list.{ending}")
    return folder


@pytest.mark.parametrize("ending", BINARY)
@settings(max_examples=8 * MORE, **quiet)
@given(data=st.data())
def test_damaged_files_of_programs_are_no_mistake(tmp_path, seeds, ending, data):
    path = tmp_path / f"list.{ending}"
    path.write_bytes(data.draw(mutated((seeds / f"list.{ending}").read_bytes())))
    ends_well(path)


@pytest.mark.parametrize("ending", BINARY)
def test_a_file_of_one_format_with_the_name_of_another_is_no_mistake(tmp_path, seeds, ending):
    for other in ("csv", "xlsx", "json", "parquet", "ods", "xls"):
        path = tmp_path / f"list.{other}"
        path.write_bytes((seeds / f"list.{ending}").read_bytes())
        ends_well(path)
