"""Cells that are not what they seem: errors, formulas, ditto marks, dates shown to the month."""

import datetime
from pathlib import Path

import openpyxl
import pytest
import xlwt
from odf import number, style
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P

from tests.geodata.importing.lists import partnerships, rows, take, take_files

CASES = Path(__file__).parent / "cases"
HEADER = ["都道府県名", "市区町村名", "提携先", "国名", "提携年月日"]


def faults(outcome) -> list[tuple[int, str, str]]:
    assert {one.review_reason for one in outcome.problems} <= {"faulty"}
    return [(one.row.number, one.column, one.value) for one in outcome.problems]


def test_an_error_is_a_fault_at_its_cell_and_no_blank():
    tables, outcome = take_files([CASES / "error-cell.xlsx"])
    assert partnerships(tables) == []
    assert faults(outcome) == [
        (2, "提携先", "#REF!"),
        (3, "提携年月日", "#N/A"),
        (4, "市区町村名", "#N/A"),
        (5, "国名", "#N/A"),
    ]


@pytest.mark.parametrize(
    "error", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "####", "Err:502", "＃N/A"]
)
def test_an_error_is_a_fault_in_every_column_of_a_text_file(tmp_path, error):
    names = "団体コード,都道府県,市区町村,提携先,国名,州,提携年月日,解消年月日,種別,状態,備考"
    cells = [
        "38201",
        "愛媛県",
        "松山市",
        "フライブルク",
        "ドイツ",
        "",
        "1989-04-15",
        "",
        "姉妹都市",
        "継続",
        "",
    ]
    for at, name in enumerate(names.split(",")):
        line = ",".join([*cells[:at], error, *cells[at + 1 :]])
        tables, outcome = take(tmp_path, f"{names}\n{line}\n")
        assert partnerships(tables) == []
        assert faults(outcome) == [(2, name, error)]


def test_rows_below_an_error_of_a_grouped_list_are_not_filled_from_above_it(tmp_path):
    text = (
        "市区町村,提携先,国名\n松山市,フライブルク,ドイツ\n,サクラメント,アメリカ\n"
        "#N/A,レイクランド,アメリカ\n,平澤,韓国\n"
    )
    tables, outcome = take(tmp_path, text)
    assert [code for code, _, _ in partnerships(tables)] == ["38201", "38201"]
    assert faults(outcome) == [(4, "市区町村", "#N/A"), (5, "市区町村", "#N/A")]


def test_a_line_with_an_error_alone_is_a_fault(tmp_path):
    _, outcome = take(tmp_path, "市区町村,提携先,国名\n#REF!,,\n松山市,フライブルク,ドイツ\n")
    assert faults(outcome) == [(2, "市区町村", "#REF!")]


def test_a_formula_without_a_result_is_a_fault():
    tables, outcome = take_files([CASES / "formula-without-result.xlsx"])
    assert [partner for _, partner, _ in partnerships(tables)] == ["Freiburg"]
    assert faults(outcome) == [(3, "市区町村名", "=B2")]
    assert "open the list in a spreadsheet program and save it there" in outcome.problems[0].reason


