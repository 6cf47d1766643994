"""Events on the map: off at first, turned on in the legend, by place and year, with cards."""

import re

import pytest
from playwright.sync_api import expect


def symbols(tab):
    return tab.page.locator(".shimai-event")


def test_events_are_off_until_the_reader_turns_them_on(server, visit):
    tab = visit(f"{server}/?lang=en&country=ID")
    expect(symbols(tab)).to_have_count(0)
    tab.page.get_by_label("Events", exact=True).check()
    expect(symbols(tab).first).to_be_visible()
    expect(tab.page).to_have_url(re.compile("country=ID&events=show$"))
    tab.page.get_by_label("Events", exact=True).uncheck()
    expect(symbols(tab)).to_have_count(0)
    expect(tab.page).to_have_url(re.compile("country=ID$"))


@pytest.mark.parametrize(
    ("lang", "title", "town"),
    [("en", "Forty people from Misato", "Mas"), ("ja", "30周年の記念式典がマス村で開かれ", "マス村")],
)
def test_a_symbol_opens_the_card_of_what_happened_there(server, visit, lang, title, town):
    tab = visit(f"{server}/?lang={lang}&country=ID&municipality=32448&year=2023&events=show")
    symbols(tab).and_(tab.page.get_by_title(re.compile(f"^{town}: "))).press("Enter")
    card = tab.page.get_by_role("dialog")
    expect(card).to_contain_text(title)
    card.get_by_role("button", name="Mas" if lang == "en" else "マス村").click()
    expect(card).to_contain_text("1993")
    expect(tab.page).to_have_url(re.compile("open=partnerships/misato-32448-mas-id"))


def test_a_year_leaves_the_events_of_that_year(server, visit):
    tab = visit(f"{server}/?lang=en&country=ID&events=show")
    expect(symbols(tab).first).to_be_visible()
    everything = symbols(tab).count()
    tab.page.get_by_label("In force in the year").first.fill("2023")
    tab.page.get_by_label("In force in the year").first.press("Enter")
    expect(symbols(tab)).not_to_have_count(everything)
    assert 0 < symbols(tab).count() < everything


def test_the_card_of_a_partnership_tells_its_history_in_the_order_of_dates(server, visit):
    tab = visit(f"{server}/?lang=en&open=partnerships/misato-32448-mas-id")
    history = tab.page.locator(".shimai-history > li")
    expect(history).to_have_count(5)
    dates = [re.search(r"\d{4}", text)[0] for text in history.all_inner_texts()]
    assert dates == ["1991", "1993", "2023", "2023", "2025"]
    expect(history.nth(1)).to_contain_text("signed their pact")


def test_an_embedded_map_shows_events_where_its_address_says_so(server, visit):
    tab = visit(f"{server}/embed?country=ID&events=show&lang=en")
    expect(symbols(tab).first).to_be_visible()
    assert tab.external_requests == []


def test_a_standalone_file_has_its_events_with_it(tmp_path, server, visit):
    path = tmp_path / "indonesia.html"
    tab = visit(f"{server}/")
    path.write_bytes(tab.page.request.get(f"{server}/standalone.html?country=ID&lang=en").body())
    alone = visit(f"file://{path}#events=show")
    expect(symbols(alone).first).to_be_visible()
    assert alone.external_requests == []
