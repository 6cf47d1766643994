"""Dates as precisely as known; names without case, accents, macrons or width."""

import pytest

from geodata.model.dates import DateError, parse_date
from geodata.text.folding import fold, romaji_key, slug


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1959-11-17", (1959, 11, 17)),
        ("1959-11", (1959, 11)),
        ("1959", (1959,)),
        ("", ()),
    ],
)
def test_a_date_is_known_to_the_day_the_month_the_year_or_not_at_all(text, parts):
    assert parse_date(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "1959-13",
        "2023-02-29",
        "1959/11/17",
        "59",
        "1959-1-7",
        "1959-11-17T00:00",
        "unknown",
        "١٩٥٩",
        "0000",
        "9999-12-31",
    ],
)
def test_other_forms_and_impossible_days_are_errors_that_say_what_to_write(text):
    with pytest.raises(DateError, match="write 1959, 1959-11 or 1959-11-17"):
        parse_date(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ōsaka", "OSAKA"),
        ("São Paulo", "sao paulo"),
        ("Xi'an", "Xi’an"),
        ("ＫＯＢＥ", "kobe"),
        ("ｵｵｻｶ", "オオサカ"),
        ("Łódź", "lodz"),
    ],
)
def test_spellings_of_one_name_are_equal(one, other):
    assert fold(one) == fold(other)


def test_kana_with_and_without_voicing_are_different_names():
    assert fold("ガーナ") != fold("カーナ")


@pytest.mark.parametrize("name", ["Osaka", "Ōsaka", "Oosaka", "Ohsaka", "Osaka-shi", "Osaka City"])
def test_long_vowels_and_suffixes_do_not_matter_in_romaji(name):
    assert romaji_key(name) == "osaka"


def test_an_address_is_readable_ascii():
    assert slug("Győr-Moson-Sopron, Łódź") == "gyor-moson-sopron-lodz"
