"""Lists made the way officials make them: rows are placed, none wrongly, and planted faults are found."""

import datetime
from pathlib import Path

import openpyxl

from tests.geodata.importing.lists import partnerships, rows, take, take_files

HYOGO = """兵庫県内市町の姉妹都市・友好都市提携一覧
令和6年4月1日現在,,,,,,,
都道府県,市町名,提携先国名,州・省等,提携先都市名,提携年月日,種別,備考
兵庫県,神戸市,アメリカ合衆国,ワシントン州,シアトル市,昭和32年10月21日,姉妹都市,
,,フランス,,マルセイユ市,昭和36年7月2日,姉妹都市,
,,ラトビア,,リガ市,昭和49年6月18日,姉妹都市,
,,大韓民国,,仁川広域市,平成22年4月6日,姉妹都市,
,姫路市,ベルギー,,シャルルロワ市,昭和40年11月10日,姉妹都市,
,,アメリカ,アリゾナ州,フェニックス市,昭和51年11月3日,姉妹都市,
,,中国,山西省,太原市,昭和62年5月20日,友好都市,
,西宮市,アメリカ,ワシントン州,スポーケン市,昭和36年9月16日,姉妹都市,
,,ブラジル,サンパウロ州,ロンドリーナ市,昭和52年5月10日,姉妹都市,州が違う
,豊岡市,フランス,,シャモニー・モンブラン,昭和48年13月2日,姉妹都市,
,宝塚市,アメリカ,ジョージア州,オーガスタ市,平成元年5月31日,姉妹都市,
小計,,,,11件,,,
※ 神戸市とリガ市は周年事業を実施。,,,,,,,
"""

KATAKANA = """自治体名,提携先,国名
横浜市,サンディエゴ,アメリカ
横浜市,リヨン,フランス
横浜市,ムンバイ,インド
横浜市,オデッサ,ウクライナ
名古屋市,ロサンゼルス,アメリカ
名古屋市,メキシコシティ,メキシコ
名古屋市,トリノ,イタリア
京都市,ボストン,アメリカ
京都市,ケルン,ドイツ
京都市,ザグレブ,クロアチア
広島市,ボルゴグラード,ロシア
長崎市,ミデルブルフ,オランダ
福岡市,オークランド,ニュージーランド
松本市,グリンデルワルト,スイス
仙台市,ミンスク,ベラルーシ
金沢市,ゲント,ベルギー
"""


def test_a_prefectures_list_in_cp932_with_era_dates_and_names_written_once(tmp_path):
    (tmp_path / "hyogo.csv").write_bytes(HYOGO.encode("cp932"))
    tables, outcome = take_files([tmp_path / "hyogo.csv"])
    assert (outcome.read, outcome.published) == (11, 9)
    assert [(one.row.number, one.column, one.review_reason) for one in outcome.problems] == [
        (12, "提携先都市名", "unknown"),
        (13, "提携年月日", "faulty"),
    ]
    assert [(code, partner) for code, partner, _ in partnerships(tables)] == [
        ("28100", "Seattle"), ("28100", "Marseille"), ("28100", "Riga"), ("28100", "Incheon"),
        ("28201", "Charleroi"), ("28201", "Phoenix"), ("28201", "Taiyuan"), ("28204", "Spokane"),
        ("28214", "Augusta"),
    ]  # fmt: skip
    assert [row["signed"] for row in rows(tables)][:2] == ["1957-10-21", "1961-07-02"]
    assert rows(tables)[-1]["partner_admin1"] == "Georgia"
    assert [one.reason for one in outcome.skipped_rows] == [
        "above the header",
        "above the header",
        "total",
        "footnote",
    ]


def clair(path: Path) -> None:
    """Write a workbook with the columns of CLAIR's list: two header rows, names merged over their rows."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "一覧"
    for cells in (
        ["姉妹（友好）提携情報"],
        ["No.", "都道府県", "自治体名", "提携先", "", "", "提携年月日", "提携区分"],
        ["", "", "", "都市名", "州・省", "国名", "", ""],
        [
            1,
            "北海道",
            "札幌市",
            "ポートランド市",
            "オレゴン州",
            "アメリカ合衆国",
            datetime.date(1959, 11, 17),
            "姉妹",
        ],
        [2, "", "", "ミュンヘン市", "バイエルン州", "ドイツ連邦共和国", datetime.date(1972, 8, 28), "姉妹"],
        [3, "", "", "瀋陽市", "遼寧省", "中華人民共和国", datetime.date(1980, 11, 18), "友好"],
        [4, "", "北見市（旧常呂町）", "バーヘッド町", "アルバータ州", "カナダ", "平成3年7月6日", "姉妹"],
        [
            5,
            "青森県",
            "三沢市",
            "イーストウェナッチ市",
            "ワシントン州",
            "アメリカ合衆国",
            "平成13年13月4日",
            "姉妹",
        ],
    ):
        sheet.append(cells)
    for merged in ("D2:F2", "B4:B7", "C4:C6"):
        sheet.merge_cells(merged)
    workbook.save(path)


def test_clairs_layout_as_a_workbook_with_merged_cells(tmp_path):
    clair(tmp_path / "clair.xlsx")
    tables, outcome = take_files([tmp_path / "clair.xlsx"])
    assert [(code, partner) for code, partner, _ in partnerships(tables)] == [
        ("01100", "Portland"), ("01100", "Munich"), ("01100", "Shenyang"), ("01208", "Barrhead"),
    ]  # fmt: skip
    assert [(row["kind"], row["signed"]) for row in rows(tables)] == [
        ("sister_city", "1959-11-17"), ("sister_city", "1972-08-28"), ("friendship_city", "1980-11-18"),
        ("sister_city", "1991-07-06"),
    ]  # fmt: skip
    (problem,) = outcome.problems
    assert str(problem.issue).startswith(
        "clair.xlsx, sheet 一覧, row 8, column 提携年月日: '平成13年13月4日': there is no month 13"
    )


def test_katakana_alone_is_enough_where_a_country_has_one_such_town(tmp_path):
    tables, outcome = take(tmp_path, KATAKANA)
    assert (outcome.read, outcome.published, outcome.problems) == (16, 16, [])
    assert [partner for _, partner, _ in partnerships(tables)] == [
        "San Diego", "Lyon", "Mumbai", "Odesa", "Los Angeles", "Mexico City", "Turin", "Boston", "Köln",
        "Zagreb", "Volgograd", "Middelburg", "Auckland", "Grindelwald", "Minsk", "Gent",
    ]  # fmt: skip
