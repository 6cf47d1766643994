"""Sheets of .xlsx, .xls and .ods, as people lay them out."""

import datetime
from pathlib import Path

import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

import geodata
from geodata.readers import open_reader
from tests.geodata.readers.writing import rows_of, texts_of, write


@pytest.fixture
def merged(tmp_path) -> Path:
    """A sheet with a title, a header of two merged rows, merged groups, a total and a footnote."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "一覧"
    for row in (
        ["姉妹都市一覧（令和5年4月現在）"],
        [],
        ["No.", "都道府県", "自治体名", "提携先", None, None, "提携年月日"],
        [None, None, None, "都市名", "国名", "州"],
        [1, "北海道", "札幌市", "ポートランド", "アメリカ", "オレゴン州", datetime.date(1959, 11, 17)],
        [2, None, None, "ミュンヘン", "ドイツ", "バイエルン州", datetime.datetime(1972, 8, 28)],
        [3, None, None, "アルバータ州", "カナダ", None, 1980],
        ["計", None, None, 3],
        ["※ 2023年4月1日現在"],
    ):
        sheet.append(row)
    for cells in ("A1:G1", "D3:F3", "A3:A4", "B3:B4", "C3:C4", "G3:G4", "B5:B7", "C5:C6", "A9:G9"):
        sheet.merge_cells(cells)
    path = tmp_path / "merged.xlsx"
    workbook.save(path)
    return path


def test_merged_ranges_are_filled_and_a_header_of_two_rows_is_read(merged):
    reading = open_reader(merged)
    assert [(row.sheet, row.number, texts_of(row)) for row in reading.rows] == [
        (
            "一覧",
            5,
            {
                "prefecture": "北海道",
                "municipality": "札幌市",
                "partner": "ポートランド",
                "country": "アメリカ",
                "partner_admin1": "オレゴン州",
                "signed": "1959-11-17",
            },
        ),
        (
            "一覧",
            6,
            {
                "prefecture": "北海道",
                "municipality": "札幌市",
                "partner": "ミュンヘン",
                "country": "ドイツ",
                "partner_admin1": "バイエルン州",
                "signed": "1972-08-28",
            },
        ),
        (
            "一覧",
            7,
            {"prefecture": "北海道", "partner": "アルバータ州", "country": "カナダ", "signed": "1980"},
        ),
    ]
    assert [(left.number, left.reason) for left in reading.skipped_rows] == [
        (1, "above the header"),
        (8, "total"),
        (9, "footnote"),
    ]
    assert reading.column_mappings[0].header_row == 3


def test_all_visible_sheets_with_a_list_are_read_and_the_others_said(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.append(["この表について"])
    for name, partner in (("北海道", "ポートランド"), ("大阪", "ミラノ"), ("下書き", "パリ")):
        sheet = workbook.create_sheet(name)
        sheet.append(["市町村名", "提携先"])
        sheet.append(["ある市", partner])
    workbook["下書き"].sheet_state = "hidden"
    workbook.save(tmp_path / "a.xlsx")
    reading = open_reader(tmp_path / "a.xlsx")
    assert [(row.sheet, row.get("partner")) for row in reading.rows] == [
        ("北海道", "ポートランド"),
        ("大阪", "ミラノ"),
    ]
    assert [(left.sheet, left.reason) for left in reading.skipped_rows] == [
        ("Sheet", "no header on this sheet; none of its 1 lines is read"),
        ("下書き", "the sheet is hidden"),
    ]


def test_cells_become_the_text_that_they_show(tmp_path):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["団体コード", "提携先", "締結日", "備考", "状態"])
    sheet.append([12206, "  ナパ　", datetime.date(1971, 6, 1), 2.5, True])
    sheet["C2"].number_format = '[$-411]ggge"年"m"月"d"日"'
    workbook.save(tmp_path / "a.xlsx")
    assert rows_of(tmp_path / "a.xlsx") == [
        {
            "municipality_code": "12206",
            "partner": "ナパ",
            "signed": "1971-06-01",
            "note": "2.5",
            "status": "true",
        }
    ]


def test_an_old_xls_with_merged_ranges_is_read(tmp_path):
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("一覧")
    for column, name in enumerate(["市町村名", "提携都市名", "提携日"]):
        sheet.write(2, column, name)
    sheet.write_merge(3, 4, 0, 0, "札幌市")
    sheet.write(3, 1, "ポートランド")
    sheet.write(4, 1, "ミュンヘン")
    sheet.write(3, 2, datetime.date(1959, 11, 17), xlwt.easyxf(num_format_str="yyyy/mm/dd"))
    workbook.save(str(tmp_path / "a.xls"))
    assert [(row.number, texts_of(row)) for row in open_reader(tmp_path / "a.xls").rows] == [
        (4, {"municipality": "札幌市", "partner": "ポートランド", "signed": "1959-11-17"}),
        (5, {"municipality": "札幌市", "partner": "ミュンヘン"}),
    ]


def test_an_ods_tells_no_merged_ranges_and_is_filled_from_above(tmp_path):
    document = OpenDocumentSpreadsheet()
    table = Table(name="一覧")

    def cell(text: str, **attributes) -> TableCell:
        made = TableCell(valuetype="string", **attributes)
        made.addElement(P(text=text))
        return made

    first = cell("札幌市", numberrowsspanned=2)
    date = TableCell(valuetype="date", datevalue="1959-11-17")
    date.addElement(P(text="昭和34年11月17日"))
    for cells in (
        [cell("市町村名"), cell("提携先"), cell("提携日")],
        [first, cell("ポートランド"), date],
        [CoveredTableCell(), cell("ミュンヘン")],
    ):
        row = TableRow()
        for one in cells:
            row.addElement(one)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "a.ods"))
    assert rows_of(tmp_path / "a.ods") == [
        {"municipality": "札幌市", "partner": "ポートランド", "signed": "1959-11-17"},
        {"municipality": "札幌市", "partner": "ミュンヘン"},
    ]


def test_text_named_xls_is_read_as_text(tmp_path):
    path = write(tmp_path, "a.xls", "自治体名\t提携先\n札幌市\tポートランド\n", "cp932")
    assert rows_of(path) == [{"municipality": "札幌市", "partner": "ポートランド"}]


def test_a_workbook_without_a_list_names_its_best_sheet(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.append(["甲", "乙"])
    workbook.create_sheet("候補").append(["自治体名", "人口"])
    workbook.save(tmp_path / "a.xlsx")
    with pytest.raises(geodata.DataError, match="no header was found") as refused:
        open_reader(tmp_path / "a.xlsx")
    assert (refused.value.issues[0].sheet, refused.value.issues[0].value) == ("候補", "自治体名 | 人口")
