"""Ties between two places abroad in Chromium: drawn, described, filtered, without a word in the console."""

import subprocess

from playwright.sync_api import expect

from tests.support.paths import ROOT
from tests.support.server import SHIMAI_COMMAND


def test_the_card_of_a_tie_abroad_says_where_both_sides_lie(abroad_server, visit):
    one = visit(f"{abroad_server}/?lang=ja&q=berat+amasya")
    assert one.shown() == 1
    one.page.mouse.click(*one.point_on_a_line())
    card = one.page.get_by_role("dialog")
    for words in ("Berat", "アルバニア", "アマスィヤ", "トルコ", "2003年9月"):
        expect(card).to_contain_text(words)
    assert one.said == []


def test_the_list_of_a_town_names_the_country_of_a_side_abroad(abroad_server, visit):
    one = visit(f"{abroad_server}/?lang=en&q=amasya")
    one.page.locator("#list summary").click()
    expect(one.page.locator("#list")).to_contain_text("Amasya – Suva")
    ties = one.page.locator("#list tbody a")
    assert sorted(ties.all_inner_texts()) == ["Amasya – Suva", "Berat – Amasya"]
    assert one.said == []


def test_a_filter_by_prefecture_leaves_ties_abroad_out(abroad_server, visit):
    one = visit(f"{abroad_server}/?lang=en&country=FJ")
    one.expect_shown(2)
    one.page.evaluate("document.querySelectorAll('#filters details').forEach(part => part.open = true)")
    one.page.locator('input[name="prefecture"][value="27"]').check(force=True)
    one.expect_shown(1)
    assert one.said == []


def test_a_standalone_file_without_any_japanese_side_works(data_abroad, visit, tmp_path):
    out = tmp_path / "map.html"
    command = [*SHIMAI_COMMAND, "export", str(out), "--data", str(data_abroad), "--q", "amasya"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
    one = visit(out.as_uri())
    one.expect_shown(2)
    one.page.locator('input[name="status"][value="ended"]').check(force=True)
    one.expect_shown(1)
    assert one.page.locator('input[name="prefecture"]').count() == 0
    assert one.said == []
    assert one.asked_elsewhere == []
