"""What is said again of a partnership that is known: added, settled or noted, never counted twice."""

import pytest

from geodata.importing import RecordSource
from tests.geodata.importing.lists import HEADER, rows, shipped, take

CITY = RecordSource("City's own page", "https://city.example/sisters")
NEWS = RecordSource("A newspaper", "https://news.example/1")
FIRST = f"{HEADER}\n札幌市,ミュンヘン市,ドイツ,,1972,姉妹,継続中,\n"


def again(folder, row, *, before=FIRST, source=NEWS, **options):
    """Import a list, then another row of the same pair from another source; return the pair's rows."""
    known, _ = take(folder, before, source=CITY, **options)
    tables, outcome = take(folder, f"{HEADER}\n{row}\n", into=known, source=source, **options)
    return rows(tables), outcome, tables


def test_the_same_pair_gets_one_more_source(tmp_path):
    (row,), outcome, tables = again(tmp_path, "札幌市,Munich,Germany,Bavaria,1972,姉妹,,")
    assert (outcome.published, outcome.merged, outcome.unchanged) == (0, 1, 0)
    titles = tables.sources.set_index("id")["title"]
    assert [titles[id_] for id_ in row["sources"].split(";")] == ["City's own page", "A newspaper"]


def test_the_more_precise_of_two_dates_that_agree_is_taken(tmp_path):
    (row,), _, _ = again(tmp_path, "札幌市,ミュンヘン市,ドイツ,,1972-08-28,姉妹,,")
    assert (row["signed"], row["note"]) == ("1972-08-28", "")
    before = FIRST.replace("1972", "1972-08-28")
    (row,), _, _ = again(tmp_path, "札幌市,ミュンヘン市,ドイツ,,1972-08,姉妹,,", before=before)
    assert (row["signed"], row["note"]) == ("1972-08-28", "")


def test_a_date_that_disagrees_is_noted_in_both_languages(tmp_path):
    before = FIRST.replace("1972", "1972-08-28")
    (row,), _, _ = again(tmp_path, "札幌市,ミュンヘン市,ドイツ,,1972-08-29,姉妹,,", before=before)
    assert row["signed"] == "1972-08-28"
    assert row["note"] == (
        "A newspaper says that it was signed on 1972-08-29.\nA newspaperでは締結日は1972-08-29とされている。"
    )


def test_the_same_disagreement_is_noted_once(tmp_path):
    before = FIRST.replace("1972", "1972-08-28")
    _, _, tables = again(tmp_path, "札幌市,ミュンヘン市,ドイツ,,1972-08-29,姉妹,,", before=before)
    text = f"{HEADER}\n札幌市,ミュンヘン市,ドイツ,,1972-08-29,姉妹,,\n"
    same, outcome = take(tmp_path, text, into=tables, source=NEWS)
    assert outcome.unchanged == 1
    assert rows(same) == rows(tables)


@pytest.mark.parametrize(
    ("as_of", "status", "note"),
    [("2024", "suspended", ""), ("2001", "active", "A newspaper says suspended.")],
)
def test_the_newer_status_wins_and_an_older_one_is_noted(tmp_path, as_of, status, note):
    known, _ = take(tmp_path, FIRST, source=CITY, as_of="2010")
    text = f"{HEADER}\n札幌市,ミュンヘン市,ドイツ,,1972,姉妹,休止,\n"
    tables, _ = take(tmp_path, text, into=known, source=NEWS, as_of=as_of)
    (row,) = rows(tables)
    assert (row["status"], row["note"].partition("\n")[0]) == (status, note)


def test_a_list_may_correct_what_it_alone_has_said(tmp_path):
    (row,), outcome, _ = again(tmp_path, "札幌市,ミュンヘン市,ドイツ,,1972-08-28,姉妹,解消,", source=CITY)
    assert (row["signed"], row["status"], row["note"]) == ("1972-08-28", "ended", "")
    assert (outcome.merged, outcome.unchanged) == (1, 0)


SHENYANG = f"{HEADER}\n札幌市,瀋陽市,中国,,1980-11-18,友好,,\n札幌市,瀋陽市,中国,,1995-01-01,姉妹,,\n"


@pytest.mark.parametrize("order", [1, -1])
def test_a_friendship_that_became_a_sister_city_is_one_partnership_of_the_first_signing(tmp_path, order):
    header, *lines = SHENYANG.splitlines()
    tables, outcome = take(tmp_path, "\n".join([header, *lines[::order]]) + "\n", source=CITY)
    assert (outcome.published, outcome.merged) == (1, 1)
    (row,) = rows(tables)
    assert (row["id"], row["kind"], row["signed"]) == (
        "sapporo-01100-shenyang-cn",
        "sister_city",
        "1980-11-18",
    )
    assert row["note"] == (
        'Friendship city since 1980-11-18 ("City\'s own page"). '
        'Sister city since 1995-01-01 ("City\'s own page").\n'
        "1980年11月18日から友好都市(「City's own page」)。1995年1月1日から姉妹都市(「City's own page」)。"
    )


