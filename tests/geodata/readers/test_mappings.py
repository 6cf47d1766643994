"""What a user says of the columns goes before what is understood."""

import openpyxl
import pytest

import geodata
from geodata.readers import FIELDS, MappingError, open_reader, read_mapping
from tests.geodata.readers.writing import texts_of, write


def test_a_mapped_column_wins_over_what_is_understood(tmp_path):
    path = write(tmp_path, "a.csv", "題\n自治体名,提携先,本当の相手\n大阪市,x,ミラノ市\n")
    reading = open_reader(path, mapping={"partner": "本当の 相手"})
    assert [texts_of(row) for row in reading.rows] == [{"municipality": "大阪市", "partner": "ミラノ市"}]
    assert reading.column_mappings[0].unused == ("提携先",)


def test_columns_that_mean_nothing_can_all_be_mapped(tmp_path):
    path = write(tmp_path, "a.csv", "甲,乙,丙\n大阪市,ミラノ市,1981\n")
    reading = open_reader(path, mapping={"municipality": "甲", "partner": "乙", "signed": "丙"})
    assert [texts_of(row) for row in reading.rows] == [
        {"municipality": "大阪市", "partner": "ミラノ市", "signed": "1981"}
    ]


def test_the_header_is_the_row_that_has_the_mapped_columns(tmp_path):
    path = write(tmp_path, "a.csv", "自治体名,提携先\n甲,乙\n大阪市,ミラノ市\n")
    (row,) = open_reader(path, mapping={"municipality": "甲", "partner": "乙"}).rows
    assert (row.number, texts_of(row)) == (3, {"municipality": "大阪市", "partner": "ミラノ市"})


def test_a_column_without_a_name_is_reported_and_can_be_mapped(tmp_path):
    path = write(tmp_path, "a.csv", "自治体名,提携先,\n大阪市,ミラノ市,イタリア\n")
    assert open_reader(path).column_mappings[0].unused == ("(column 3)",)
    (row,) = open_reader(path, mapping={"country": "(column 3)"}).rows
    assert row.get("country") == "イタリア"


def test_a_field_that_does_not_exist_is_refused_with_those_that_do(tmp_path):
    with pytest.raises(MappingError) as refused:
        open_reader(write(tmp_path, "a.csv", "自治体名,提携先\n"), mapping={"town": "自治体名"})
    assert (refused.value.what, refused.value.value, refused.value.allowed) == ("field", "town", FIELDS)


def test_a_column_that_no_sheet_has_is_refused_with_those_that_there_are(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.append(["自治体名", "提携先"])
    workbook.create_sheet("別").append(["団体名", "姉妹都市"])
    workbook.save(tmp_path / "a.xlsx")
    with pytest.raises(MappingError) as refused:
        open_reader(tmp_path / "a.xlsx", mapping={"partner": "相手"})
    assert (refused.value.what, refused.value.value, refused.value.field) == ("column", "相手", "partner")
    assert refused.value.allowed == ("自治体名", "提携先", "団体名", "姉妹都市")
    assert len(list(open_reader(tmp_path / "a.xlsx", mapping={"partner": "姉妹都市"}).column_mappings)) == 2


def test_a_mapping_file_is_toml(tmp_path):
    path = write(tmp_path, "columns.toml", 'partner = "相手都市"\nmunicipality = "市"\n', "utf-8-sig")
    assert read_mapping(path) == {"partner": "相手都市", "municipality": "市"}


@pytest.mark.parametrize(
    ("text", "row", "column"),
    [
        ('partner = "a"\nmunicipality = b\n', 2, "(file)"),
        ("partner = 5\n", 1, "partner"),
        ("[partner]\n", 1, "partner"),
    ],
)
def test_a_wrong_mapping_file_is_named_with_its_line_or_field(tmp_path, text, row, column):
    with pytest.raises(geodata.DataError) as refused:
        read_mapping(write(tmp_path, "columns.toml", text))
    assert (refused.value.issues[0].row, refused.value.issues[0].column) == (row, column)


def test_a_mapping_file_with_an_unknown_field_is_refused(tmp_path):
    with pytest.raises(MappingError, match="'town'"):
        read_mapping(write(tmp_path, "columns.toml", 'town = "市"\n'))
