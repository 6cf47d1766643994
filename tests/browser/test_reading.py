"""The pages of places and tables in Chromium: console, narrow screens, keyboard, no scripts."""

import re

import pytest
from playwright.sync_api import expect

PAGES = (
    "/municipalities/27100",
    "/municipalities/27000",
    "/countries/US",
    "/table?country=BR",
    "/partnerships/osaka-27100-san-francisco-us",
)
NARROW = {"viewport": {"width": 320, "height": 640}}


def address(server: str, path: str, language: str) -> str:
    return f"{server}{path}{'&' if '?' in path else '?'}lang={language}"


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("options", [{}, NARROW], ids=["desk", "narrow"])
@pytest.mark.parametrize("path", [*PAGES, "/about"])
def test_a_page_is_quiet_asks_no_other_host_and_never_scrolls_sideways(
    server, visit, path, options, language
):
    tab = visit(address(server, path, language), wait=False, **options)
    tab.page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    tab.page.wait_for_load_state("networkidle")
    assert tab.console_messages == []
    assert tab.external_requests == []
    assert tab.page.locator("html").get_attribute("lang") == language
    width, inner = tab.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width <= inner


@pytest.mark.parametrize("path", ["/municipalities/27100", "/municipalities/27000", "/countries/US"])
def test_the_map_of_a_place_is_drawn(server, visit, path):
    assert visit(address(server, path, "en")).painted_pixels() > 500


@pytest.mark.parametrize("path", PAGES)
def test_without_scripts_a_page_says_the_same(server, visit, path):
    def read(**options: object) -> str:
        page = visit(address(server, path, "ja"), wait=False, **options).page
        page.locator(".map-container").evaluate_all("all => all.forEach(element => element.remove())")
        return page.locator("main").inner_text()

    assert read(java_script_enabled=False) == read()


@pytest.mark.parametrize("path", [*PAGES, "/table?q=alert", "/countries/IT", "/municipalities/01000"])
def test_hostile_values_stay_text(hostile_server, visit, path):
    for language in ("en", "ja"):
        tab = visit(address(hostile_server, path, language), wait=False)
        tab.page.wait_for_load_state("networkidle")
        assert tab.console_messages == []
        assert tab.page.locator("main img").count() == 0
        assert not re.search(r"(?<!\d)49(?!\d)", tab.page.title())


def test_which_prefecture_has_most_partnerships_with_brazil_takes_one_click_from_a_partnership(server, visit):
    tab = visit(f"{server}/partnerships/osaka-27100-sao-paulo-br?lang=en", wait=False)
    tab.page.get_by_role("link", name="Brazil", exact=True).click()
    tab.page.wait_for_url("**/countries/BR?lang=en")
    rows = tab.page.locator("section", has=tab.page.get_by_role("heading", name="By prefecture")).get_by_role(
        "row"
    )
    expect(rows.nth(1)).to_contain_text("Hyogo")


def test_the_table_filters_sorts_and_pages_without_scripts(server, visit):
    tab = visit(f"{server}/table?lang=en", wait=False, java_script_enabled=False)
    page = tab.page
    page.get_by_label("Signed in").select_option("1980/1989")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("363 partnerships")).to_be_visible()
    page.get_by_role("link", name="Signed", exact=True).click()
    expect(page.get_by_role("columnheader", name="Signed")).to_have_attribute("aria-sort", "ascending")
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_text("101–200 of 363")).to_be_visible()
    page.get_by_role("navigation", name="Views of this selection").get_by_role("link", name="Map").click()
    page.wait_for_url("**/?lang=en&signed=1980/1989")


def test_on_a_phone_the_filters_are_folded_away_and_each_row_keeps_its_role(server, visit):
    page = visit(f"{server}/table?lang=en&country=BR", wait=False, **NARROW).page
    expect(page.get_by_label("Signed in")).to_be_hidden()
    page.locator(".table-filters > summary").click()
    expect(page.get_by_label("Signed in")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(52)
    expect(page.get_by_role("columnheader")).to_have_count(10)


def test_the_viewer_leads_to_the_table_of_what_it_shows(server, visit):
    tab = visit(f"{server}/?lang=en")
    tab.page.locator('input[name="country"][value="BR"]').check(force=True)
    tab.expect_shown(51)
    views = tab.page.get_by_role("navigation", name="Views of this selection")
    views.get_by_role("link", name="Table").click()
    tab.page.wait_for_url("**/table?lang=en&country=BR")
    expect(tab.page.get_by_text("51 partnerships")).to_be_visible()


def test_every_link_and_field_of_the_table_is_large_enough_and_reached_by_keyboard(server, visit):
    page = visit(f"{server}/table?lang=en&country=BR&limit=3", wait=False, **NARROW).page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the table")).to_be_focused()
    small = page.locator("main a:visible").evaluate_all(
        "all => all.filter(link => link.getBoundingClientRect().height < 23.5).map(link => link.textContent)"
    )
    assert small == []
