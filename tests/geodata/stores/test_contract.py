"""What every store answers, whichever holds the data: the same counts, the same order, the same bytes."""

from collections.abc import Iterator
from pathlib import Path

import mapbox_vector_tile
import numpy as np
import orjson
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geodata
from geodata import Dataset, Selection
from geodata.query.interval import OPEN, Interval, parse_interval
from geodata.query.selection import SORTABLE
from geodata.stores.address import DatabaseAddress
from geodata.stores.folder import read_text_tables
from geodata.stores.memory import MemoryStore
from geodata.stores.postgis import Database, PostgisStore, publish
from geodata.stores.protocol import SelectionCount, Store
from geodata.stores.versions import publish as publish_in_folder
from geodata.writers import GeoJsonWriter
from tests.geodata.stores.oracle import Oracle
from tests.support.fuzzing import max_examples
from tests.support.partnerships_abroad import PARTNERSHIPS, write_data_with_partnerships_abroad
from tests.support.postgis_server import PostgisServer

_OSAKA = {"municipality_code": "27100", "country": "FJ", "partner": "Suva", "partner_place": "fj-suva"}
HARD_PARTNERSHIPS = (
    _OSAKA | {"id": "ended-unknown", "status": "ended", "signed": "1990"},
    _OSAKA | {"id": "all-unknown", "status": "ended"},
    _OSAKA | {"id": "begun-unknown", "status": "ended", "ended": "2001-03"},
    _OSAKA | {"id": "cancelled-1990", "status": "cancelled", "signed": "1990"},
    _OSAKA | {"id": "suspended-1990", "status": "suspended", "signed": "1990", "ended": "1999", "as_of": ""},
    _OSAKA | {"id": "odd-names", "signed_as": "Ōsaka ｶﾞ 100% _x_ \\ 'quoted'", "signed": "1990-01"},
)
"""Partnerships whose dates tell little, and names that a query language would trip over."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_data_with_partnerships_abroad(
        tmp_path_factory.mktemp("data"), partnerships=(*PARTNERSHIPS, *HARD_PARTNERSHIPS)
    )


@pytest.fixture(scope="module")
def dataset(folder: Path) -> Dataset:
    return geodata.load(folder)


@pytest.fixture(scope="module")
def oracle(dataset: Dataset) -> Oracle:
    return Oracle(dataset.frame)


@pytest.fixture(scope="module")
def embedded(dataset: Dataset) -> MemoryStore:
    return MemoryStore(dataset)


@pytest.fixture(scope="module")
def in_database(postgis: PostgisServer, folder: Path) -> Iterator[PostgisStore]:
    database = Database(DatabaseAddress(postgis.new_database()))
    publish(database.address, read_text_tables(folder))
    version = database.version()
    assert version is not None
    yield PostgisStore(database, version)
    database.close()


@pytest.fixture(scope="module", params=["embedded", pytest.param("in_database", marks=pytest.mark.postgis)])
def store(request: pytest.FixtureRequest) -> Store:
    found: Store = request.getfixturevalue(request.param)
    return found


def ids(features: list[bytes]) -> list[str]:
    return [orjson.loads(feature)["id"] for feature in features]


FILTERS: dict[str, dict[str, object]] = {
    "all": {},
    "one country": {"country": "BR"},
    "countries": {"country": "FJ,DE,JP"},
    "status": {"status": "ended,suspended"},
    "kind": {"kind": "mutual_aid"},
    "prefecture": {"prefecture": "27,01"},
    "municipality": {"municipality": "27100"},
    "a country, a status and a prefecture": {"country": "US", "status": "active", "prefecture": "27"},
    "year": {"year": 1995},
    "year, undated too": {"year": 1995, "undated": "include"},
    "year, undated only": {"year": 1995, "undated": "only"},
    "undated": {"undated": "only"},
    "dated": {"undated": "exclude"},
    "signed": {"signed": "1980/1989"},
    "signed since": {"signed": "2010/..", "undated": "include"},
    "signed until": {"signed": "../1960"},
    "signed and year": {"signed": "1985/1995", "year": 2005, "undated": "include"},
    "year and status": {"year": 1995, "status": "active"},
    "year and a later status": {"year": 2010, "status": "ended,suspended", "undated": "include"},
    "ended": {"ended": "2000/2015"},
    "ended since": {"ended": "2010/..", "undated": "include"},
    "ended until": {"ended": "../2010", "kind": "sister_city"},
    "ended at an unknown time": {"ended": "2000/..", "undated": "only"},
    "signed and ended": {"signed": "../1990", "ended": "1995/.."},
    "ended after a year": {"ended": "2000/..", "year": 1999},
    "ended in a box": {"ended": "1990/..", "bbox": "-130,20,-60,50"},
    "words": {"q": "san francisco"},
    "accents": {"q": "são paulo"},
    "macrons": {"q": "Ōsaka suva"},
    "width": {"q": "ＯＳＡＫＡ"},
    "Japanese": {"q": "大阪"},
    "halfwidth kana": {"q": "ｶﾞ"},
    "a sign between words": {"q": "100% _x"},
    "a reading": {"q": "オオサカ"},
    "a romanisation": {"q": "Oosaka"},
    "a title": {"q": "Osaka-shi"},
    "a country as people say it": {"q": "米国"},
    "a country's code": {"q": "USA", "prefecture": "27"},
    "a country's name": {"q": "Brazil"},
    "a country that no partnership has": {"q": "UAE"},
    "nothing": {"q": "nosuchplace"},
    "box": {"bbox": "-10,35,30,60"},
    "box over the antimeridian": {"bbox": "170,-30,-150,30"},
    "a box without height": {"bbox": "0,0,-1,0"},
    "a point": {"bbox": "178.44149,-18.14161,178.44149,-18.14161"},
    "the whole earth": {"bbox": "-180,-90,180,90"},
    "box, words and year": {"bbox": "-130,20,-60,50", "q": "osaka", "year": 2000},
}


@pytest.mark.parametrize("name", FILTERS)
def test_each_filter_keeps_and_counts_what_reading_row_by_row_does(store, oracle, name):
    selection = Selection.of(FILTERS[name])
    expected = [row["id"] for row in oracle.passing(selection)]
    assert ids(store.page(selection)) == expected
    assert store.count(selection) == SelectionCount(len(expected), oracle.left_out(selection))


@pytest.mark.parametrize("name", FILTERS)
def test_facets_count_each_filter_under_all_the_others(store, oracle, name):
    selection = Selection.of(FILTERS[name])
    facets = store.facets(selection)
    assert facets.total == len(oracle.passing(selection))
    assert facets.undated_left_out == oracle.left_out(selection)
    assert facets.year == oracle.years(selection)
    for facet in ("country", "status", "kind", "prefecture"):
        counts = getattr(facets, facet)
        assert counts == oracle.facet(facet, selection)
        assert list(counts.items()) == sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def test_well_known_partnerships_are_found(store):
    osaka = Selection.of({"municipality": "27100", "country": "US"})
    assert ids(store.page(osaka.model_copy(update={"year": 1990}))) == [
        "osaka-27100-chicago-us",
        "osaka-27100-san-francisco-us",
    ]
    assert ids(store.page(osaka.model_copy(update={"year": 2020}))) == ["osaka-27100-chicago-us"]
    assert store.count(
        Selection.of({"municipality": "27100", "country": "FJ", "year": 2020})
    ) == SelectionCount(3, 2)


@pytest.mark.parametrize("key", [sign + name for name in SORTABLE for sign in ("", "-")])
def test_unknown_values_come_last_whichever_way_a_column_is_sorted(store, oracle, key):
    selection = Selection.of({"sortby": key})
    assert ids(store.page(selection)) == oracle.page(selection)


def test_pages_follow_each_other_without_a_gap(store, oracle):
    sorting = {"sortby": "country,-signed", "undated": "exclude"}
    pages = [
        store.page(Selection.of(sorting | {"limit": 400, "offset": offset})) for offset in range(0, 2400, 400)
    ]
    assert [len(page) for page in pages] == [400, 400, 400, 400, 189, 0]
    assert ids([feature for page in pages for feature in page]) == oracle.page(Selection.of(sorting))


def test_going_on_after_an_id_sees_every_partnership_once_in_the_order_of_ids(store, oracle):
    selection = Selection.of({"country": "CN,US"})
    seen: list[str] = []
    while found := ids(store.page_after(selection, seen[-1] if seen else "", 100)):
        seen += found
    assert seen == sorted(row["id"] for row in oracle.passing(selection))


@pytest.mark.parametrize(
    ("days", "left_out", "expected_ids"),
    [
        ("1990-01-01", 2, {"ended-unknown", "suspended-1990", "odd-names"}),
        ("1989-12-31", 2, set()),
        ("../1990-01-15", 2, {"ended-unknown", "suspended-1990", "odd-names"}),
        ("1990-12-31", 2, {"ended-unknown", "suspended-1990", "odd-names"}),
        ("1991-01-01", 3, {"suspended-1990", "odd-names"}),
        ("2001-03-31/..", 3, {"suspended-1990", "odd-names"}),
        ("2001-04-01/..", 2, {"suspended-1990", "odd-names"}),
    ],
)
def test_dates_that_are_known_to_a_month_or_a_year_hold_from_its_first_day_to_its_last(
    store, days, left_out, expected_ids
):
    suva = Selection.of({"municipality": "27100", "country": "FJ"})
    interval = parse_interval("datetime", days)
    found = set(ids(store.page_after(suva, "", 100, days=interval)))
    assert found == {"osaka-suva", *expected_ids}
    assert store.count(suva, days=interval) == SelectionCount(len(found), left_out)


def test_a_partnership_is_found_by_its_id_and_by_no_other(store, dataset):
    ready = dict(zip(dataset.frame["id"], GeoJsonWriter(dataset).features, strict=True))
    assert store.feature("osaka-27100-milan-it") == ready["osaka-27100-milan-it"]
    for unknown in ("", "osaka", "osaka-27100-milan-it ", "osaka-27100-milan-it\0", "zzz", "' OR true --"):
        assert store.feature(unknown) is None


@pytest.mark.parametrize("filters", [{}, {"country": "US", "sortby": "-signed", "limit": 7, "offset": 3}])
def test_features_are_the_bytes_that_downloads_are_made_of(store, dataset, filters):
    selection = Selection.of(filters)
    ready = GeoJsonWriter(dataset).features
    expected = [ready[row] for row in dataset.select(selection).rows]
    assert list(store.features(selection)) == expected
    assert store.page(selection) == expected


def plain_version(folder: Path) -> str:
    """The version of a folder's files as they are."""
    return geodata.load(folder).version


