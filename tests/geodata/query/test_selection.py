"""What a selection takes, what it refuses, and what it says."""

import gc
import weakref
from contextlib import suppress

import pytest

from geodata import Selection, SelectionError


@pytest.mark.parametrize(
    ("parameter", "value", "allowed"),
    [
        ("country", "XX", "ISO 3166-1 alpha-2 codes"),
        ("country", "us", "ISO 3166-1 alpha-2 codes"),
        ("status", "foo", "active, planned, suspended, ended, cancelled"),
        ("kind", "sister", "sister_city, friendship_city"),
        ("prefecture", "48", "from 01 (Hokkaido) to 47 (Okinawa)"),
        ("municipality", "99999", "JIS X 0402"),
        ("year", "abc", "a year from 1800 to 2100"),
        ("year", "99999", "a year from 1800 to 2100"),
        ("year", "１９９０", "a year from 1800 to 2100"),
        ("year", "1990.0", "a year from 1800 to 2100"),
        ("signed", "1990/1980", "1980/1989"),
        ("signed", "1990", "1980/1989"),
        ("signed", "../..", "1980/1989"),
        ("undated", "maybe", "include, exclude, only"),
        ("q", "!!!", "words with letters or digits"),
        ("q", "x" * 201, "at most 200"),
        ("bbox", "1,2,3", "west,south,east,north"),
        ("signed", "١٩٨٠/1989", "1980/1989"),
        ("bbox", "1_0,2,3,4", "west,south,east,north"),
        ("sortby", "--signed", "columns separated by commas"),
        ("bbox", "1,2,3,x", "west,south,east,north"),
        ("bbox", "0,nan,1,2", "west,south,east,north"),
        ("bbox", "0.0,40.0,10.0,30.0", "south <= north"),
        ("bbox", "0.0,0.0,181.0,10.0", "-180..180"),
        ("limit", "0", "a whole number from 1"),
        ("offset", "-1", "a whole number from 0"),
        ("sortby", "colour", "columns separated by commas"),
        ("nosuch", "1", "one of the parameters country, status"),
        ("country", "", "ISO 3166-1 alpha-2 codes"),
    ],
)
def test_a_value_outside_its_vocabulary_is_refused_with_what_is_allowed(parameter, value, allowed):
    with pytest.raises(SelectionError) as error:
        Selection.parse([(parameter, value)])
    assert error.value.parameter == parameter
    assert error.value.value == value
    assert allowed in error.value.allowed


class Answer:
    """What somebody who parses a selection has at hand meanwhile."""


@pytest.mark.parametrize(
    ("parameter", "value"),
    [("country", "XX"), ("year", "abc"), ("bbox", "1,2,3"), ("bbox", "0,40,10,30"), ("sortby", "colour")],
)
def test_a_refusal_leaves_nothing_in_memory(parameter, value):
    def refused() -> weakref.ref[Answer]:
        reference = Answer()
        with suppress(SelectionError):
            Selection.parse([(parameter, value)])
        return weakref.ref(reference)

    reference = refused()
    gc.collect()
    assert reference() is None


def test_lists_may_be_repeated_or_separated_by_commas():
    assert Selection.parse([("country", "US,CN"), ("country", "KR")]).country == ("US", "CN", "KR")


def test_a_single_value_given_twice_with_different_values_is_refused():
    with pytest.raises(SelectionError, match="one value"):
        Selection.parse([("year", "1990"), ("year", "1991")])


def test_pages_pass_over_unknown_names_and_empty_fields_but_not_wrong_values():
    items = [("utm_source", "letter"), ("q", ""), ("year", "1990")]
    assert Selection.parse(items, strict=False) == Selection(year=1990)
    with pytest.raises(SelectionError):
        Selection.parse([("year", "abc")], strict=False)


def test_the_same_selection_always_has_the_same_query():
    one = Selection.parse(
        [("year", "1990"), ("country", "US,CN"), ("q", "姉妹 city"), ("bbox", "120.1234567,20,-60,60")]
    )
    assert one.query() == "country=US,CN&year=1990&q=%E5%A7%89%E5%A6%B9+city&bbox=120.1234567,20,-60,60"
    assert Selection().query() == ""


def test_undated_ones_are_left_out_by_default_only_under_a_date_filter():
    assert Selection().keeps_undated == "include"
    assert Selection(year=1990).keeps_undated == "exclude"
    assert Selection(signed="1980/..").keeps_undated == "exclude"
    assert Selection(year=1990, undated="include").keeps_undated == "include"


@pytest.mark.parametrize(
    ("parameter", "value", "allowed"),
    [
        ("sortby", "signed,-signed", "each once"),
        ("sortby", "id,kind,status,municipality,partner,country,signed,ended,as_of", "up to 8 columns"),
        ("q", "a b c d e f g h i j k l m n o p q r s t u", "up to 20 words"),
    ],
)
def test_what_would_take_long_is_refused(parameter, value, allowed):
    with pytest.raises(SelectionError) as error:
        Selection.parse([(parameter, value)])
    assert error.value.parameter == parameter
    assert allowed in error.value.allowed