def test_the_list_with_both_agreements_changes_nothing_when_it_is_imported_again(tmp_path):
    known, _ = take(tmp_path, SHENYANG, source=CITY)
    tables, outcome = take(tmp_path, SHENYANG, into=known, source=CITY)
    assert (outcome.published, outcome.unchanged) == (0, 2)
    assert rows(tables) == rows(known)


def test_the_date_of_an_exchange_is_not_that_of_the_agreement_after_it(tmp_path):
    text = f"{HEADER}\n札幌市,瀋陽市,中国,,1979,交流,,\n"
    (row,), outcome, _ = again(tmp_path, "札幌市,瀋陽市,中国,,1980-11-18,友好,,", before=text)
    assert outcome.merged == 1
    assert (row["kind"], row["signed"]) == ("friendship_city", "1980-11-18")
    assert "Exchange since 1979" in row["note"]


def test_a_third_agreement_is_listed_after_the_others(tmp_path):
    (row,), _, _ = again(tmp_path, "札幌市,瀋陽市,中国,,2010,協力,,", before=SHENYANG)
    assert (row["kind"], row["signed"]) == ("sister_city", "1980-11-18")
    assert row["note"].partition("\n")[0].endswith('Cooperation agreement since 2010 ("A newspaper").')
    assert row["note"].count("Sister city since") == 1


def test_a_kind_that_disagrees_on_the_same_agreement_is_noted(tmp_path):
    (row,), _, _ = again(tmp_path, "札幌市,ミュンヘン市,ドイツ,,1972,友好,,")
    assert (row["kind"], row["signed"]) == ("sister_city", "1972")
    assert row["note"].partition("\n")[0] == 'Listed by another source ("A newspaper") as: friendship city.'


def test_of_an_agreement_without_a_date_the_closest_kind_counts(tmp_path):
    before = f"{HEADER}\n札幌市,ミュンヘン市,ドイツ,,,友好,,\n"
    (row,), _, _ = again(tmp_path, "札幌市,ミュンヘン市,ドイツ,,1972,姉妹,,", before=before)
    assert (row["kind"], row["signed"]) == ("sister_city", "1972")
    assert 'Listed by another source ("City\'s own page") as: friendship city.' in row["note"]


def test_a_row_that_does_not_say_its_kind_may_speak_of_any_agreement_of_the_pair(tmp_path):
    (row,), outcome, _ = again(tmp_path, "札幌市,瀋陽市,中国,,1995,,,", before=SHENYANG)
    assert outcome.merged == 1
    assert (row["signed"], len(row["sources"].split(";"))) == ("1980-11-18", 2)
    assert "A newspaper" not in row["note"]


def test_a_note_is_added_once_and_the_file_is_the_source_where_none_is_named(tmp_path):
    tables, _ = take(tmp_path, f"{HEADER}\n札幌市,ミュンヘン市,ドイツ,,,,,夏の交流\n")
    assert tables.sources[["title", "url", "date"]].values.tolist() == [["list.csv", "", ""]]
    assert rows(tables)[0]["note"] == "夏の交流"


def test_a_source_is_one_by_title_address_and_date(tmp_path):
    text = (
        "自治体名,提携先,国名,出典,出典URL,出典日\n"
        "札幌市,ミュンヘン市,ドイツ,市報,https://a.example,2020\n"
        "札幌市,瀋陽市,中国,市報,https://a.example,2021\n"
        "札幌市,大田広域市,韓国,県報,https://a.example,2020\n"
        "札幌市,ノボシビルスク市,ロシア,市報,https://a.example,2020\n"
    )
    tables, _ = take(tmp_path, text)
    assert tables.sources[["title", "date"]].values.tolist() == [
        ["市報", "2020"], ["市報", "2021"], ["県報", "2020"],
    ]  # fmt: skip


def test_known_partnerships_stay_as_they_are_cell_by_cell(tmp_path):
    tables, _ = take(tmp_path, f"{HEADER}\n草津市,Pontiac,US,Michigan,1978-07-26,姉妹,,\n", into=shipped())
    before = shipped().partnerships
    after = tables.partnerships.set_index("id").loc[before["id"]].reset_index()[list(before.columns)]
    changed = [
        (id_, column)
        for id_, old, new in zip(before["id"], before.values, after.values, strict=True)
        for column, old_cell, new_cell in zip(before.columns, old, new, strict=True)
        if old_cell != new_cell
    ]
    assert changed == [("kusatsu-25206-pontiac-us", "sources"), ("kusatsu-25206-pontiac-us", "note")]


def test_a_date_known_less_precisely_replaces_none_of_the_same_source(tmp_path):
    text = "自治体名,提携先,国名,提携年月日\n松山市,フライブルク,ドイツ,{}\n"
    tables, _ = take(tmp_path, text.format("1989-04-15"))
    tables, outcome = take(tmp_path, text.format("1989年4月"), into=tables)
    assert (rows(tables)[0]["signed"], outcome.unchanged) == ("1989-04-15", 1)
    tables, _ = take(tmp_path, text.format("1990"), into=tables)
    assert rows(tables)[0]["signed"] == "1990"
