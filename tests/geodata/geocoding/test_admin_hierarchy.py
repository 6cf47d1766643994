"""Wards lie in their city, municipalities in their prefecture."""

import pytest

from geodata.geocoding.admin_hierarchy import (
    city_of,
    is_municipality,
    is_prefecture,
    municipalities_of,
    names_of,
    wards_of,
)


def test_osaka_has_24_wards_and_each_knows_its_city():
    wards = wards_of("27100")
    assert len(wards) == 24
    assert {city_of(ward) for ward in wards} == {"27100"}


def test_tokyos_wards_are_municipalities_of_their_own():
    assert city_of("13104") == ""
    assert "13104" in municipalities_of("13")


def test_osaka_prefecture_has_43_municipalities_without_the_wards_of_its_cities():
    assert len(municipalities_of("27")) == 43


def test_a_town_has_no_wards():
    assert wards_of("32448") == ()


@pytest.mark.parametrize(
    ("code", "prefecture", "municipality"),
    [
        ("27000", True, False),
        ("27100", False, True),
        ("48000", False, False),
        ("99999", False, False),
        ("", False, False),
    ],
)
def test_a_code_is_a_prefectures_a_municipalitys_or_none(code, prefecture, municipality):
    assert (is_prefecture(code), is_municipality(code)) == (prefecture, municipality)


def test_a_code_has_its_names_in_both_languages():
    assert names_of("27000") == ("Osaka Prefecture", "大阪府")
    assert names_of("32448") == ("Misato", "美郷町")
