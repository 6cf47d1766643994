"""Encodings and formats that other programs of Japan's offices write."""

from io import BytesIO
from zipfile import ZipFile

import pytest

import geodata
from geodata.readers import open_reader
from tests.geodata.readers.writing import rows_of, write

TEXT = "市区町村名,提携先,国名,備考\n松山市,フライブルク,ドイツ,環境の都市どうし\n札幌市,瀋陽,中国,髙い技術\n"


@pytest.mark.parametrize("encoding", ["euc_jp", "iso2022_jp", "cp932", "utf-8", "utf-16"])
def test_the_encodings_of_japan_are_read(tmp_path, encoding):
    text = TEXT.replace("髙", "高")
    found = rows_of(write(tmp_path, "a.csv", text, encoding))
    assert [(row["municipality"], row["partner"]) for row in found] == [
        ("松山市", "フライブルク"),
        ("札幌市", "瀋陽"),
    ]


@pytest.mark.parametrize("encoding", ["euc_jp", "iso2022_jp"])
def test_a_short_list_of_kanji_alone_is_read(tmp_path, encoding):
    path = write(tmp_path, "a.csv", "市町村名,提携先\n広島市,重慶市\n", encoding)
    assert rows_of(path) == [{"municipality": "広島市", "partner": "重慶市"}]


def test_half_width_kana_in_shift_jis_are_not_taken_for_euc_jp(tmp_path):
    path = write(tmp_path, "a.csv", "市町村名,提携先\n松山市,ﾌﾗｲﾌﾞﾙｸ\n", "cp932")
    assert rows_of(path) == [{"municipality": "松山市", "partner": "ﾌﾗｲﾌﾞﾙｸ"}]


def test_a_document_of_numbers_is_named_and_how_to_export_it(tmp_path):
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("Index/Document.iwa", b"x")
        archive.writestr("Metadata/Properties.plist", b"x")
    with pytest.raises(geodata.DataError, match=r"Apple Numbers; export it in Numbers as CSV or Excel"):
        open_reader(write(tmp_path, "list.numbers", packed.getvalue()))


def test_a_workbook_with_a_password_is_said_to_have_one(tmp_path):
    """An encrypted .ods says so in its manifest; an encrypted .xlsx is an OLE container of another stream."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", '<m:manifest xmlns:m="m"><m:encryption-data/></m:manifest>')
        archive.writestr("content.xml", b"\x00\x01")
    path = write(tmp_path, "a.ods", packed.getvalue())
    with pytest.raises(geodata.DataError, match="the workbook is protected by a password"):
        list(open_reader(path).rows)