def test_a_formula_without_a_result_in_any_column_is_a_fault(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.append([*HEADER, "状態", "備考"])
    for at in range(2, 7):
        cells = ["愛媛県", "松山市", "フライブルク", "ドイツ", "1989-04-15", "継続", "備考"]
        cells[at] = "=A1"
        workbook.active.append(cells)
    workbook.save(tmp_path / "a.xlsx")
    tables, outcome = take_files([tmp_path / "a.xlsx"])
    assert partnerships(tables) == []
    assert [column for _, column, _ in faults(outcome)] == ["提携先", "国名", "提携年月日", "状態", "備考"]


def test_errors_formulas_and_months_of_an_old_xls(tmp_path):
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("一覧")
    for column, name in enumerate(HEADER):
        sheet.write(0, column, name)
    month = xlwt.easyxf(num_format_str='yyyy"年"m"月"')
    for row, partner in enumerate(["フライブルク", "ハンブルク", "ミュンヘン"], start=1):
        for column, text in enumerate(["愛媛県", "松山市", partner, "ドイツ"]):
            if (row, column) not in ((2, 1), (3, 1)):
                sheet.write(row, column, text)
        sheet.write(row, 4, datetime.date(1989, 4, 1), month)
    sheet.row(2).set_cell_error(1, 0x2A)
    sheet.write(3, 1, xlwt.Formula("B2"))
    workbook.save(str(tmp_path / "a.xls"))
    tables, outcome = take_files([tmp_path / "a.xls"])
    assert [row["signed"] for row in rows(tables)] == ["1989-04"]
    assert faults(outcome) == [(3, "市区町村名", "#N/A"), (4, "市区町村名", "=(formula)")]


def test_errors_formulas_months_and_hidden_rows_of_an_ods(tmp_path):
    document = OpenDocumentSpreadsheet()
    month = number.DateStyle(name="N1")
    month.addElement(number.Year(style="long"))
    month.addElement(number.Text(text="年"))
    month.addElement(number.Month())
    document.automaticstyles.addElement(month)
    document.automaticstyles.addElement(style.Style(name="ce1", family="table-cell", datastylename="N1"))
    table = Table(name="一覧")
    table.addElement(TableColumn(numbercolumnsrepeated=5))

    def cell(text: str = "", **attributes) -> TableCell:
        made = TableCell(**({"valuetype": "string"} | attributes))
        made.addElement(P(text=text))
        return made

    date = {"valuetype": "date", "datevalue": "1989-04-01", "stylename": "ce1"}
    head = [cell(name) for name in HEADER]
    rows_ = [
        [cell("愛媛県"), cell("松山市"), cell("フライブルク"), cell("ドイツ"), cell("1989年4月", **date)],
        [cell("愛媛県"), cell("#N/A", formula="of:=NA()"), cell("ケルン"), cell("ドイツ"), cell()],
        [cell("愛媛県"), TableCell(formula="of:=[.B2]"), cell("ボン"), cell("ドイツ"), cell()],
        [cell("愛媛県"), cell("松山市"), cell("サクラメント"), cell("アメリカ"), cell()],
    ]
    for at, cells in enumerate([head, *rows_]):
        row = TableRow(**({"visibility": "filter"} if at == 4 else {}))
        for one in cells:
            row.addElement(one)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "a.ods"))
    tables, outcome = take_files([tmp_path / "a.ods"])
    assert [(row["partner"], row["signed"]) for row in rows(tables)] == [("Freiburg", "1989-04")]
    assert faults(outcome) == [(3, "市区町村名", "#N/A"), (4, "市区町村名", "=[.B2]")]
    assert [(one.number, one.reason) for one in outcome.skipped_rows] == [(5, "the row is hidden")]


def test_a_date_is_known_as_precisely_as_it_is_shown():
    tables, outcome = take_files([CASES / "shown-dates.xlsx"])
    assert outcome.problems == []
    assert [row["signed"] for row in rows(tables)] == [
        "1989-04", "1989-04", "1989", "1989-04", "1989-04", "1989-04", "1989", "1989-04-01", "1989-04",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "signed"),
    [
        ("yyyy/mm/dd", "1989-04-01"),
        ("[$-411]ggge", "1989"),
        ("[$-411]gee.mm", "1989-04"),
        ("mmmm yyyy", "1989-04"),
        ("yyyy/m/d h:mm", "1989-04-01"),
        ("yy-mm-dd;@", "1989-04-01"),
        ('[<=30000]yyyy;yyyy"年"m"月"', "1989-04"),
    ],
)
def test_own_number_formats_of_dates(tmp_path, code, signed):
    workbook = openpyxl.Workbook()
    workbook.active.append(HEADER)
    workbook.active.append(["愛媛県", "松山市", "フライブルク", "ドイツ", datetime.date(1989, 4, 1)])
    workbook.active["E2"].number_format = code
    workbook.save(tmp_path / "a.xlsx")
    tables, _ = take_files([tmp_path / "a.xlsx"])
    assert [row["signed"] for row in rows(tables)] == [signed]


@pytest.mark.parametrize("code", ['m"月"d"日"', 'yyyy"年度"', 'yyyy"年頃"'])
def test_a_date_without_its_year_or_with_words_of_doubt_is_a_fault(tmp_path, code):
    workbook = openpyxl.Workbook()
    workbook.active.append(HEADER)
    workbook.active.append(["愛媛県", "松山市", "フライブルク", "ドイツ", datetime.date(1989, 4, 1)])
    workbook.active["E2"].number_format = code
    workbook.save(tmp_path / "a.xlsx")
    _, outcome = take_files([tmp_path / "a.xlsx"])
    assert [column for _, column, _ in faults(outcome)] == ["提携年月日"]


