"""Names as people type them are geocoded as they are searched."""

import pytest

from geodata.geocoding.geocoder import Ambiguous, geocode
from geodata.model.place import Place
from tests.support.typed_names import TYPED_NAMES, TypedName


@pytest.mark.parametrize("name", TYPED_NAMES, ids=lambda name: name.text)
def test_a_typed_name_is_one_place(name: TypedName):
    found = geocode(name.text)
    assert isinstance(found, Place), found
    assert found.label == name.label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("みさとちょう, 島根県", "Misato, Shimane, JP"),
        ("しまねけん", "Shimane Prefecture, Shimane, JP"),
        ("ﾋﾛｼﾏ", "Hiroshima, Hiroshima, JP"),
        ("Britain", "United Kingdom, GB"),
    ],
)
def test_readings_and_countries_are_resolved_in_other_spellings_too(text: str, label: str):
    found = geocode(text)
    assert isinstance(found, Place), found
    assert found.label == label


def test_a_reading_in_katakana_does_not_hide_a_place_abroad():
    found = geocode("ナント")
    assert isinstance(found, Ambiguous)
    assert {place.country for place in found.candidates} == {"FR", "JP"}
