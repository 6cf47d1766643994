"""What a deployer watches: is it ready, what does it count?"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from geodata.stores.versions import publish
from tests.support.labelled_data import labelled_tables
from tests.support.server import becomes_true, metric_value, serving


@dataclass(frozen=True)
class Following:
    """A server, and the folder whose data it follows."""

    folder: Path
    address: str


@pytest.fixture(scope="module")
def follower(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Following]:
    folder = tmp_path_factory.mktemp("followed") / "data"
    publish(folder, labelled_tables("first"))
    with serving("--data", str(folder)) as address:
        yield Following(folder, address)


@pytest.fixture
def following(follower: Following) -> Following:
    """A server that is ready, of data with the label `old`."""
    version = publish(follower.folder, labelled_tables("old")).partition("-")[2]

    def is_served() -> bool:
        response = httpx.get(f"{follower.address}/readyz")
        return (response.status_code, response.json()["version"]) == (200, version)

    assert becomes_true(is_served)
    return follower


def label_served(server: str) -> str:
    features = httpx.get(f"{server}/partnerships.geojson").json()["features"]
    (label,) = {feature["properties"]["note"] for feature in features}
    return str(label)


def is_ready(server: str) -> bool:
    return httpx.get(f"{server}/readyz").status_code == 200


def damage(folder: Path, damaged: str) -> None:
    """Put a version in force whose table of partnerships is cut off, or another program's file."""
    name = publish(folder, labelled_tables("new"))
    file = folder / "versions" / name / "partnerships.csv"
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if damaged == "cut off" else b"PK\x03\x04" + bytes(range(256)))


def test_a_server_of_the_newest_data_is_ready_and_names_their_version(server):
    response = httpx.get(f"{server}/readyz")
    assert response.status_code == 200
    assert response.json() == {"status": "ready", "version": httpx.get(f"{server}/healthz").json()["version"]}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("../..", "CURRENT, row 1, column version: '../..': write the name of one folder"),
        ("000009-0123456789ab", "no whole version in versions/ has this name"),
    ],
)
def test_a_server_that_cannot_read_the_newest_data_says_why_it_is_not_ready_and_serves_the_old(
    following, written, said
):
    server, folder = following.address, following.folder
    version = httpx.get(f"{server}/readyz").json()["version"]
    failures = metric_value(server, "shimai_data_failures_total")
    assert metric_value(server, "shimai_data_fault") == 0
    (folder / "CURRENT").write_text(written)
    assert becomes_true(lambda: not is_ready(server))
    response = httpx.get(f"{server}/readyz")
    assert (response.status_code, response.headers["content-type"]) == (503, "application/problem+json")
    assert said in response.json()["detail"]
    assert response.json()["version"] == version
    assert str(folder.parent) not in response.text
    assert httpx.get(f"{server}/healthz").json() == {"status": "ok", "version": version}
    assert label_served(server) == "old"
    assert metric_value(server, "shimai_data_fault") == 1
    assert metric_value(server, "shimai_data_failures_total") == failures + 1
    publish(folder, labelled_tables("mended"))
    assert becomes_true(lambda: is_ready(server))
    assert label_served(server) == "mended"
    assert metric_value(server, "shimai_data_fault") == 0


@pytest.mark.parametrize("damaged", ["cut off", "foreign"])
def test_a_damaged_table_leaves_the_old_data_in_force(following, damaged):
    server = following.address
    damage(following.folder, damaged)
    assert becomes_true(lambda: not is_ready(server))
    assert "aren't those that were published" in httpx.get(f"{server}/readyz").json()["detail"]
    assert label_served(server) == "old"


def test_a_folder_that_goes_away_for_a_while_is_no_fault_once_it_is_back(following):
    server, folder = following.address, following.folder
    elsewhere = folder.with_name("elsewhere")
    folder.rename(elsewhere)
    assert becomes_true(lambda: not is_ready(server))
    assert str(folder.parent) not in httpx.get(f"{server}/readyz").text
    assert label_served(server) == "old"
    elsewhere.rename(folder)
    assert becomes_true(lambda: is_ready(server))
    assert label_served(server) == "old"


def test_metrics_count_requests_by_the_templates_of_their_routes(server):
    line = 'shimai_http_requests_total{method="GET",route="/partnerships/{id}",status="%s"}'
    found, missing = metric_value(server, line % "2xx"), metric_value(server, line % "4xx")
    sent = metric_value(server, 'shimai_http_sent_bytes_total{route="/partnerships/{id}"}')
    page = httpx.get(f"{server}/partnerships/osaka-27100-milan-it", headers={"Accept-Encoding": "identity"})
    lost = httpx.get(f"{server}/partnerships/nosuch", headers={"Accept-Encoding": "identity"})
    assert (page.status_code, lost.status_code) == (200, 404)
    assert metric_value(server, line % "2xx") == found + 1
    assert metric_value(server, line % "4xx") == missing + 1
    size = len(page.content) + len(lost.content)
    assert metric_value(server, 'shimai_http_sent_bytes_total{route="/partnerships/{id}"}') == sent + size


def test_a_head_request_is_counted_as_one_of_its_route(server):
    line = 'shimai_http_requests_total{method="HEAD",route="/facets",status="2xx"}'
    before = metric_value(server, line)
    httpx.head(f"{server}/facets")
    assert metric_value(server, line) == before + 1


def test_whatever_is_asked_for_the_labels_of_metrics_stay_few(server):
    for number in range(50):
        httpx.get(f"{server}/nosuch-{number}/{number}")
        httpx.get(f"{server}/static/nosuch-{number}.js")
        httpx.get(f"{server}/ogc/collections/partnerships/items/nosuch-{number}")
        httpx.request("PROPFIND" if number % 2 else "REPORT", f"{server}/facets")
    text = httpx.get(f"{server}/metrics").text
    assert "nosuch" not in text
    assert "PROPFIND" not in text
    assert 'method="other",route="/facets",status="4xx"' in text
    assert 'route="/static"' in text
    assert 'route="none"' in text


def test_metrics_are_prometheus_text_and_say_which_data_are_in_force_and_since_when(server):
    response = httpx.get(f"{server}/metrics")
    assert response.headers["content-type"].startswith("text/plain; version=")
    families = {family.name: family for family in text_string_to_metric_families(response.text)}
    (info,) = families["shimai_data_info"].samples
    assert info.labels == {"as_of": "2026-04", "version": httpx.get(f"{server}/healthz").json()["version"]}
    assert families["shimai_data_partnerships"].samples[0].value == 1906
    assert 10**7 < families["process_resident_memory_bytes"].samples[0].value < 10**10
    assert {sample.labels["executor"] for sample in families["shimai_executor_jobs"].samples} >= {
        "files",
        "figures",
    }
    assert families["shimai_http_requests_in_progress"].samples[0].value >= 1
    before = families["shimai_data_in_force_seconds"].samples[0].value
    began = time.monotonic()
    assert becomes_true(lambda: metric_value(server, "shimai_data_in_force_seconds") > before + 0.1)
    assert metric_value(server, "shimai_data_in_force_seconds") < before + (time.monotonic() - began) + 5
