"""Folium maps opened in Chromium: their view, what they paint, their messages and their errors.

It runs in a thread of its own: Playwright takes one event loop a thread, and the fixture `chromium` may
hold that of this thread.
"""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import folium
from playwright.sync_api import Route, sync_playwright

from tests.support.chromium import FLAGS, chromium_path
from viewer import STATIC

_LEAFLET = {"leaflet.js": "text/javascript", "leaflet.css": "text/css"}
_SHOW = """() => {
    const map = window[document.querySelector(".folium-map").id];
    const {lat, lng} = map.getCenter();
    const canvas = document.querySelector(".leaflet-shimai-partnerships-pane canvas");
    const {data} = canvas?.getContext("2d").getImageData(0, 0, canvas.width, canvas.height) ?? {data: []};
    const sorry = document.querySelector(".shimai-failure");
    return {
        center: [lat, lng], zoom: map.getZoom(), painted: data.some((value) => value > 0),
        sorry: sorry ? [sorry.lang, sorry.textContent] : [],
    };
}"""
_SETTLED = """() => document.querySelector(".shimai-failure, .leaflet-shimai-partnerships-pane canvas")
    && !window[document.querySelector(".folium-map").id]._animatingZoom"""


@dataclass(frozen=True)
class Shown:
    """An open map that has finished moving; `sorry`: language and words of its message, if it has one."""

    center: list[float]
    zoom: float
    painted: bool
    sorry: list[str]
    errors: list[str]


def show(folium_map: folium.Map, folder: Path) -> Shown:
    """Save a map and open it; of other hosts' files it gets Leaflet, and all others empty."""
    chromium = chromium_path()
    path = folder / "map.html"
    folium_map.save(str(path))
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_open, path, chromium).result()


def _open(path: Path, chromium: str) -> Shown:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1000, "height": 700})
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.route(re.compile("^https?:"), _fulfill)
        page.goto(path.as_uri())
        page.wait_for_function(_SETTLED)
        page.wait_for_timeout(600)  # Leaflet's zoom animation begins a frame later and takes 250 ms.
        shown = Shown(**page.evaluate(_SHOW), errors=errors)
        browser.close()
    return shown


def _fulfill(route: Route) -> None:
    name = route.request.url.rpartition("/")[2]
    if name in _LEAFLET:
        route.fulfill(path=STATIC / "vendor" / "leaflet" / name, content_type=_LEAFLET[name])
    elif name == "nowhere.json":
        route.abort()
    else:
        route.fulfill(body="")
