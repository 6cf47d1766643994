"""The page about the data in Chromium: console, narrow screens, no scripts."""

import pytest

NARROW = {"viewport": {"width": 320, "height": 640}}


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("options", [{}, NARROW], ids=["desk", "narrow"])
def test_it_is_quiet_asks_no_other_host_and_never_scrolls_sideways(server, visit, language, options):
    tab = visit(f"{server}/about?lang={language}", wait=False, **options)
    tab.page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    tab.page.wait_for_load_state("networkidle")
    assert tab.console_messages == []
    assert tab.external_requests == []
    assert tab.page.locator("html").get_attribute("lang") == language
    width, inner = tab.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width <= inner


def test_without_scripts_it_says_the_same(server, visit):
    scripted = visit(f"{server}/about?lang=en", wait=False).page.locator("main").inner_text()
    plain = visit(f"{server}/about?lang=en", wait=False, java_script_enabled=False)
    assert plain.page.locator("main").inner_text() == scripted
    assert "Diplomatic Bluebook 2016" in scripted


def test_the_viewers_foot_leads_to_it_and_its_numbers_lead_back(server, visit):
    tab = visit(f"{server}/?lang=en")
    tab.page.get_by_role("link", name="About the data").click()
    tab.page.wait_for_url("**/about?lang=en")
    tab.page.get_by_role("row", name="Suspended").get_by_role("link").click()
    tab.page.wait_for_url("**/?lang=en&status=suspended")
    tab.expect_shown(11)
