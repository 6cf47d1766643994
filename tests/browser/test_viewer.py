"""The viewer in Chromium: lines, filters, the address, the card, both languages."""

import re

import httpx
import pytest
from playwright.sync_api import expect

from tests.support.http import get_total

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def test_all_shipped_partnerships_are_drawn_without_a_word_in_the_console_or_a_request_elsewhere(
    server, visit
):
    tab = visit(server + "/?lang=en")
    tab.expect_shown(1906)
    assert tab.painted_pixels() > 20_000
    tab.page.wait_for_load_state("networkidle")
    assert tab.console_messages == []
    assert tab.external_requests == []


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("path", ["/", "/embed", "/partnerships/osaka-27100-san-francisco-us"])
def test_every_page_is_quiet_in_both_languages_and_on_a_phone(server, visit, path, language):
    for options in ({}, PHONE):
        tab = visit(f"{server}{path}?lang={language}", **options)
        tab.page.wait_for_load_state("networkidle")
        assert tab.console_messages == []
        assert tab.external_requests == []
        assert tab.page.locator("html").get_attribute("lang") == language
        width, inner = tab.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width <= inner


@pytest.mark.parametrize(
    ("name", "value"),
    [("country", "DE"), ("status", "ended"), ("kind", "friendship_city"), ("prefecture", "27")],
)
def test_ticking_a_filter_changes_map_count_and_address_without_a_reload(server, visit, name, value):
    tab = visit(server + "/?lang=en")
    before = tab.painted_pixels()
    tab.page.evaluate("window.stillHere = true")
    tab.page.evaluate("document.querySelectorAll('#filters details').forEach(part => part.open = true)")
    tab.page.locator(f'input[name="{name}"][value="{value}"]').check(force=True)
    tab.expect_shown(get_total(server, f"{name}={value}"))
    assert f"{name}={value}" in tab.page.url
    assert tab.painted_pixels() != before
    assert tab.page.evaluate("window.stillHere")
    download = tab.page.locator('a[data-selection="download"]').first.get_attribute("href")
    assert download == f"/partnerships.geojson?{name}={value}"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Sister and friendship cities with China: 278 of the 362 that CLAIR counted in 2016 (77%)."),
        (
            "ja",
            "中国との姉妹・友好都市提携：自治体国際化協会（クレア）が"
            "2016年に集計した362件のうち、278件（77%）を収録しています。",
        ),
    ],
)
def test_the_panel_says_how_complete_a_single_country_is(server, visit, language, said):
    tab = visit(f"{server}/?lang={language}")
    line = tab.page.locator('[data-coverage="CN"]')
    expect(line).to_be_hidden()
    tab.page.locator('input[name="country"][value="CN"]').check(force=True)
    expect(line).to_be_visible()
    expect(line).to_have_text(said)
    tab.page.locator('input[name="country"][value="KR"]').check(force=True)
    expect(line).to_be_hidden()


def test_a_year_and_words_filter_as_the_server_does_and_undated_ones_are_counted(server, visit):
    tab = visit(server + "/?lang=en")
    tab.page.fill("#year", "1990")
    tab.page.locator("#year").press("Enter")
    tab.expect_shown(get_total(server, "year=1990"))
    left_out = httpx.get(f"{server}/facets?year=1990").json()["undated_left_out"]
    expect(tab.page.locator("[data-left-out]")).to_have_text(f"{left_out} without a date are not shown.")
    tab.page.fill("#q", "Ōsaka san francisco")
    tab.expect_shown(get_total(server, "year=1990&q=osaka+san+francisco"))


def test_going_back_undoes_a_filter_and_forward_sets_it_again(server, visit):
    tab = visit(server + "/?lang=en")
    tab.page.locator('input[name="country"][value="BR"]').check(force=True)
    brazil = get_total(server, "country=BR")
    tab.expect_shown(brazil)
    tab.page.go_back()
    tab.expect_shown(1906)
    assert not tab.page.locator('input[name="country"][value="BR"]').is_checked()
    tab.page.go_forward()
    tab.expect_shown(brazil)


def test_an_address_restores_its_state_and_each_option_shows_its_count(server, visit):
    query = "country=US,CN&status=active&year=1990"
    tab = visit(f"{server}/?lang=en&{query}")
    tab.expect_shown(get_total(server, query))
    for value in ("US", "CN"):
        assert tab.page.locator(f'input[name="country"][value="{value}"]').is_checked()
    assert tab.page.locator("#year").input_value() == "1990"
    facets = httpx.get(f"{server}/facets?{query}").json()
    korea = tab.page.locator('label:has(input[name="country"][value="KR"])').inner_text()
    assert re.search(r"\d+", korea)[0] == str(facets["country"]["KR"])


def test_clicking_a_line_opens_its_card_and_escape_closes_it(server, visit):
    tab = visit(f"{server}/?lang=en&municipality=27100&country=IT")
    assert tab.shown() == 1
    x, y = tab.point_on_a_line()
    tab.page.mouse.move(x, y)
    expect(tab.page.locator(".shimai-tooltip")).to_contain_text("Milan")
    tab.page.mouse.click(x, y)
    card = tab.page.get_by_role("dialog")
    expect(card).to_be_focused()
    for words in ("Osaka", "大阪市", "Milan", "ミラノ市", "Lombardy", "Italy", "Sister city", "1981", "km"):
        expect(card).to_contain_text(words)
    assert card.get_by_role("link", name=re.compile("Osaka City")).get_attribute("href").startswith("http")
    assert card.locator('a[href^="/partnerships/osaka-27100-milan-it"]').count() == 1
    tab.page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_the_legend_tells_the_statuses_apart_without_colour(server, visit):
    tab = visit(server + "/?lang=ja")
    legend = tab.page.locator(".shimai-legend")
    for status in ("継続中", "予定", "休止", "終了"):
        expect(legend).to_contain_text(status)
    dashes = legend.locator(".shimai-legend-lines line").evaluate_all(
        "all => all.map(one => getComputedStyle(one).strokeDasharray)"
    )
    assert len(dashes) == len(set(dashes)) == 5


def test_no_line_jumps_across_the_drawn_map(server, visit):
    tab = visit(server + "/?lang=en")
    widest = tab.page.evaluate(
        """async () => {
            const {Network} = await import("shimai/model/network");
            const {ArcCache} = await import("shimai/map/layer-cache");
            const network = new Network(await (await fetch("/map.json")).json());
            let widest = 0;
            for (const {points} of new ArcCache(network).fine(network.partnerships.id.keys())) {
                for (let i = 2; i < points.length; i += 2)
                    widest = Math.max(widest, Math.abs(points[i] - points[i - 2]));
            }
            return widest;
        }"""
    )
    assert 0 < widest < 64  # the world is 256 wide


def test_on_a_phone_the_filters_open_as_a_drawer_and_close_again(server, visit):
    tab = visit(server + "/?lang=en", **PHONE)
    field = tab.page.locator("#q")
    expect(field).not_to_be_in_viewport()
    tab.page.get_by_role("button", name="Filters").tap()
    expect(field).to_be_in_viewport()


def test_without_javascript_the_form_filters_and_the_list_can_be_read(server, visit):
    tab = visit(f"{server}/?lang=en", wait=False, java_script_enabled=False)
    tab.page.locator("#q").fill("misato")
    tab.page.locator("#filters button[type=submit]").click()
    assert "q=misato" in tab.page.url
    assert tab.shown() == get_total(server, "q=misato")
    expect(tab.page.locator("#list")).to_contain_text("Salamina")
