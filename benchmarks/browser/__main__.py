"""`python -m benchmarks.browser [FOLDER]`: first lines, dragging and filtering, as ratios in one run.

FOLDER is a data folder, such as one that a long list was imported into; without it, the data that ship.
"""

import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, Page, sync_playwright

import geodata
from benchmarks.browser.pages import write_pages

ROUNDS = 7
PANES = {"empty": "shimai-basemap", "ours": "shimai-partnerships", "folium": "overlay"}
PROBE = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8")
SELECTION = "country=US&status=active"


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the library
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def first_lines_ms(browser: Browser, address: str) -> dict[str, float]:
    """Return each page's median time from asking for it to the first lines (or land) on the screen.

    The pages take turns, so that a machine that grows slower is slower for all.
    """
    times: dict[str, list[float]] = {name: [] for name in PANES}
    for _ in range(ROUNDS):
        for name, pane in PANES.items():
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.add_init_script(PROBE)
            page.goto(f"{address}/{name}.html")
            page.wait_for_function(f"() => window.firstDrawn['{pane}']", timeout=120_000)
            times[name].append(page.evaluate(f"() => window.firstDrawn['{pane}']"))
            page.close()
    return {name: statistics.median(measured) for name, measured in times.items()}


def dragged_fps(page: Page) -> float:
    """Return how many frames a second are shown while the map is dragged for a second."""
    page.evaluate(
        """() => {
            window.frames_ = [];
            const note = (time) => { window.frames_.push(time); requestAnimationFrame(note); };
            requestAnimationFrame(note);
        }"""
    )
    page.mouse.move(700, 450)
    page.mouse.down()
    for step in range(60):
        page.mouse.move(700 - 5 * step, 450 + 2 * step)
    page.mouse.up()
    frames = page.evaluate("() => window.frames_")
    return (len(frames) - 1) / (frames[-1] - frames[0]) * 1000


def filtered_ms(page: Page) -> float:
    """Return how long our layer takes from a choice of filters to the picture, the median of several."""
    return page.evaluate(
        """async (query) => {
            const { Selection } = await import("shimai/model/selection");
            const { selectPartnerships } = await import("shimai/model/filter");
            const layer = await Object.values(window).find((one) => one?.ready instanceof Promise).ready;
            const frame = () => new Promise(requestAnimationFrame);
            const times = [];
            for (const text of [query, "", query, "", query]) {
                const began = performance.now();
                const selection = Selection.parse(new URLSearchParams(text));
                layer.show(selectPartnerships(layer.network, selection, null), null);
                await frame();
                await frame();
                times.push(performance.now() - began);
            }
            return times.sort((a, b) => a - b)[2];
        }""",
        SELECTION,
    )


def main() -> None:
    """Print the times of the three pages and their ratios, then how our map moves and filters."""
    dataset = geodata.load(sys.argv[1] if len(sys.argv) > 1 else None)
    chromium = shutil.which("chromium")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        write_pages(folder, dataset)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        with served(folder) as address:
            print(f"{len(dataset):,} partnerships; first lines on the screen, from the request of the page")
            times = first_lines_ms(browser, address)
            for page, time in times.items():
                print(f"  {page:7} {time:8.0f} ms  {time / times['empty']:6.2f} x empty")
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(f"{address}/ours.html", wait_until="networkidle")
            print(f"our map: dragged at {dragged_fps(page):.0f} frames a second, without a GPU")
            print(f"our map: filtered in {filtered_ms(page):.0f} ms")
        browser.close()


if __name__ == "__main__":
    main()