def published_version(folder: Path) -> str:
    """The version that publishing a folder's data gives them."""
    return publish_in_folder(folder / "published", read_text_tables(folder)).partition("-")[2]


@pytest.mark.parametrize(
    ("store", "version_of"),
    [("embedded", plain_version), pytest.param("in_database", published_version, marks=pytest.mark.postgis)],
    indirect=["store"],
)
def test_the_same_data_have_the_same_version_and_other_data_another(store, version_of, tmp_path):
    def version(name: str, *partnerships: dict[str, str]) -> str:
        (tmp_path / name / "published").mkdir(parents=True)
        return version_of(write_data_with_partnerships_abroad(tmp_path / name, partnerships=partnerships))

    first, *others = HARD_PARTNERSHIPS
    assert version("same", *PARTNERSHIPS, *HARD_PARTNERSHIPS) == store.version
    assert version("other note", *PARTNERSHIPS, first | {"note": "another"}, *others) != store.version
    assert version("fewer", *PARTNERSHIPS, *others) != store.version


def in_tile(lines: np.ndarray, zoom: int, column: int, row: int, more: float) -> np.ndarray:
    """Tell how long each line is within a tile that is larger by so many units on each side."""

    def to_units(degrees: np.ndarray) -> np.ndarray:
        x = (degrees[:, 0] + 180) / 360
        y = 0.5 - np.arcsinh(np.tan(np.radians(degrees[:, 1]))) / (2 * np.pi)
        return (np.column_stack([x, y]) * 2**zoom - (column, row)) * 4096

    around = 4096.0 * 2**zoom
    drawn = shapely.transform(lines, to_units)
    lengths = np.zeros(len(lines))
    for turn in (-around, 0, around):
        beside = shapely.box(turn - more, -more, turn + 4096 + more, 4096 + more)
        lengths += shapely.length(shapely.intersection(drawn, beside))
    return lengths


