"""What a client sees of the collections while the data change, and of data that mean harm."""

import time
from pathlib import Path

import httpx
import mapbox_vector_tile

from geodata.dataset.tables import TextTables
from geodata.stores.versions import publish
from tests.api.ogc.reading import ids, links
from tests.support.hostile_data import HOSTILE_TEXTS
from tests.support.labelled_data import labelled_tables
from tests.support.server import serving

PATIENCE = 30


def wait_for_another_version(server: str, old: str) -> None:
    until = time.monotonic() + PATIENCE
    while httpx.get(f"{server}/healthz").json()["version"] == old:
        assert time.monotonic() < until


def without_first(tables: TextTables, removed: str) -> TextTables:
    remaining = tables.partnerships[tables.partnerships["id"] != removed]
    return TextTables(remaining, tables.sources, tables.places)


def test_a_walk_through_pages_and_tiles_goes_on_while_a_new_version_arrives(tmp_path: Path):
    publish(tmp_path, labelled_tables("old"))
    with serving("--data", str(tmp_path)) as server:
        items = f"{server}/ogc/collections/partnerships/items"
        old = httpx.get(f"{server}/healthz").json()["version"]
        tile = httpx.get(f"{server}/ogc/collections/partnerships/tiles/WebMercatorQuad/0/0/0")
        all_ids = ids([httpx.get(items).json()])
        first = httpx.get(f"{items}?limit=2").json()
        publish(tmp_path, without_first(labelled_tables("new"), all_ids[1]))
        wait_for_another_version(server, old)
        (following,) = links(first, "next")
        second = httpx.get(following["href"]).json()
        assert ids([first, second]) == all_ids
        assert second["numberMatched"] == 3
        assert {one["properties"]["note"] for one in second["features"]} == {"new"}
        again = httpx.get(str(tile.url), headers={"If-None-Match": tile.headers["etag"]})
        assert again.status_code == 200
        layer = mapbox_vector_tile.decode(again.content)["partnerships"]
        assert {one["properties"]["id"] for one in layer["features"]} == set(all_ids) - {all_ids[1]}


def test_hostile_texts_are_texts_on_pages_and_in_json(hostile_server):
    items = f"{hostile_server}/ogc/collections/partnerships/items"
    features = httpx.get(f"{items}?limit=6").json()["features"]
    found = "".join(one["properties"]["partner_ja"] + one["properties"]["note"] for one in features)
    assert any(text in found for text in HOSTILE_TEXTS)
    pages = [f"{items}?f=html&lang=ja&limit=1000", *(f"{items}/{one['id']}?f=html" for one in features)]
    for page in pages:
        text = httpx.get(page).text
        for hostile in ("<script>alert", "<img src=x", '"onmouseover="alert'):
            assert hostile not in text
