"""How officials write a municipality and its partner, and what tells namesakes apart."""

import json

import pytest

from tests.geodata.importing.lists import candidates, only, partnerships, rows, shipped, take, take_files


@pytest.mark.parametrize(
    ("code", "name"),
    [("01100", "札幌市"), ("011002", "札幌市"), ("1100", "札幌市"), ("11002", "札幌市"), ("01100", "Sapporo"),
     ("０１１００", ""), ("1100.0", "")],
)  # fmt: skip
def test_a_code_is_read_with_its_check_digit_and_without_its_leading_zero(tmp_path, code, name):
    text = f"団体コード,自治体名,提携先,国名\n{code},{name},ミュンヘン市,ドイツ\n"
    assert partnerships(take(tmp_path, text)[0]) == [("01100", "Munich", "Bavaria, DE")]


@pytest.mark.parametrize(
    ("code", "name"), [("01100", "函館市"), ("99999", ""), ("011003", "札幌市"), ("x", "")]
)
def test_a_code_that_contradicts_its_name_or_that_nobody_has_is_faulty(tmp_path, code, name):
    text = f"団体コード,自治体名,提携先,国名\n{code},{name},ミュンヘン市,ドイツ\n"
    problem = only(take(tmp_path, text)[1])
    assert (problem.review_reason, problem.column, problem.value) == ("faulty", "団体コード", code)
    assert problem.reason == "no municipality has this code and this name"


def test_a_former_municipality_in_brackets_signed_for_the_one_of_today(tmp_path):
    text = "自治体名,提携先,州名,国名\n北見市（旧常呂町）,バーヘッド町,アルバータ州,カナダ\n"
    (row,) = rows(take(tmp_path, text)[0])
    assert (row["municipality_code"], row["signed_as"]) == ("01208", "常呂町")


def test_names_in_two_scripts_are_two_spellings_of_one_place(tmp_path):
    text = "自治体名,提携先,国名\n鳥取市,ハーナウ市（Hanau）,ドイツ\n"
    (row,) = rows(take(tmp_path, text)[0])
    assert (row["partner"], row["partner_ja"]) == ("Hanau", "ハーナウ市")


def test_two_spellings_that_contradict_each_other_are_ambiguous(tmp_path):
    text = "自治体名,提携先,英語名,国名\n札幌市,ミュンヘン市,Hamburg,ドイツ\n"
    problem = only(take(tmp_path, text)[1])
    assert (problem.review_reason, candidates(problem)) == (
        "ambiguous",
        ["Munich, Bavaria, DE", "Hamburg, Hamburg, DE"],
    )


@pytest.mark.parametrize(
    ("written", "partner", "partner_ja"),
    [
        ("ニューオーリンズ市（ルイジアナ州）", "New Orleans, Louisiana", "ニューオーリンズ市"),
        ("アメリカ合衆国ワシントン州シェヘリス市", "Chehalis, Washington", "シェヘリス市"),
        ("アメリカ・ワシントン州・キャマス市", "Camas, Washington", "キャマス市"),
        ("ニューヨーク州ロチェスター市（アメリカ）", "Rochester, New York", "ロチェスター市"),
        ("オースチン市（米国・テキサス州）", "Austin, Texas", "オースチン市"),
    ],
)
def test_a_name_may_hold_its_state_and_its_country(tmp_path, written, partner, partner_ja):
    header, country = (
        ("自治体名,提携先,国名", ",アメリカ") if "米" not in written else ("自治体名,提携先", "")
    )
    (row,) = rows(take(tmp_path, f"{header}\n浜松市,{written}{country}\n")[0])
    assert (f"{row['partner']}, {row['partner_admin1']}", row["partner_ja"]) == (partner, partner_ja)


@pytest.mark.parametrize("name", ["メキシコシティ", "グアテマラシティ", "パナマ市", "広州市"])
def test_a_name_that_begins_like_its_country_or_a_state_keeps_its_beginning(tmp_path, name):
    country = {"メ": "メキシコ", "グ": "グアテマラ", "パ": "パナマ", "広": "中国"}[name[0]]
    (row,) = rows(take(tmp_path, f"自治体名,提携先,国名\n名古屋市,{name},{country}\n")[0])
    assert row["partner_ja"] == name


