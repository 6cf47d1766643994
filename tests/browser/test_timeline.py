"""The time line: columns, the year in force, the interval of signing, and time that plays."""

from playwright.sync_api import expect

from tests.support.http import get_facets


def test_the_columns_are_the_agreements_signed_a_year(server, visit):
    tab = visit(f"{server}/?lang=en&country=BR")
    titles = tab.page.locator(".timeline-chart title").all_text_contents()
    counts = {title[:4]: int(title.split(": ")[1].split(" ")[0]) for title in titles}
    for year in ("1957", "1973", "1980"):
        assert counts.get(year, 0) == get_facets(server, f"country=BR&signed={year}/{year}")["total"]
    assert sum(counts.values()) == get_facets(server, "country=BR&undated=exclude")["total"]


def test_moving_the_handle_shows_the_year_and_puts_it_into_the_address(server, visit):
    tab = visit(f"{server}/?lang=en")
    handle = tab.page.locator("#timeline").get_by_role("slider", name="In force in the year")
    handle.focus()
    handle.press("Home")
    tab.expect_shown(get_facets(server, "year=1955")["total"])
    assert "year=1955" in tab.page.url
    handle.press("ArrowRight")
    tab.expect_shown(get_facets(server, "year=1956")["total"])
    tab.page.go_back()
    tab.expect_shown(get_facets(server, "year=1955")["total"])


def test_the_words_say_how_many_were_in_force_and_how_many_have_no_date(server, visit):
    tab = visit(f"{server}/?lang=en&year=1990")
    known = get_facets(server, "year=1990")
    line = tab.page.locator("#timeline")
    expect(line).to_contain_text(f"In force in 1990: {known['total']} partnerships")
    expect(line).to_contain_text(f"{known['undated_left_out']} without a date are not shown.")
    line.get_by_role("button", name="All years").click()
    tab.expect_shown(1906)


def test_playing_lets_the_network_grow_until_it_is_paused_and_then_the_address_has_the_year(server, visit):
    tab = visit(f"{server}/?lang=en")
    line = tab.page.locator("#timeline")
    line.get_by_label("Speed").select_option("4")
    line.get_by_role("button", name="Play the years").click()
    handle = line.get_by_role("slider")
    tab.page.wait_for_function("() => document.querySelector('.timeline-year').value > 1957")
    assert "year=" not in tab.page.url
    tab.page.wait_for_function("() => document.querySelector('.timeline-year').value > 1959")
    line.get_by_role("button", name="Pause").click()
    year = int(tab.page.url.partition("year=")[2])
    assert str(year) == handle.input_value()
    assert 1960 <= year < 2000
    tab.expect_shown(get_facets(server, f"year={year}")["total"])


def test_who_wants_no_motion_gets_one_year_at_a_time(server, visit):
    tab = visit(f"{server}/?lang=en&year=1980", reduced_motion="reduce")
    line = tab.page.locator("#timeline")
    line.get_by_role("button", name="Play the years").click()
    tab.expect_shown(get_facets(server, "year=1981")["total"])
    expect(line.get_by_role("button", name="Pause")).to_have_count(0)


def test_an_interval_of_signing_is_chosen_by_its_first_and_last_year(server, visit):
    tab = visit(f"{server}/?lang=en")
    start = tab.page.get_by_label("Signed from the year")
    start.fill("1980")
    start.press("Tab")
    end = tab.page.get_by_label("Signed up to the year")
    end.fill("1989")
    end.press("Tab")
    tab.expect_shown(get_facets(server, "signed=1980/1989")["total"])
    assert "signed=1980/1989" in tab.page.url
    inside = tab.page.locator(".timeline-chart .is-inside title").all_text_contents()
    assert {title[:3] for title in inside} == {"198"}


def test_what_ended_in_a_year_is_drawn_as_ended_in_it_and_gone_the_year_after(server, visit):
    tab = visit(f"{server}/?lang=en&municipality=27100&country=US&year=2018")
    legend = tab.page.locator(".shimai-legend")
    expect(legend).to_contain_text("Ended")
    tab.page.get_by_role("button", name="One year on").click()
    expect(legend).not_to_contain_text("Ended")


def test_the_time_line_speaks_japanese(server, visit):
    tab = visit(f"{server}/?lang=ja&year=1990")
    line = tab.page.get_by_role("region", name="タイムライン")
    expect(line).to_contain_text("1990年時点で有効")
    expect(line.get_by_role("button", name="年を追って再生する")).to_be_visible()


def test_dragging_over_the_columns_chooses_years_of_signing(server, visit):
    tab = visit(f"{server}/?lang=en")
    chart = tab.page.locator(".timeline-chart")
    box = chart.bounding_box()
    first, last = (int(tab.page.locator(".timeline-year").get_attribute(name)) for name in ("min", "max"))

    def across(year: int) -> float:
        return box["x"] + box["width"] * (year - first + 0.5) / (last - first + 1)

    tab.page.mouse.move(across(1980), box["y"] + 20)
    tab.page.mouse.down()
    tab.page.mouse.move(across(1985), box["y"] + 20)
    assert "signed" not in tab.page.url
    tab.page.mouse.move(across(1989), box["y"] + 20)
    tab.page.mouse.up()
    tab.expect_shown(get_facets(server, "signed=1980/1989")["total"])
    assert "signed=1980/1989" in tab.page.url
    expect(tab.page.get_by_label("Signed from the year")).to_have_value("1980")
    tab.page.go_back()
    tab.expect_shown(1906)


def test_endings_are_below_the_columns_and_counted_in_their_year(server, visit):
    tab = visit(f"{server}/?lang=en&year=2018")
    titles = tab.page.locator(".timeline-chart .is-ended title").all_text_contents()
    assert any(title.startswith("2018: ") and title.endswith("ended or suspended") for title in titles)
    expect(tab.page.locator("#timeline")).to_contain_text("ended or suspended in it")


def test_partnerships_without_a_date_are_counted_beside_it_and_can_be_shown_or_hidden(server, visit):
    tab = visit(f"{server}/?lang=en")
    undated = get_facets(server, "undated=only")["total"]
    line = tab.page.locator("#timeline")
    expect(line).to_contain_text(f"{undated} of them have no date.")
    line.get_by_role("button", name="Hide them").click()
    tab.expect_shown(1906 - undated)
    assert "undated=exclude" in tab.page.url
    line.get_by_role("button", name="Show them").click()
    tab.expect_shown(1906)
    assert "undated" not in tab.page.url


def test_on_a_phone_step_speed_and_years_of_signing_are_one_tap_away(server, visit):
    tab = visit(
        f"{server}/?lang=en&year=1990", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    step = tab.page.get_by_role("button", name="One year on")
    expect(step).to_be_hidden()
    tab.page.get_by_role("button", name="More").tap()
    expect(step).to_be_visible()
    expect(tab.page.get_by_label("Signed from the year")).to_be_visible()
    step.tap()
    tab.page.wait_for_url("**year=1991**")
