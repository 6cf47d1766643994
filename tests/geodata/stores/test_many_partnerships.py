"""More partnerships near a tile or a box than are drawn or counted: the answer says what is left out."""

from collections.abc import Iterator

import httpx
import mapbox_vector_tile
import orjson
import pytest

from benchmarks.many_partnerships import ManyPartnerships
from geodata import Selection
from geodata.stores.address import DatabaseAddress
from geodata.stores.postgis import Database, PostgisStore, exclusively
from geodata.stores.postgis.migrating import migrate
from geodata.stores.postgis.publishing import put_in_force
from tests.support.postgis_server import PostgisServer
from tests.support.server import serving

PARTNERSHIPS = 6000
ITEMS = "/ogc/collections/partnerships/items"


@pytest.fixture(scope="module")
def url(postgis: PostgisServer) -> str:
    return postgis.new_database()


@pytest.fixture(scope="module")
def store(url: str) -> Iterator[PostgisStore]:
    database = Database(DatabaseAddress(url))
    many = ManyPartnerships(PARTNERSHIPS)
    with exclusively(database.address) as connection:
        migrate(connection, database.address)
        version = put_in_force(connection, many.files(), many.frames())
    yield PostgisStore(database, version)
    database.close()


def lines(tile: bytes) -> list[dict]:
    return [line["properties"] for line in mapbox_vector_tile.decode(tile)["partnerships"]["features"]]


def test_a_tile_with_too_many_lines_draws_2000_and_says_for_how_many_each_stands(store):
    drawn = lines(store.tile(Selection(), 0, 0, 0))
    assert len(drawn) == 2000
    assert {line["stands_for"] for line in drawn} == {3.0}


def test_what_the_drawn_lines_stand_for_together_is_about_how_many_there_are(store):
    selection = Selection.of({"status": "active"})
    drawn = lines(store.tile(selection, 0, 0, 0))
    assert len(drawn) == 2000
    assert sum(line["stands_for"] for line in drawn) == pytest.approx(
        store.count(selection).matched, rel=0.05
    )


def test_lines_of_a_tile_that_has_room_for_all_stand_for_none_but_themselves(store):
    drawn = lines(store.tile(Selection.of({"country": "DE"}), 0, 0, 0))
    assert len(drawn) == store.count(Selection.of({"country": "DE"})).matched < 2000
    assert all("stands_for" not in line for line in drawn)


def test_a_full_tile_draws_the_same_lines_each_time(store):
    assert store.tile(Selection(), 2, 3, 1) == store.tile(Selection(), 2, 3, 1)


@pytest.mark.parametrize("box", ["125,25,150,48", "170,30,-150,60", "5,45,15,55", "-180,-90,180,-60"])
def test_going_on_after_an_id_finds_all_in_a_box_whether_many_or_few(store, box):
    selection = Selection.of({"bbox": box})
    found: list[str] = []
    while page := store.page_after(selection, found[-1] if found else "", 700):
        found += [orjson.loads(feature)["id"] for feature in page]
    assert found == sorted(set(found))
    assert len(found) == store.count(selection).matched
    assert sorted(found) == sorted(orjson.loads(feature)["id"] for feature in store.page(selection))


def test_pages_of_a_box_follow_each_other_by_position_too(store):
    selection = Selection.of({"bbox": "5,45,15,55"})
    pages = [store.page(selection.model_copy(update={"limit": 150, "offset": at})) for at in (0, 150, 300)]
    assert [feature for page in pages for feature in page] == store.page(selection)[:450]


def test_what_takes_a_look_at_too_many_partnerships_is_not_counted_quickly(store):
    japan, few = Selection.of({"bbox": "125,25,150,48"}), Selection.of({"bbox": "-50,-20,-45,-15"})
    assert store.count_if_quick(japan) is None
    assert store.count_if_quick(few) == store.count(few)
    assert store.count_if_quick(Selection.of({"year": 1990})) == store.count(Selection.of({"year": 1990}))


def test_a_page_says_how_many_match_unless_too_many_must_be_looked_at(store, url):
    with serving("--data", url, "--max-in-memory", "0") as server:
        japan = httpx.get(f"{server}{ITEMS}?bbox=125,25,150,48").json()
        assert "numberMatched" not in japan
        assert "undatedLeftOut" not in japan
        assert japan["numberReturned"] == 100
        assert [link["rel"] for link in japan["links"]].count("next") == 1
        page = httpx.get(f"{server}{ITEMS}?bbox=125,25,150,48&f=html&lang=en").text
        assert "100 on this page; the total isn&#39;t counted" in page
        few = httpx.get(f"{server}{ITEMS}?bbox=-50,-20,-45,-15").json()
        assert few["numberMatched"] == store.count(Selection.of({"bbox": "-50,-20,-45,-15"})).matched
        assert httpx.get(f"{server}{ITEMS}?country=US").json()["numberMatched"] > 100
