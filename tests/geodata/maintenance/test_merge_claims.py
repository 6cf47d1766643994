"""Claims merged into a dataset: better dates, endings, notes, ids, and nothing on a second run."""

import csv
from importlib.resources import as_file
from pathlib import Path

import pytest

from geodata.dataset.tables import TextTables
from geodata.importing.import_record import RecordSource
from geodata.maintenance.claim_resolver import read_aliases
from geodata.maintenance.claims import read_claims
from geodata.maintenance.merge_claims import ClaimReport, merge_claims
from geodata.maintenance.resolve_places import Resolved, Unresolved, read_unresolved_claims
from geodata.maintenance.source_order import Authority, authority
from geodata.model.shipped import read_merged_ids, shipped_data
from geodata.stores.encoding import parse_text_tables
from tests.support.shared_facts import shared_path

CLAIM = {
    "jp_code": "27100",
    "jp_name_en": "Osaka",
    "jp_signed_as": "",
    "partner_name": "San Francisco",
    "partner_admin1": "California",
    "partner_country": "US",
    "partner_level": "municipality",
    "partner_seat": "",
    "kind": "sister_city",
    "date_signed": "",
    "status": "active",
    "status_date": "",
    "as_of": "",
    "source_url": "https://www.city.osaka.lg.jp/claims",
    "source_title": "City of Osaka",
}
CITY = {"source_url": "https://www.city.hakodate.lg.jp/x", "source_title": "City of Hakodate"}
NEWSPAPER = {"source_url": "https://news.example/x", "source_title": "The News"}
BLOG = {"source_url": "https://someone.exblog.jp/x", "source_title": "A blog"}
NEW_PAIR = {
    "jp_code": "01202",
    "jp_name_en": "Hakodate",
    "partner_name": "Portland",
    "partner_admin1": "Maine",
}


@pytest.fixture
def tables() -> TextTables:
    names = ("partnerships.csv", "sources.csv", "places.csv")
    return parse_text_tables({name: (shipped_data() / name).read_bytes() for name in names})


def merge(
    folder: Path, tables: TextTables, *claims: dict[str, str], retired: tuple[str, ...] = ()
) -> tuple[TextTables, ClaimReport]:
    path = folder / "claims.csv"
    with path.open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, list(CLAIM))
        writer.writeheader()
        writer.writerows(CLAIM | claim for claim in claims)
    found, issues = read_claims(path)
    assert issues == []
    return merge_claims(found, tables, {}, retired)


def new_row(folder: Path, tables: TextTables, *claims: dict[str, str]) -> dict[str, str]:
    _, report = merge(folder, tables, *(NEW_PAIR | claim for claim in claims))
    ((before, after),) = report.changes
    assert before is None
    return after


def test_the_claims_that_were_merged_change_nothing_when_they_are_merged_again(tables):
    claims, issues = read_claims(shared_path("facts", "new_claims.csv"))
    with as_file(shipped_data() / "claim_aliases.csv") as path:
        aliases = read_aliases(path)
    merged, report = merge_claims(claims, tables, aliases, read_merged_ids())
    assert (issues, report.changes, report.unresolved) == ([], [], [])
    assert merged.partnerships.to_dict("records") == tables.partnerships.to_dict("records")
    assert merged.sources.to_dict("records") == tables.sources.to_dict("records")


def test_a_new_pair_is_one_partnership_with_all_its_sources_and_a_readable_id(tmp_path, tables):
    row = new_row(tmp_path, tables, NEWSPAPER | {"date_signed": "1999"}, CITY | {"date_signed": "1999-05-01"})
    assert row["id"] == "hakodate-01202-portland-us"
    assert (row["signed"], len(row["sources"].split(";")), row["note"]) == ("1999-05-01", 2, "")


def test_an_id_that_a_partnership_had_is_not_given_again(tmp_path, tables):
    _, report = merge(tmp_path, tables, NEW_PAIR, retired=("hakodate-01202-portland-us",))
    assert [after["id"] for _, after in report.changes] == ["hakodate-01202-portland-us-2"]


def test_the_better_source_gives_the_date_and_the_note_the_other_one_in_both_languages(tmp_path, tables):
    row = new_row(
        tmp_path, tables, BLOG | {"date_signed": "1998-05-01"}, CITY | {"date_signed": "1999-05-01"}
    )
    assert row["signed"] == "1999-05-01"
    english, japanese = row["note"].split("\n")
    assert english == 'Another source ("A blog") gives 1998-05-01 as the date of signing.'
    assert japanese == "別の資料(「A blog」)では締結日を1998年5月1日としている。"


def test_of_equal_sources_the_first_signing_counts(tmp_path, tables):
    other = NEWSPAPER | {"source_title": "Another newspaper"}
    row = new_row(tmp_path, tables, NEWSPAPER | {"date_signed": "1999"}, other | {"date_signed": "1998"})
    assert row["signed"] == "1998"
    assert "1999" in row["note"]


def test_agreements_of_several_kinds_are_one_partnership_of_the_closest_and_the_first_signing(
    tmp_path, tables
):
    row = new_row(
        tmp_path,
        tables,
        CITY | {"kind": "friendship_city", "date_signed": "1999-05-01"},
        CITY | {"kind": "sister_city", "date_signed": "2009-05-01", "source_title": "City, 2009"},
        BLOG | {"kind": "exchange", "date_signed": "1990"},
    )
    assert (row["kind"], row["signed"]) == ("sister_city", "1999-05-01")
    for text in ("Exchange since 1990", "Friendship city since 1999-05-01", "Sister city since 2009-05-01"):
        assert text in row["note"]


