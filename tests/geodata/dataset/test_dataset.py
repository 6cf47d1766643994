"""Selections agree with a plain reading of the download, one row at a time, in any combination."""

import json

import geopandas as gpd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

import geodata
from geodata.model.vocabulary import KINDS, STATUSES
from tests.support.export import export_bytes
from tests.support.searched_words import are_found, folded_names


@pytest.fixture(scope="module")
def features(dataset) -> list[dict]:
    return json.loads(export_bytes("geojson", dataset))["features"]


def passes(feature: dict, filters: dict) -> bool:
    """The design's words on each filter, read off one feature."""
    fits, undated = read_off(feature, filters)
    has_dates = any(name in filters for name in ("year", "signed", "ended"))
    undated_mode = filters.get("undated") or ("exclude" if has_dates else "include")
    return fits and {"include": True, "exclude": not undated, "only": undated}[undated_mode]


def compared(row: dict, column: str, filters: dict) -> str:
    """What a filter compares: of the status that in the year."""
    is_over = row["status"] in ("suspended", "ended") and row["ended_year"] is not None
    if column == "status" and is_over and "year" in filters and row["ended_year"] > filters["year"]:
        return "active"
    return row[column]


def is_within(year: int | None, interval: str) -> bool:
    first, last = (int(end) if end != ".." else None for end in interval.split("/"))
    return year is not None and (first is None or year >= first) and (last is None or year <= last)


def read_off(feature: dict, filters: dict) -> tuple[bool, bool]:
    """Whether a feature fits, and whether only because its dates are not known."""
    row = feature["properties"]
    lists = {"country": "country", "status": "status", "kind": "kind", "prefecture": "prefecture_code"}
    if any(
        name in filters and compared(row, column, filters) not in filters[name]
        for name, column in lists.items()
    ):
        return False, False
    if not are_found(row, folded_names(row), filters.get("q", "")):
        return False, False
    is_signed_unknown = row["signed_year"] is None
    is_end_unknown = row["status"] in ("suspended", "ended") and row["ended_year"] is None
    undated = is_signed_unknown and ("ended" not in filters or "signed" in filters or "year" in filters)
    fits = True
    if "signed" in filters:
        fits &= is_signed_unknown or is_within(row["signed_year"], filters["signed"])
    if "ended" in filters:
        fits &= is_end_unknown or is_within(row["ended_year"], filters["ended"])
        undated |= is_end_unknown
    if "year" in filters:
        over = row["ended_year"] if row["status"] == "ended" else None
        fits &= row["status"] not in ("planned", "cancelled")
        fits &= is_signed_unknown or row["signed_year"] <= filters["year"]
        fits &= over is None or over >= filters["year"]
        undated = undated or (
            row["status"] == "ended" and over is None and row["signed_year"] < filters["year"]
        )
    return fits, undated


years = st.integers(1950, 2030)
selections = st.fixed_dictionaries(
    {},
    optional={
        "country": st.lists(
            st.sampled_from(["US", "CN", "KR", "TW", "DE", "BR", "PW"]), min_size=1, unique=True
        ),
        "status": st.lists(st.sampled_from(STATUSES), min_size=1, unique=True),
        "kind": st.lists(st.sampled_from(KINDS), min_size=1, unique=True),
        "prefecture": st.lists(st.sampled_from(["01", "13", "27", "34", "47"]), min_size=1, unique=True),
        "year": years,
        "signed": st.one_of(
            st.tuples(years, years).map(lambda pair: f"{min(pair)}/{max(pair)}"),
            years.map(lambda year: f"{year}/.."),
            years.map(lambda year: f"../{year}"),
        ),
        "ended": st.one_of(
            st.tuples(years, years).map(lambda pair: f"{min(pair)}/{max(pair)}"),
            years.map(lambda year: f"{year}/.."),
        ),
        "undated": st.sampled_from(["include", "exclude", "only"]),
        "q": st.sampled_from(
            [
                "osaka",
                "Ōsaka",
                "大阪",
                "california",
                "SÃO PAULO",
                "misato",
                "city o",
                "アメリカ",
                "みさと",
                "usa",
            ]
        ),
    },
)


