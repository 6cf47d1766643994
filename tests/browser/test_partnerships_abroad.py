"""Partnerships between two places abroad in Chromium: lines, cards, filters, console."""

import subprocess

from playwright.sync_api import expect

from tests.support.paths import ROOT
from tests.support.server import SHIMAI_COMMAND


def test_the_card_of_a_partnership_abroad_says_where_both_sides_lie(abroad_server, visit):
    tab = visit(f"{abroad_server}/?lang=ja&q=berat+amasya")
    assert tab.shown() == 1
    tab.page.mouse.click(*tab.point_on_a_line())
    card = tab.page.get_by_role("dialog")
    for words in ("Berat", "アルバニア", "アマスィヤ", "トルコ", "2003年9月"):
        expect(card).to_contain_text(words)
    assert tab.console_messages == []


def test_the_list_of_a_town_names_the_country_of_a_side_abroad(abroad_server, visit):
    tab = visit(f"{abroad_server}/?lang=en&q=amasya")
    tab.page.locator("#list summary").click()
    expect(tab.page.locator("#list")).to_contain_text("Amasya – Suva")
    partnerships = tab.page.locator("#list tbody a")
    expect(partnerships).to_have_count(2)  # The list of the server has links to countries too.
    assert sorted(partnerships.all_inner_texts()) == ["Amasya – Suva", "Berat – Amasya"]
    assert tab.console_messages == []


def test_a_filter_by_prefecture_leaves_partnerships_abroad_out(abroad_server, visit):
    tab = visit(f"{abroad_server}/?lang=en&country=FJ")
    tab.expect_shown(2)
    tab.page.evaluate("document.querySelectorAll('#filters details').forEach(part => part.open = true)")
    tab.page.locator('input[name="prefecture"][value="27"]').check(force=True)
    tab.expect_shown(1)
    assert tab.console_messages == []


def test_a_standalone_file_without_any_japanese_side_works(data_abroad, visit, tmp_path):
    out = tmp_path / "map.html"
    command = [*SHIMAI_COMMAND, "export", str(out), "--data", str(data_abroad), "--q", "amasya"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
    tab = visit(out.as_uri())
    tab.expect_shown(2)
    tab.page.locator('input[name="status"][value="ended"]').check(force=True)
    tab.expect_shown(1)
    assert tab.page.locator('input[name="prefecture"]').count() == 0
    assert tab.console_messages == []
    assert tab.external_requests == []