def test_the_newer_source_gives_the_status_and_the_note_the_suspension_before_it(tmp_path, tables):
    suspended = NEWSPAPER | {"status": "suspended", "status_date": "2005-03-16", "as_of": "2005-03-16"}
    row = new_row(tmp_path, tables, suspended, CITY | {"as_of": "2024"})
    assert (row["status"], row["ended"]) == ("active", "")
    assert 'Listed by another source ("The News") as: suspended (2005-03-16).' in row["note"]


def test_an_ending_counts_if_it_is_newer(tmp_path, tables):
    ended = NEWSPAPER | {"status": "ended", "status_date": "2020-01", "as_of": "2021"}
    row = new_row(tmp_path, tables, CITY | {"as_of": "2015"}, ended)
    assert (row["status"], row["ended"]) == ("ended", "2020-01")


def test_a_claim_of_a_known_pair_is_another_source_of_it(tmp_path, tables):
    _, report = merge(tmp_path, tables, {"date_signed": "1957-10-07"})
    ((before, after),) = report.changes
    assert before is not None
    assert (after["id"], after["signed"]) == ("osaka-27100-san-francisco-us", "1957-10-07")
    assert len(after["sources"].split(";")) == len(before["sources"].split(";")) + 1


def test_the_date_of_a_known_pair_is_of_the_source_that_its_note_does_not_quote_against_it(tmp_path, tables):
    claims = (BLOG | {"date_signed": "1998"}, NEWSPAPER | {"date_signed": "2009"})
    merged, report = merge(tmp_path, tables, *(NEW_PAIR | claim for claim in claims))
    ((_, row),) = report.changes
    kept_by_hand = {
        "signed": "1998",
        "note": 'Another source ("The News") gives 2009 as the date of signing.',
    }
    chosen = merged.partnerships["id"] == row["id"]
    merged.partnerships.loc[chosen, list(kept_by_hand)] = list(kept_by_hand.values())
    _, report = merge(tmp_path, merged, NEW_PAIR | CITY | {"date_signed": "2009-05-01"})
    ((_, row),) = report.changes
    assert row["signed"] == "2009-05-01"
    assert 'Another source ("A blog") gives 1998' in row["note"]


def test_a_county_is_the_town_of_claims_that_name_its_city_in_brackets(tmp_path, tables):
    claim = {"jp_code": "44212", "partner_name": "Gijang County (Busan)", "partner_admin1": "Busan"}
    _, report = merge(tmp_path, tables, claim | {"partner_country": "KR"})
    assert [row["id"] for before, row in report.changes if before] == ["bungoono-44212-gijang-county-kr"]


def test_a_claim_without_a_place_is_listed(tmp_path, tables):
    merged, report = merge(tmp_path, tables, {"partner_name": "Nosuchtown"})
    assert len(merged.partnerships) == len(tables.partnerships)
    (one,) = report.unresolved
    assert (one.id, one.name) == ("claims.csv:2", "27100 - Nosuchtown, California, US")
    assert one.reason.startswith("unknown")


def test_unresolved_claims_are_read_back_from_the_list():
    claims = [Unresolved("claims.csv:2", "27100 - Nosuchtown, California, US", "unknown")]
    resolved = Resolved({}, [], [Unresolved("2022-visit", "Online", "no town")], {})
    assert read_unresolved_claims(resolved.format_unresolved(claims)) == claims
    assert read_unresolved_claims(resolved.format_unresolved()) == []


@pytest.mark.parametrize(
    ("url", "title", "expected"),
    [
        ("https://www.city.osaka.lg.jp/x", "", Authority.GOVERNMENT),
        ("http://www.clair.or.jp/j/exchange/shimai/x", "", Authority.GOVERNMENT),
        ("https://tasman.govt.nz/x", "", Authority.GOVERNMENT),
        ("https://www.sk.emb-japan.go.jp/x", "", Authority.EMBASSY),
        ("https://overseas.mofa.go.kr/jp-hiroshima", "", Authority.EMBASSY),
        ("https://www.shnagasaki.com.cn/x", "", Authority.GOVERNMENT),
        (
            "https://hamamatsunogenki.hamazo.tv/x",
            "中国・杭州市と協定 (浜松市広報ブログ)",
            Authority.GOVERNMENT,
        ),
        ("https://note.com/embamexjp/n/x", "駐日メキシコ大使館 note", Authority.EMBASSY),
        ("https://note.com/someone/n/x", "ある人の旅", Authority.COPY),
        ("https://www.kwnews.co.kr/x", "", Authority.NEWSPAPER),
        ("https://news.suwon.go.kr/x", "과천시 (연합뉴스)", Authority.NEWSPAPER),
        ("https://kyoukita.jp/x", "北区議", Authority.COPY),
        ("https://kampuspedia.com/x", "クラクスヴィーク (Wikipedia mirror)", Authority.COPY),
        ("http://hombetu.exblog.jp/13169162/", "", Authority.COPY),
        ("", "留萌市 (read in a copy)", Authority.COPY),
    ],
)
def test_sources_are_ranked_from_the_citys_own_page_to_a_blog(url, title, expected):
    assert authority(RecordSource(title, url)) is expected
