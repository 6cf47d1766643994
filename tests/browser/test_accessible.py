"""WCAG 2.2 AA: axe-core on all pages, keyboard use, zoom, narrow screens."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.support.paths import ROOT
from tests.support.skipping import skip_or_fail

AXE = ROOT / "tests" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = (
    "/",
    "/?year=2018&open=countries/US&colour=kind",
    "/?q=misato&open=partnerships/osaka-27100-san-francisco-us&undated=include",
    "/embed?country=DE",
    "/partnerships/osaka-27100-san-francisco-us",
    "/municipalities/27100",
    "/municipalities/27000",
    "/countries/US",
    "/table?country=BR",
    "/compare?prefecture=34,27",
    "/about",
    "/ogc",
    "/ogc/collections/partnerships/items?country=DE",
    "/nowhere",
    "/?year=soon",
)


def violations(page: Page) -> list[str]:
    """Return the violations that axe-core finds on a page: rule and element."""
    if not AXE.is_file():
        skip_or_fail("axe-core is not installed: `make test` installs it")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(f"axe.run({{runOnly: {json.dumps(RULES)}}})")
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


# Colours don't depend on the language, so each page is checked in one language only.
@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ja", "dark")])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on_any_page(server, visit, path, language, scheme):
    address = f"{server}{path}{'&' if '?' in path else '?'}lang={language}"
    tab = visit(address, wait=False, color_scheme=scheme, reduced_motion="reduce")
    tab.page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    tab.page.wait_for_load_state("networkidle")
    assert violations(tab.page) == []


@pytest.mark.parametrize("path", ["/", "/countries/US", "/compare?prefecture=34,27"])
def test_axe_finds_nothing_on_a_phone(server, visit, path):
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    tab = visit(server + path, wait=False, **phone)
    tab.page.wait_for_load_state("networkidle")
    assert violations(tab.page) == []
    if path == "/":
        tab.page.get_by_role("button", name="Filters").tap()
        tab.page.locator("#q").fill("osaka")
        expect(tab.page.get_by_role("listbox")).to_be_visible()
        assert violations(tab.page) == []


def test_the_keyboard_reaches_all_controls_and_each_shows_its_focus(server, visit):
    tab = visit(f"{server}/?lang=en&country=BR")
    seen = []
    for _ in range(200):
        tab.page.keyboard.press("Tab")
        name, outline = tab.page.evaluate(
            """() => {
                const node = document.activeElement;
                const name = node.dataset.timeline || node.id || node.className || node.tagName;
                return [node === document.body ? "" : name, getComputedStyle(node).outlineStyle];
            }"""
        )
        if not name:
            break
        seen.append(name)
        assert outline != "none", name
    for name in ("q", "year", "undated", "play", "back", "next", "speed", "from", "to"):
        assert name in seen
    assert seen[0] == "skip"


@pytest.mark.parametrize("path", ["/", "/compare?country=US,CN", "/about", "/table?country=BR"])
@pytest.mark.parametrize("width", [320, 720])
def test_nothing_is_cut_off_at_320_pixels_or_at_twice_the_size(server, visit, path, width):
    tab = visit(server + path, wait=False, viewport={"width": width, "height": 450})
    tab.page.wait_for_load_state("networkidle")
    assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_target_is_24_pixels_or_more(server, visit, language):
    tab = visit(f"{server}/?lang={language}&open=countries/BR&year=2000")
    small = tab.page.evaluate(
        """() => [...document.querySelectorAll("button, select, input, summary")]
            .filter((node) => node.checkVisibility() && node.type !== "checkbox")
            .filter((node) => Math.min(node.offsetWidth, node.offsetHeight) < 24)
            .map((node) => node.outerHTML.slice(0, 120))"""
    )
    assert small == []
