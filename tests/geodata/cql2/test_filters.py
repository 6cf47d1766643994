"""CQL2 over columns says what CQL2 read a row at a time says; what can't be read is refused with a reason."""

import json
import time
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata import SelectionError
from geodata.cql2 import DateColumn, NumberColumn, TextColumn, evaluate, parse_filter
from geodata.features import Collections, FeatureQuery
from geodata.query.interval import parse_interval
from geodata.writers import GeoJsonWriter
from tests.geodata.cql2 import oracle

ROWS = [
    {"name": "San José", "year": 1990.0, "signed": "1990-05-01", "ended": "2000-01-31", "goes_on": False},
    {"name": "san jose", "year": None, "signed": "1990-04-30", "ended": None, "goes_on": True},
    {"name": "大阪市", "year": 1957.0, "signed": "1957-10-07", "ended": None, "goes_on": False},
    {"name": "", "year": -3.5, "signed": None, "ended": "1999-12-31", "goes_on": False},
    {
        "name": "100% sure_thing",
        "year": 2000.0,
        "signed": "1999-12-31",
        "ended": "1999-12-31",
        "goes_on": False,
    },
    {"name": "ŌSAKA\nline", "year": 1990.5, "signed": "1990-05-01", "ended": "1990-05-02", "goes_on": False},
]
VAGUE = ["1990", "1990-04", "1990-04-30", "1990-05-01", "1991", None]


def columns(signed: list[str | None]) -> dict[str, Any]:
    goes_on = np.array([row["goes_on"] for row in ROWS])
    return {
        "name": TextColumn.of(pd.Series([row["name"] for row in ROWS])),
        "year": NumberColumn.of(pd.Series([row["year"] for row in ROWS])),
        "signed": DateColumn.of(pd.Series([one or "" for one in signed])),
        "ended": DateColumn.of(pd.Series([row["ended"] or "" for row in ROWS]), goes_on),
    }


EXACT = [row["signed"] for row in ROWS]


def op(name: str, *arguments: Any) -> dict[str, Any]:
    return {"op": name, "args": list(arguments)}


PATTERNS = st.text(st.sampled_from("sanSAN% _\\jé大"), max_size=8)
TEXTS = st.sampled_from([row["name"] for row in ROWS] + ["x"])
NUMBERS = st.sampled_from([1990.0, 1957.0, -3.5, 0.0])
DATES = st.sampled_from(["1990-05-01", "1990-04-30", "1999-12-31", "2000-01-31"]).map(
    lambda day: {"date": day}
)
COMPARED = st.sampled_from(list(oracle.COMPARISONS))
FOLDED = st.sampled_from(["casei", "accenti"])
NAME, YEAR, SIGNED, ENDED = ({"property": name} for name in ("name", "year", "signed", "ended"))
ENDS = st.tuples(
    st.one_of(st.just(SIGNED), st.just(".."), st.sampled_from(["1980-01-01", "1990-05-01"])),
    st.one_of(st.just(ENDED), st.just(".."), st.sampled_from(["1999-12-31", "2000-01-31"])),
).map(lambda ends: {"interval": list(ends)})
LEAVES = st.one_of(
    st.booleans(),
    st.builds(op, COMPARED, st.just(NAME), TEXTS),
    st.builds(op, COMPARED, NUMBERS, st.just(YEAR)),
    st.builds(op, COMPARED, st.just(SIGNED), DATES),
    st.builds(op, COMPARED, st.just(SIGNED), st.just(ENDED)),
    st.builds(op, COMPARED, st.just(SIGNED), st.sampled_from(["1990", "1990-05-01"])),
    st.builds(op, st.just("between"), st.just(YEAR), NUMBERS, NUMBERS),
    st.builds(op, st.just("in"), st.just(NAME), st.lists(TEXTS, min_size=1, max_size=3)),
    st.builds(op, st.just("isNull"), st.sampled_from([NAME, YEAR, SIGNED, ENDED])),
    st.builds(op, st.just("like"), st.just(NAME), PATTERNS),
    st.builds(lambda fold, text: op("=", op(fold, NAME), op(fold, text)), FOLDED, TEXTS),
    st.builds(op, st.sampled_from(list(oracle.RELATIONS)), ENDS, ENDS),
)
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(op, st.just("not"), inner),
        st.builds(op, st.just("and"), inner, inner),
        st.builds(op, st.just("or"), inner, inner, inner),
    ),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None)