@pytest.mark.parametrize("filters", [{}, {"country": "US"}, {"year": 1990}])
@pytest.mark.parametrize(
    ("zoom", "column", "row"),
    [
        (0, 0, 0),
        (1, 0, 0),
        (2, 3, 1),
        (3, 7, 3),
        (5, 0, 11),
        (5, 31, 11),
        (6, 56, 25),
        (8, 224, 101),
    ],
)
def test_a_tile_has_the_partnerships_that_cross_it(store, dataset, filters, zoom, column, row):
    selection = Selection.of(filters)
    tile = store.tile(selection, zoom, column, row)
    frame = dataset.select(selection).frame
    lines = frame.geometry.to_numpy()
    features = mapbox_vector_tile.decode(tile)["partnerships"]["features"] if tile else []
    drawn = {feature["properties"]["id"] for feature in features}
    assert set(frame["id"][in_tile(lines, zoom, column, row, more=-4) > 4]) <= drawn
    assert drawn <= set(frame["id"][in_tile(lines, zoom, column, row, more=66) > 0])


def test_a_line_over_the_antimeridian_goes_on_in_the_margins_of_the_tiles_on_both_sides(store):
    west, east = (
        {feature["properties"]["id"]: shapely.geometry.shape(feature["geometry"]).bounds for feature in layer}
        for layer in (
            mapbox_vector_tile.decode(store.tile(Selection(), 5, column, 11))["partnerships"]["features"]
            for column in (0, 31)
        )
    )
    over = [id_ for id_ in west.keys() & east.keys() if west[id_][0] <= 0 and east[id_][2] >= 4096]
    assert len(over) > 20
    assert {west[id_][0] for id_ in over} == {-64}
    assert {east[id_][2] for id_ in over} == {4160}


