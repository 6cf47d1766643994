"""The embedded map on other sites: iframes, oEmbed, small sizes, themes; and the share dialog."""

import re

import httpx
import pytest
from playwright.sync_api import expect


def test_another_site_may_frame_the_embed_page_only(server, visit, other_site, tmp_path):
    (tmp_path / "report.html").write_text(
        f'<iframe name="map" src="{server}/embed?country=DE&lang=en"></iframe>'
        f'<iframe name="page" src="{server}/?country=DE&lang=en"></iframe>'
    )
    tab = visit(f"{other_site}/report.html", wait=False)
    tab.page.wait_for_load_state("networkidle")
    assert tab.page.frame("map").locator(".leaflet-container").count() == 1
    assert tab.page.frame("page").locator(".leaflet-container").count() == 0


def test_a_page_that_unfurls_a_link_by_oembed_shows_the_map_of_that_link(server, visit, other_site, tmp_path):
    page = httpx.get(f"{server}/countries/BR?lang=ja").text
    discovered = re.search(r'type="application/json\+oembed" href="([^"]+)"', page)[1].replace("&amp;", "&")
    response = httpx.get(discovered + "&maxwidth=640&maxheight=360").json()
    assert (response["version"], response["type"]) == ("1.0", "rich")
    assert (response["width"], response["height"]) == (640, 360)
    assert "ブラジル" in response["title"]
    (tmp_path / "post.html").write_text(response["html"].replace("loading=", "name=map loading="))
    tab = visit(f"{other_site}/post.html", wait=False)
    frame = tab.page.frame_locator("iframe")
    expect(frame.get_by_role("heading")).to_contain_text("ブラジル")
    expect(frame.locator(".leaflet-container")).to_be_visible()
    width = tab.page.locator("iframe").bounding_box()["width"]
    assert width == 640


@pytest.mark.parametrize("language", ["en", "ja"])
def test_at_300_by_200_pixels_title_legend_and_credits_are_there(server, visit, language):
    tab = visit(f"{server}/embed?country=DE&lang={language}", viewport={"width": 300, "height": 200})
    expect(tab.page.get_by_role("heading", level=1)).to_be_in_viewport(ratio=1)
    expect(tab.page.locator(".shimai-legend")).to_be_in_viewport()
    expect(tab.page.locator(".leaflet-control-attribution")).to_contain_text("GeoNames")
    expect(tab.page.locator(".leaflet-control-attribution")).to_be_in_viewport(ratio=1)
    assert tab.page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def zoom_of(page) -> str:
    return page.locator(".leaflet-control-scale-line").inner_text()


def test_the_wheel_scrolls_the_page_around_until_the_map_is_clicked(server, visit):
    tab = visit(f"{server}/embed?lang=en&country=DE", viewport={"width": 600, "height": 400})
    before = zoom_of(tab.page)
    tab.page.mouse.move(300, 250)
    tab.page.mouse.wheel(0, -400)
    expect(tab.page.locator(".shimai-hint")).to_have_class(re.compile("is-shown"))
    assert zoom_of(tab.page) == before
    tab.page.mouse.click(80, 330)
    tab.page.mouse.wheel(0, -400)
    expect(tab.page.locator(".leaflet-control-scale-line")).not_to_have_text(before)


@pytest.mark.parametrize(("theme", "sea"), [("light", "rgb(238, 243, 246)"), ("dark", "rgb(16, 23, 29)")])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_parameter_overrides_the_readers_system(server, visit, theme, sea, scheme):
    tab = visit(f"{server}/embed?country=DE&theme={theme}", color_scheme=scheme)
    expect(tab.page.locator(".leaflet-container")).to_have_css("background-color", sea)
    assert tab.console_messages == []


def test_the_frame_tells_the_page_around_how_high_it_would_like_to_be(server, visit, other_site, tmp_path):
    (tmp_path / "page.html").write_text(
        f"""<iframe src="{server}/embed?country=DE" width="600" height="100"></iframe>
        <script>
        addEventListener("message", ({{ data, source }}) => {{
          const frame = document.querySelector("iframe");
          if (source === frame.contentWindow && data.type === "shimai:height") frame.height = data.height;
        }});
        </script>"""
    )
    tab = visit(f"{other_site}/page.html", wait=False)
    expect(tab.page.locator("iframe")).to_have_attribute("height", "360")


def test_one_partnership_alone_can_be_embedded_with_a_title_of_ones_own_and_without_buttons(server, visit):
    tab = visit(
        f"{server}/embed?partnership=osaka-27100-milan-it&lang=en&controls=none&title=Our+oldest+friend"
    )
    expect(tab.page.get_by_role("heading", level=1)).to_have_text("Our oldest friend")
    expect(tab.page.locator("header")).to_contain_text("1 partnership")
    expect(tab.page.locator(".leaflet-control-zoom")).to_have_count(0)
    assert (
        tab.page.get_by_role("link", name="Open in Shimai")
        .get_attribute("href")
        .startswith("/partnerships/osaka-27100-milan-it")
    )


def test_the_dialog_gives_the_link_the_markup_and_the_file_of_what_is_shown(server, visit):
    tab = visit(f"{server}/?lang=en&country=DE&year=1990&colour=kind")
    tab.page.get_by_role("button", name="Share or embed").click()
    dialog = tab.page.get_by_role("dialog", name="Share or embed this map")
    expect(dialog.get_by_label("Link")).to_have_value(f"{server}/?lang=en&country=DE&year=1990&colour=kind")
    dialog.get_by_label("Colours").select_option("dark")
    dialog.get_by_label("Width").fill("640")
    dialog.get_by_label("Width").press("Tab")
    dialog.get_by_label("Title above the map").fill("Friends & towns")
    dialog.get_by_label("Title above the map").press("Tab")
    address = (
        f"{server}/embed?lang=en&amp;country=DE&amp;year=1990&amp;colour=kind&amp;theme=dark"
        "&amp;title=Friends%20%26%20towns"
    )
    markup = dialog.get_by_label("Markup for a page").input_value()
    assert f'src="{address}" width="640" height="500"' in markup
    preview = dialog.frame_locator("iframe")
    expect(preview.get_by_role("heading")).to_have_text("Friends & towns")
    picture = dialog.get_by_role("link", name="a picture").get_attribute("href")
    drawn = httpx.get(picture, timeout=60)
    assert (drawn.status_code, drawn.headers["content-type"]) == (200, "image/png")
    assert "country=DE&year=1990" in picture
    assert "colour=kind" in picture
    file = dialog.get_by_role("link", name="one file").get_attribute("href")
    assert file == f"{server}/standalone.html?lang=en&country=DE&year=1990"
    tab.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert tab.console_messages == []


def test_the_downloaded_file_works_without_any_network(server, visit, tmp_path):
    response = httpx.get(f"{server}/standalone.html?country=BR&lang=ja")
    assert re.fullmatch(
        r'attachment; filename="shimai-country-br-[0-9-]+\.html"', response.headers["content-disposition"]
    )
    path = tmp_path / "map.html"
    path.write_bytes(response.content)
    tab = visit(path.as_uri(), offline=True)
    tab.expect_shown(httpx.get(f"{server}/facets?country=BR").json()["total"])
    tab.page.get_by_role("combobox").first.press_sequentially("サンパウロ")
    expect(tab.page.get_by_role("option").first).to_contain_text("サンパウロ")
    assert tab.console_messages == []