@given(filters=selections)
@settings(max_examples=150, deadline=None)
def test_any_selection_holds_just_the_features_that_pass_one_by_one(dataset, features, filters):
    expected = [feature["id"] for feature in features if passes(feature, filters)]
    assert dataset.select(**filters).frame["id"].tolist() == expected


@given(filters=selections, facet=st.sampled_from(["country", "status", "kind", "prefecture"]))
@settings(max_examples=60, deadline=None)
def test_a_facet_counts_each_value_under_all_the_other_filters(dataset, features, filters, facet):
    counts = getattr(dataset.facets(**filters), facet)
    others = {name: value for name, value in filters.items() if name != facet}
    column = "prefecture_code" if facet == "prefecture" else facet
    expected: dict[str, int] = {}
    for feature in features:
        if passes(feature, others):
            value = compared(feature["properties"], column, filters)
            expected[value] = expected.get(value, 0) + 1
    assert counts == expected


@given(filters=selections)
@settings(max_examples=60, deadline=None)
def test_the_undated_ones_that_a_date_filter_leaves_out_are_counted(dataset, features, filters):
    facets = dataset.facets(**filters)
    undated = [f for f in features if all(read_off(f, filters))]
    left_out = [f for f in undated if not passes(f, filters)]
    assert facets.undated_left_out == len(left_out)
    assert facets.total == sum(passes(feature, filters) for feature in features)


@given(
    west=st.floats(-180, 180), east=st.floats(-180, 180), south=st.floats(-60, 70), height=st.floats(0, 60)
)
@settings(max_examples=40, deadline=None)
def test_a_line_is_in_a_box_when_it_touches_it_even_over_the_antimeridian(dataset, west, east, south, height):
    north = min(90.0, south + height)
    boxes = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
    areas = [shapely.box(left, south, right, north) for left, right in boxes]
    touches = [any(line.intersects(area) for area in areas) for line in dataset.frame.geometry]
    expected = dataset.frame["id"][touches].tolist()
    assert dataset.select(bbox=(west, south, east, north)).frame["id"].tolist() == expected


def test_the_year_facet_counts_what_is_in_force_in_each_year(dataset):
    counts = dataset.facets(country="US").year
    assert counts[1990] == len(dataset.select(country="US", year=1990))
    assert counts[2020] == len(dataset.select(country="US", year=2020))
    assert min(counts) == 1955


def test_a_selection_and_parameters_together_are_refused_and_none_means_not_set(dataset):
    with pytest.raises(TypeError, match="not both"):
        dataset.select(geodata.Selection(country="US"), year=1990)
    with pytest.raises(TypeError, match="give a Selection"):
        dataset.facets({"country": "US"})
    assert len(dataset.select(country=None, year=None, q=None)) == len(dataset)


def test_a_selection_of_a_selection_passes_both(dataset):
    assert len(dataset.select(country="US").select(year=1990)) == len(dataset.select(country="US", year=1990))
    assert len(dataset.select(country="US").select(country="CN")) == 0


def test_sorting_puts_unknown_dates_last_and_pages_follow_on(dataset):
    signed = dataset.select(sortby="-signed", country="DE").frame["signed"].tolist()
    known = [date for date in signed if date]
    assert signed == sorted(known, reverse=True) + [""] * (len(signed) - len(known))
    first = dataset.select(sortby="signed,id", limit=10).frame["id"].tolist()
    second = dataset.select(sortby="signed,id", limit=10, offset=10).frame["id"].tolist()
    assert first + second == dataset.select(sortby="signed,id", limit=20).frame["id"].tolist()


def test_the_frame_is_a_geodataframe_with_the_designs_columns(dataset):
    assert isinstance(dataset.frame, gpd.GeoDataFrame)
    assert dataset.frame.crs == "OGC:CRS84"
    (row,) = dataset.select(municipality="27100", q="milan").frame.to_dict("records")
    assert (row["municipality_ja"], row["prefecture_ja"], row["country_name_ja"]) == (
        "大阪市",
        "大阪府",
        "イタリア",
    )
    assert (row["partner_ja"], row["partner_admin1"], row["partner_precision"]) == (
        "ミラノ市",
        "Lombardy",
        "seat",
    )
    assert row["distance_km"] == pytest.approx(9550, abs=100)
