"""Hostile values in every text column stay text, wherever a reader meets them."""

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
        one = visit(hostile_server + path)
        one.page.wait_for_load_state("networkidle")
        assert one.said == [], path
        assert "49" not in one.page.title()


def test_a_card_with_hostile_values_opens_and_shows_them(hostile_server, visit):
    one = visit(f"{hostile_server}/?lang=en&municipality=27100&country=IT")
    one.page.mouse.click(*one.point_on_a_line())
    card = one.page.get_by_role("dialog")
    card.wait_for()
    assert "alert(" in card.inner_text()
    assert card.locator("script, img").count() == 0
    assert one.said == []


def test_a_standalone_file_of_hostile_values_works_and_runs_nothing_of_them(hostile_data, visit, tmp_path):
    out = tmp_path / "map.html"
    command = [*SHIMAI_COMMAND, "export", str(out), "--data", str(hostile_data)]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
    one = visit(out.as_uri())
    one.expect_shown(1584)
    assert one.said == []
    assert one.asked_elsewhere == []