def test_a_partner_without_a_country_is_not_guessed(tmp_path):
    problem = only(take(tmp_path, "自治体名,提携先\n大分市,広州市\n")[1])
    assert (problem.review_reason, problem.reason) == ("unknown", "no country is named")
    assert "Guangzhou, Guangdong, CN" in candidates(problem)


def test_a_known_partnership_tells_which_namesake_is_meant(tmp_path):
    text = "自治体名,提携先,国名\n札幌市,ポートランド市,アメリカ\n"
    tables, outcome = take(tmp_path, text, into=shipped())
    assert (outcome.merged, len(tables.partnerships)) == (1, len(shipped().partnerships))
    row = tables.partnerships.set_index("id").loc["sapporo-01100-portland-us"]
    assert (row["partner_admin1"], row["sources"].count(";")) == (
        "Oregon",
        shipped().partnerships.set_index("id").loc["sapporo-01100-portland-us", "sources"].count(";") + 1,
    )


def test_a_known_partnership_does_not_hide_a_state_or_a_country_that_contradicts_it(tmp_path):
    text = "自治体名,提携先,国名,州名\n札幌市,ミュンヘン市,ドイツ,ヘッセン州\n札幌市,ミュンヘン市,どいちゅ,\n"
    _, outcome = take(tmp_path, text, into=shipped())
    assert [problem.review_reason for problem in outcome.problems] == ["unknown", "unknown"]
    assert outcome.merged == 0


def test_a_known_partnership_tells_which_of_two_japanese_namesakes_is_meant(tmp_path):
    text = "自治体名,提携先,国名\n府中市,Hernals,オーストリア\n"
    tables, outcome = take(tmp_path, text, into=shipped())
    assert (outcome.merged, outcome.in_review, outcome.published) == (1, 0, 0)
    before, after = (
        data.partnerships.set_index("id").loc["fuchu-13206-hernals-at", "sources"].split(";")
        for data in (shipped(), tables)
    )
    assert len(after) == len(before) + 1


def test_a_municipality_with_namesakes_is_ambiguous_without_its_prefecture(tmp_path):
    text = "自治体名,提携先,国名\n府中市,ミュンヘン市,ドイツ\n"
    problem = only(take(tmp_path, text)[1])
    assert (problem.review_reason, candidates(problem)) == (
        "ambiguous",
        ["Fuchu, Tokyo, JP", "Fuchu, Hiroshima, JP"],
    )
    tables, _ = take(tmp_path, text, prefecture="広島県")
    assert partnerships(tables) == [("34208", "Munich", "Bavaria, DE")]


def test_a_citys_own_list_needs_no_column_for_the_city(tmp_path):
    text = "浜松市の姉妹都市等,,\n国・地域名,都市名,提携日\nポーランド,ワルシャワ市,Ｈ２．１０．１\n"
    tables, outcome = take(tmp_path, text, municipality="浜松市", prefecture="静岡県")
    assert partnerships(tables) == [("22130", "Warsaw", "Mazovia, PL")]
    assert outcome.published == 1
    assert rows(tables)[0]["signed"] == "1990-10-01"


def test_a_citys_own_list_may_call_its_partners_local_governments(tmp_path):
    text = "国名,自治体名,提携日\nドイツ,ミュンヘン市,1972\n"
    tables, _ = take(tmp_path, text, municipality="札幌市")
    assert partnerships(tables) == [("01100", "Munich", "Bavaria, DE")]


def test_a_list_that_names_its_municipalities_keeps_them_whatever_is_said_of_it(tmp_path):
    text = "自治体名,提携先,国名\n大阪市,ハンブルク市,ドイツ\n"
    tables, _ = take(tmp_path, text, municipality="札幌市")
    assert [code for code, _, _ in partnerships(tables)] == ["27100"]


def test_a_prefectures_own_list_is_the_prefectures(tmp_path):
    text = "国名,提携先,提携日\nフランス,セーヌ・エ・マルヌ県,1987\n米国,ハワイ州,1997\n"
    tables, _ = take(tmp_path, text, prefecture="福岡県")
    assert ("40000", "Hawaii", "Hawaii, US") in partnerships(tables)


