"""Readings in hiragana and their order."""

import re

import pytest

from geodata.gazetteer.countries import country_codes, country_name
from geodata.gazetteer.country_readings import reading_of_country
from geodata.text.kana import gojuon_key, kana_row, to_hiragana


def test_katakana_becomes_hiragana_of_any_width():
    assert to_hiragana("ﾊﾟﾗｵ") == to_hiragana("パラオ") == "ぱらお"


def test_readings_are_sorted_as_in_a_dictionary():
    names = ["パリ", "ハワイ", "バーゼル", "ばあぜる", "アテネ", "北京"]
    assert sorted(names, key=gojuon_key) == ["アテネ", "ばあぜる", "バーゼル", "パリ", "ハワイ", "北京"]


@pytest.mark.parametrize(
    ("reading", "row"), [("がなまち", "か"), ("ヴェネツィア", "あ"), ("ぱらお", "は"), ("北", ""), ("", "")]
)
def test_the_row_of_a_reading(reading, row):
    assert kana_row(reading) == row


def test_the_name_of_every_country_has_a_reading_that_begins_with_kana():
    assert [code for code in country_codes() if not kana_row(reading_of_country(code))] == []
    assert all(re.match("[ァ-ヴ]", country_name(code, "ja")) for code in ("BR", "US", "ID"))
