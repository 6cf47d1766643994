"""Names become places, or a reason why they don't."""

import pytest

from geodata import Ambiguous, Place, Unknown, geocode


def where(name: str, **known: str) -> tuple[str, str, float, float]:
    found = geocode(name, **known)
    assert isinstance(found, Place), found
    return found.name, found.admin1, round(found.lon, 1), round(found.lat, 1)


def test_misato_alone_is_ambiguous_and_a_prefecture_would_decide():
    found = geocode("Misato", country="JP")
    assert isinstance(found, Ambiguous)
    assert found.decided_by == "prefecture or JIS code"
    prefectures = {place.admin1 for place in found.candidates}
    assert {"Saitama", "Miyagi", "Akita", "Shimane", "Kumamoto"} <= prefectures


@pytest.mark.parametrize(
    "name", ["Misato, Shimane", "島根県美郷町", "32448", "Misato-cho, Shimane-ken", "邑智郡美郷町"]
)
def test_misato_in_shimane_is_one_place_however_it_is_written(name: str):
    assert where(name) == ("Misato", "Shimane", 132.6, 35.0)


@pytest.mark.parametrize("name", ["Osaka", "Ōsaka", "Osaka-shi", "OSAKA", "Osaka City", "大阪市", "27100"])
def test_osaka_is_one_city_with_or_without_macron_suffix_or_kanji(name: str):
    assert where(name, country="JP") == ("Osaka", "Osaka", 135.5, 34.7)


def test_a_prefecture_is_told_from_its_capital():
    assert where("Osaka Prefecture", country="JP")[0] == "Osaka Prefecture"
    assert where("大阪府", country="JP")[0] == "Osaka Prefecture"


@pytest.mark.parametrize("admin1", ["Oregon", "OR", "US-OR", "oregon", "State of Oregon"])
def test_a_state_decides_by_name_abbreviation_or_code(admin1: str):
    assert where("Portland", country="US", admin1=admin1) == ("Portland", "Oregon", -122.7, 45.5)


@pytest.mark.parametrize("name", ["Concord", "Portsmouth", "Lancaster", "Portland"])
def test_namesakes_in_several_states_are_not_guessed(name: str):
    found = geocode(name, country="US")
    assert isinstance(found, Ambiguous)
    assert found.decided_by == "admin1"
    assert len({place.admin1 for place in found.candidates}) > 1


def test_a_city_that_dwarfs_its_namesakes_is_meant():
    assert where("Perth", country="AU")[1] == "Western Australia"


@pytest.mark.parametrize(
    ("name", "country", "admin1", "level", "expected"),
    [
        ("Lake Macquarie", "AU", "New South Wales", "municipality", (151.6, -33.0)),
        ("Fuli", "TW", "Hualien", "municipality", (121.3, 23.2)),
        ("Fuli", "TW", "Hualien County", "municipality", (121.3, 23.2)),
        ("Maui County", "US", "Hawaii", "county", (-156.5, 20.9)),
        ("Songpa District", "KR", "Seoul", "municipality", (127.1, 37.5)),
        ("Dongcheng District (Beijing)", "CN", "Beijing", "municipality", (116.4, 39.9)),
        ("Döbling", "AT", "Vienna", "municipality", (16.3, 48.2)),
    ],
)
def test_councils_townships_districts_and_counties_are_known(name, country, admin1, level, expected):
    found = geocode(name, country=country, admin1=admin1, level=level)
    assert isinstance(found, Place)
    assert (round(found.lon, 1), round(found.lat, 1)) == pytest.approx(expected, abs=0.11)


def test_a_state_stands_at_its_seat_with_the_precision_of_an_area():
    found = geocode("Oregon", country="US", level="region", seat="Salem")
    assert isinstance(found, Place)
    assert (found.name, found.precision, round(found.lat, 2)) == ("Oregon", "area", 44.94)
    assert where("Alberta", country="CA") == ("Alberta", "Alberta", -113.5, 53.6)


def test_a_country_stands_inside_itself_with_the_precision_of_a_country():
    found = geocode("Nigeria", level="country")
    assert isinstance(found, Place)
    assert (found.name, found.name_ja, found.precision, found.country) == (
        "Nigeria",
        "ナイジェリア",
        "country",
        "NG",
    )


@pytest.mark.parametrize("country", ["KR", "韓国", "大韓民国", "South Korea", "Republic of Korea"])
def test_a_country_may_be_a_code_or_a_name_in_either_language(country: str):
    assert where("Busan", country=country) == ("Busan", "Busan", 129.0, 35.1)


def test_a_name_in_another_state_is_unknown_there_and_says_where_it_is():
    found = geocode("San Francisco", country="US", admin1="Oregon")
    assert isinstance(found, Unknown)
    assert "California" in {place.admin1 for place in found.elsewhere}


def test_a_misspelt_name_is_unknown_with_similar_spellings():
    found = geocode("San Fransicso", country="US")
    assert isinstance(found, Unknown)
    assert "San Francisco" in found.nearest


def test_an_unknown_state_is_said_and_not_passed_over():
    assert isinstance(geocode("Portland", country="US", admin1="Nosuchstate"), Unknown)
