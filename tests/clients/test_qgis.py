"""QGIS itself, without a window: our OGC API - Features as live layers, our GeoPackage with its styles."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.skipping import skip_or_fail

PYTHON = "/usr/bin/python3"
"""The machine's own, for which Debian builds QGIS."""
SCRIPT = Path(__file__).with_name("in_qgis.py")


@pytest.fixture(scope="module")
def seen(server: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What QGIS sees of the server, and of a GeoPackage downloaded from it."""
    if subprocess.run([PYTHON, "-c", "import qgis.core"], capture_output=True).returncode:
        skip_or_fail("QGIS is not installed: tests/support/install-qgis installs it")
    folder = tmp_path_factory.mktemp("qgis")
    package = folder / "osaka.gpkg"
    package.write_bytes(httpx.get(f"{server}/partnerships.gpkg?prefecture=27", timeout=60).content)
    surroundings = {"QT_QPA_PLATFORM": "offscreen", "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    done = subprocess.run(
        [PYTHON, SCRIPT, server, package],
        env={**os.environ, **surroundings},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def live(seen: dict[str, Any]) -> dict[str, Any]:
    return seen["live"]


def ids(server: str, query: str) -> list[str]:
    return sorted(one["id"] for one in httpx.get(f"{server}/partnerships.geojson?{query}").json()["features"])


def test_qgis_reads_every_feature_of_each_collection_page_by_page(live):
    counts = {name: live[name]["features"] for name in ("partnerships", "municipalities", "partners")}
    assert counts == {"partnerships": 1906, "municipalities": 868, "partners": 1540}
    assert all(live[name]["valid"] for name in counts)


def test_qgis_reads_names_in_both_languages_and_numbers_as_numbers(live):
    osaka = live["municipalities"]["one"]
    assert (osaka["name"], osaka["name_ja"], osaka["partnerships"]) == ("Osaka", "大阪市", 10)
    partnership = live["partnerships"]["one"]
    assert (partnership["municipality_ja"], partnership["partner_ja"]) == ("大阪市", "サンフランシスコ市")
    assert (
        partnership["signed"],
        partnership["signed_year"],
        partnership["ended"],
        partnership["distance_km"],
    ) == (
        "1957-10",
        1957,
        "2018-10-02",
        8661.5,
    )
    types = live["partnerships"]["types"]
    assert (types["signed"], types["signed_year"], types["distance_km"]) == ("String", "Integer", "Real")


def test_places_lie_where_they_are_with_longitude_first(live):
    assert live["municipalities"]["box"] == [135.5022, 34.6939, 135.5022, 34.6939]
    assert live["partners"]["box"][0] == pytest.approx(-122.42, abs=0.1)
    assert {live[name]["crs"] for name in ("partnerships", "municipalities", "partners")} == {"EPSG:4326"}


def test_qgis_filters_a_live_layer_by_attributes(live, server):
    assert live["of_brazil"] == ids(server, "country=BR")


def test_qgis_filters_a_live_layer_by_a_box_and_lets_the_server_do_it(live, server):
    assert live["in_europe"] == ids(server, "bbox=0,35,20,60")
    assert [float(edge) for edge in live["asked_for_europe"][0].split(",")] == [0, 35, 20, 60]


def test_a_package_opens_with_the_colours_and_dashes_of_the_map(seen):
    package = seen["package"]
    assert package["renderers"]["partnerships"] == "categorizedSymbol"
    assert package["attribute"] == "status"
    assert package["colours"]["Active 継続中"] == "#0a6aa8"
    assert package["colours"]["Ended 終了"] == "#b3400f"
    assert (package["dashed"]["Active 継続中"], package["dashed"]["Ended 終了"]) == (False, True)
    assert {"#ffffff", "#0a6aa8"} <= set(package["painted"])


def test_a_package_has_all_that_was_selected(seen, server):
    assert seen["package"]["features"]["partnerships"] == len(ids(server, "prefecture=27"))
