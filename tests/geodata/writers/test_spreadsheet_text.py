"""Text stays text in spreadsheets, and comes back as it was."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.writers.spreadsheet_text import escape_controls, escape_formula, unescape_formula


def unescape_controls(text: str) -> str:
    """Return the text without escapes, as spreadsheet programs do when they open the workbook."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+81 3 1234", "'+81 3 1234"),
        ("-", "'-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("＝1+1", "'＝1+1"),
        ("－", "'－"),
        ("'=1+1", "''=1+1"),
        ("", ""),
        ("Tōkyō = 東京", "Tōkyō = 東京"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("1959-11-17", "1959-11-17"),
        (" =1", " =1"),
    ],
)
def test_a_text_that_would_run_gets_an_apostrophe_and_loses_it_again(text, cell):
    assert escape_formula(text) == cell
    assert unescape_formula(cell) == text


def test_restoring_takes_one_apostrophe_and_only_before_a_formula():
    assert unescape_formula("''=1") == "'=1"
    assert unescape_formula("'tis") == "'tis"
    assert unescape_formula("'") == "'"
    assert unescape_formula("=1") == "=1"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("a\x07b", "a_x0007_b"),
        ("\x00", "_x0000_"),
        ("a\rb", "a_x000D_b"),
        ("a\nb\tc", "a\nb\tc"),
        ("_x0041_", "_x005F_x0041_"),
        ("_x41_", "_x41_"),
        ("snake_case_x", "snake_case_x"),
    ],
)
def test_a_character_that_xml_cannot_hold_is_written_by_its_number(text, cell):
    assert escape_controls(text) == cell
    assert unescape_controls(cell) == text


TEXTS = st.text(st.sampled_from("'=+-@\t\r\n＝a_x0005F\x00\x1f\uffff") | st.characters(), max_size=20)


@given(TEXTS)
def test_every_text_comes_back(text):
    assert unescape_formula(escape_formula(text)) == text
    assert unescape_controls(escape_controls(text)) == text


@given(TEXTS)
def test_nothing_neutralised_begins_like_a_formula(text):
    assert escape_formula(text)[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
