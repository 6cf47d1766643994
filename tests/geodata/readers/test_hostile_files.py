"""Files that are no lists, broken, or made to fill the memory: each is refused at once, and says why."""

import contextlib
import io
import os
import random
import zipfile
from collections import deque

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import geodata
from geodata.readers import open_reader
from tests.geodata.readers.writing import write


def refused(path) -> geodata.DataError:
    with pytest.raises(geodata.DataError) as error:
        deque(open_reader(path).rows, maxlen=0)
    assert error.value.issues[0].file == path.name
    return error.value


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b" \r\n\r\n", "empty"),
        ("a.xls", b"<!DOCTYPE html>\n<html><table><tr><td>x</td></tr></table></html>", "an HTML page"),
        ("a.csv", b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture"),
        ("a.csv", b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture"),
        ("a.csv", b"\x1f\x8b\x08\0\0", "a gzip archive"),
        ("a.csv", b"SQLite format 3\0", "GeoPackage"),
        ("a.kml", b'<?xml version="1.0"?><kml/>', "an XML document"),
        ("a.csv", bytes(range(256)) * 20, "not text"),
        ("a.xlsx", b"PK\x03\x04" + b"xl/workbook.xml" * 9, "cut off or damaged"),
        ("a.json", b'{"a": 1}', "neither GeoJSON"),
        ("a.parquet", b"PAR1" + b"\0" * 99, "Parquet"),
    ],
)
def test_a_file_that_is_no_list_is_told_for_what_it_is(tmp_path, name, content, what):
    assert what in str(refused(write(tmp_path, name, content)))


def test_a_folder_and_a_missing_file_are_refused(tmp_path):
    assert "a folder" in str(refused(tmp_path))
    assert "can't be read" in str(refused(tmp_path / "none.csv"))


def test_two_sparse_gigabytes_are_refused_unread(tmp_path):
    with (tmp_path / "huge.csv").open("wb") as file:
        file.truncate(2 << 30)
    assert "2,048 MiB" in str(refused(tmp_path / "huge.csv"))


def test_ten_million_columns_are_refused(tmp_path):
    path = write(tmp_path, "wide.csv", "自治体名,提携先\n" + "," * 10_000_000)
    assert refused(path).issues[0].row == 2


def test_a_quote_that_swallows_the_rest_is_refused_at_its_line(tmp_path):
    path = write(tmp_path, "a.csv", '自治体名,提携先\nx,y\nx,"' + "y,z\n" * 500_000)
    assert refused(path).issues[0].row == 3


@pytest.mark.slow
def test_more_than_a_million_rows_are_refused(tmp_path):
    path = write(tmp_path, "long.csv", "City,Partner\n" + "a,b\n" * 1_000_001)
    assert refused(path).issues[0].row == 1_000_002


def test_a_bomb_packed_as_a_workbook_is_refused_whatever_size_it_states(tmp_path):
    path = tmp_path / "bomb.xlsx"
    zeros = bytes(1 << 20)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with archive.open("xl/workbook.xml", "w", force_zip64=True) as member:
            for _ in range(520):
                member.write(zeros)
        archive.filelist[0].file_size = 1000
    assert "unpacked it has more than 512 MiB" in str(refused(path))


def test_two_cells_at_the_corners_of_a_sheet_are_refused_not_allocated(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = 1
    workbook.active["XFD1048576"] = 2
    workbook.save(tmp_path / "corners.xlsx")
    assert "memory" in str(refused(tmp_path / "corners.xlsx"))


def test_a_sheet_that_is_too_wide_is_named(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.append(["自治体名", "提携先"])
    workbook.active["XFD2"] = 2
    workbook.save(tmp_path / "wide.xlsx")
    issue = refused(tmp_path / "wide.xlsx").issues[0]
    assert issue.sheet == "Sheet"
    assert "16,384 columns" in issue.advice


def test_entities_that_multiply_do_not(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.append(["自治体名", "提携先"])
    workbook.active.append(["札幌市", "LAUGH"])
    plain = io.BytesIO()
    workbook.save(plain)
    entities = '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{i + 1} "{f"&a{i};" * 10}">' for i in range(12))
    path = tmp_path / "laughs.xlsx"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/sharedStrings.xml":
                text = text.replace(b"<sst", f"<!DOCTYPE x [{entities}]><sst".encode(), 1)
                text = text.replace(b"LAUGH", b"&a12;")
            new.writestr(name, text)
    with contextlib.suppress(geodata.DataError):
        assert all(len(row.get("partner")) < 100 for row in open_reader(path).rows)


def test_a_workbook_with_a_password_is_refused_as_such(tmp_path):
    name = "EncryptedPackage".encode("utf-16-le")
    path = write(tmp_path, "locked.xlsx", _compound_file(name))
    assert "password" in str(refused(path))


def _compound_file(entry: bytes) -> bytes:
    """The smallest compound file with a stream of this name; Office wraps so what it encrypts."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0" + bytes(6)
    head += b"".join(n.to_bytes(4, "little") for n in (0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0))
    head += b"\xff" * (512 - len(head))
    table = b"\xfd\xff\xff\xff\xfe\xff\xff\xff" + b"\xff" * 504

    def directory(name: bytes, kind: int, child: int) -> bytes:
        links = b"\xff" * 8 + child.to_bytes(4, "little")
        return (
            name.ljust(64, b"\0") + (len(name) + 2).to_bytes(2, "little") + bytes([kind, 1]) + links
            + bytes(36) + b"\xfe\xff\xff\xff" + bytes(8)
        )  # fmt: skip

    free = bytes(64) + bytes(4) + b"\xff" * 12 + bytes(48)
    return (
        head
        + table
        + directory("Root Entry".encode("utf-16-le"), 5, 1)
        + directory(entry, 2, 0xFFFFFFFF)
        + free * 2
    )


def test_a_small_parquet_file_of_endless_text_is_refused(tmp_path):
    text = pa.DictionaryArray.from_arrays(pa.array([0] * 60_000, pa.int32()), pa.array(["x" * 100_000]))
    pq.write_table(pa.table({"municipality": text, "partner": text}), tmp_path / "a.parquet")
    assert os.path.getsize(tmp_path / "a.parquet") < 1_000_000  # noqa: PTH202
    assert "memory" in str(refused(tmp_path / "a.parquet"))


@pytest.mark.parametrize("ending", ["xlsx", "json", "csv"])
def test_files_cut_off_or_with_wrong_bytes_are_read_or_refused(tmp_path, ending):
    workbook = openpyxl.Workbook()
    workbook.active.append(["自治体名", "提携先"])
    workbook.active.append(["札幌市", "ポートランド"])
    content = io.BytesIO()
    workbook.save(content)
    whole = {
        "xlsx": content.getvalue(),
        "json": b'{"type":"FeatureCollection","features":[{"properties":{"partner":"a","city":"b"}}]}',
        "csv": "自治体名,提携先\n札幌市,ポートランド\n".encode(),
    }[ending]
    chance = random.Random(7)  # noqa: S311
    for _ in range(12):
        broken = bytearray(whole[: chance.randrange(1, len(whole) + 1)])
        for _ in range(chance.randrange(3)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        with contextlib.suppress(geodata.DataError):
            list(open_reader(write(tmp_path, f"a.{ending}", bytes(broken))).rows)
