"""The map by keyboard: a cursor among towns and lines, Enter, Escape, and what is spoken."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def focused(server, visit):
    """A tab whose map has the focus."""
    tab = visit(f"{server}/?lang=en&map=6/36/139")
    tab.page.locator(".leaflet-container").focus()
    return tab


def spoken(tab) -> str:
    tab.page.wait_for_timeout(400)
    return tab.page.locator(".shimai-spoken").inner_text()


def test_arrow_keys_lead_from_town_to_town_and_speak_their_names(focused):
    focused.page.keyboard.press("ArrowRight")
    first = spoken(focused)
    focused.page.keyboard.press("ArrowRight")
    second = spoken(focused)
    assert "partnership" in first
    assert "partnership" in second
    assert first != second
    expect(focused.page.locator(".shimai-cursor")).to_be_visible()


def test_enter_opens_and_escape_goes_back_step_by_step(focused):
    focused.page.keyboard.press("ArrowDown")
    focused.page.keyboard.press("Enter")
    card = focused.page.get_by_role("dialog")
    expect(card).to_be_focused()
    focused.page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(focused.page.locator(".leaflet-container")).to_be_focused()
    focused.page.keyboard.press("ArrowUp")
    expect(focused.page.locator(".shimai-cursor")).to_be_visible()
    focused.page.keyboard.press("Escape")
    expect(focused.page.locator(".shimai-cursor")).to_be_hidden()


def test_a_click_where_several_lines_lie_asks_which_and_a_double_click_zooms(server, visit):
    tab = visit(f"{server}/?lang=en&country=US,CA")
    scale = tab.page.locator(".leaflet-control-scale-line")
    before = scale.inner_text()
    box = tab.page.locator(".leaflet-container").bounding_box()
    points = [
        (box["x"] + share * box["width"], box["y"] + 0.3 * box["height"]) for share in (0.45, 0.5, 0.55)
    ]
    card = tab.page.get_by_role("dialog")
    for point in points:
        tab.page.mouse.click(*point)
        tab.page.wait_for_timeout(400)
        if card.is_visible() and "partnerships here" in card.inner_text():
            break
    expect(card).to_contain_text("partnerships here")
    card.locator(".shimai-card-list button").first.click()
    expect(card).not_to_contain_text("partnerships here")
    tab.page.keyboard.press("Escape")
    tab.page.mouse.dblclick(*points[0])
    expect(scale).not_to_have_text(before)
    expect(card).to_be_hidden()


def test_the_maps_of_pages_leave_the_wheel_to_the_page_until_they_are_clicked(server, visit):
    tab = visit(f"{server}/countries/BR?lang=en", viewport={"width": 1000, "height": 700})
    scale = tab.page.locator(".leaflet-control-scale-line")
    before = scale.inner_text()
    tab.page.mouse.move(500, 400)
    tab.page.mouse.wheel(0, 200)
    tab.page.wait_for_function("() => scrollY > 0")
    assert scale.inner_text() == before


def test_canvases_have_a_name_or_are_hidden_from_who_cannot_see(server, visit):
    tab = visit(f"{server}/?lang=en")
    unnamed = tab.page.locator("canvas:not([aria-label]):not([aria-hidden])")
    expect(unnamed).to_have_count(0)
