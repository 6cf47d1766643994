"""What columns mean, by the words of their names."""

import pytest

import geodata
from geodata.readers import open_reader
from tests.geodata.readers.writing import rows_of, texts_of, write


def fields_of(folder, header: str) -> dict[str, str]:
    """Column -> field for a header of names separated by `|`."""
    names = header.split("|")
    path = write(folder, "a.tsv", "\t".join(names) + "\n" + "\t".join("x" for _ in names) + "\n")
    return dict(open_reader(path).column_mappings[0].fields)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("都道府県名", "prefecture"), ("自治体所在都道府県", "prefecture"), ("県名", "prefecture"),
        ("団体コード", "municipality_code"), ("ＪＩＳコード", "municipality_code"),
        ("英語名", "partner_en"), ("英文名", "partner_en"), ("提携先（英語）", "partner_en"),
        ("姉妹自治体／名称（英）", "partner_en"), ("姉妹都市（和）", "partner_ja"),
        ("州・省・県等", "partner_admin1"), ("州名", "partner_admin1"), ("State/Province", "partner_admin1"),
        ("国・地域名", "country"), ("相手国", "country"), ("提携先（国名）", "country"),
        ("Country", "country"),
        ("提携年月日", "signed"), ("締 結 日", "signed"), ("盟約締結日", "signed"), ("Date signed", "signed"),
        ("提携年月日（西暦）", "signed"), ("①姉妹都市提携年月日※1", "signed"), ("提携年", "signed"),
        ("解消年月日", "ended"), ("終了日", "ended"), ("廃止年月日", "ended"), ("End date", "ended"),
        ("備考", "note"), ("備考（解消年月日など）", "note"), ("摘要", "note"), ("Remarks", "note"),
        ("現況", "status"), ("提携種別", "kind"), ("出典", "source_title"), ("出典URL", "source_url"),
        ("時点", "as_of"),
    ],
)  # fmt: skip
def test_a_column_is_known_by_its_words(tmp_path, name, field):
    assert fields_of(tmp_path, f"自治体名|相手都市|{name}")[name] == field


@pytest.mark.parametrize(
    "name",
    [
        "番号",
        "No.",
        "順位",
        "提携件数",
        "提携更新日",
        "相手国人口",
        "提携先国番号",
        "提携理由",
        "締結後の年数",
        "担当課",
    ],
)
def test_false_friends_mean_nothing(tmp_path, name):
    assert name not in fields_of(tmp_path, f"自治体名|相手都市|{name}")


@pytest.mark.parametrize(
    ("header", "municipality", "partner"),
    [
        ("市町村名|都市名", "市町村名", "都市名"),
        ("都市名|姉妹都市名", "都市名", "姉妹都市名"),
        ("City|Sister city", "City", "Sister city"),
        ("日本側自治体|提携先", "日本側自治体", "提携先"),
        ("団体名|姉妹・友好都市", "団体名", "姉妹・友好都市"),
        ("Japanese city|Partner city (English)", "Japanese city", "Partner city (English)"),
        ("自治体名称（日本）|相手先自治体名（外国）", "自治体名称（日本）", "相手先自治体名（外国）"),
    ],
)
def test_the_two_sides_are_told_apart(tmp_path, header, municipality, partner):
    assert fields_of(tmp_path, header) == {municipality: "municipality", partner: "partner"}


def test_a_country_in_two_languages_is_the_partners_both_times(tmp_path):
    assert (
        "municipality_country" not in fields_of(tmp_path, "自治体名|姉妹都市名|国（日本語）|Country").values()
    )
    assert fields_of(tmp_path, "City|Country|Sister city|Sister country") == {
        "City": "municipality",
        "Country": "municipality_country",
        "Sister city": "partner",
        "Sister country": "country",
    }


def test_of_two_columns_for_one_field_the_better_is_taken_and_the_other_reported(tmp_path):
    path = write(tmp_path, "a.csv", "自治体名,提携先,提携年,提携年月日\n大阪市,ミラノ市,1981,1981-06-08\n")
    reading = open_reader(path)
    assert [row.get("signed") for row in reading.rows] == ["1981-06-08"]
    assert reading.column_mappings[0].unused == ("提携年",)


def test_a_part_of_the_world_is_no_state(tmp_path):
    path = write(
        tmp_path,
        "a.csv",
        "自治体名,地域,国名,提携先\n大阪市,欧州,イタリア,ミラノ市\n大阪市,アジア,中国,上海市\n",
    )
    assert "partner_admin1" not in rows_of(path)[0]
    assert fields_of(tmp_path, "自治体名|地域|州名|提携先") == {
        "自治体名": "municipality",
        "州名": "partner_admin1",
        "提携先": "partner",
    }


def test_a_second_line_of_the_header_goes_with_the_one_above_it(tmp_path):
    text = (
        "番号,都道府県,自治体,提携先,,,提携\n,,,名称,国,州,年月日\n"
        "1,大阪府,大阪市,サンフランシスコ,アメリカ,カリフォルニア州,1957\n"
    )
    reading = open_reader(write(tmp_path, "a.csv", text))
    assert [texts_of(row) for row in reading.rows] == [
        {
            "prefecture": "大阪府",
            "municipality": "大阪市",
            "partner": "サンフランシスコ",
            "country": "アメリカ",
            "partner_admin1": "カリフォルニア州",
            "signed": "1957",
        }
    ]
    assert reading.column_mappings[0].fields["提携先 / 国"] == "country"
    assert reading.skipped_rows == []


def test_titles_above_the_header_are_left_out_and_said(tmp_path):
    reading = open_reader(
        write(tmp_path, "a.csv", "姉妹都市一覧\n令和5年4月1日現在,,\n\n自治体名,提携先\n大阪市,ミラノ市\n")
    )
    assert len(list(reading.rows)) == 1
    assert [(line.number, line.text, line.reason) for line in reading.skipped_rows] == [
        (1, "姉妹都市一覧", "above the header"),
        (2, "令和5年4月1日現在", "above the header"),
    ]


def test_a_list_of_pairs_of_the_world_has_a_country_on_either_side(tmp_path):
    expected = {
        "municipality": "Bath",
        "municipality_country": "UK",
        "partner": "Kaposvár",
        "country": "Hungary",
    }
    for header in (
        "city1,country1,city2,country2",
        "city_a,country_a,city_b,country_b",
        "都市1,国1,都市２,国２",
    ):
        assert rows_of(write(tmp_path, "a.csv", f"{header}\nBath,UK,Kaposvár,Hungary\n")) == [expected]


def test_without_a_header_the_error_says_what_was_seen_and_how_to_map(tmp_path):
    with pytest.raises(geodata.DataError, match="--map") as refused:
        open_reader(write(tmp_path, "a.csv", "甲,乙,丙\n大阪市,ミラノ市,イタリア\n"))
    (issue,) = refused.value.issues
    assert issue.value == "甲 | 乙 | 丙"
    assert "municipality" in issue.advice
    assert "partner" in issue.advice


def test_a_line_of_remarks_above_the_header_is_no_part_of_its_names(tmp_path):
    text = "県名の一覧,,\n,,(令和8年4月1日現在)\n県名,提携先,提携年月日\n愛媛県,ハワイ州,2003-11-21\n"
    reading = open_reader(write(tmp_path, "a.csv", text))
    assert [row.number for row in reading.rows] == [4]
    assert list(reading.column_mappings[0].fields) == ["県名", "提携先", "提携年月日"]
