"""The map follows: it moves to what is chosen, keeps its view in the address, and fits when first seen."""

from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from geodata import load
from viewer import make_map

SCALE = ".leaflet-control-scale-line"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def view_of(page: Page) -> str:
    return page.url.partition("map=")[2].partition("&")[0].replace("%2F", "/")


def drag(page: Page, by: tuple[int, int]) -> None:
    page.mouse.move(900, 300)
    page.mouse.down()
    page.mouse.move(900 + by[0], 300 + by[1], steps=6)
    page.mouse.up()
    page.wait_for_url("**map=**")


def test_the_map_moves_to_a_chosen_country_and_back_when_it_is_taken_off(server, visit):
    tab = visit(f"{server}/?lang=en")
    whole = tab.page.locator(SCALE).inner_text()
    tab.page.get_by_role("checkbox", name="South Korea").check()
    expect(tab.page.locator(SCALE)).not_to_have_text(whole)
    assert "map=" not in tab.page.url
    tab.page.get_by_role("checkbox", name="South Korea").uncheck()
    expect(tab.page.locator(SCALE)).to_have_text(whole)


def test_the_map_stays_where_the_reader_has_moved_it_while_some_of_what_is_shown_is_there(server, visit):
    tab = visit(f"{server}/?lang=en&map=6/37/-120")
    tab.page.get_by_label("Active").check()
    tab.page.wait_for_url("**status=active**")
    tab.page.wait_for_timeout(600)
    assert view_of(tab.page) == "6/37/-120"


def test_the_address_after_a_drag_gives_the_same_view(server, visit):
    tab = visit(f"{server}/?lang=en")
    entries = tab.page.evaluate("history.length")
    drag(tab.page, (-180, 60))
    dragged = view_of(tab.page)
    painted, scale = tab.painted_pixels(), tab.page.locator(SCALE).inner_text()
    assert tab.page.evaluate("history.length") == entries
    again = visit(tab.page.url)
    again.page.wait_for_timeout(300)
    assert view_of(again.page) == dragged
    assert again.page.locator(SCALE).inner_text() == scale
    assert abs(again.painted_pixels() - painted) < 0.03 * painted
    link = again.page.locator('.languages a[lang="ja"]').get_attribute("href")
    assert f"map={dragged}" in link


def test_the_share_dialog_keeps_the_view_in_its_link_and_its_frame(server, visit):
    tab = visit(f"{server}/?lang=en")
    drag(tab.page, (-180, 60))
    tab.page.get_by_role("button", name="Share or embed").click()
    view = f"map={view_of(tab.page)}"
    assert view in tab.page.locator("#share-link").input_value()
    assert view in tab.page.locator("#share-frame").input_value()


def test_nine_letters_make_one_entry_of_the_history(server, visit):
    tab = visit(f"{server}/?lang=en")
    entries = tab.page.evaluate("history.length")
    box = tab.page.get_by_role("combobox").first
    for letter in "hiroshima":
        box.press_sequentially(letter)
        tab.page.wait_for_timeout(260)
    tab.page.wait_for_url("**q=hiroshima")
    assert tab.page.evaluate("history.length") == entries + 1
    tab.page.go_back()
    tab.expect_shown(1906)


def test_two_buttons_lead_to_what_is_shown_and_to_the_whole_map(server, visit):
    tab = visit(f"{server}/?lang=en&country=KR")
    fitted = tab.page.locator(SCALE).inner_text()
    tab.page.get_by_role("button", name="Show the whole map").click()
    expect(tab.page.locator(SCALE)).not_to_have_text(fitted)
    tab.page.get_by_role("button", name="Fit the map to what is shown").click()
    expect(tab.page.locator(SCALE)).to_have_text(fitted)
    assert "map=" not in tab.page.url


def test_on_a_phone_the_poles_take_less_than_a_third_and_nobody_gets_lost(server, visit):
    tab = visit(f"{server}/?lang=en", **PHONE)
    out = tab.page.get_by_role("button", name="Zoom out")
    for _ in range(4):
        if "leaflet-disabled" not in out.get_attribute("class"):
            out.tap()
            tab.page.wait_for_timeout(400)
    expect(out).to_have_class("leaflet-control-zoom-out leaflet-disabled")


@pytest.mark.parametrize("kind", ["embed", "standalone", "map"])
def test_a_frame_that_was_hidden_shows_its_lines_within_a_second(
    server, visit, other_site, kind, tmp_path: Path
):
    address = f"{server}/embed?country=BR&lang=en"
    if kind == "standalone":
        (tmp_path / "map.html").write_bytes(httpx.get(f"{server}/standalone.html?country=BR&lang=en").content)
        address = "map.html"
    elif kind == "map":
        make_map(load().select(country="BR")).save(str(tmp_path / "map.html"))
        address = "map.html"
    frame = f'<iframe src="{address}" width="800" height="500"></iframe>'
    (tmp_path / "page.html").write_text(f'<div id="tab" style="display: none">{frame}</div>')
    tab = visit(f"{other_site}/page.html", wait=False)
    tab.page.wait_for_timeout(3000)
    tab.page.evaluate("document.getElementById('tab').style.display = ''")
    tab.page.wait_for_timeout(1000)
    picture = tab.page.screenshot()
    shown = tab.page.frames[1]
    assert shown.locator(".leaflet-shimai-partnerships-pane canvas").evaluate("canvas => canvas.width") > 500
    assert shown.locator(SCALE).inner_text() != ""
    assert len(picture) > 40_000


@pytest.mark.parametrize("device", [{}, PHONE], ids=["desk", "phone"])
def test_what_is_opened_is_shown_beside_its_card(server, visit, device):
    tab = visit(f"{server}/?lang=en&open=partnerships/osaka-27100-san-francisco-us", **device)
    card = tab.page.locator(".shimai-card")
    expect(card).to_be_visible()
    tab.page.wait_for_timeout(600)
    outside = tab.page.evaluate(
        """() => {
            const canvas = document.querySelector(".leaflet-shimai-front-pane canvas");
            const box = canvas.getBoundingClientRect();
            const card = document.querySelector(".shimai-card").getBoundingClientRect();
            const scale = canvas.width / box.width;
            const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            let covered = 0, all = 0;
            for (let i = 0; i < data.length / 4; i += 1) {
                if (data[4 * i + 3] < 128) continue;
                const x = box.x + (i % canvas.width) / scale;
                const y = box.y + Math.floor(i / canvas.width) / scale;
                all += 1;
                covered += x > card.left && x < card.right && y > card.top && y < card.bottom;
            }
            return covered / all;
        }"""
    )
    assert outside < 0.02
