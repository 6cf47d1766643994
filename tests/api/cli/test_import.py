"""`shimai import` and `shimai check`, as a user and someone's CI run them."""

import json
import os
import subprocess
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

import geodata
from tests.support.command_line import shimai
from tests.support.paths import ROOT
from tests.support.server import SHIMAI_COMMAND

GOOD = "自治体名,提携先,国名,提携年月日\n札幌市,ミュンヘン市,ドイツ,昭和47年8月28日\n"
FAULTY = "自治体名,提携先,国名,提携年月日\n札幌市,ミュンヘン市,ドイツ,昭和47年13月28日\n"
UNCLEAR = "自治体名,提携先,国名\n横浜市,オーロラ市,アメリカ\n"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def entries(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_import_publishes_and_says_what_became_of_every_row(tmp_path):
    done = shimai("import", write(tmp_path / "a.csv", GOOD), "--data", tmp_path / "data", "--fresh")
    assert done.exit_code == 0
    assert done.stdout.startswith("read 1 = published 1 + merged 0 + in the review 0\n")
    assert "published as version 000001-" in done.stdout
    frame = geodata.load(tmp_path / "data").frame
    assert frame[["municipality_code", "partner", "signed"]].to_numpy().tolist() == [
        ["01100", "Munich", "1972-08-28"]
    ]


def test_a_new_data_folder_begins_with_the_data_that_ship(tmp_path):
    assert shimai("import", write(tmp_path / "a.csv", GOOD), "--data", tmp_path / "data").exit_code == 0
    assert len(geodata.load(tmp_path / "data")) == len(geodata.load())


def test_the_same_import_again_publishes_nothing_new(tmp_path):
    words = ("import", write(tmp_path / "a.csv", GOOD), "--data", tmp_path / "data", "--fresh")
    first, second = shimai(*words), shimai(*words[:-1])
    assert second.stdout.splitlines()[-1] == first.stdout.splitlines()[-1]
    assert len(entries(tmp_path / "data" / "versions")) == 1


EVENTS = "日付,内容,自治体,相手\n2023年10月7日,訪問団が来札した。,札幌市,ポートランド\n"


def test_events_are_published_beside_the_partnerships_and_the_same_ones_again_change_nothing(tmp_path):
    words = ("import", "--events", write(tmp_path / "e.csv", EVENTS), "--data", tmp_path / "data")
    first, second = shimai(*words), shimai(*words)
    assert first.stdout.startswith("read 1 = published 1 + merged 0 + in the review 0\n")
    assert "of those merged, 1 said nothing new" in second.stdout
    data = geodata.load(tmp_path / "data")
    assert (len(data), len(data.events)) == (len(geodata.load()), len(geodata.load().events) + 1)
    assert len(entries(tmp_path / "data" / "versions")) == 1


def test_faulty_events_are_told_with_row_and_column_and_kind_is_no_option_of_theirs(tmp_path):
    path = write(tmp_path / "e.csv", EVENTS + "いつか,来た。,札幌市,\n")
    done = shimai("check", "--events", path)
    assert done.exit_code == 1
    assert "e.csv, row 3, column 日付: 'いつか'" in done.stdout
    assert shimai("check", "--events", path, "--kind", "sister_city").exit_code == 2
    assert "date = 日付" in shimai("check", "--events", path, "--show-mapping").stdout


def test_a_dry_run_and_a_check_write_nothing(tmp_path):
    path = write(tmp_path / "a.csv", GOOD)
    for words in (("import", path, "--data", tmp_path / "data", "--dry-run"), ("check", path),
                  ("import", path, "--dry-run"), ("check", path, "--data", tmp_path / "data")):  # fmt: skip
        assert shimai(*words).exit_code == 0
    assert entries(tmp_path) == ["a.csv"]


def test_faults_end_with_1_but_what_is_only_unclear_with_0(tmp_path):
    assert shimai("check", write(tmp_path / "faulty.csv", FAULTY)).exit_code == 1
    assert shimai("check", write(tmp_path / "unclear.csv", UNCLEAR)).exit_code == 0
    done = shimai("import", tmp_path / "faulty.csv", "--data", tmp_path / "data", "--fresh")
    assert done.exit_code == 1
    assert "published as version" in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import",), "--data"),
        (("import", "--data", ""), "name a folder; this is empty"),
        (("check", "--map", "partner"), "write FIELD=COLUMN"),
        (("check", "--map", "partner="), "write FIELD=COLUMN"),
        (("check", "--map", "nosuch=提携先"), "nosuch"),
        (("check", "--map", "partner=無い"), "無い"),
        (("check", "--as-of", "soon"), "--as-of"),
        (("check", "--municipality", "府中市"), "Fuchu, Tokyo, JP; Fuchu, Hiroshima, JP"),
        (("check", "--prefecture", "無い県"), "no such place in Japan"),
        (("check", "--kind", "friends"), "friends"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_to_write(tmp_path, words, said):
    command, *options = words
    done = shimai(command, write(tmp_path / "a.csv", GOOD), *options)
    assert done.exit_code == 2
    assert said in done.stderr


def test_two_files_of_one_name_are_wrong_usage(tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder / "a.csv", GOOD)
    done = shimai("check", tmp_path / "one" / "a.csv", tmp_path / "two" / "a.csv")
    assert done.exit_code == 2
    assert "two files are named a.csv" in done.stderr


def test_show_mapping_tells_what_each_column_was_taken_for_and_stops(tmp_path):
    path = write(
        tmp_path / "a.csv", "一覧,,\n自治体名,提携先,国名,担当課\n札幌市,ミュンヘン市,ドイツ,国際部\n"
    )
    assert shimai("import", path, "--show-mapping").stdout == (
        "a.csv: the header is row 2\n"
        "  municipality = 自治体名\n  partner = 提携先\n  country = 国名\n  unused: 担当課\n"
    )


@pytest.mark.parametrize("given", ["--map", "--mapping"])
def test_a_mapping_says_which_column_is_which(tmp_path, given):
    path = write(tmp_path / "a.csv", "わが方,あちら,国名\n札幌市,ミュンヘン市,ドイツ\n")
    assert shimai("check", path).exit_code == 1
    mapping = write(tmp_path / "map.toml", 'municipality = "わが方"\npartner = "あちら"\n')
    options = ("--mapping", mapping) if given == "--mapping" else (
        "--map", "municipality=わが方", "--map", "partner=あちら")  # fmt: skip
    done = shimai("check", path, *options)
    assert (done.exit_code, done.stdout.splitlines()[0]) == (
        0,
        "read 1 = published 0 + merged 1 + in the review 0",
    )


def test_a_file_that_cannot_be_read_keeps_the_others_from_being_published(tmp_path):
    good, bad = write(tmp_path / "good.csv", GOOD), write(tmp_path / "bad.csv", "")
    done = shimai("import", good, bad, "--data", tmp_path / "data", "--fresh")
    assert done.exit_code == 1
    assert "unreadable: bad.csv, row 1" in done.stdout
    assert "nothing was published: fix the unreadable file, or leave it out" in done.stderr
    assert not (tmp_path / "data" / "CURRENT").exists()


def test_a_review_is_written_given_back_and_published(tmp_path):
    path, review = write(tmp_path / "a.csv", UNCLEAR), tmp_path / "review.csv"
    done = shimai("import", path, "--data", tmp_path / "data", "--fresh", "--review", review)
    assert f"fill in the column `choice`, then pass it back with --resolve {review}" in done.stdout
    text = review.read_text(encoding="utf-8-sig")
    assert text.rstrip().endswith(",")
    write(review, text.rstrip() + "2\n")
    done = shimai("import", path, "--data", tmp_path / "data", "--fresh", "--resolve", review)
    assert (done.exit_code, done.stdout.splitlines()[0]) == (
        0,
        "read 1 = published 1 + merged 0 + in the review 0",
    )
    assert geodata.load(tmp_path / "data").frame["partner_admin1"].tolist() == ["Illinois"]


def test_a_stale_or_wrong_review_publishes_nothing(tmp_path):
    path, review = write(tmp_path / "a.csv", UNCLEAR), tmp_path / "review.csv"
    shimai("check", path, "--review", review)
    text = review.read_text(encoding="utf-8-sig").rstrip()
    write(review, text + "77\n")
    done = shimai("import", path, "--data", tmp_path / "data", "--resolve", review)
    assert (done.exit_code, done.stderr.startswith("review.csv, row 2, column choice: '77'")) == (1, True)
    write(review, text + "1\n")
    write(path, GOOD)
    done = shimai("import", path, "--data", tmp_path / "data", "--resolve", review)
    assert done.exit_code == 1
    assert "outdated choice: review.csv, row 2, column value: 'オーロラ市'" in done.stdout
    assert "nothing was published: fix the review" in done.stderr
    assert not (tmp_path / "data" / "CURRENT").exists()


def test_json_on_standard_output_is_json_alone(tmp_path):
    path = write(tmp_path / "a.csv", FAULTY)
    done = shimai("import", path, "--data", tmp_path / "data", "--format", "json")
    document = json.loads(done.stdout)
    assert (done.exit_code, document["read"], document["in_review"]) == (1, 1, 1)
    assert (document["problems"][0]["row"], document["problems"][0]["column"]) == (2, "提携年月日")


def test_github_annotations_name_the_path_and_the_line(tmp_path):
    path = write(tmp_path / "a.csv", FAULTY)
    done = shimai("check", path, "--format", "github")
    assert done.exit_code == 1
    assert done.stdout.startswith(f"::error file={path},line=2::a.csv, row 2, column 提携年月日: ")
    assert len(done.stdout.splitlines()) == 1


def test_a_formula_is_never_published_as_a_name_and_is_neutralised_in_what_is_written(tmp_path):
    text = '自治体名,提携先,国名,備考\n札幌市,"=HYPERLINK(""http://x"",""y"")",ドイツ,\n'
    path = write(tmp_path / "a.csv", text + "札幌市,ミュンヘン市,ドイツ,=1+1\n")
    done = shimai("import", path, "--data", tmp_path / "data", "--fresh", "--review", tmp_path / "r.csv")
    assert done.exit_code == 1
    assert "column 提携先: '=HYPERLINK(" in done.stdout
    assert "this is a formula; write the name itself" in done.stdout
    shimai("export", tmp_path / "out.csv", "--data", tmp_path / "data")
    for name in ("r.csv", "out.csv"):
        assert ",=" not in (tmp_path / name).read_text(encoding="utf-8-sig")
        assert "'=" in (tmp_path / name).read_text(encoding="utf-8-sig")


@dataclass(frozen=True)
class Run:
    """A finished process: what it said, how long it took, and the most memory that it or a child took."""

    code: int
    said: str
    seconds: float
    mebibytes: float


def measured(*words: str | Path) -> Run:
    """Run a command of its own and measure it."""
    began = time.monotonic()
    with subprocess.Popen(
        [*SHIMAI_COMMAND, *map(str, words)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        assert process.stdout is not None
        said = process.stdout.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return Run(process.returncode, said, time.monotonic() - began, usage.ru_maxrss / 1024)


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2 << 30)


def ten_million_columns(path: Path) -> None:
    path.write_bytes("自治体名,提携先\n".encode() + b"," * 10_000_000)


def nul_bytes(path: Path) -> None:
    path.write_bytes("自治体名,提携先,国名\n札幌市,ミュン\0ヘン市,ドイツ\n".encode())


def bomb(path: Path) -> None:
    zeros = bytes(1 << 20)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
            with archive.open(name, "w", force_zip64=True) as member:
                for _ in range(300):
                    member.write(zeros)


def corners(path: Path) -> None:
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    workbook.active["A1"] = "自治体名"
    workbook.active["XFD1048576"] = "提携先"
    workbook.save(path)


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("sparse.csv", sparse, "sparse.csv, row 1, column (file)"),
        ("wide.csv", ten_million_columns, "wide.csv, row 2"),
        (
            "nul.csv",
            nul_bytes,
            "row 2, column 提携先: 'ミュン\\x00ヘン市': the cell contains a NUL character",
        ),
        ("bomb.xlsx", bomb, "unpacked it has more than 512 MiB"),
        ("corners.xlsx", corners, "memory"),
        ("nothing.csv", lambda path: path.write_bytes(b""), "the file is empty"),
    ],
)
def test_a_hostile_file_is_a_clear_error_in_bounded_memory_and_time(tmp_path, name, make, said):
    make(tmp_path / name)
    run = measured("import", tmp_path / name, "--data", tmp_path / "data", "--fresh")
    assert run.code == 1
    assert said in run.said
    assert "Traceback" not in run.said
    assert run.seconds < 30
    assert run.mebibytes < 1_500
