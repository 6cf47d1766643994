"""Blanks that say "as above", and lines that are no partnerships."""

import pytest

from geodata.readers import open_reader
from tests.geodata.readers.writing import rows_of, write

HEADER = "都道府県,市町村,姉妹都市,国,締結日\n"


def sides(path) -> list[tuple[str, str, str]]:
    return [
        (row.get("prefecture"), row.get("municipality"), row.get("partner")) for row in open_reader(path).rows
    ]


def test_blanks_of_a_grouped_table_are_filled_from_above(tmp_path):
    text = (
        HEADER
        + "北海道,札幌市,ポートランド,米国,1959\n,,ミュンヘン,ドイツ,1972\n,小樽市,ナホトカ,ロシア,1966\n"
    )
    assert sides(write(tmp_path, "a.csv", text)) == [
        ("北海道", "札幌市", "ポートランド"),
        ("北海道", "札幌市", "ミュンヘン"),
        ("北海道", "小樽市", "ナホトカ"),
    ]


def test_a_line_that_names_its_prefecture_anew_is_the_prefectures_own(tmp_path):
    text = (
        HEADER
        + "北海道,札幌市,ポートランド,米国,\n,,ミュンヘン,,\n"
        + "宮城県,,デラウェア州,米国,\n,,吉林省,中国,\n,仙台市,レンヌ,,\n"
    )
    assert sides(write(tmp_path, "a.csv", text))[2:] == [
        ("宮城県", "", "デラウェア州"),
        ("宮城県", "", "吉林省"),
        ("宮城県", "仙台市", "レンヌ"),
    ]


def test_a_blank_in_a_flat_list_stays_blank(tmp_path):
    text = "自治体名,提携先\n札幌市,ポートランド\n札幌市,ミュンヘン\n札幌市,瀋陽\n,ナホトカ\n"
    assert rows_of(write(tmp_path, "a.csv", text))[3] == {"partner": "ナホトカ"}


def test_the_code_goes_down_with_the_name_only(tmp_path):
    text = (
        "団体コード,市町村,提携先\n01100,札幌市,ポートランド\n,,ミュンヘン\n,小樽市,ナホトカ\n,,ダニーデン\n"
    )
    rows = rows_of(write(tmp_path, "a.csv", text))
    assert [row.get("municipality_code") for row in rows] == ["01100", "01100", None, None]


def test_countries_go_down_where_they_stand_left_of_the_partners_only(tmp_path):
    left = "国,自治体名,提携先\nドイツ,札幌市,ミュンヘン\n,仙台市,ライプツィヒ\n,長崎市,ヴュルツブルク\n"
    assert [row["country"] for row in rows_of(write(tmp_path, "a.csv", left))] == ["ドイツ"] * 3
    right = "自治体名,提携先,国\n札幌市,ミュンヘン,ドイツ\n,瀋陽,\n"
    assert rows_of(write(tmp_path, "b.csv", right))[1] == {"municipality": "札幌市", "partner": "瀋陽"}


def test_a_prefecture_as_a_heading_goes_to_the_lines_below(tmp_path):
    text = "市町村名,提携先\n【北海道】,\n札幌市,ポートランド\n【宮城県】,\n仙台市,レンヌ\n"
    assert sides(write(tmp_path, "a.csv", text)) == [
        ("北海道", "札幌市", "ポートランド"),
        ("宮城県", "仙台市", "レンヌ"),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("合計,,12,,", "total"),
        ("小計,3市,4,,", "total"),
        ("北海道計,,,,4", "total"),
        ("Total,,12,,", "total"),
        ("※は休止中,,,,", "footnote"),
        ("（注）数は2023年,,,,", "footnote"),
        ("資料：総務省,,,,", "footnote"),
        ("Source: CLAIR,,,,", "footnote"),
        (",,※は休止中,,", "footnote"),
        ("以上,,,,", "end of the list"),
        ("(12件),,,,", "end of the list"),
        ("アジア,,,,", "a lone text in a line of its own"),
        ("都道府県,市町村,姉妹都市,国,締結日", "header repeated"),
        ("北海道,釧路市,,,", "no partner"),
    ],
)
def test_a_line_that_is_no_partnership_is_left_out_and_why(tmp_path, line, reason):
    text = HEADER + f"北海道,札幌市,ポートランド,米国,1959\n{line}\n宮城県,仙台市,レンヌ,フランス,1967\n"
    reading = open_reader(write(tmp_path, "a.csv", text))
    assert [row.get("municipality") for row in reading.rows] == ["札幌市", "仙台市"]
    assert [(left.number, left.reason) for left in reading.skipped_rows] == [(3, reason)]
    assert reading.issues == []


@pytest.mark.parametrize("name", ["計根別町", "注連寺村", "全体町", "※札幌市"])
def test_a_name_that_only_looks_like_a_remark_is_a_row(tmp_path, name):
    path = write(tmp_path, "a.csv", f"市町村,提携先,国\n{name},ポートランド,米国\n")
    assert rows_of(path) == [{"municipality": name, "partner": "ポートランド", "country": "米国"}]


def test_a_dated_line_without_its_partner_is_a_fault(tmp_path):
    reading = open_reader(
        write(tmp_path, "a.csv", HEADER + "北海道,札幌市,,米国,1959\n北海道,札幌市,瀋陽,中国,1980\n")
    )
    assert [row.number for row in reading.rows] == [3]
    assert [(issue.row, issue.column) for issue in reading.issues] == [(2, "姉妹都市")]


def test_every_line_is_a_row_or_left_out_or_a_fault(tmp_path):
    lines = [
        "題",
        HEADER.strip(),
        "北海道,札幌市,A,,",
        ",,B,,",
        "計,,2,,",
        "x,,,,",
        "東京都,,,米国,",
        "あ,い,う,え,お,か",
        "東京都,,C,,",
    ]
    reading = open_reader(write(tmp_path, "a.csv", "\n".join(lines)))
    seen = [row.number for row in reading.rows]
    seen += [left.number for left in reading.skipped_rows] + [issue.row for issue in reading.issues]
    assert sorted(seen) == [1, 3, 4, 5, 6, 7, 8, 9]
