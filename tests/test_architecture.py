"""The packages lie in layers, no two modules import each other, and docs/architecture.md says what is so."""

import re
import subprocess
import sys
import tomllib
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest
from fastapi import FastAPI
from starlette.routing import Router

from api.app import create_app
from api.settings import Settings
from tests.support.paths import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PACKAGES = ("api", "viewer", "geodata")
FOLDERS = (*PACKAGES, "tests", "benchmarks", "docs")
NOT_CODE = ("data", "static", "templates", "locale")
CODE = re.findall(r"`([^`\n]+)`", PAGE)


def pictured_layers() -> dict[str, list[str]]:
    """Return the layers of each package in the page's picture, from the top; `a | b` lie side by side."""
    picture = re.search(r"```text\n(.*?)```", PAGE, re.DOTALL)
    assert picture is not None
    layers: dict[str, list[str]] = {}
    package = ""
    for line in filter(None, picture[1].splitlines()):
        package = line[:11].strip() or package
        layers.setdefault(package, []).append(re.split(" {2,}", line[11:])[0])
    return layers


def contracted_layers(package: str) -> list[str]:
    """Return the layers of a package in its contract, without the optional ones."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = (
        one for one in config["tool"]["importlinter"]["contracts"] if one.get("containers") == [package]
    )
    optional = re.compile(r" \| \([a-z_]+\)|\([a-z_]+\) \| ")
    return [optional.sub("", layer) for layer in contract["layers"]]


def test_no_package_imports_from_a_layer_above_it():
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [lint, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_modules_import_each_other():
    graph = grimp.build_graph("geodata", "viewer", "api", cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        cycle = " -> ".join(reversed(error.args[1]))
        raise AssertionError(f"these modules import each other: {cycle}") from error


@pytest.mark.parametrize("package", PACKAGES)
def test_the_layers_in_the_picture_are_those_of_the_import_rules(package):
    assert pictured_layers()[package] == contracted_layers(package)


@pytest.mark.parametrize("package", PACKAGES)
def test_the_picture_has_every_module_and_folder_of_a_package(package):
    pictured = {name for layer in pictured_layers()[package] for name in layer.split(" | ")}
    inside = [path for path in (ROOT / package).iterdir() if path.stem not in ("__init__", "__pycache__")]
    modules = {path.stem for path in inside if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert pictured == modules


@pytest.mark.parametrize("package", ["geodata", "viewer"])
def test_the_page_has_every_folder_beside_the_modules(package):
    beside = {path.name for path in (ROOT / package).iterdir() if path.name in NOT_CODE}
    assert [name for name in beside if f"`{package}/{name}/`" not in PAGE] == []


def test_the_middleware_is_that_of_the_application_from_the_outermost():
    listed = re.findall(r"^[0-9]+\. `(\w+Middleware)`", PAGE, re.MULTILINE)
    app = create_app(Settings(rate="600/minute"))
    added = []
    while not isinstance(app, Router):
        added.append(type(app))
        app = app.build_middleware_stack() if isinstance(app, FastAPI) else app.app
    own = [one.__name__ for one in added if one.__module__.startswith(("api.", "asgi_correlation_id."))]
    assert listed == own


def test_every_path_in_the_page_exists():
    paths = [code for code in CODE if code.startswith(tuple(f"{folder}/" for folder in FOLDERS))]
    assert len(paths) > 50
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_class_and_function_in_the_page_exists():
    sources = "\n".join(
        path.read_text(encoding="utf-8") for package in PACKAGES for path in (ROOT / package).rglob("*.py")
    )
    functions = {code[:-2] for code in CODE if re.fullmatch(r"[a-z_]+\(\)", code)}
    classes = {code for code in CODE if re.fullmatch(r"([A-Z][a-z]+[A-Za-z]*)(\.[a-z_]+)?", code)}
    methods = {name.partition(".")[2] for name in classes if "." in name}
    missing = [name for name in functions | methods if f"def {name}(" not in sources]
    known = ("CorrelationIdMiddleware",)  # asgi-correlation-id's
    missing += [
        name
        for name in {one.partition(".")[0] for one in classes}
        if not re.search(rf"^class {name}\b", sources, re.MULTILINE) and name not in known
    ]
    assert len(functions | classes) > 25
    assert missing == []
