"""The notebooks and documents of docs/notebooks do what they say.

Jupyter's and marimo's run as they are. Quarto and R are not at hand: of their documents the Python is run, as
one script in the order of the page, and what counts within the text.
"""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import geodata
from tests.support.paths import ROOT

NOTEBOOKS = ROOT / "docs" / "notebooks"
CHUNK = re.compile(r"^```\{python[^}]*\}\n(.*?)^```$", re.MULTILINE | re.DOTALL)
POINT = re.compile(r"&quot;coordinates&quot;: \[(-?[\d.]+), -?[\d.]+\]")
INLINE = re.compile(r"`\{python\} ([^`]+)`")


@dataclass(frozen=True)
class Executed:
    """The notebook with its outputs, and the folder in which it ran."""

    notebook: nbformat.NotebookNode
    folder: Path

    def shown(self, name: str) -> str:
        """Return the markup that a cell shows."""
        (one,) = (one for one in self.notebook.cells if one.id == name)
        (output,) = one.outputs
        return output["data"]["text/html"]


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Executed:
    """The notebook after a run in the kernel of the tests' Python; Jupyter keeps nothing at home."""
    folder = tmp_path_factory.mktemp("jupyter")
    notebook = nbformat.read(NOTEBOOKS / "partnerships.ipynb", as_version=4)
    resources = {"metadata": {"path": str(folder)}}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PREFER_ENV_PATH", "1")
        for name in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR"):
            patch.setenv(name, str(folder / name.lower()))
        NotebookClient(notebook, kernel_name="python3", timeout=120, resources=resources).execute()
    return Executed(notebook, folder)


def ids(path: Path) -> list[str]:
    return [one["id"] for one in json.loads(path.read_text(encoding="utf-8"))["features"]]


def run(code: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_jupyter_notebook_shows_a_table_and_maps_and_saves_data_figure_and_map(executed):
    assert "<td>サンパウロ州</td>" in executed.shown("select")
    assert "drawPartnerships" in executed.shown("show")
    assert len(ids(executed.folder / "brazil.geojson")) == 51
    assert "日本の自治体の海外提携：ブラジル" in (executed.folder / "brazil.svg").read_text(encoding="utf-8")
    assert "drawPartnerships" in (executed.folder / "brazil.html").read_text(encoding="utf-8")


def test_the_notebooks_own_layer_is_on_the_map_at_the_turn_of_the_earth_that_it_shows(executed):
    assert POINT.findall(executed.shown("show")) == []
    points = POINT.findall(executed.shown("own"))
    assert len(points) >= 3
    assert all(300 < float(longitude) < 330 for longitude in points)


def test_the_notebook_is_kept_without_outputs():
    notebook = nbformat.read(NOTEBOOKS / "partnerships.ipynb", as_version=4)
    nbformat.validate(notebook)
    code = [one for one in notebook.cells if one.cell_type == "code"]
    assert [(one.outputs, one.execution_count) for one in code] == [([], None)] * len(code)


def test_the_marimo_notebook_runs_as_a_script_and_saves_data_and_figure(tmp_path):
    done = subprocess.run(
        [sys.executable, NOTEBOOKS / "partnerships_marimo.py"],
        cwd=tmp_path,
        env={**os.environ, "HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert len(ids(tmp_path / "selection.geojson")) > 30
    assert "ブラジル" in (tmp_path / "selection.svg").read_text(encoding="utf-8")


def test_a_marimo_map_follows_the_country_and_year_that_stand_in_another_cell(tmp_path):
    code = f"""
import runpy
app = runpy.run_path({str(NOTEBOOKS / "partnerships_marimo.py")!r})["app"]
outputs, values = app.run()
shown = [one._repr_html_() for one in outputs if hasattr(one, "_repr_html_")]
print(len(values["dataset"]), any("drawPartnerships" in one for one in shown))
"""
    assert run(code, tmp_path).split() == [str(len(ids(tmp_path / "selection.geojson"))), "True"]


def test_the_python_of_the_quarto_document_runs_and_counts_what_the_text_tells(tmp_path):
    document = (NOTEBOOKS / "partnerships.qmd").read_text(encoding="utf-8")
    counted = "\n".join(f"print({one})" for one in INLINE.findall(document))
    said = run("\n".join([*CHUNK.findall(document), counted]), tmp_path).splitlines()
    assert said[0] == "51"
    assert said[1] == "1963"
    assert said[2:] == [geodata.load().version, "2026-04"]
    assert (tmp_path / "brazil.pdf").read_bytes().startswith(b"%PDF-")
    assert "Brazil" in (tmp_path / "brazil.svg").read_text(encoding="utf-8")


def test_the_python_of_the_r_markdown_document_draws_its_figure(tmp_path):
    document = (NOTEBOOKS / "partnerships.Rmd").read_text(encoding="utf-8")
    (chunk,) = CHUNK.findall(document)
    run(chunk, tmp_path)
    assert (tmp_path / "brazil.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.iterdir()), ids=lambda path: path.name)
def test_every_notebook_is_in_the_page_about_them(path):
    assert f"(notebooks/{path.name})" in (ROOT / "docs" / "notebooks.md").read_text(encoding="utf-8")
