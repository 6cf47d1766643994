"""Names in Japan: suffixes, levels and what follows the comma decide."""

import pytest

from geodata import Ambiguous, Place, Unknown, geocode


def place(name: str, **known: str) -> tuple[str, str]:
    found = geocode(name, **({"country": "JP"} | known))
    assert isinstance(found, Place), found
    return found.name, found.admin1


def candidates(name: str, **known: str) -> list[tuple[str, str, str]]:
    found = geocode(name, **({"country": "JP"} | known))
    assert isinstance(found, Ambiguous), found
    return [(one.name, one.admin1, one.name_ja) for one in found.candidates]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Osaka-fu", "Osaka Prefecture"),
        ("Ōsaka-fu", "Osaka Prefecture"),
        ("Kyoto-fu", "Kyoto Prefecture"),
        ("Tokyo-to", "Tokyo Metropolis"),
        ("Ishikawa-ken", "Ishikawa Prefecture"),
        ("沖縄県", "Okinawa Prefecture"),
        ("Hokkaido", "Hokkaido"),
        ("東京", "Tokyo Metropolis"),
    ],
)
def test_a_prefectures_suffix_means_the_prefecture(name: str, expected: str):
    assert place(name)[0] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Osaka", "Osaka Prefecture"),
        ("Ishikawa", "Ishikawa Prefecture"),
        ("大阪", "Osaka Prefecture"),
        ("Hiroshima Prefecture", "Hiroshima Prefecture"),
    ],
)
def test_the_level_of_a_region_means_the_prefecture(name: str, expected: str):
    assert place(name, level="region")[0] == expected


def test_an_institution_is_known_by_its_seat_only():
    assert isinstance(geocode("Osaka", country="JP", level="institution"), Unknown)
    found = geocode("Minpaku", country="JP", admin1="Osaka", level="institution", seat="Suita")
    assert isinstance(found, Place)
    assert (found.name, found.level, found.admin1, round(found.lat, 1)) == (
        "Minpaku",
        "institution",
        "Osaka",
        34.8,
    )


@pytest.mark.parametrize("name", ["Ishikawa", "Okinawa", "Tochigi", "Yamanashi", "Ibaraki", "石川", "沖縄"])
def test_a_prefecture_with_a_namesake_that_is_not_its_capital_is_not_guessed(name: str):
    found = candidates(name)
    assert [one for one in found if one[0].endswith(" Prefecture")]
    assert [one for one in found if not one[0].endswith(" Prefecture")]


@pytest.mark.parametrize(
    ("name", "code"), [("Osaka", "27"), ("Kyoto", "26"), ("Fukuoka", "40"), ("広島", "34")]
)
def test_a_prefecture_with_a_capital_of_its_name_means_the_city(name: str, code: str):
    found = geocode(name, country="JP")
    assert isinstance(found, Place)
    assert found.level == "municipality"


@pytest.mark.parametrize(
    ("name", "name_ja"),
    [
        ("Fuchu-shi, Hiroshima", "府中市"),
        ("Fuchu-cho, Hiroshima", "府中町"),
        ("Misato-shi, Saitama", "三郷市"),
        ("Kawasaki-shi", "川崎市"),
        ("Asahi-ku, Yokohama", "横浜市旭区"),
        ("横浜市旭区", "横浜市旭区"),
        ("天竜区", "浜松市天竜区"),
        ("竜ヶ崎市", "龍ヶ崎市"),
        ("龍ケ崎市", "龍ヶ崎市"),
        ("竜が崎市", "龍ヶ崎市"),
        ("梼原町", "檮原町"),
        ("２７１００", "大阪市"),
        ("Misato, Shimane", "美郷町"),
        ("Misato-cho, Ochi-gun, Shimane", "美郷町"),
    ],
)
@pytest.mark.parametrize("country", ["JP", ""])
def test_suffix_city_and_old_characters_lead_to_one_place(name: str, name_ja: str, country: str):
    found = geocode(name, country=country)
    assert isinstance(found, Place), found
    assert found.name_ja == name_ja


@pytest.mark.parametrize("name", ["中央区", "Chuo-ku", "Kita-ku", "南区", "Chuo Ward"])
def test_wards_without_their_city_are_ambiguous_among_wards_only(name: str):
    found = candidates(name)
    assert len(found) > 2
    assert all(name_ja.endswith("区") for _, _, name_ja in found)


def test_a_ward_that_only_one_city_of_the_prefecture_has_is_found():
    assert place("Kita-ku", admin1="Kyoto") == ("Kyoto Kita", "Kyoto")


def test_a_code_outside_the_stated_prefecture_is_unknown_and_says_where_it_is():
    found = geocode("27100", country="JP", admin1="Tokyo")
    assert isinstance(found, Unknown)
    assert [one.name for one in found.elsewhere] == ["Osaka"]
    assert isinstance(geocode("27100", admin1="Tokyo"), Unknown)


def test_a_prefecture_that_does_not_exist_is_said():
    found = geocode("Osaka", country="JP", admin1="Nosuch")
    assert isinstance(found, Unknown)
    assert found.reason == "unknown prefecture 'Nosuch'"


@pytest.mark.parametrize("name", ["Yokohama, Kanagawa", "Yokohama-shi, Kanagawa-ken", "横浜市, 神奈川県"])
def test_a_city_before_its_prefecture_is_not_the_ward_of_both_names(name: str):
    assert place(name) == ("Yokohama", "Kanagawa")


@pytest.mark.parametrize(
    ("name", "name_ja"),
    [
        ("舘林市", "館林市"),
        ("横濱市", "横浜市"),
        ("廣島市", "広島市"),
        ("長野市役所", "長野市"),
        ("鎌が谷市", "鎌ヶ谷市"),
        ("Ohsaka", "大阪市"),
        ("Oosaka", "大阪市"),
    ],
)
def test_old_characters_offices_and_long_vowels_make_no_difference(name: str, name_ja: str):
    found = geocode(name, country="JP")
    assert isinstance(found, Place), found
    assert found.name_ja == name_ja


def test_a_misspelt_municipality_in_kanji_is_answered_with_those_that_differ_least():
    found = geocode("札榥市", country="JP")
    assert isinstance(found, Unknown)
    assert found.nearest == ("札幌市",)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Yokohama", "Yokohama, Kanagawa, JP"),
        ("横浜", "Yokohama, Kanagawa, JP"),
        ("Kōfu", "Kofu, Yamanashi, JP"),
        ("Kawasaki", "Kawasaki, Kanagawa, JP"),
        ("横浜町", "Yokohama, Aomori, JP"),
    ],
)
def test_a_great_city_beside_towns_is_meant_by_its_bare_name(name, label):
    found = geocode(name, country="JP")
    assert isinstance(found, Place)
    assert found.label == label


@pytest.mark.parametrize("name", ["Sakai", "Takayama", "Osaki", "Date", "Ibaraki", "Okinawa", "Chuo"])
def test_cities_that_are_not_known_beyond_their_namesakes_stay_ambiguous(name):
    assert isinstance(geocode(name, country="JP"), Ambiguous)
