"""Partners as Japanese and other lists write them: characters, titles, parts, districts, namesakes."""

import csv
from collections import Counter

import pytest

from geodata import Ambiguous, Place, Unknown, geocode
from geodata.gazetteer import read_country
from geodata.text.han_variants import hanzi_key
from tests.support.paths import ROOT

WORLD = ROOT.parent / "shared" / "data" / "world_pairs.csv"


def where(name: str, **known: str) -> tuple[str, float, float]:
    found = geocode(name, **known)
    assert isinstance(found, Place), found
    return found.admin1, round(found.lat, 1), round(found.lon, 1)


@pytest.mark.parametrize(
    ("name", "country", "admin1", "lat", "lon"),
    [
        ("ポートランド市", "アメリカ合衆国", "オレゴン州", 45.5, -122.7),
        ("ポートランド市", "アメリカ合衆国", "メイン州", 43.7, -70.3),
        ("ポカテロ市", "アメリカ合衆国", "アイダホ州", 42.9, -112.4),
        ("キャンモア町", "カナダ", "アルバータ州", 51.1, -115.4),
        ("ヴァンクーヴァー市", "カナダ", "ブリティッシュコロンビア州", 49.2, -123.1),
        ("ミュンヘン市", "ドイツ", "", 48.1, 11.6),
        ("大田広域市", "大韓民国", "", 36.3, 127.4),
        ("アルバータ州", "カナダ", "", 53.6, -113.5),
        ("江蘇省", "中国", "", 32.1, 118.8),
        ("江西省", "中国", "", 28.7, 115.9),
        ("吉林省", "中国", "", 43.9, 125.3),
        ("吉林市", "中国", "吉林省", 43.9, 126.6),
        ("忠州市", "韓国", "忠清北道", 37.0, 127.9),
        ("彰化県", "台湾", "", 24.1, 120.5),
        ("礁渓郷", "台湾", "宜蘭県", 24.8, 121.7),
    ],
)
def test_a_partner_as_a_japanese_list_writes_it_is_found(name, country, admin1, lat, lon):
    found = geocode(name, country=country, admin1=admin1)
    assert isinstance(found, Place), found
    assert (round(found.lat, 1), round(found.lon, 1)) == pytest.approx((lat, lon), abs=0.11)


@pytest.mark.parametrize(
    "spellings",
    [
        ("瀋陽市", "沈阳市", "瀋阳", "沈陽"),
        ("広州市", "廣州市", "广州市"),
        ("蘇州市", "苏州市"),
        ("哈爾浜市", "哈尔滨市", "哈爾濱"),
        ("廈門市", "厦门市", "厦門", "アモイ市"),
        ("義烏市", "义乌市"),
    ],
)
def test_simplified_traditional_and_japanese_characters_lead_to_one_place(spellings: tuple[str, ...]):
    found = {geocode(name, country="中国") for name in spellings}
    assert len(found) == 1
    assert isinstance(found.pop(), Place)


def test_characters_of_three_countries_have_one_key():
    assert hanzi_key("广州") == hanzi_key("廣州") == hanzi_key("広州")
    assert hanzi_key("江蘇") != hanzi_key("江西")


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("江蘇省蘇州市", "中国", 31.3, 120.6),
        ("ソウル特別市江南区", "韓国", 37.5, 127.0),
        ("カリフォルニア州サンタバーバラ市", "米国", 34.4, -119.7),
        ("Bemowo (Warsaw)", "PL", 52.3, 20.9),
        ("Warsaw – Bemowo", "PL", 52.3, 20.9),
        ("Oberursel (Taunus)", "DE", 50.2, 8.6),
    ],
)
def test_a_part_written_with_its_whole_is_found_in_it(name: str, country: str, lat: float, lon: float):
    assert where(name, country=country)[1:] == pytest.approx((lat, lon), abs=0.11)


@pytest.mark.parametrize("name", ["朝陽区", "鼓楼区", "和平区", "西湖区", "Chaoyang District"])
def test_a_district_that_several_chinese_cities_have_is_not_guessed(name: str):
    assert not isinstance(geocode(name, country="CN"), Place)


@pytest.mark.parametrize("name", ["中区", "南区", "江西区", "Jung-gu", "Nam-gu"])
def test_a_district_that_several_korean_cities_have_is_ambiguous(name: str):
    found = geocode(name, country="KR")
    assert isinstance(found, Ambiguous)
    assert len({place.admin1 for place in found.candidates}) == len(found.candidates) > 1


def test_a_city_is_not_a_district_of_the_same_characters():
    assert where("中山市", country="中国")[0] == "Guangdong"
    assert where("中山区", country="中国", admin1="遼寧省")[0] == "Liaoning"


@pytest.mark.parametrize(
    ("name", "country", "hidden"),
    [
        ("Astoria", "US", "Oregon"),
        ("アストリア市", "アメリカ合衆国", "Oregon"),
        ("Buckow", "DE", "Brandenburg"),
        ("Arpino", "IT", "Lazio"),
    ],
)
def test_a_quarter_of_a_large_city_does_not_hide_a_small_town(name: str, country: str, hidden: str):
    found = geocode(name, country=country)
    assert isinstance(found, Ambiguous)
    assert hidden in {place.admin1 for place in found.candidates}