def test_a_line_in_a_tile_has_its_names_and_dates_without_those_that_are_not_known(store):
    tile = store.tile(Selection.of({"municipality": "27100", "undated": "include"}), 0, 0, 0)
    (layer,) = mapbox_vector_tile.decode(tile).values()
    lines = {feature["properties"]["id"]: feature["properties"] for feature in layer["features"]}
    assert layer["extent"] == 4096
    assert lines["osaka-27100-san-francisco-us"] == {
        "id": "osaka-27100-san-francisco-us",
        "kind": "sister_city",
        "status": "ended",
        "municipality": "Osaka",
        "municipality_ja": "大阪市",
        "partner": "San Francisco",
        "partner_ja": "サンフランシスコ市",
        "country": "US",
        "signed_year": 1957,
        "ended_year": 2018,
    }
    assert set(lines["all-unknown"]) == {
        "id", "kind", "status", "municipality", "municipality_ja", "partner", "country",
    }  # fmt: skip


LATITUDES, LONGITUDES = st.integers(-60, 75), st.integers(-180, 180)
SELECTIONS = st.fixed_dictionaries(
    {},
    optional={
        "country": st.lists(st.sampled_from(["US", "CN", "FJ", "DE", "JP", "AL"]), min_size=1, max_size=3),
        "status": st.lists(st.sampled_from(["active", "ended", "suspended", "cancelled"]), min_size=1),
        "kind": st.lists(st.sampled_from(["sister_city", "friendship_city", "exchange"]), min_size=1),
        "prefecture": st.lists(st.sampled_from(["27", "01", "13", "47"]), min_size=1),
        "municipality": st.sampled_from(["27100", "01100"]),
        "year": st.integers(1950, 2030),
        "signed": st.sampled_from(["1980/1995", "1990/..", "../1990", "1990/1990"]),
        "ended": st.sampled_from(["1995/2010", "2000/..", "../2005", "1999/1999"]),
        "undated": st.sampled_from(["include", "exclude", "only"]),
        "q": st.sampled_from(["osaka", "大阪", "san", "市 a", "ōsaka suva", "ﾊﾟﾘ", "e o", "米国", "おおさか"]),
        "bbox": st.tuples(LONGITUDES, LATITUDES, LONGITUDES, LATITUDES).map(
            lambda box: (box[0], min(box[1], box[3]), box[2], max(box[1], box[3]))
        ),
        "sortby": st.lists(
            st.sampled_from(["signed", "-signed", "country", "-distance_km"]),
            max_size=2,
            unique_by=lambda key: key.lstrip("-"),
        ),
        "limit": st.integers(1, 200),
        "offset": st.integers(0, 300),
    },
)


@given(SELECTIONS)
@settings(max_examples=max_examples(40, 200), deadline=None, suppress_health_check=list(HealthCheck))
def test_any_selection_is_answered_alike_by_both_stores_and_by_reading_row_by_row(
    embedded, in_database, oracle, parameters
):
    selection = Selection.of(parameters)
    assert ids(in_database.page(selection)) == oracle.page(selection)
    assert in_database.page(selection) == embedded.page(selection)
    assert in_database.facets(selection) == embedded.facets(selection)
    assert in_database.count(selection) == embedded.count(selection)
    assert in_database.count(selection).matched == len(oracle.passing(selection))
    assert in_database.facets(selection).year == oracle.years(selection)


DAYS = st.integers(-6000, 21000)


@given(SELECTIONS, DAYS, DAYS, st.sampled_from([(False, False), (True, False), (False, True)]))
@settings(max_examples=max_examples(25, 120), deadline=None, suppress_health_check=list(HealthCheck))
def test_any_days_are_answered_alike_by_both_stores(embedded, in_database, parameters, one, other, is_open):
    selection = Selection.of(parameters)
    days = Interval(-OPEN if is_open[0] else min(one, other), OPEN if is_open[1] else max(one, other))
    assert in_database.count(selection, days=days) == embedded.count(selection, days=days)
    found = (store.page_after(selection, "", 2000, days=days) for store in (in_database, embedded))
    assert next(found) == next(found)
