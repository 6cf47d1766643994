"""The resolved places: derived again, and each inside the country and division that it is said to be in."""

import csv
from importlib.resources import as_file, files

import pytest
from shapely import Point, affinity

from geodata.gazetteer import load_divisions
from geodata.maintenance.resolve_places import read_unresolved_claims, resolve_shipped
from tests.support.polygons import countries, divisions

DATA = files("geodata") / "data"
COARSE_DEGREES = 0.16
"""How far off a coast or border of the outlines lies: small islands and capes are not drawn."""

NOT_OUTLINED = {
    "jp-46222": "Amami's islands are not drawn",
    "jp-46523": "Amami's islands are not drawn",
    "jp-46527": "Amami's islands are not drawn",
    "jp-46303": "the islands of Mishima are not drawn",
    "jp-47375": "Tarama's island is not drawn",
    "es-valencian-community-castellon-de-la-plana": "the outlines know its province by another name",
    "lv-rujiena": "its municipality became a part of Valmiera's in 2021",
    "np-gandaki-province-tukche": "the outlines have the zones of before 2015",
}


def read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def degrees_off(place: dict[str, str], outlines: list) -> float:
    point = Point(float(place["lon"]), float(place["lat"]))
    turns = [affinity.translate(point, turn) for turn in (-360, 0, 360)]
    return min(outline.distance(turn) for outline in outlines for turn in turns)


def test_resolving_everything_again_gives_the_places_that_ship():
    events = read("events.csv")
    listed = (DATA / "UNRESOLVED.md").read_text(encoding="utf-8")
    with as_file(DATA) as folder:
        resolved = resolve_shipped(folder, read("partnerships.csv"), events)
    assert resolved.format_unresolved(read_unresolved_claims(listed)) == listed
    assert resolved.format_places() == (DATA / "places.csv").read_text(encoding="utf-8")
    assert {event["id"]: event["place"] for event in events if event["place"]} == resolved.held_at


def test_every_partnership_that_ships_is_placed():
    assert "None: every one is placed." in (DATA / "UNRESOLVED.md").read_text(encoding="utf-8")


def test_every_place_lies_in_its_country():
    outside = {
        place["id"]: off
        for place in read("places.csv")
        if place["id"] not in NOT_OUTLINED
        and (off := degrees_off(place, [countries()[place["country"]]])) > COARSE_DEGREES
    }
    assert outside == {}


@pytest.mark.npm
def test_every_place_lies_in_its_prefecture_state_or_region():
    known = load_divisions()
    outside, checked = {}, 0
    for place in read("places.csv"):
        stated = {division.key for division in known.find(place["country"], place["admin1"])}
        outlines = [
            outline
            for name, outline in divisions(place["country"])
            if name and stated & {division.key for division in known.find(place["country"], name)}
        ]
        if outlines and place["id"] not in NOT_OUTLINED:
            checked += 1
            if (off := degrees_off(place, outlines)) > COARSE_DEGREES:
                outside[place["id"]] = off
    assert outside == {}
    assert checked > 1800


@pytest.mark.parametrize(
    ("place", "lon", "lat"),
    [
        ("jp-01100", 141.35, 43.06),  # Sapporo; its JIS point reads 141.2049, 43.0351
        ("jp-40100", 130.85, 33.87),  # Kitakyushu; its JIS point is Fukuoka's
        ("jp-11237", 139.87, 35.83),  # Misato in Saitama
        ("jp-32448", 132.59, 35.05),  # Misato in Shimane
        ("au-western-australia-region", 115.86, -31.95),
        ("us-hawaii-maui-county", -156.50, 20.89),
        ("tw-hualien-county-fuli", 121.25, 23.18),
        ("kr-seoul-songpa-district", 127.11, 37.51),
    ],
)
def test_places_that_packages_get_wrong_are_where_they_are(place: str, lon: float, lat: float):
    (row,) = (row for row in read("places.csv") if row["id"] == place)
    assert abs(float(row["lon"]) - lon) < 0.1
    assert abs(float(row["lat"]) - lat) < 0.1


def test_each_country_level_place_is_labelled_as_the_country():
    rows = [row for row in read("places.csv") if row["level"] == "country"]
    partners = {row["partner"] for row in read("partnerships.csv") if row["partner_level"] == "country"}
    assert partners == {"Ghana", "Mozambique", "Nigeria", "Palau", "Tanzania"}
    assert {row["name"] for row in rows} >= partners
    assert {row["precision"] for row in rows} == {"country"}
