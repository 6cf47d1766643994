"""Every command, setting, route and parameter that exists is documented."""

import pytest
from click import Context
from prometheus_client import REGISTRY

from api.app import create_api
from api.cli.main import main
from api.dataset_manager import DatasetManager
from api.middleware.request_limits import MAX_BODY_BYTES, MAX_PARAMETERS, MAX_URL_BYTES
from api.ogc.context import COMMON_PARAMETERS
from api.ogc.filters import GENERAL
from api.serving.metrics import write_metrics
from api.serving.server import MAX_HEAD_BYTES
from api.settings import Settings
from geodata import Selection
from geodata.writers import FORMATS
from tests.support.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOWNLOADS = (ROOT / "docs" / "downloads.md").read_text(encoding="utf-8")
SELECTION = (ROOT / "docs" / "selection.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", main.list_commands(Context(main)))
def test_every_command_is_in_the_readme(command):
    assert f"`shimai {command}" in README


@pytest.mark.parametrize(("name", "field"), Settings.model_fields.items())
def test_every_setting_is_in_the_readme_with_its_option_and_its_description(name, field):
    default = "" if field.default in (None, "") else f" (default: {field.default})"
    option = f"--{name.replace('_', '-')}"
    assert f"| `{option}` | `SHIMAI_{name.upper()}` | {field.description}{default} |" in README


def test_the_options_of_serve_are_the_settings():
    serve = main.get_command(Context(main), "serve")
    assert {parameter.name for parameter in serve.params} == set(Settings.model_fields)


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_is_in_the_table_of_downloads_with_its_media_type(ending):
    assert f"| `.{ending}` | {FORMATS[ending].name} |" in DOWNLOADS
    assert f"`{FORMATS[ending].media_type.partition(';')[0]}`" in DOWNLOADS


@pytest.mark.parametrize("name", Selection.model_fields)
def test_every_parameter_is_in_the_table_of_selections(name):
    assert f"`{name}`" in SELECTION


def test_every_route_is_in_the_table_of_routes():
    paths = create_api(Settings()).openapi()["paths"]
    assert [path for path in paths if f"`{path}`" not in SELECTION] == []


@pytest.mark.parametrize("name", ["limit", "after", "sortby", "crs", *GENERAL, *COMMON_PARAMETERS])
def test_every_parameter_of_the_ogc_api_is_in_its_table(name):
    table = (ROOT / "docs" / "ogc.md").read_text(encoding="utf-8")
    assert f"`{name}`" in table


@pytest.mark.parametrize("name", ["lang", "theme", "controls", "colour", "title", "partnership", "open"])
def test_every_look_of_a_frame_is_in_the_table_of_embedding(name):
    assert f"| `{name}` |" in (ROOT / "docs" / "embedding.md").read_text(encoding="utf-8")


def test_every_metric_of_ours_is_in_the_table_of_operations():
    described = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    named = {family.name for family in REGISTRY.collect() if family.name.startswith("shimai_")}
    served = {
        line.split()[2]
        for line in write_metrics(DatasetManager(None)).decode().splitlines()
        if "# TYPE" in line
    }
    named |= {name for name in served if name.startswith("shimai_") and not name.endswith("_created")}
    assert len(named) >= 10
    assert [name for name in sorted(named) if f"| `{name}" not in described] == []


@pytest.mark.parametrize(
    "bound", [MAX_URL_BYTES, MAX_PARAMETERS, MAX_BODY_BYTES, MAX_HEAD_BYTES, Settings().max_connections]
)
def test_every_bound_on_requests_is_in_the_table_of_operations(bound):
    assert f"{bound:,}" in (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
