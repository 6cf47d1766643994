"""Every command, setting, route and parameter that exists is documented."""

import pytest

from api.app import create_app
from api.cli import main
from api.settings import Settings
from geodata import Selection
from geodata.writers import FORMATS
from tests.serving import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOWNLOADS = (ROOT / "docs" / "downloads.md").read_text(encoding="utf-8")
SELECTION = (ROOT / "docs" / "selection.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_in_the_readme(command):
    assert f"`shimai {command}" in README


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_in_the_readme_with_its_option(name):
    assert f"`SHIMAI_{name.upper()}`" in README
    assert f"`--{name}`" in README


def test_the_options_of_serve_are_the_settings():
    options = {parameter.name for parameter in main.commands["serve"].params}
    assert options == set(Settings.model_fields)


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_is_in_the_table_of_downloads_with_its_media_type(ending):
    assert f"| `.{ending}` | {FORMATS[ending].name} |" in DOWNLOADS
    assert f"`{FORMATS[ending].media_type.partition(';')[0]}`" in DOWNLOADS


@pytest.mark.parametrize("name", Selection.model_fields)
def test_every_parameter_is_in_the_table_of_selections(name):
    assert f"`{name}`" in SELECTION


def test_every_route_is_in_the_table_of_routes():
    paths = create_app().openapi()["paths"]
    assert [path for path in paths if f"`{path}`" not in SELECTION] == []


@pytest.mark.parametrize("name", ["lang", "theme", "controls", "colour", "title", "partnership", "open"])
def test_every_look_of_a_frame_is_in_the_table_of_embedding(name):
    assert f"| `{name}` |" in (ROOT / "docs" / "embedding.md").read_text(encoding="utf-8")
