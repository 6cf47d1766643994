"""Hostile values in text columns stay text on all pages."""

import subprocess

from tests.support.paths import ROOT
from tests.support.server import SHIMAI_COMMAND


def test_pages_cards_and_lists_show_hostile_values_as_text(hostile_server, visit):
    for path in (
        "/?lang=en",
        "/?lang=ja&country=IT",
        "/embed?lang=en",
        "/partnerships/osaka-27100-milan-it?lang=ja",
    ):
        tab = visit(hostile_server + path)
        tab.page.wait_for_load_state("networkidle")
        assert tab.console_messages == [], path
        assert "49" not in tab.page.title()


def test_a_card_with_hostile_values_opens_and_shows_them(hostile_server, visit):
    tab = visit(f"{hostile_server}/?lang=en&municipality=27100&country=IT")
    tab.page.mouse.click(*tab.point_on_a_line())
    card = tab.page.get_by_role("dialog")
    card.wait_for()
    assert "alert(" in card.inner_text()
    assert card.locator("script, img").count() == 0
    assert tab.console_messages == []


def test_a_standalone_file_of_hostile_values_works_and_runs_nothing_of_them(hostile_data, visit, tmp_path):
    out = tmp_path / "map.html"
    command = [*SHIMAI_COMMAND, "export", str(out), "--data", str(hostile_data)]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
    tab = visit(out.as_uri())
    tab.expect_shown(1906)
    assert tab.console_messages == []
    assert tab.external_requests == []
