"""The wheel carries all that the server serves, and the licences of what others made."""

import subprocess
import sys
import zipfile

import pytest

from tests.support.paths import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def names(tmp_path_factory) -> list[str]:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("shimai-*.whl")
    return zipfile.ZipFile(wheel).namelist()


@pytest.mark.parametrize(
    "name",
    [
        "geodata/data/partnerships.csv",
        "geodata/data/sources.csv",
        "geodata/data/places.csv",
        "viewer/templates/viewer.html",
        "viewer/locale/ja/LC_MESSAGES/viewer.po",
        "viewer/static/js/map/layer.js",
        "viewer/static/vendor/leaflet/leaflet.js",
        "viewer/static/vendor/leaflet/LICENSE",
        "viewer/static/vendor/world-atlas/countries-50m.json",
        "viewer/static/vendor/topojson-client/topojson-client.min.js",
        "viewer/static/vendor/swagger-ui-dist/swagger-ui-bundle.js",
    ],
)
def test_the_wheel_carries_data_pages_scripts_and_base_map(names, name):
    assert name in names


def test_the_wheel_carries_the_licences(names):
    licences = [name.rpartition("/")[2] for name in names if ".dist-info/licenses/" in name]
    assert {"LICENSE", "leaflet.txt", "topojson-client.txt", "world-atlas.txt"} <= set(licences)


def test_the_wheel_carries_no_tests_and_no_node_modules(names):
    assert not [name for name in names if name.startswith("tests/") or "node_modules" in name]
