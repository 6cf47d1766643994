"""Countries as people write them."""

import pytest

from geodata import Place, Unknown, geocode
from geodata.gazetteer import read_country


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("US", "US", ""),
        ("アメリカ合衆国", "US", ""),
        ("アメリカ合衆国 (U.S.A.)", "US", ""),
        ("米国", "US", ""),
        ("ＵＳＡ", "US", ""),
        ("Ohio, United States", "US", "Ohio"),
        ("米国オレゴン州", "US", "オレゴン州"),
        ("大韓民国", "KR", ""),
        ("韓国", "KR", ""),
        ("Republic of Korea", "KR", ""),
        ("朝鮮民主主義人民共和国", "KP", ""),
        ("中華人民共和国", "CN", ""),
        ("中国浙江省", "CN", "浙江省"),
        ("中国（香港）", "HK", ""),
        ("台湾", "TW", ""),
        ("中華民国", "TW", ""),
        ("連合王国", "GB", ""),
        ("英国", "GB", ""),
        ("England", "GB", "England"),
        ("Scotland, United Kingdom", "GB", "Scotland"),
        ("スコットランド", "GB", "Scotland"),
        ("ロシア連邦", "RU", ""),
        ("ドイツ連邦共和国", "DE", ""),
        ("ベトナム社会主義共和国", "VN", ""),
        ("ヴェトナム", "VN", ""),
        ("イラン・イスラム共和国", "IR", ""),
        ("タイ王国", "TH", ""),
        ("モンゴル国", "MN", ""),
        ("メキシコ合衆国", "MX", ""),
        ("ルクセンブルク大公国", "LU", ""),
        ("コンゴ民主共和国", "CD", ""),
        ("コンゴ共和国", "CG", ""),
        ("Georgia (country)", "GE", ""),
        ("Réunion, France", "RE", ""),
        ("Kosovo", "XK", ""),
        ("グアム（米国）", "GU", ""),
    ],
)
def test_a_country_is_read_as_officials_and_encyclopedias_write_it(text: str, code: str, part: str):
    assert read_country(text) == (code, part)


@pytest.mark.parametrize("text", ["", "Nowhereland", "アトランティス", "共和国", "Republic of"])
def test_what_is_no_country_is_not_read_as_one(text: str):
    assert read_country(text) is None


def test_a_misspelt_country_is_said_with_the_nearest():
    found = geocode("Lyon", country="Frnace")
    assert isinstance(found, Unknown)
    assert found.reason == "unknown country 'Frnace'"
    assert "France" in found.nearest


@pytest.mark.parametrize(
    ("name", "country", "admin1", "expected"),
    [
        ("ハガニア市", "アメリカ合衆国", "グアム", "GU"),
        ("グアム準州", "アメリカ合衆国", "", "GU"),
        ("香港特別行政区", "中国", "", "HK"),
        ("香港", "中華人民共和国", "", "HK"),
        ("マカオ", "中国", "", "MO"),
        ("Puerto Rico", "United States", "", "PR"),
    ],
)
def test_a_territory_named_under_its_country_is_found(name: str, country: str, admin1: str, expected: str):
    found = geocode(name, country=country, admin1=admin1)
    assert isinstance(found, Place), found
    assert found.country == expected


def test_a_part_written_with_the_country_decides_between_namesakes():
    found = geocode("Newcastle", country="Northern Ireland")
    assert isinstance(found, Place)
    assert found.admin1 == "Northern Ireland"
    found = geocode("ポートランド市", country="米国オレゴン州")
    assert isinstance(found, Place)
    assert found.admin1 == "Oregon"
