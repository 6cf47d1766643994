"""Names become places, or a reason why they don't."""

import csv
from importlib.resources import files

import pytest

from geodata import Ambiguous, Place, Unknown, geocode
from geodata.gazetteer import load_divisions
from geodata.geocoding.towns import resolve_town


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
    assert where(name) == ("Misato", "Shimane", 132.6, 35.1)


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


@pytest.mark.parametrize(
    ("name", "country", "admin1"),
    [
        ("Newcastle", "GB", {"England", "Northern Ireland"}),
        ("Halle", "DE", {"Saxony-Anhalt", "North Rhine-Westphalia"}),
        ("Boulogne", "FR", {"Hauts-de-France", "Île-de-France"}),
        ("Xicheng", "CN", {"Fujian", "Hebei"}),
        ("Kansas City", "US", {"Missouri", "Kansas"}),
        ("Goseong", "KR", {"South Gyeongsang", "Gangwon"}),
        ("Jung-gu", "KR", {"Busan", "Seoul"}),
    ],
)
def test_a_weak_match_never_hides_a_place_of_comparable_size(name: str, country: str, admin1: set[str]):
    found = geocode(name, country=country)
    assert isinstance(found, Ambiguous)
    assert admin1 <= {place.admin1 for place in found.candidates}


def test_our_own_row_decides_within_its_state():
    assert where("Goseong", country="KR", admin1="Gangwon") == ("Goseong", "Gangwon", 128.5, 38.4)
    assert where("Goseong", country="KR", admin1="South Gyeongsang")[1] == "South Gyeongsang"
    assert where("Mountain View", country="US", admin1="CA")[1] == "California"


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Luxembourg", "BE", (5.8, 49.7)),
        ("Hainaut", "BE", (4.0, 50.5)),
        ("Pangasinan", "PH", (120.2, 16.0)),
        ("New York", "US", (-73.8, 42.7)),
        ("Burgenland", "AT", (16.5, 47.8)),
    ],
)
def test_a_region_stands_at_its_own_seat_and_not_at_a_larger_regions_town(name, country, expected):
    found = geocode(name, country=country, level="region")
    assert isinstance(found, Place)
    assert (round(found.lon, 1), round(found.lat, 1)) == pytest.approx(expected, abs=0.11)


def test_every_seat_of_a_division_is_a_town_inside_it():
    divisions = load_divisions()
    with (files("geodata") / "data" / "divisions.csv").open(encoding="utf-8") as table:
        rows = [row for row in csv.DictReader(table) if row["seat"]]
    lost = []
    for row in rows:
        division = divisions.of_key(row["iso"] or f"{row['country']}.{row['geonames_code']}")
        assert division is not None
        found = resolve_town(row["seat"], row["country"], [division])
        if not isinstance(found, Place):
            lost.append((row["country"], row["name"], row["seat"]))
    assert lost == []
    assert len(rows) > 500


def test_a_level_outside_the_vocabulary_is_refused_with_what_is_allowed():
    allowed = "municipality, county, region, country, institution"
    with pytest.raises(ValueError, match=f"unknown level 'city': it must be one of {allowed}"):
        geocode("Osaka", level="city")


def test_an_unknown_country_is_said():
    found = geocode("Osaka", country="Nowhereland")
    assert isinstance(found, Unknown)
    assert found.reason == "unknown country 'Nowhereland'"


def test_a_name_that_is_not_the_countrys_is_not_the_country():
    assert isinstance(geocode("Hawaii", country="US", level="country"), Unknown)
    assert where("United States", country="US", level="country")[0] == "United States"


def test_georgia_is_a_country_and_a_state():
    found = geocode("Georgia")
    assert isinstance(found, Ambiguous)
    assert [(place.country, place.level) for place in found.candidates] == [
        ("GE", "country"),
        ("US", "region"),
    ]
    assert where("Georgia", level="country")[0] == "Georgia"
    assert where("Georgia", country="US")[1] == "Georgia"


def test_abbreviations_with_points_are_states_and_fragments_are_not():
    assert where("Raleigh", country="US", admin1="N.C.")[1] == "North Carolina"
    assert isinstance(geocode("Portland", country="US", admin1="-or"), Unknown)
    assert isinstance(geocode("Córdoba", country="AR", admin1="-x"), Unknown)


@pytest.mark.parametrize(
    "name", ["Concord, CA", "Concord, California", "Concord, CA, US", "Concord, CA, USA"]
)
@pytest.mark.parametrize("country", ["US", ""])
def test_a_state_after_a_comma_decides_with_and_without_a_country(name: str, country: str):
    assert where(name, country=country)[:2] == ("Concord", "California")


def test_a_country_after_a_comma_decides_where_no_state_does():
    assert where("Tbilisi, Georgia")[:1] == ("Tbilisi",)
    assert where("Atlanta, Georgia")[:2] == ("Atlanta", "Georgia")