@given(EXPRESSIONS)
def test_a_filter_keeps_the_rows_that_reading_one_row_after_the_other_keeps(expression):
    read = parse_filter(json.dumps(expression), "cql2-json")
    mask = evaluate(read, columns(EXACT), len(ROWS))
    assert mask.tolist() == [oracle.truth(expression, row) is True for row in ROWS]


@settings(max_examples=60, deadline=None)
@given(COMPARED, DATES, st.booleans())
def test_a_date_known_to_its_month_or_year_passes_when_every_day_that_it_may_be_does(name, date, negated):
    expression = op(name, SIGNED, date)
    expression = op("not", expression) if negated else expression
    mask = evaluate(parse_filter(json.dumps(expression), "cql2-json"), columns(VAGUE), len(VAGUE))
    assert mask.tolist() == [oracle.truth(expression, {"signed": signed}) is True for signed in VAGUE]


NOT_ACTIVE = ("ended", "suspended", "planned", "cancelled")


@pytest.fixture(scope="module")
def partnerships(dataset):
    return Collections(dataset, GeoJsonWriter(dataset)).partnerships


def count(partnerships, text: str) -> int:
    query = FeatureQuery(expression=parse_filter(text, "cql2-text"))
    return int(partnerships.match(query).mask.sum())


@pytest.mark.parametrize(
    ("text", "selection"),
    [
        ("country = 'US'", {"country": "US"}),
        ("country IN ('US', 'BR') AND status <> 'active'", {"country": ("US", "BR"), "status": NOT_ACTIVE}),
        ("signed_year BETWEEN 1980 AND 1989", {"signed": "1980/1989"}),
        ("signed >= DATE('1980-01-01') AND signed <= DATE('1989-12-31')", {"signed": "1980/1989"}),
        ("signed IS NULL", {"undated": "only"}),
        ("NOT (country = 'US' OR country = 'CN') AND kind = 'sister_city'", {"kind": "sister_city"}),
        ("S_INTERSECTS(geometry, BBOX(0, 35, 20, 60))", {"bbox": (0, 35, 20, 60)}),
        ("S_INTERSECTS(geometry, BBOX(170, -60, -170, 60))", {"bbox": (170, -60, -170, 60)}),
    ],
)  # fmt: skip
def test_a_filter_and_a_selection_that_mean_the_same_keep_the_same(dataset, partnerships, text, selection):
    frame = dataset.select(**selection).frame
    if "NOT" in text:
        frame = frame[~frame["country"].isin(["US", "CN"])]
    query = FeatureQuery(expression=parse_filter(text, "cql2-text"))
    assert partnerships.ids[partnerships.match(query).mask].tolist() == sorted(frame["id"])
    assert len(frame) > 0


@pytest.mark.parametrize("year", [1955, 1960, 1990, 2018, 2025])
def test_a_year_as_an_interval_is_what_the_filter_year_selects_and_leaves_out_as_many(
    dataset, partnerships, year
):
    interval = parse_interval("datetime", f"{year}-01-01/{year}-12-31")
    matches = partnerships.match(FeatureQuery(interval=interval))
    assert partnerships.ids[matches.mask].tolist() == sorted(dataset.select(year=year).frame["id"])
    assert matches.undated_left_out == dataset.facets(year=year).undated_left_out


def test_accents_and_case_are_passed_over_on_demand(partnerships):
    assert count(partnerships, "partner = 'sao paulo'") == 0
    assert count(partnerships, "ACCENTI(CASEI(partner)) = ACCENTI(CASEI('SÃO Paulo'))") > 0
    assert count(partnerships, "CASEI(partner) LIKE CASEI('SAN fr%')") == count(
        partnerships, "partner LIKE 'San Fr%'"
    )


@pytest.mark.parametrize(
    ("predicate", "geometry", "expected"),
    [
        ("S_WITHIN", "POLYGON((100 0,180 0,180 70,100 70,100 0))", True),
        ("S_DISJOINT", "POINT(0 -80)", True),
        ("S_CONTAINS", "POINT(0 -80)", False),
        ("S_CROSSES", "POLYGON((100 20,125 20,125 60,100 60,100 20))", True),
        ("S_TOUCHES", "POINT(0 -80)", False),
        ("S_OVERLAPS", "LINESTRING(0 0,1 1)", False),
        ("S_EQUALS", "LINESTRING(0 0,1 1)", False),
        (
            "S_INTERSECTS",
            "GEOMETRYCOLLECTION(POINT(0 0),POLYGON((100 20,125 20,125 60,100 60,100 20)))",
            True,
        ),
        ("S_INTERSECTS", "MULTIPOINT((0 0),(1 1))", False),
    ],
)
def test_spatial_predicates_are_understood(partnerships, predicate, geometry, expected):
    assert bool(count(partnerships, f"{predicate}(geometry, {geometry})")) is expected


