"""Parallel ties: one line with its number when zoomed out, single lines when zoomed in."""

import httpx
from playwright.sync_api import expect

HOKKAIDO_OREGON = "prefecture=01&country=US&q=oregon&status=active"


def count_lines(page, zoom: float) -> dict[str, int]:
    """Return how many lines are drawn at a zoom, and how many ties they stand for."""
    return page.evaluate(
        """async ([zoom, query]) => {
            const [{Network}, {ArcCache, LayerCache}, {Selection}, {selectPartnerships}] = await Promise.all(
                ["model/network", "map/layer-cache", "model/selection", "model/filter"].map(
                    name => import(`shimai/${name}`)));
            const network = new Network(await (await fetch("/map.json")).json());
            const selection = Selection.parse(new URLSearchParams(query));
            const selected = selectPartnerships(network, selection, null);
            const look = {year: null, byKind: false};
            const {lines} = new LayerCache(network, new ArcCache(network), selected, look).at(zoom);
            const counted = new Set(lines.flatMap(line => line.partnerships));
            return {lines: lines.length, ties: counted.size, all: selected.length};
        }""",
        [zoom, page.url.partition("?")[2]],
    )


def test_zoomed_out_the_ties_of_hokkaido_and_oregon_are_one_line_and_zoomed_in_each_is_its_own(server, visit):
    one = visit(f"{server}/?lang=en&{HOKKAIDO_OREGON}")
    ties = httpx.get(f"{server}/facets?{HOKKAIDO_OREGON}").json()["total"]
    assert ties > 3
    assert count_lines(one.page, 2) == {"lines": 1, "ties": ties, "all": ties}
    assert count_lines(one.page, 5) == {"lines": ties, "ties": ties, "all": ties}


def test_every_tie_is_drawn_at_every_zoom(server, visit):
    one = visit(f"{server}/?lang=en")
    far, near = (count_lines(one.page, zoom) for zoom in (2, 6))
    assert near == {"lines": 1584, "ties": 1584, "all": 1584}
    assert far["ties"] == 1584
    assert far["lines"] < 1400


def test_what_has_ended_is_drawn_by_itself_though_others_run_beside_it(server, visit):
    one = visit(f"{server}/?lang=en&status=ended")
    ended = httpx.get(f"{server}/facets?status=ended").json()["total"]
    assert count_lines(one.page, 2)["lines"] == ended


def test_clicking_a_bundle_lists_its_ties_and_each_leads_to_its_card_and_back(server, visit):
    one = visit(f"{server}/?lang=en&{HOKKAIDO_OREGON}")
    ties = one.shown()
    x, y = one.point_on_a_line()
    one.page.mouse.move(x, y)
    expect(one.page.locator(".shimai-tooltip")).to_have_text(f"Hokkaido – Oregon{ties} partnerships")
    one.page.mouse.click(x, y)
    card = one.page.get_by_role("dialog")
    expect(card.get_by_role("heading")).to_have_text("Hokkaido – Oregon")
    expect(card.get_by_role("listitem")).to_have_count(ties)
    card.get_by_role("listitem").get_by_role("button", name="Sapporo – Portland").click()
    expect(card).to_contain_text("Sapporo")
    expect(card).to_contain_text("1959")
    card.get_by_role("button", name="Back").click()
    expect(card.get_by_role("heading")).to_have_text("Hokkaido – Oregon")


def test_in_japanese_a_bundle_has_its_japanese_names(server, visit):
    one = visit(f"{server}/?lang=ja&{HOKKAIDO_OREGON}")
    one.page.mouse.move(*one.point_on_a_line())
    expect(one.page.locator(".shimai-tooltip")).to_contain_text("北海道 – オレゴン州")
