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
    tab.expect_shown(1906)


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
    handle = line.get_by_role("slider", name="In force in the year")
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


def test_who_wants_no_motion_begins_with_the_first_year(server, visit):
    tab = visit(f"{server}/?lang=en", reduced_motion="reduce")
    tab.page.get_by_role("button", name="Play the years").click()
    tab.page.wait_for_url("**year=1955**")


def test_at_the_end_of_the_years_all_is_as_before(server, visit):
    tab = visit(f"{server}/?lang=en&year=2024&status=active")
    url, shown, entries = tab.page.url, tab.shown(), tab.page.evaluate("history.length")
    line = tab.page.locator("#timeline")
    line.get_by_label("Speed").select_option("4")
    large = tab.page.locator("#map-year")
    # Each year is shown for a moment only.
    large.evaluate(
        """node => {
            window.yearsShown = [];
            new MutationObserver(() => window.yearsShown.push(node.textContent))
                .observe(node, {childList: true, characterData: true, subtree: true});
        }"""
    )
    line.get_by_role("button", name="Play the years").click()
    tab.page.wait_for_function("() => window.yearsShown.includes('2026')")
    expect(large).to_be_hidden()
    tab.expect_shown(shown)
    assert (tab.page.url, tab.page.evaluate("history.length")) == (url, entries)


def test_while_years_play_everything_tells_of_the_same_year(server, visit):
    tab = visit(f"{server}/?lang=en&status=active")
    tab.page.get_by_text("List of what is shown").click()
    tab.page.get_by_role("button", name="Play the years").click()
    tab.page.wait_for_function("() => document.querySelector('.timeline-year').value > 1972")
    said = tab.page.evaluate(
        """() => ({
            total: document.querySelector("h1 [data-total]").textContent,
            year: document.querySelector(".timeline-year").value,
            line: document.querySelector("[data-timeline=text]").textContent,
            active: document.querySelector("[data-count='status:active']").textContent,
            chips: document.querySelector("#chips").textContent,
            csv: document.querySelector("a[href*='.csv']").href,
            rows: document.querySelectorAll("#list tbody tr").length,
            row: document.querySelector("#list tbody td").textContent,
            legend: document.querySelector(".shimai-legend summary").textContent,
            large: document.querySelector("#map-year").textContent,
        })"""
    )
    year, total = said["year"], int(said["total"].split()[0])
    assert total == get_facets(server, f"year={year}&status=active")["total"] == int(said["active"])
    assert said["line"] == f"In force in {year}: {total} partnerships"
    assert f"In force in {year}" in said["chips"]
    assert f"Active in {year}" in said["chips"]
    assert f"year={year}" in said["csv"]
    assert said["rows"] == min(total, 100)
    assert f"Active in {year}" in said["row"]
    assert said["legend"] == f"Legend, status in {year}"
    assert said["large"] == year
    assert "year=" not in tab.page.url


def test_endings_are_chosen_by_their_years_or_from_their_columns(server, visit):
    tab = visit(f"{server}/?lang=en")
    start = tab.page.get_by_label("Ended or suspended from the year")
    start.fill("2015")
    start.press("Tab")
    tab.expect_shown(get_facets(server, "ended=2015/..")["total"])
    assert "ended=2015/.." in tab.page.url
    expect(tab.page.locator("#chips")).to_contain_text("Ended or suspended 2015–")
    tab.page.get_by_role("button", name="All years").click()
    column = tab.page.locator(".timeline-chart .is-ended").last
    box = column.bounding_box()
    year = column.locator("title").text_content()[:4]
    tab.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 2)
    tab.expect_shown(get_facets(server, f"ended={year}/{year}")["total"])


def test_two_handles_and_the_keyboard_choose_years_of_signing(server, visit):
    tab = visit(f"{server}/?lang=en")
    end = tab.page.get_by_role("slider", name="Last year of signing")
    end.focus()
    end.press("ArrowLeft")
    last = int(tab.page.locator(".timeline-year").get_attribute("max"))
    tab.page.wait_for_url(f"**signed=1955/{last - 1}**")
    assert end.get_attribute("aria-valuetext") == str(last - 1)


def test_the_year_under_the_pointer_is_counted(server, visit):
    tab = visit(f"{server}/?lang=en")
    box = tab.page.locator(".timeline-chart").bounding_box()
    tab.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 20)
    value = tab.page.locator("[data-timeline=value]")
    expect(value).to_be_visible()
    year, count = value.inner_text().split(" signed")[0].split(": ")
    assert int(count) == get_facets(server, f"signed={year}/{year}")["total"]


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