@pytest.mark.parametrize(
    ("text", "value", "allowed"),
    [
        ("colour = 'red'", "colour", "one of the properties id, kind"),
        ("signed_year = '1990'", "signed_year", "two texts, two numbers or two dates"),
        ("country = NULL", "null", "for NULL, IS NULL"),
        ("country = 'US", "country = 'US", "from character 11 on it can't be read"),
        ("AVG(distance_km) = 1", "AVG", "CASEI and ACCENTI"),
        ("country", "country", "a condition"),
        ("signed > DATE('1990-02-30')", "1990-02-30", "a date such as 1990-04-01"),
        ("T_DURING(signed, INTERVAL('1990-01-01','..'))", "t_during", "two intervals"),
        ("T_AFTER(country, DATE('1990-01-01'))", "country", "a date or an interval"),
        ("T_BEFORE(signed, INTERVAL('1999-01-01','1990-01-01'))", "interval", "begins before it ends"),
        ("S_INTERSECTS(geometry, POINT(181 0))", "POINT (181 0)", "from -180 to 180"),
        ("S_INTERSECTS(geometry, POLYGON((0 0,1 1,1 0,0 1,0 0)))", "POLYGON", "Self-intersection"),
        ("S_INTERSECTS(geometry, POLYGON((0 0,1 0,1 1 0)))", "POLYGON((0 0", "CQL2 text such as"),
        ("S_INTERSECTS(geometry, BBOX(0, 20, 10, 10))", "0,20,10,10", "west,south,east,north"),
        ("S_INTERSECTS(geometry, country)", "country", "geometry, or a geometry such as"),
        ("country LIKE partner", "partner", "a pattern in quotes"),
        ("country IN ()", "country IN ()", "CQL2 text such as"),
    ],
)
def test_what_is_wrong_in_a_filter_is_named(partnerships, text, value, allowed):
    with pytest.raises(SelectionError) as caught:
        count(partnerships, text)
    assert caught.value.parameter == "filter"
    assert value in caught.value.value
    assert allowed in caught.value.allowed


@pytest.mark.parametrize(
    "text",
    [
        "(" * 3000 + "country = 'US'" + ")" * 3000,
        "(" * 24 + "signed_year+" * 24,
        "signed_year = " + "-" * 7000 + "1",
        "signed_year = " + "- " * 3000 + "1",
        "NOT " * 1500 + "country = 'US'",
        "T_AFTER(" * 12 + "signed" + ")" * 12,
        "country = 'US' OR " * 1000,
    ],
)
def test_what_would_keep_the_reader_busy_or_break_it_is_refused_at_once(text):
    begun = time.perf_counter()
    with pytest.raises(SelectionError):
        parse_filter(text, "cql2-text")
    assert time.perf_counter() - begun < 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]x",
        '{"op":"="}',
        '{"op":"not","args":[' * 3000,
        '{"op":"not","args":[' * 40 + "true" + "]}" * 40,
    ],
)
def test_json_that_is_no_filter_is_refused(partnerships, text):
    with pytest.raises(SelectionError) as caught:
        partnerships.match(FeatureQuery(expression=parse_filter(text, "cql2-json")))
    assert caught.value.parameter == "filter"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1970-01-02", (1, 1)),
        ("1970-01-02T23:59:59Z", (1, 1)),
        ("1970-01-02T00:30:00+09:00", (0, 0)),
        ("1970-01-02/1970-01-03T00:00:00.5Z", (1, 2)),
        ("../1970-01-02", (-(10**9), 1)),
        ("/1970-01-02", (-(10**9), 1)),
        ("1970-01-02/", (1, 10**9)),
        ("1970-01-02/..", (1, 10**9)),
    ],
)
def test_instants_and_intervals_are_days_in_utc(text, days):
    interval = parse_interval("datetime", text)
    assert (interval.first, interval.last) == days


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1990",
        "../..",
        "/",
        "1990-13-01",
        "1990-01-01/1989-12-31",
        "1990-01-01T00:00:00",
        "a/b",
        "1990-01-01/1990-01-02/1990-01-03",
        "yesterday",
    ],
)
def test_what_is_no_instant_or_interval_is_refused(text):
    with pytest.raises(SelectionError) as caught:
        parse_interval("datetime", text)
    assert (caught.value.parameter, caught.value.value) == ("datetime", text)