def test_columns_of_odd_names_are_known_by_their_cells_so_that_no_citys_partnership_is_its_prefectures(
    tmp_path,
):
    text = (
        "都道府県,団体区域,国名,所在,提携先\n兵庫県,神戸市,米国,ワシントン州,シアトル市\n"
        ",姫路市,米国,アリゾナ州,フェニックス市\n"
    )
    assert partnerships(take(tmp_path, text)[0]) == [
        ("28100", "Seattle", "Washington, US"),
        ("28201", "Phoenix", "Arizona, US"),
    ]


def sparql(folder, *rows):
    bindings = [{name: {"type": "literal", "value": text} for name, text in row.items()} for row in rows]
    for number, one in enumerate(bindings):
        one["city"] = {"type": "uri", "value": f"http://www.wikidata.org/entity/Q{number + 1}"}
    names = sorted({name for one in bindings for name in one})
    document = {"head": {"vars": names}, "results": {"bindings": bindings}}
    (folder / "query.json").write_text(json.dumps(document), encoding="utf-8")
    return take_files([folder / "query.json"])


def test_wikidatas_points_decide_between_namesakes_and_tell_the_country(tmp_path):
    tables, outcome = sparql(
        tmp_path,
        {"cityLabel": "札幌市", "cityCoord": "Point(141.354 43.062)", "twinLabel": "ポートランド",
         "twinCoord": "Point(-122.675 45.52)"},
        {"cityLabel": "府中市", "cityCoord": "Point(133.236 34.568)", "twinLabel": "フローレンス",
         "twinCoord": "Point(-87.677 34.8)"},
    )  # fmt: skip
    assert outcome.problems == []
    assert [(code, admin1) for code, _, admin1 in partnerships(tables)] == [
        ("01100", "Oregon, US"),
        ("34208", "Alabama, US"),
    ]


def test_a_point_that_contradicts_the_country_waits_for_a_person(tmp_path):
    row = {"cityLabel": "静岡市", "twinLabel": "カンヌ", "twinCoord": "Point(7.0128 43.5528)",
           "countryLabel": "イタリア"}  # fmt: skip
    problem = only(sparql(tmp_path, row)[1])
    assert (problem.review_reason, problem.reason) == (
        "unknown",
        "its point 7.0128 43.5528 does not lie in イタリア",
    )


def test_a_point_far_from_all_places_of_the_name_waits_for_a_person(tmp_path):
    row = {"cityLabel": "広島市", "twinLabel": "Montreal", "twinCoord": "Point(-114.07 51.05)",
           "countryLabel": "Canada"}  # fmt: skip
    problem = only(sparql(tmp_path, row)[1])
    assert problem.reason == "its point -114.07 51.05 lies 3,027 km from the nearest place so named"
    assert [one.place.label for one in problem.candidates] == ["Montréal, Quebec, CA"]


def test_the_point_of_a_region_is_anywhere_in_it(tmp_path):
    tables, outcome = sparql(
        tmp_path,
        {"cityLabel": "北海道", "cityCoord": "Point(142.8 43.5)", "twinLabel": "Alberta",
         "twinCoord": "Point(-115 55)", "countryLabel": "Canada"},
        {"cityLabel": "大阪府", "cityCoord": "Point(135.5 34.6)", "twinLabel": "São Paulo",
         "twinCoord": "Point(-49 -22)", "countryLabel": "Brazil"},
    )  # fmt: skip
    assert outcome.problems == []
    levels = [(row["municipality_code"], row["partner_admin1"], row["partner_level"]) for row in rows(tables)]
    assert levels == [("01000", "Alberta", "region"), ("27000", "São Paulo", "region")]


@pytest.mark.parametrize("written", ["Hanover, New Hampshire", "Hanover, NH"])
def test_a_state_after_a_comma_is_no_part_of_the_partners_name(tmp_path, written):
    tables, _ = take(tmp_path, f'自治体名,提携先,国名\n二本松市,"{written}",USA\n')
    assert partnerships(tables) == [("07210", "Hanover", "New Hampshire, US")]


def test_a_bare_name_that_is_taken_as_a_great_city_is_said_once(tmp_path):
    text = "city1,country1,city2,country2\nYokohama,Japan,San Diego,USA\nYokohama,Japan,Lyon,France\n"
    tables, outcome = take(tmp_path, text)
    assert [code for code, _, _ in partnerships(tables)] == ["14100", "14100"]
    assert [str(one) for one in outcome.remarks] == [
        "list.csv, row 2: Yokohama was taken as Yokohama, Kanagawa"
    ]
