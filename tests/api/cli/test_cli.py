"""The command line, run as a user runs it."""

import json
import subprocess
from pathlib import Path

import httpx
import pytest

from tests.support.command_line import shimai
from tests.support.paths import ROOT
from tests.support.server import SHIMAI_COMMAND, serving


def test_it_is_a_program_that_says_what_it_can_do():
    done = subprocess.run([*SHIMAI_COMMAND, "--help"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    for command in ("serve", "check", "import", "export", "geocode", "stats"):
        assert f"\n  {command} " in done.stdout


def copy_shipped_data(folder: Path) -> None:
    for name in ("partnerships.csv", "sources.csv", "places.csv"):
        (folder / name).write_bytes((ROOT / "geodata" / "data" / name).read_bytes())


def test_export_writes_a_selection_as_geojson(tmp_path: Path):
    out = tmp_path / "us.geojson"
    done = shimai("export", str(out), "--country", "US", "--year", "1990")
    assert (done.exit_code, done.stdout) == (0, f"{out}: 248 partnerships\n")
    assert len(json.loads(out.read_text(encoding="utf-8"))["features"]) == 248


def test_export_writes_a_standalone_map_that_names_no_other_host(tmp_path: Path):
    out = tmp_path / "map.html"
    assert shimai("export", str(out), "--country", "PW", "--lang", "ja").exit_code == 0
    page = out.read_text(encoding="utf-8")
    assert '<html lang="ja"' in page
    assert 'src="http' not in page
    assert "パラオ" in page


@pytest.mark.parametrize(
    ("ending", "begins"),
    [
        ("csv", b"\xef\xbb\xbfid,kind"),
        ("xlsx", b"PK"),
        ("gpkg", b"SQLite format 3"),
        ("GEOJSONL", b'{"type":"Feature",'),
    ],
)
def test_the_ending_says_the_format_of_an_export(tmp_path: Path, ending: str, begins: bytes):
    out = tmp_path / f"palau.{ending}"
    done = shimai("export", str(out), "--country", "PW")
    assert (done.exit_code, done.stdout) == (0, f"{out}: 3 partnerships\n")
    assert out.read_bytes().startswith(begins)
    assert list(tmp_path.iterdir()) == [out]


def test_export_to_an_unknown_ending_is_wrong_usage_and_writes_nothing(tmp_path: Path):
    done = shimai("export", str(tmp_path / "map.doc"))
    assert done.exit_code == 2
    assert ".geojson, .csv, .xlsx, .gpkg, .kml, .parquet, .fgb, .geojsonl, .html" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_selection_is_wrong_usage_with_the_same_sentence_as_over_http():
    done = shimai("stats", "--country", "XX")
    assert done.exit_code == 2
    assert "country='XX' is not allowed. Allowed: ISO 3166-1 alpha-2 codes" in done.stderr


def test_stats_count_the_partnerships_by_status_kind_and_country():
    done = shimai("stats")
    assert done.exit_code == 0
    assert "1906 partnerships of 868 municipalities and prefectures" in done.stdout
    assert "   16  ended" in done.stdout
    assert "    4  hometown" in done.stdout


def test_geocode_prints_the_place_with_its_precision_and_origin():
    done = shimai("geocode", "Misato, Shimane")
    assert done.exit_code == 0
    assert done.stdout.startswith("Misato, Shimane, JP 美郷町  35.0")
    assert "office  localgovjp:32448" in done.stdout


def test_geocode_prints_the_candidates_of_an_ambiguous_name_and_what_would_decide():
    done = shimai("geocode", "Concord", "--country", "US")
    assert done.exit_code == 1
    assert "admin1 would decide" in done.stderr
    assert "Concord, California, US" in done.stderr
    assert "Concord, New Hampshire, US" in done.stderr


def test_geocode_of_an_unknown_name_prints_similar_ones():
    done = shimai("geocode", "Kaohsung", "--country", "TW")
    assert done.exit_code == 1
    assert "Kaohsiung" in done.stderr


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("kind", "sister", "partnerships.csv, row 3, column kind: 'sister': write one of sister_city"),
        ("signed", "1959/11/17", "row 3, column signed: '1959/11/17': write 1959, 1959-11 or 1959-11-17"),
        ("signed", "١٩٥٩", "row 3, column signed: '١٩٥٩': write 1959"),
        ("ended", "1900", "row 3, column ended: '1900': it can't end before it was signed"),
        ("id", "../x", "row 3, column id: '../x': write lower-case ASCII letters"),
        ("partner", "", "row 3, column partner: '': write the partner's name"),
        ("country", "ZZ", "row 3, column country: 'ZZ': write an ISO 3166-1 alpha-2 code"),
        ("sources", "s9999", "row 3, column sources: 's9999': name rows of sources.csv"),
        ("municipality_code", "99999", "row 3, column municipality_code: '99999': no place 'jp-99999'"),
    ],
)
def test_a_faulty_cell_is_named_with_file_row_column_value_and_what_to_do(tmp_path, column, value, said):
    copy_shipped_data(tmp_path)
    header, *rows = (tmp_path / "partnerships.csv").read_text(encoding="utf-8").splitlines()
    cells = dict(zip(header.split(","), rows[1].split(","), strict=True))
    rows[1] = ",".join((cells | {column: value}).values())
    (tmp_path / "partnerships.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    done = shimai("stats", "--data", str(tmp_path))
    assert done.exit_code == 1
    assert said in done.stderr


def test_a_missing_data_folder_is_said(tmp_path: Path):
    command = [*SHIMAI_COMMAND, "serve", "--port", "0", "--data", str(tmp_path / "nowhere")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "partnerships.csv" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_said(server: str):
    port = server.rpartition(":")[2]
    done = shimai("serve", "--port", port)
    assert done.exit_code == 1
    assert f"127.0.0.1:{port}: Address already in use; choose another --port or --host" in done.stderr


def test_the_host_may_be_a_name():
    with serving("--host", "localhost") as address:
        assert httpx.get(f"{address}/healthz").status_code == 200


def test_a_host_that_does_not_exist_is_said():
    done = shimai("serve", "--port", "0", "--host", "nowhere.invalid")
    assert done.exit_code == 1
    assert done.stderr.startswith("nowhere.invalid:0: ")


def test_a_row_with_a_cell_too_many_is_named(tmp_path: Path):
    copy_shipped_data(tmp_path)
    with (tmp_path / "sources.csv").open("a", encoding="utf-8") as table:
        table.write("s9999,A title,https://example.org,2020,one too many\n")
    done = shimai("stats", "--data", str(tmp_path))
    assert done.exit_code == 1
    assert "sources.csv, row 2079" in done.stderr


def test_a_source_with_a_script_for_an_address_is_refused(tmp_path: Path):
    copy_shipped_data(tmp_path)
    with (tmp_path / "sources.csv").open("a", encoding="utf-8") as table:
        table.write("s9999,A title,javascript:alert(1),2020\n")
    done = shimai("stats", "--data", str(tmp_path))
    assert done.exit_code == 1
    assert "column url: 'javascript:alert(1)': write an address that begins with https://" in done.stderr


def test_an_export_that_cannot_be_written_says_so_and_leaves_nothing(tmp_path: Path):
    done = shimai("export", str(tmp_path / "nowhere" / "x.geojson"), "--country", "PW")
    assert done.exit_code == 1
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_export_writes_a_figure_with_its_looks(tmp_path: Path):
    out = tmp_path / "map.svg"
    done = shimai("export", str(out), "--country", "BR", "--lang", "ja", "--look", "paper=column")
    assert (done.exit_code, done.stdout) == (0, f"{out}: 51 partnerships\n")
    assert "日本の自治体の海外提携：ブラジル" in out.read_text(encoding="utf-8")


def test_export_refuses_a_figure_too_low_for_a_map_and_writes_nothing(tmp_path: Path):
    out = tmp_path / "low.png"
    looks = (
        "--look",
        "width=60",
        "--look",
        "height=60",
        "--look",
        "colour=kind",
        "--look",
        f"title={200 * 'x'}",
    )
    done = shimai("export", str(out), *looks)
    assert done.exit_code == 2
    assert "--look height='60' is not allowed. Allowed: at least" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_export_refuses_a_look_that_does_not_exist_and_writes_nothing(tmp_path: Path):
    out = tmp_path / "map.pdf"
    done = shimai("export", str(out), "--look", "paper=a3")
    assert done.exit_code == 2
    assert "a4-landscape" in done.stderr
    assert not out.exists()
