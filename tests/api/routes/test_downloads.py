"""Downloads over HTTP: one selection in every format, files that are gone afterwards, a full house."""

import asyncio
import csv
import io
import socket
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import geopandas as gpd
import httpx
import openpyxl
import pytest

from geodata.dataset.tables import TextTables
from geodata.model.shipped import shipped_data
from geodata.stores.folder import read_text_tables
from geodata.stores.versions import publish
from tests.support.server import serving

MEDIA_TYPES = {
    "geojson": "application/geo+json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "gpkg": "application/geopackage+sqlite3",
    "kml": "application/vnd.google-earth.kml+xml",
    "parquet": "application/vnd.apache.parquet",
    "fgb": "application/flatgeobuf",
    "geojsonl": "application/x-ndjson",
}
ENDINGS = tuple(MEDIA_TYPES)
WRITTEN_TO_FILES = ("csv", "xlsx", "gpkg", "kml", "parquet", "fgb")


@dataclass(frozen=True)
class Watched:
    """A server whose temporary files can be seen, with data in which one note is too long for Excel."""

    address: str
    temporary: Path

    def left_behind(self) -> list[str]:
        return [path.name for path in self.temporary.iterdir()]


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    tables = read_text_tables(shipped_data())
    partnerships = tables.partnerships.copy()
    partnerships.loc[partnerships["municipality_code"] == "01000", "note"] = "x" * 40_000
    data, temporary = (tmp_path_factory.mktemp(name) for name in ("data", "temporary"))
    publish(data, TextTables(partnerships, tables.sources, tables.places))
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TMPDIR", str(temporary))
        with serving("--data", str(data)) as address:
            yield Watched(address, temporary)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_download_says_what_it_is_and_is_named_after_its_selection_and_the_datas_date(server, ending):
    response = httpx.get(f"{server}/partnerships.{ending}?country=PW&undated=include")
    assert (response.status_code, response.headers["content-type"]) == (200, MEDIA_TYPES[ending])
    assert response.headers["content-disposition"] == (
        f'attachment; filename="shimai-country-pw-undated-include-2026-04.{ending}"'
    )
    assert response.headers["link"] == '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_format_refuses_what_geojson_refuses(server, ending):
    for query, parameter in (("country=XX", "country"), ("nosuch=1", "nosuch"), ("year=", "year")):
        response = httpx.get(f"{server}/partnerships.{ending}?{query}")
        assert (response.status_code, response.headers["content-type"]) == (400, "application/problem+json")
        assert (response.json()["parameter"], "allowed" in response.json()) == (parameter, True)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_download_that_has_not_changed_is_not_sent_again(server, ending):
    address = f"{server}/partnerships.{ending}?country=PW"
    tag = httpx.get(address).headers["etag"]
    again = httpx.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    other = httpx.get(f"{server}/partnerships.{ending}?country=FJ", headers={"If-None-Match": tag})
    assert other.status_code == 200


def test_formats_do_not_share_a_tag(server):
    tags = {httpx.head(f"{server}/partnerships.{ending}?country=PW").headers["etag"] for ending in ENDINGS}
    assert len(tags) == len(ENDINGS)


def test_downloads_hold_what_is_shown_in_the_order_in_which_it_is_shown(server, tmp_path):
    query = "country=DE,AT&year=2000&sortby=-distance_km&limit=7&offset=2"
    shown = [
        feature["id"] for feature in httpx.get(f"{server}/partnerships.geojson?{query}").json()["features"]
    ]
    (tmp_path / "shown.gpkg").write_bytes(httpx.get(f"{server}/partnerships.gpkg?{query}").content)
    package = gpd.read_file(tmp_path / "shown.gpkg", layer="partnerships")
    workbook = openpyxl.load_workbook(io.BytesIO(httpx.get(f"{server}/partnerships.xlsx?{query}").content))
    text = httpx.get(f"{server}/partnerships.csv?{query}").content.decode("utf-8-sig")
    assert len(shown) == 7
    assert package["id"].tolist() == shown
    assert [row[0].value for row in workbook["partnerships"].iter_rows(min_row=2)] == shown
    assert [row["id"] for row in csv.DictReader(io.StringIO(text, newline=""))] == shown


@pytest.mark.parametrize("ending", WRITTEN_TO_FILES)
def test_nothing_is_left_of_a_file_that_was_sent(watched, ending):
    response = httpx.get(f"{watched.address}/partnerships.{ending}?country=PW")
    assert int(response.headers.get("content-length", len(response.content))) >= 1
    assert watched.left_behind() == []


def test_nothing_is_left_of_a_file_whose_reader_went_away(watched):
    parts = urlsplit(watched.address)
    for ending, waits in (("gpkg", True), ("kml", False)):
        with socket.create_connection((parts.hostname, parts.port)) as connection:
            connection.sendall(
                f"GET /partnerships.{ending} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode()
            )
            if waits:
                assert connection.recv(100).startswith(b"HTTP/1.1 200 OK")
    for _ in range(500):
        assert httpx.get(f"{watched.address}/partnerships.gpkg?country=PW").status_code == 200
        if not watched.left_behind():
            break
    assert watched.left_behind() == []


def test_a_value_that_a_format_cannot_hold_is_said_not_cut(watched):
    response = httpx.get(f"{watched.address}/partnerships.xlsx?municipality=01000")
    assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")
    assert "a cell of a workbook holds 32767 characters; write .csv or .parquet" in response.json()["detail"]
    assert watched.left_behind() == []
    assert httpx.get(f"{watched.address}/partnerships.csv?municipality=01000").status_code == 200


def test_when_too_many_files_are_wanted_at_once_some_are_asked_to_come_again(watched):
    async def ask() -> list[httpx.Response]:
        async with httpx.AsyncClient(
            base_url=watched.address, limits=httpx.Limits(max_connections=50), timeout=60
        ) as client:
            return await asyncio.gather(
                # Another selection each: a file that many want is written once.
                *(
                    client.get(f"/partnerships.gpkg?prefecture=13,27&year={year}")
                    for year in range(1970, 2020)
                )
            )

    # A browser's loop may be running in this thread.
    with ThreadPoolExecutor(1) as thread:
        responses = thread.submit(asyncio.run, ask()).result()
    counts = Counter(response.status_code for response in responses)
    assert set(counts) == {200, 503}
    assert counts[200] >= 10
    refused = next(response for response in responses if response.status_code == 503)
    assert (refused.headers["retry-after"], refused.headers["content-type"]) == (
        "5",
        "application/problem+json",
    )
    assert refused.json()["detail"] == "The server is busy; try again in 5 seconds."
    assert httpx.get(f"{watched.address}/partnerships.gpkg?country=PW").status_code == 200
    assert watched.left_behind() == []
