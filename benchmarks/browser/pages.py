"""The pages that are compared: the same map with nothing on it, with our layer, and with Folium's own."""

from pathlib import Path

import folium

from geodata import Dataset
from viewer import STATIC, Assets, LayerOptions, encode_columns, make_map
from viewer.maps.elements import BaseMap
from viewer.maps.map import PACIFIC, PacificMap

_MAP = {"location": PACIFIC, "tiles": None, "zoom_start": 2, "prefer_canvas": True}


def write_pages(folder: Path, dataset: Dataset) -> None:
    """Write empty.html, ours.html and folium.html, with what they fetch, to be served from the folder."""
    (folder / "static").symlink_to(STATIC)
    (folder / "map.json").write_bytes(encode_columns(dataset))
    assets = Assets.at("/static")
    empty = PacificMap(assets=assets, **_MAP)
    empty.add_child(BaseMap(assets=assets))
    _save(empty, folder / "empty.html", assets)
    options = LayerOptions(url="/map.json", fit=False)
    _save(make_map(dataset, assets=assets, options=options), folder / "ours.html", assets, "/map.json")
    raw = PacificMap(assets=assets, **_MAP)
    raw.add_child(BaseMap(assets=assets))
    folium.GeoJson(dataset.frame[["id", "geometry"]]).add_to(raw)
    _save(raw, folder / "folium.html", assets)


def _save(page: folium.Map, path: Path, assets: Assets, *data: str) -> None:
    """Save a page that asks early for what it needs, as the server's pages do."""
    links = [f'<link rel="modulepreload" href="{url}">' for url in assets.modules().values()]
    links += [f'<link rel="preload" as="fetch" href="{url}" crossorigin>' for url in data]
    page.save(path)
    html = path.read_text(encoding="utf-8")
    path.write_text(html.replace("</head>", "".join(links) + "</head>", 1), encoding="utf-8")
