"""Exploring: names completed as the reader types, towns, countries and lines opened, each with an address."""

import math
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.support.http import get_total
from tests.support.typed_names import TYPED_NAMES


def on_the_whole_earth(box: dict[str, float], longitude: float, latitude: float) -> tuple[float, float]:
    """Return where a place stands on a map that shows the earth once around the Pacific (24 N, 150 E)."""
    world = 256 * 2 ** (round(4 * math.log2(box["width"] / 256)) / 4)
    y = [math.asinh(math.tan(math.radians(degrees))) / (2 * math.pi) for degrees in (24.0, latitude)]
    across, down = (longitude - 150) / 360, y[0] - y[1]
    return box["x"] + box["width"] / 2 + across * world, box["y"] + box["height"] / 2 + down * world


def card(page: Page):
    return page.get_by_role("dialog")


@pytest.mark.parametrize(
    ("language", "typed", "first"),
    [
        ("en", "san fran", "San Francisco"),
        ("en", "hirosh", "Hiroshima"),
        ("ja", "サンフラ", "サンフランシスコ市"),
        ("ja", "広島", "広島県"),
        ("en", "ブラジル", "Brazil"),
    ],
)
def test_the_search_box_completes_names_in_both_languages(server, visit, language, typed, first):
    tab = visit(f"{server}/?lang={language}")
    box = tab.page.get_by_role("combobox").first
    box.press_sequentially(typed)
    expect(tab.page.get_by_role("option").first).to_contain_text(first)
    expect(box).to_have_attribute("aria-expanded", "true")


@pytest.mark.parametrize("name", TYPED_NAMES, ids=lambda name: name.text)
def test_the_search_box_suggests_first_what_a_typed_name_means(server, search_page, name):
    search_page.get_by_role("combobox").first.fill(name.text)
    suggestions = search_page.locator("#suggestions [role=option]")
    if not name.open:
        expect(suggestions).to_have_count(0)
        return
    suggestions.first.click()
    search_page.wait_for_url(lambda url: f"open={name.open}" in unquote(url), timeout=5000)
    search_page.keyboard.press("Escape")
    assert "open=" not in search_page.url


@pytest.fixture(scope="module")
def search_page(server, chromium):
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{server}/?lang=en")
    page.wait_for_function("() => document.querySelector('[role=combobox]')")
    yield page
    page.close()


def test_with_the_keyboard_alone_a_town_is_found_and_its_partnerships_are_listed(server, visit):
    tab = visit(f"{server}/?lang=en")
    box = tab.page.get_by_role("combobox").first
    box.press_sequentially("misato")
    box.press("ArrowDown")
    expect(tab.page.locator('#suggestions [aria-selected="true"]')).to_have_count(1)
    active = box.get_attribute("aria-activedescendant")
    assert tab.page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    box.press("Enter")
    expect(card(tab.page)).to_be_focused()
    expect(card(tab.page)).to_contain_text("Misato")
    assert "open=places/jp-" in tab.page.url
    expect(tab.page.get_by_role("listbox")).to_be_hidden()
    tab.page.keyboard.press("Escape")
    expect(card(tab.page)).to_be_hidden()
    assert "open=" not in tab.page.url


def test_escape_closes_the_suggestions_and_words_alone_still_filter(server, visit):
    tab = visit(f"{server}/?lang=en")
    box = tab.page.get_by_role("combobox").first
    box.press_sequentially("brazil")
    expect(tab.page.get_by_role("listbox")).to_be_visible()
    box.press("Escape")
    expect(tab.page.get_by_role("listbox")).to_be_hidden()
    tab.expect_shown(get_total(server, "q=brazil"))


def test_what_is_open_is_in_the_address_and_back_and_forward_open_and_close_it(server, visit):
    tab = visit(f"{server}/?lang=en&open=countries/BR")
    brazil = get_total(server, "country=BR")
    expect(card(tab.page).get_by_role("heading")).to_have_text("Brazil")
    expect(card(tab.page)).to_contain_text(f"{brazil} partnerships")
    card(tab.page).get_by_role("button", name="Suzu – Pelotas").first.click()
    expect(card(tab.page)).to_contain_text("17 September 1963")
    assert "open=partnerships/" in tab.page.url
    tab.page.go_back()
    expect(card(tab.page).get_by_role("heading")).to_have_text("Brazil")
    tab.page.go_forward()
    expect(card(tab.page)).to_contain_text("17 September 1963")


def test_a_country_tells_its_first_and_latest_and_can_be_shown_alone(server, visit):
    tab = visit(f"{server}/?lang=en&open=countries/BR")
    facts = card(tab.page).locator("dl")
    expect(facts).to_contain_text("17 September 1963")
    expect(facts).to_contain_text("Latest")
    card(tab.page).get_by_role("button", name="Show only these").click()
    tab.expect_shown(get_total(server, "country=BR"))
    assert "country=BR" in tab.page.url
    assert "open=countries/BR" in tab.page.url


def test_clicking_land_opens_its_country(server, visit):
    tab = visit(f"{server}/?lang=en")
    tab.page.wait_for_load_state("networkidle")
    box = tab.page.locator(".leaflet-container").bounding_box()
    tab.page.mouse.click(*on_the_whole_earth(box, 128.0, -28.0))
    expect(card(tab.page).get_by_role("heading")).to_have_text("Australia")
    expect(card(tab.page)).to_contain_text(f"{get_total(server, 'country=AU')} partnerships")


def test_what_is_open_changes_with_the_filters_and_closes_when_nothing_of_it_is_left(server, visit):
    tab = visit(f"{server}/?lang=en&open=countries/US")
    expect(card(tab.page)).to_contain_text(f"{get_total(server, 'country=US')} partnerships")
    tab.page.locator('input[name="status"][value="ended"]').check(force=True)
    expect(card(tab.page)).to_contain_text(f"{get_total(server, 'country=US&status=ended')} partnerships")
    tab.page.locator('input[name="country"][value="BR"]').check(force=True)
    expect(card(tab.page)).to_be_hidden()
    assert "open=" not in tab.page.url


def test_the_other_language_opens_the_same(server, visit):
    tab = visit(f"{server}/?lang=en&country=BR&open=countries/BR")
    tab.page.get_by_role("link", name="日本語").click()
    expect(card(tab.page).get_by_role("heading")).to_have_text("ブラジル")
    tab.expect_shown(get_total(server, "country=BR"))


def test_colours_can_show_the_kinds_and_the_url_says_so(server, visit):
    tab = visit(f"{server}/?lang=en")
    tab.page.get_by_label("Colours tell the kind").check()
    assert "colour=kind" in tab.page.url
    legend = tab.page.locator(".shimai-legend-lines")
    expect(legend).to_contain_text("Friendship city")
    expect(legend).to_contain_text("Ended")
    tab.page.reload()
    expect(tab.page.get_by_label("Colours tell the kind")).to_be_checked()
    tab.page.get_by_label("Colours tell the kind").uncheck()
    expect(legend).not_to_contain_text("Friendship city")
    assert "colour" not in tab.page.url


def test_an_address_that_opens_nothing_known_shows_the_map_without_a_word(server, visit):
    tab = visit(f"{server}/?lang=en&open=places/atlantis")
    tab.expect_shown(1906)
    expect(card(tab.page)).to_be_hidden()
    assert tab.console_messages == []
