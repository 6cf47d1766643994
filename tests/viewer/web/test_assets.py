"""Static files: URLs, fingerprints, embedding as data: URLs."""

import base64
import gzip
import json
import re
from urllib.parse import unquote

import pytest

from viewer import STATIC, Assets, MissingAssetError


def test_a_served_file_has_a_fingerprint_of_its_content() -> None:
    url = Assets.at("/static/").url("js/map/arcs.js")
    assert url.startswith("/static/js/map/arcs.js?v=")
    assert len(url.partition("=")[2]) == 8


def test_an_inlined_atlas_is_the_same_topology_with_flat_arcs_and_without_names() -> None:
    name = "vendor/world-atlas/countries-110m.json"
    head, _, body = Assets.inline().url(name).partition(",")
    assert head == "data:application/gzip;base64"
    inlined = json.loads(gzip.decompress(base64.b64decode(body)))
    whole = json.loads((STATIC / name).read_text(encoding="utf-8"))
    inlined["arcs"] = [
        [list(position) for position in zip(arc[::2], arc[1::2], strict=True)] for arc in inlined["arcs"]
    ]
    for country in whole["objects"]["countries"]["geometries"]:
        del country["properties"]
    assert inlined == whole


def test_the_pictures_of_an_inlined_style_sheet_are_inside_it() -> None:
    body = Assets.inline().url("vendor/leaflet/leaflet.css").partition(",")[2]
    css = unquote(body)
    assert "url(data:image/png;base64," in css
    assert "url(images/" not in css


def test_each_package_comes_with_its_licence() -> None:
    packages = json.loads((STATIC.parent.parent / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert sorted(path.parent.name for path in STATIC.glob("vendor/*/LICENSE")) == sorted(packages)


def test_every_module_finds_what_it_imports() -> None:
    modules = Assets.at("/static").modules()
    for path in (STATIC / "js").rglob("*.js"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith(("import ", "} from ")) and '"' in line:
                assert line.split('"')[1] in modules, f"{path.name}: {line}"


def test_scripts_never_set_markup() -> None:
    for path in (STATIC / "js").rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert word not in text, path.name


def test_a_missing_file_says_how_to_get_it() -> None:
    with pytest.raises(MissingAssetError, match="npm install && npm run build"):
        Assets.inline().url("vendor/leaflet/nothing.js")


def test_no_template_literal_has_several_lines_of_which_indentation_could_be_lost() -> None:
    for path in (STATIC / "js").rglob("*.js"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert line.count("`") % 2 == 0, f"{path.name}: {line}"


def test_a_page_carries_modules_without_their_comments() -> None:
    code = unquote(Assets.inline().modules()["shimai/map/layer"])
    assert "export class PartnershipLayer" in code
    assert "@param" not in code
    assert not any(line.lstrip().startswith("//") for line in code.splitlines())
    load = unquote(Assets.inline().modules()["shimai/map/load"])
    assert re.search(r"/\*\* @type \{MapColumns\} \*/ \(columns\)", load)