@pytest.mark.parametrize(("name", "hidden"), [("Heringsdorf", "DE"), ("Mamak", "TR"), ("Vizela", "PT")])
def test_a_town_of_unknown_size_is_not_hidden_by_a_village(name: str, hidden: str):
    found = geocode(name, country=hidden)
    assert isinstance(found, Ambiguous)
    assert 0 in {place.population for place in found.candidates}


def test_a_county_within_a_nation_narrows_but_size_decides_nothing_there():
    assert where("Vernouillet", country="FR", admin1="Eure-et-Loir")[0] == "Centre-Val de Loire"
    assert isinstance(geocode("Wellington", country="GB", admin1="Somerset"), Ambiguous)


@pytest.mark.parametrize("name", ["Cook County", "Washington County", "Columbia County"])
def test_an_american_county_without_its_state_is_not_guessed(name: str):
    assert not isinstance(geocode(name, country="US"), Place)


@pytest.mark.parametrize(
    ("name", "country", "whole"),
    [("Wuzhong (Suzhou)", "CN", "Ningxia"), ("Rogoźnik (Gmina Nowy Targ)", "PL", "Silesian Voivodeship")],
)
def test_a_part_is_never_placed_far_from_its_whole(name: str, country: str, whole: str):
    found = geocode(name, country=country)
    assert not (isinstance(found, Place) and found.admin1 == whole)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("City of Boise", "Idaho"),
        ("St. Louis", "Missouri"),
        ("セントルイス市", "Missouri"),
        ("Ft. Worth", "Texas"),
        ("フォートワース市", "Texas"),
        ("フォート・ワース", "Texas"),
    ],
)
def test_titles_and_short_forms_make_no_difference(name: str, expected: str):
    assert where(name, country="US")[0] == expected


@pytest.mark.parametrize(
    ("name", "country", "admin1", "expected"),
    [
        ("ポカテッロン市", "US", "Idaho", "Pocatello"),
        ("ヘイスチングス", "NZ", "", "Hastings"),
        ("シュタインフルト", "DE", "", "Steinfurt"),
    ],
)
def test_an_unknown_katakana_name_is_answered_with_names_that_sound_like_it(name, country, admin1, expected):
    found = geocode(name, country=country, admin1=admin1)
    assert isinstance(found, Unknown)
    assert expected in found.nearest


@pytest.fixture(scope="module")
def world() -> dict[tuple[str, str], object]:
    if not WORLD.is_file():
        pytest.skip("shared/data/world_pairs.csv is not there")
    with WORLD.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    names = {(row[f"city{side}"], row[f"country{side}"]) for row in rows for side in "12"}
    few = sorted(names)[::4]
    return {(name, country): geocode(name, country=country) for name, country in few if country}


def test_six_of_seven_places_of_the_worlds_twinnings_are_found_by_name_alone(world):
    kinds = Counter(type(found).__name__ for found in world.values())
    assert kinds["Place"] / kinds.total() >= 0.86


def test_no_place_of_the_worlds_twinnings_lies_outside_its_stated_country(world):
    territories = {
        "CN": {"HK", "MO"},
        "US": {"PR", "GU", "MP", "VI", "AS"},
        "FR": {"RE", "GP", "MQ", "GF", "NC", "PF"},
    }
    outside = [
        (key, found.country)
        for key, found in world.items()
        if isinstance(found, Place)
        and (stated := read_country(key[1]))
        and found.country not in {stated.code, *territories.get(stated.code, ())}
    ]
    assert outside == []


@pytest.mark.parametrize(
    ("name", "country", "label"),
    [
        ("Greater Geelong", "AU", "Greater Geelong, Victoria, AU"),
        ("Macedon Ranges", "AU", "Macedon Ranges, Victoria, AU"),
        ("Lockyer Valley", "AU", "Lockyer Valley, Queensland, AU"),
        ("Bayside, New South Wales", "AU", "Bayside, New South Wales, AU"),
        ("Yarra Ranges", "AU", "Yarra Ranges, Victoria, AU"),
        ("Shire of Augusta-Margaret River", "AU", "Augusta-Margaret River, Western Australia, AU"),
        ("Warringah (Northern Beaches)", "AU", "Northern Beaches, New South Wales, AU"),
        ("Hutt", "NZ", "Hutt, Wellington, NZ"),
        ("Rotorua Lakes", "NZ", "Rotorua Lakes, Bay of Plenty, NZ"),
        ("Wando", "KR", "Wando, South Jeolla, KR"),
    ],
)
def test_councils_that_are_not_named_after_a_town(name, country, label):
    found = geocode(name, country=country)
    assert isinstance(found, Place)
    assert found.label == label


def test_a_council_of_two_states_is_ambiguous_without_its_state():
    assert isinstance(geocode("Bayside", country="AU"), Ambiguous)
