"""Fixtures of the browser tests: Chromium tabs that record console messages and external requests."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.chromium import FLAGS, chromium_path

_READ_CANVAS = """() => {
    const canvas = document.querySelector(".leaflet-shimai-partnerships-pane canvas");
    const painted = [], coloured = [];
    if (!canvas?.width) return {painted};
    const copy = new OffscreenCanvas(canvas.width, canvas.height)
        .getContext("2d", {willReadFrequently: true});
    copy.drawImage(canvas, 0, 0);
    const {data} = copy.getImageData(0, 0, canvas.width, canvas.height);
    for (let i = 0; i < data.length / 4; i += 1)
        if (data[4 * i + 3] > 128) {
            const point = [i % canvas.width, Math.floor(i / canvas.width)];
            painted.push(point);
            if (Math.abs(data[4 * i] - data[4 * i + 2]) > 60) coloured.push(point);
        }
    const box = canvas.getBoundingClientRect();
    return {box, scale: canvas.width / box.width, painted, coloured};
}"""


@dataclass
class BrowserTab:
    """An open page, its console messages, and the URLs that it requested from other hosts."""

    page: Page
    console_messages: list[str] = field(default_factory=list)
    external_requests: list[str] = field(default_factory=list)

    def painted_pixels(self) -> int:
        """Return the number of painted pixels in the canvas of the lines."""
        return self.page.evaluate(f"() => ({_READ_CANVAS})().painted.length")

    def point_on_a_line(self) -> tuple[float, float]:
        """Return a point of a line, half-way between its ends (viewport x and y in CSS pixels).

        Lines are coloured, names and circles aren't.
        """
        return self.page.evaluate(
            f"""() => {{
                const {{box, scale, coloured}} = ({_READ_CANVAS})();
                const columns = coloured.map(([x]) => x);
                const west = columns.reduce((a, b) => Math.min(a, b));
                const east = columns.reduce((a, b) => Math.max(a, b));
                const off = ([x]) => Math.abs(x - (west + east) / 2);
                const [x, y] = coloured.reduce((a, b) => off(a) < off(b) ? a : b);
                return [box.x + (x + 0.5) / scale, box.y + (y + 0.5) / scale];
            }}"""
        )

    def shown(self) -> int:
        """Return the number of partnerships in the page's heading."""
        return int("".join(filter(str.isdigit, self.page.locator("h1 [data-total]").inner_text())))

    def expect_shown(self, count: int) -> None:
        """Wait until the page's heading has a number of partnerships."""
        self.page.wait_for_function(
            """count => {
                const text = document.querySelector("h1 [data-total]").textContent;
                return Number(text.replace(/\\D/g, "")) === count;
            }""",
            arg=count,
        )


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Callable[..., BrowserTab]]:
    """Return a function that opens a URL and waits for its map; `options` are those of `new_context`."""
    contexts = []

    def open_page(address: str, *, wait: bool = True, **options: object) -> BrowserTab:
        context = chromium.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        tab = BrowserTab(page)
        page.on("console", lambda message: tab.console_messages.append(message.text))
        page.on("pageerror", lambda error: tab.console_messages.append(str(error)))
        page.on(
            "dialog",
            lambda dialog: (tab.console_messages.append(f"dialog: {dialog.message}"), dialog.dismiss()),
        )
        host = address.split("/")[2] if address.startswith("http") else ""

        def note(url: str) -> None:
            if url.startswith("http") and url.split("/")[2] != host:
                tab.external_requests.append(url)

        page.on("request", lambda request: note(request.url))
        page.goto(address)
        if wait:
            page.wait_for_function(f"() => ({_READ_CANVAS})().painted.length > 0")
        return tab

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def other_site(tmp_path: Path) -> Iterator[str]:
    """The URL of another site, which serves a folder."""
    handler = partial(SimpleHTTPRequestHandler, directory=tmp_path)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as site:
        Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{site.server_port}"
        site.shutdown()
