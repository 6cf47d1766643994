"""The town that the words of a venue name."""

import pytest

from geodata.gazetteer import load_municipalities
from geodata.geocoding.geocoder import geocode
from geodata.importing.event_venues import Venue, named_in_japanese, resolve_venue
from geodata.model.place import Place


def placed(name: str, **within: str) -> Place:
    found = geocode(name, **within)
    assert isinstance(found, Place)
    return found


@pytest.mark.parametrize(
    ("venue", "codes", "expected"),
    [
        ("Misato, Shimane", ["32448"], "32448"),
        ("Ochi (now Misato), Shimane", ["32448"], "32448"),
        ("Fukushima", ["07000"], "07000"),
        ("Saga", ["41201"], "41201"),
        ("Takamatsu, Kagawa", ["37000"], "37201"),
        ("Yamagata Prefecture", ["06201"], "06000"),
        ("Kumamoto Prefectural Office", ["43000"], "43000"),
        ("Happiring Hall, Fukui", ["18201"], "18201"),
        ("Iwaki, Koriyama and Shimogo, Fukushima", ["07000"], "07204"),
        ("Takaoka, Toyama; Kanazawa, Ishikawa", ["16000", "17201"], "16202"),
        ("Iikura Guest House, Tokyo", ["34000"], "13000"),
        ("Tokyo, Japan", [], "13000"),
        ("Misato City Hall, Saitama (online)", ["11237"], "11237"),
    ],
)
def test_a_venue_in_japan_is_the_first_town_that_it_names(venue, codes, expected):
    found = resolve_venue(venue, codes, [], {})
    assert found is not None
    assert (found.code, found.place) == (expected, load_municipalities().place(expected))


@pytest.mark.parametrize(
    ("venue", "expected", "level"),
    [
        ("Clearwater, Florida, US", "Clearwater, Florida, US", "municipality"),
        ("Consul-General's official residence, Seattle, US", "Seattle, Washington, US", "municipality"),
        ("Governor's office, Denpasar, Bali, Indonesia", "Denpasar, Bali, ID", "municipality"),
        ("Beijing and Shaanxi, China", "Beijing, Beijing, CN", "municipality"),
        ("London, UK; Paris, France", "London, England, GB", "municipality"),
        ("Tyrol, Austria", "Tyrol, Tyrol, AT", "region"),
        ("NATAS Travel Fair, Singapore", "Singapore, SG", "municipality"),
        ("Denmark", "Denmark, DK", "country"),
    ],
)
def test_a_venue_abroad_is_the_town_else_the_region_else_the_country(venue, expected, level):
    found = resolve_venue(venue, [], [], {})
    assert found is not None
    assert (found.place.label, found.place.level, found.code) == (expected, level, "")


def test_a_name_that_a_partner_has_means_the_partner():
    victoria = placed("Perth", country="AU", admin1="Western Australia")
    found = resolve_venue("Perth, Western Australia", ["46201"], [victoria], {})
    assert found == Venue(victoria)


def test_a_town_in_the_partners_region_is_the_town():
    michigan = placed("Michigan", country="US", level="region")
    found = resolve_venue("Lansing, Michigan, US", ["25000"], [michigan], {})
    assert found is not None
    assert found.place.name == "Lansing"


@pytest.mark.parametrize("venue", ["Online", "(online)", "Eastern Japan", "Japan"])
def test_words_that_name_no_town_have_no_place(venue):
    assert resolve_venue(venue, ["26100"], [], {"Eastern Japan": None, "Japan": None}) is None


def test_a_place_has_its_japanese_name_from_geonames_or_from_the_partnerships():
    assert named_in_japanese(placed("Dubai", country="AE")).name_ja == "ドバイ"
    assert named_in_japanese(placed("Seattle", country="US")).name_ja == "シアトル市"
