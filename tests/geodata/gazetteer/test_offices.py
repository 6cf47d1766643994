"""The offices of Japan's municipalities: each point is checked before a place stands at it."""

import csv
from importlib.resources import files
from statistics import median

import pytest
from shapely import Point

from geodata.gazetteer import find_office, load_divisions, load_geonames, load_municipalities, load_offices
from geodata.geocoding.admin_hierarchy import municipalities_of
from geodata.geometry.great_circles import distance_km
from geodata.maintenance.check_offices import measure_offices, read_decisions
from geodata.model.vocabulary import PREFECTURES
from tests.support.polygons import divisions

COARSE_DEGREES = 0.22
"""How far off a coast of the outlines an office lies: Tonaki and other small islands are not drawn."""

NOT_OUTLINED = {"46222", "46523", "46524", "46525", "46527", "46529", "46530"} | {
    f"465{number}" for number in range(31, 36)
}
"""Amami's islands are not drawn."""


def test_every_municipality_and_prefecture_has_an_office_with_its_reading_and_website():
    for code in load_municipalities().codes():
        office = find_office(code)
        assert office is not None, code
        assert office.kana
        assert office.url.startswith("http")


def test_every_office_that_is_far_from_another_point_has_a_decision_with_its_reason():
    decisions = read_decisions()
    far = {office.code: office for office in measure_offices() if office.is_far}
    assert set(decisions) == set(far)
    for code, row in decisions.items():
        assert row["name_ja"] == far[code].name_ja
        assert float(row["jis_km"]) == pytest.approx(far[code].jis_km, abs=0.11)
        assert (row["geonames_km"] == "") == (far[code].geonames_km is None)
        assert row["use"] in ("yes", "no")
        assert len(row["reason"]) > 20


@pytest.mark.npm
def test_every_office_that_is_used_lies_in_its_prefecture():
    known = load_divisions()
    outside = {}
    outlines: dict[str, list] = {}
    for name, outline in divisions("JP"):
        for division in known.find("JP", name) if name else ():
            outlines.setdefault(division.name, []).append(outline)
    for code, office in load_offices().items():
        point = Point(office.lon, office.lat)
        off = min(outline.distance(point) for outline in outlines[PREFECTURES[code[:2]][0]])
        if office.is_point_used and code not in NOT_OUTLINED and off > COARSE_DEGREES:
            outside[code] = off
    assert outside == {}


@pytest.mark.parametrize("code", sorted(NOT_OUTLINED))
def test_the_nearest_town_of_an_office_without_outline_is_in_kagoshima(code):
    office = find_office(code)
    assert office is not None
    nearest = min(
        load_geonames().towns("JP"), key=lambda town: distance_km(office.lon, office.lat, town.lon, town.lat)
    )
    assert nearest.admin1 == "Kagoshima"
    assert distance_km(office.lon, office.lat, nearest.lon, nearest.lat) < 10


def test_the_places_that_ship_stand_at_their_offices():
    with (files("geodata") / "data" / "places.csv").open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table) if row["country"] == "JP"]
    km = []
    for row in rows:
        office = load_offices()[row["origin"].rpartition(":")[2]]
        km.append(distance_km(float(row["lon"]), float(row["lat"]), office.lon, office.lat))
        assert row["precision"] == "office"
    assert len(rows) > 850
    assert median(km) < 0.2
    assert max(km) < 3


@pytest.mark.parametrize(
    ("code", "lon", "lat"),
    [
        ("32000", 133.0506, 35.4723),  # Shimane's prefectural office, in Matsue
        ("46303", 130.5608, 31.5944),  # Mishima's office, in Kagoshima City
        ("47381", 124.1544, 24.3397),  # Taketomi's office, in Ishigaki
        ("13421", 142.1919, 27.0944),  # Ogasawara's office, on Chichijima
    ],
)
def test_an_office_is_the_place_even_outside_its_municipality(code, lon, lat):
    place = load_municipalities().place(code)
    assert place is not None
    assert (place.precision, place.origin) == ("office", f"localgovjp:{code}")
    assert distance_km(place.lon, place.lat, lon, lat) < 0.2


def test_a_point_that_is_not_believed_is_not_called_an_office():
    place = load_municipalities().place("07546")
    assert place is not None
    assert (place.name, place.precision, place.origin) == ("Futaba", "area", "jis:07546")


@pytest.mark.parametrize(("code", "prefecture"), [("13362", "13"), ("43506", "43")])
def test_a_village_that_the_jis_table_lacks_is_a_municipality(code, prefecture):
    assert code in municipalities_of(prefecture)
