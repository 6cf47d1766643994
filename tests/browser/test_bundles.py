"""Bundling of parallel lines by zoom level."""

import httpx
from playwright.sync_api import expect

HOKKAIDO_OREGON = "prefecture=01&country=US&q=oregon&status=active"


def count_lines(page, zoom: float) -> dict[str, int]:
    """Return the numbers of lines drawn at a zoom level and of the partnerships that they stand for."""
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
            return {lines: lines.length, partnerships: counted.size, all: selected.length};
        }""",
        [zoom, page.url.partition("?")[2]],
    )


def test_zoomed_out_the_partnerships_of_hokkaido_and_oregon_are_one_line_and_zoomed_in_each_is_its_own(
    server, visit
):
    tab = visit(f"{server}/?lang=en&{HOKKAIDO_OREGON}")
    partnerships = httpx.get(f"{server}/facets?{HOKKAIDO_OREGON}").json()["total"]
    assert partnerships > 3
    assert count_lines(tab.page, 2) == {"lines": 1, "partnerships": partnerships, "all": partnerships}
    assert count_lines(tab.page, 5) == {
        "lines": partnerships,
        "partnerships": partnerships,
        "all": partnerships,
    }


def test_every_partnership_is_drawn_at_every_zoom(server, visit):
    tab = visit(f"{server}/?lang=en")
    far, near = (count_lines(tab.page, zoom) for zoom in (2, 6))
    assert near == {"lines": 1906, "partnerships": 1906, "all": 1906}
    assert far["partnerships"] == 1906
    assert far["lines"] < 1400


def test_what_has_ended_is_drawn_by_itself_though_others_run_beside_it(server, visit):
    tab = visit(f"{server}/?lang=en&status=ended")
    ended = httpx.get(f"{server}/facets?status=ended").json()["total"]
    assert count_lines(tab.page, 2)["lines"] == ended


def test_clicking_a_bundle_lists_its_partnerships_and_each_leads_to_its_card_and_back(server, visit):
    tab = visit(f"{server}/?lang=en&{HOKKAIDO_OREGON}")
    partnerships = tab.shown()
    x, y = tab.point_on_a_line()
    tab.page.mouse.move(x, y)
    expect(tab.page.locator(".shimai-tooltip")).to_have_text(f"Hokkaido – Oregon{partnerships} partnerships")
    tab.page.mouse.click(x, y)
    card = tab.page.get_by_role("dialog")
    expect(card.get_by_role("heading")).to_have_text("Hokkaido – Oregon")
    expect(card.get_by_role("listitem")).to_have_count(partnerships)
    card.get_by_role("listitem").get_by_role("button", name="Sapporo – Portland").click()
    expect(card).to_contain_text("Sapporo")
    expect(card).to_contain_text("1959")
    card.get_by_role("button", name="Back").click()
    expect(card.get_by_role("heading")).to_have_text("Hokkaido – Oregon")


def test_in_japanese_a_bundle_has_its_japanese_names(server, visit):
    tab = visit(f"{server}/?lang=ja&{HOKKAIDO_OREGON}")
    tab.page.mouse.move(*tab.point_on_a_line())
    expect(tab.page.locator(".shimai-tooltip")).to_contain_text("北海道 – オレゴン州")
