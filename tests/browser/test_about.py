"""The page about the data in Chromium: complete without scripts, and linked with the viewer."""


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
    tab.expect_shown(16)
