"""Pages of features: every one is seen once, in order, also when the data change between two pages."""

import dataclasses

import pytest

from geodata import Dataset, SelectionError
from geodata.features import Collections, FeatureQuery, FeatureTable, parse_sort_keys
from geodata.writers import GeoJsonWriter

ALL = FeatureQuery()


def table_of(dataset: Dataset) -> FeatureTable:
    return Collections(dataset, GeoJsonWriter(dataset)).partnerships


@pytest.fixture(scope="module")
def brazil_and_germany(dataset: Dataset) -> Dataset:
    return dataset.select(country=("BR", "DE"))


@pytest.fixture(scope="module")
def partnerships(brazil_and_germany) -> FeatureTable:
    whole = brazil_and_germany.frame
    return table_of(Dataset(whole, brazil_and_germany.places, brazil_and_germany.version))


def without(dataset: Dataset, ids: list[str]) -> FeatureTable:
    remaining = dataset.frame[~dataset.frame["id"].isin(ids)].reset_index(drop=True)
    return table_of(Dataset(remaining, dataset.places, "another"))


def walk(table: FeatureTable, sortby: tuple[str, ...], limit: int) -> list[str]:
    seen: list[str] = []
    after = ""
    while True:
        page = table.page(table.match(ALL), sortby, after, limit)
        seen += table.ids[page.rows].tolist()
        if not (after := page.next_token):
            return seen


@pytest.mark.parametrize("limit", [1, 7, 1000])
@pytest.mark.parametrize("sortby", [(), ("-signed",), ("country", "-distance_km"), ("ended", "+partner")])
def test_all_pages_together_show_each_feature_once(partnerships, sortby, limit):
    seen = walk(partnerships, sortby, limit)
    assert sorted(seen) == partnerships.ids.tolist()
    assert seen == walk(partnerships, sortby, 10_000)


def test_unknown_values_come_last_in_either_direction(brazil_and_germany, partnerships):
    signed = brazil_and_germany.frame.set_index("id")["signed"]
    for key in ("signed", "-signed"):
        dates = [signed[id_] for id_ in walk(partnerships, (key,), 10)]
        known = [date for date in dates if date]
        assert known == sorted(known, reverse=key == "-signed")
        assert dates == known + [""] * (len(dates) - len(known))
        assert "" in dates


@pytest.mark.parametrize("sortby", [(), ("-signed",), ("country", "partner")])
def test_the_next_page_goes_on_where_the_last_one_ended_though_its_last_row_is_gone(
    brazil_and_germany, partnerships, sortby
):
    order = walk(partnerships, sortby, 10_000)
    page = partnerships.page(partnerships.match(ALL), sortby, "", 10)
    assert partnerships.ids[page.rows].tolist() == order[:10]
    changed = without(brazil_and_germany, [order[9], order[3], order[12]])
    rows = changed.page(changed.match(ALL), sortby, page.next_token, 10).rows
    assert changed.ids[rows].tolist() == [id_ for id_ in order[10:21] if id_ != order[12]]


def test_the_last_page_has_no_next_one(partnerships):
    page = partnerships.page(partnerships.match(ALL), (), "", len(partnerships))
    assert (len(page.rows), page.next_token) == (len(partnerships), "")


@pytest.mark.parametrize("token", ["x", "[]", '["a","b"]', "[1]", "[true]", "{}", '[["a"]]', "[NaN]"])
def test_a_token_that_no_link_holds_is_refused(partnerships, token):
    with pytest.raises(SelectionError) as caught:
        partnerships.page(partnerships.match(ALL), (), token, 10)
    assert (caught.value.parameter, caught.value.value) == ("after", token)


@pytest.mark.parametrize("text", ["colour", "", "id,", "--id", ",".join(["id"] * 9), "geometry"])
def test_an_order_by_what_is_no_property_is_refused(partnerships, text):
    with pytest.raises(SelectionError) as caught:
        parse_sort_keys(text, partnerships.queryables)
    assert caught.value.parameter == "sortby"


def test_places_count_their_partnerships_by_status(brazil_and_germany):
    places = Collections(brazil_and_germany, GeoJsonWriter(brazil_and_germany)).table("partners")
    counted = dict(zip(places.ids, places.plain_properties(["partnerships", "active"]), strict=True))
    frame = brazil_and_germany.frame
    (place,) = frame.loc[frame["id"] == "osaka-27100-sao-paulo-br", "partner_place"]
    partnerships = frame[frame["partner_place"] == place]
    assert counted[place] == {
        "partnerships": len(partnerships),
        "active": int((partnerships["status"] == "active").sum()),
    }
    assert sum(one["partnerships"] for one in counted.values()) == len(frame)


def test_a_collection_cannot_be_changed(partnerships):
    with pytest.raises(dataclasses.FrozenInstanceError):
        partnerships.name = "other"