def test_days_of_a_workbook_that_counts_from_1904(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    workbook.active.append(HEADER)
    workbook.active.append(["愛媛県", "松山市", "フライブルク", "ドイツ", datetime.date(1989, 4, 15)])
    workbook.active.append(["愛媛県", "松山市", "サクラメント", "アメリカ", 28352])
    workbook.save(tmp_path / "a.xlsx")
    tables, _ = take_files([tmp_path / "a.xlsx"])
    assert [row["signed"] for row in rows(tables)] == ["1989-04-15", "1981-08-16"]


def test_a_hidden_row_is_left_out_and_said_and_a_hidden_column_is_read_and_said(tmp_path):
    tables, outcome = take_files([CASES / "hidden-row.xlsx"])
    assert [partner for _, partner, _ in partnerships(tables)] == ["Freiburg"]
    assert [(one.number, one.reason) for one in outcome.skipped_rows] == [(3, "the row is hidden")]
    workbook = openpyxl.Workbook()
    workbook.active.append(HEADER)
    workbook.active.append(["愛媛県", "松山市", "フライブルク", "ドイツ", "1989"])
    workbook.active.column_dimensions["E"].hidden = True
    workbook.save(tmp_path / "a.xlsx")
    tables, outcome = take_files([tmp_path / "a.xlsx"])
    assert [row["signed"] for row in rows(tables)] == ["1989"]
    assert [one.text for one in outcome.remarks] == ["hidden columns, read all the same: 提携年月日"]


def test_ditto_marks_are_filled_from_above():
    tables, outcome = take_files([CASES / "ditto.csv"])
    assert [(row["municipality_code"], row["partner"], row["signed"]) for row in rows(tables)] == [
        ("38201", "Sacramento", "1981-08-16"),
        ("38201", "Freiburg", "1989-04-15"),
        ("38201", "Pyeongtaek", "2004-10-01"),
        ("34100", "Honolulu", "1959-06-15"),
        ("34100", "Hannover", ""),
        ("34100", "Montréal", ""),
        ("34100", "Chongqing", ""),
    ]
    assert [one.number for one in outcome.remarks] == [7, 8]


def test_ditto_marks_stand_for_dates_countries_and_kinds_too(tmp_path):
    text = (
        "市区町村名,提携先,国名,種別,提携年月日\n松山市,フライブルク,ドイツ,友好都市,1989-04-15\n"
        "広島市,ハノーバー,〃,々,同上\n"
    )
    tables, _ = take(tmp_path, text)
    assert [(row["country"], row["kind"], row["signed"]) for row in rows(tables)] == [
        ("DE", "friendship_city", "1989-04-15"),
        ("DE", "friendship_city", "1989-04-15"),
    ]


def test_a_ditto_mark_with_nothing_above_is_no_value(tmp_path):
    _, outcome = take(tmp_path, "市区町村名,提携先,国名\n〃,フライブルク,ドイツ\n")
    assert outcome.in_review == 1


def test_the_text_of_a_text_formula_is_read():
    tables, _ = take_files([CASES / "text-formula.csv"])
    assert [(row["municipality_code"], row["partner"], row["signed"]) for row in rows(tables)] == [
        ("38201", "Freiburg", "1989-04-15"),
        ("01100", "Munich", "1972-08-28"),
    ]


def test_a_text_formula_with_the_separator_in_it_stays_one_cell(tmp_path):
    text = '市区町村名,提携先,国名\n="札幌市",="Portland, Oregon",="USA"\n'
    tables, _ = take(tmp_path, text)
    assert partnerships(tables) == [("01100", "Portland", "Oregon, US")]


def test_invisible_marks_around_and_inside_values_are_nothing(tmp_path):
    mark = "\u200e"
    cells = (f"{mark}松山市{mark}", "\ufeffフライブルク", "\u200bドイツ", f"{mark}1989{mark}/4/15")
    text = f"市区町村名,提携先,国名,提携年月日\n{','.join(cells)}\n"
    tables, outcome = take(tmp_path, text)
    assert outcome.problems == []
    assert [(row["municipality_code"], row["signed"]) for row in rows(tables)] == [("38201", "1989-04-15")]
