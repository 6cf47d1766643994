"""CSV and TSV in the encodings and with the separators that people have."""

import pytest

import geodata
from geodata.readers import open_reader
from tests.geodata.readers.writing import rows_of, texts_of, write

CLAIR = (
    "都道府県名,自治体名称,提携相手先,州・省・県,国・地域名,提携年月日\r\n"
    "静岡県,袋井市,フローレンス市 (Florence),オレゴン州 (Oregon),アメリカ合衆国 (U.S.A.),2005/08/22\r\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16", "utf-16-le", "utf-16-be"])
def test_clairs_layout_is_read_in_every_encoding_that_it_is_saved_in(tmp_path, encoding):
    assert rows_of(write(tmp_path, "clair.csv", CLAIR, encoding)) == [
        {
            "prefecture": "静岡県",
            "municipality": "袋井市",
            "partner": "フローレンス市 (Florence)",
            "partner_admin1": "オレゴン州 (Oregon)",
            "country": "アメリカ合衆国 (U.S.A.)",
            "signed": "2005/08/22",
        }
    ]


@pytest.mark.parametrize(
    ("name", "separator"), [("a.csv", ","), ("a.csv", ";"), ("a.txt", "\t"), ("a.tsv", "\t")]
)
def test_the_separator_is_found_though_cells_hold_others(tmp_path, name, separator):
    text = "自治体名|提携先|備考\n大阪市|ミラノ市|歌劇; 服飾\n大阪市|メルボルン市|港\n".replace(
        "|", separator
    )
    if separator == ";":
        text = text.replace("歌劇; 服飾", '"歌劇; 服飾"')
    assert rows_of(write(tmp_path, name, text))[0] == {
        "municipality": "大阪市",
        "partner": "ミラノ市",
        "note": "歌劇; 服飾",
    }


def test_a_separator_that_the_first_line_declares_is_taken(tmp_path):
    path = write(tmp_path, "a.csv", "sep=;\nCity;Sister City\nOsaka;Milan\n")
    assert rows_of(path) == [{"municipality": "Osaka", "partner": "Milan"}]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_are_numbered_by_the_line_at_which_they_begin(tmp_path, end):
    text = end.join(
        ["自治体名,提携先,備考", "", '大阪市,ミラノ市,"一行目', '二行目"', ",,", "大阪市,メルボルン市,", ""]
    )
    rows = list(open_reader(write(tmp_path, "a.csv", text)).rows)
    assert [(row.number, row.get("partner")) for row in rows] == [(3, "ミラノ市"), (6, "メルボルン市")]
    assert rows[0].get("note") == f"一行目{end}二行目"


def test_a_row_names_its_cells_column_as_the_file_does(tmp_path):
    (row,) = open_reader(write(tmp_path, "clair.csv", CLAIR, "cp932")).rows
    assert str(row.issue("partner", "unknown")) == (
        "clair.csv, row 2, column 提携相手先: 'フローレンス市 (Florence)': unknown"
    )


def test_what_was_understood_is_said_before_a_row_is_read(tmp_path):
    (column_mappings,) = open_reader(
        write(tmp_path, "a.csv", "番号,自治体名,提携先,担当課\n1,大阪市,ミラノ市,国際課\n")
    ).column_mappings
    assert column_mappings.header_row == 1
    assert column_mappings.fields == {"自治体名": "municipality", "提携先": "partner"}
    assert column_mappings.unused == ("番号", "担当課")


def test_a_formula_stays_text(tmp_path):
    path = write(tmp_path, "a.csv", '自治体名,提携先\n小樽市,"=HYPERLINK(""http://x"",""Portland"")"\n')
    assert rows_of(path)[0]["partner"] == '=HYPERLINK("http://x","Portland")'


@pytest.mark.parametrize(
    ("written", "meant"),
    [("'=A1", "=A1"), ("'-5", "-5"), ("''=A1", "'=A1"), ("'s-Hertogenbosch", "'s-Hertogenbosch")],
)
def test_one_apostrophe_before_a_formula_is_taken_away(tmp_path, written, meant):
    assert rows_of(write(tmp_path, "a.csv", f"自治体名,提携先\n八代市,{written}\n"))[0]["partner"] == meant


def test_a_row_with_more_cells_than_the_header_is_a_fault_and_the_next_is_read(tmp_path):
    reading = open_reader(
        write(tmp_path, "a.csv", "自治体名,提携先\n小樽市,ナホトカ,ロシア\n小樽市,ダニーデン,\n")
    )
    assert [texts_of(row) for row in reading.rows] == [{"municipality": "小樽市", "partner": "ダニーデン"}]
    assert [(issue.row, issue.value) for issue in reading.issues] == [(2, "ロシア")]


def test_a_nul_in_a_cell_is_a_fault_at_its_row_and_column(tmp_path):
    reading = open_reader(
        write(tmp_path, "a.csv", "自治体名,提携先,備考\n小樽市,ナホ\0トカ,\n小樽市,ダニーデン,\n")
    )
    assert [row.number for row in reading.rows] == [3]
    assert [(issue.row, issue.column) for issue in reading.issues] == [(2, "提携先")]


def test_an_unclosed_quote_is_named_by_the_line_where_it_opens(tmp_path):
    path = write(
        tmp_path, "a.csv", '自治体名,提携先\n小樽市,ナホトカ\n小樽市,"ダニーデン\n札幌市,ポートランド\n'
    )
    with pytest.raises(geodata.DataError, match="a quote") as refused:
        list(open_reader(path).rows)
    assert refused.value.issues[0].row == 3


def test_bytes_in_no_known_encoding_are_named_by_their_place(tmp_path):
    path = write(tmp_path, "a.csv", "自治体名,提携先\n小樽市,ナホトカ\n".encode() + b"\xff\xff,x\n")
    with pytest.raises(geodata.DataError, match="offset 46 is not UTF-8 or Shift JIS") as refused:
        open_reader(path)
    assert (refused.value.issues[0].row, refused.value.issues[0].value) == (3, "0xFF")


def test_a_western_encoding_is_not_taken_for_shift_jis(tmp_path):
    path = write(tmp_path, "a.csv", "Municipality,Partner\nOsaka,São Paulo\n", "latin-1")
    with pytest.raises(geodata.DataError, match="as Shift JIS it makes no sense"):
        open_reader(path)
