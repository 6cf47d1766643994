"""Figures: what they show, in both languages and all formats, how they look, and what they refuse."""

import io
import re
import struct
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

import httpx
import numpy as np
import pytest
from matplotlib import image

from tests.support.http import get, get_total

SVG = "{http://www.w3.org/2000/svg}"


def get_figure(server: str, query: str = "", form: str = "svg") -> httpx.Response:
    return get(server, f"/figure.{form}?{query}")


def texts(response: httpx.Response) -> list[str]:
    root = ElementTree.fromstring(response.content)  # noqa: S314 - our own server's
    return ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]


def pixels(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize(
    ("lang", "title", "count", "names"),
    [
        (
            "en",
            "Japan’s partnerships abroad: Brazil",
            "{} partnerships",
            ("São Paulo", "Japanese municipality"),
        ),
        ("ja", "日本の自治体の海外提携：ブラジル", "{}件の提携", ("沖縄県", "日本の自治体")),
    ],
)
def test_a_figure_has_title_count_names_legend_and_credits_as_text(server, lang, title, count, names):
    response = get_figure(server, f"country=BR&lang={lang}")
    assert response.headers["content-type"].startswith("image/svg+xml")
    said = texts(response)
    for text in (title, count.format(get_total(server, "country=BR")), *names):
        assert text in said
    credit = {"en": "GeoNames (CC BY 4.0)", "ja": "GeoNames（CC BY 4.0）"}[lang]
    assert any(credit in text and "Natural Earth" in text for text in said)


def test_parallel_ties_that_are_one_line_are_explained_by_its_breadth(server):
    said = texts(get_figure(server, "lang=en"))
    assert f"{get_total(server, ''):,} partnerships" in said
    assert "1 partnership" in said
    assert "15 partnerships" in said
    assert "1 partnership" not in texts(get_figure(server, "prefecture=34&lang=en"))


def test_a_part_of_the_earth_shows_the_ties_that_lead_to_it_and_says_how_many(server):
    assert "32 partnerships  ·  3 shown here" in texts(
        get_figure(server, "prefecture=34&region=oceania&lang=en")
    )
    assert "32件の提携  ·  この図に表示しているのは3件" in texts(
        get_figure(server, "prefecture=34&region=oceania&lang=ja")
    )
    said = texts(get_figure(server, "country=NZ&region=africa&lang=en"))
    assert "No partner is in this part of the earth." in said
    assert "Active" not in said


def test_what_a_year_leaves_out_for_want_of_a_date_is_said(server):
    facets = httpx.get(f"{server}/facets?country=US&year=1990").json()
    said = texts(get_figure(server, "country=US&year=1990&lang=en"))
    left_out = f"{facets['undated_left_out']} without a date are not shown."
    assert f"{facets['total']} partnerships  ·  {left_out}" in said


def test_only_what_is_drawn_is_in_the_legend_and_kinds_are_when_colours_tell_them(server):
    said = texts(get_figure(server, "country=BR&lang=en"))
    assert "Active" in said
    assert "Planned" not in said
    assert "Sister city" not in said
    assert "Sister city" in texts(get_figure(server, "country=BR&lang=en&colour=kind"))


def test_one_partnership_alone_is_named_by_both_its_sides(server):
    said = texts(get_figure(server, "partnership=osaka-27100-milan-it&lang=en"))
    assert "Osaka – Milan" in said
    assert {"Osaka", "Milan"} <= set(said)


def test_an_empty_selection_says_that_it_is_empty(server):
    assert "Nothing matches all of these filters." in texts(get_figure(server, "country=AQ&lang=en"))


@pytest.mark.parametrize("title", ["<b>A & B</b>", "Costs: $5 and $6", r"$\nothing$ _{x}"])
def test_a_title_of_ones_own_is_text(server, title):
    response = httpx.get(f"{server}/figure.svg", params={"country": "BR", "title": title}, timeout=60)
    assert title in texts(response)


@pytest.mark.parametrize("word", ["姉妹都市と友好都市の一覧、", "Partnerships abroad ", "x"])
def test_a_long_title_goes_on_in_the_next_line(server, word):
    title = (word * 200)[:200].strip()
    params = {"country": "BR", "title": title, "paper": "column", "lang": "en"}
    said = texts(httpx.get(f"{server}/figure.svg", params=params, timeout=60))
    lines = said[: said.index("51 partnerships")]
    assert len(lines) > 1
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")


def test_no_name_is_written_twice(server):
    names = texts(get_figure(server, "lang=en"))
    assert names.count("Hokkaido") == 1


@pytest.mark.parametrize(
    ("query", "size"),
    [
        ("paper=share", (1200, 630)),
        ("paper=slide&dpi=96", (1280, 720)),
        ("width=100&height=80&dpi=254", (1000, 800)),
    ],
)
def test_a_picture_has_the_size_that_was_asked_for(server, query, size):
    response = get_figure(server, f"country=PE&{query}", "png")
    assert response.headers["content-type"] == "image/png"
    width, height = pixels(response.content)
    assert abs(width - size[0]) <= 1
    assert abs(height - size[1]) <= 1


def test_a_pdf_has_its_letters_embedded_as_letters(server):
    response = get_figure(server, "country=BR&lang=ja", "pdf")
    assert response.content.startswith(b"%PDF-")
    assert b"IPAexGothic" in response.content
    assert b"/ToUnicode" in response.content
    assert b"/CIDFontType2" in response.content


def test_a_file_says_what_it_shows_and_where_it_is_from(server):
    picture = get_figure(server, "country=BR&lang=en", "png").content
    assert b"Description\x0051 partnerships" in picture
    drawing = get_figure(server, "country=BR&lang=en").text
    assert "<dc:title>Japan’s partnerships abroad: Brazil</dc:title>" in drawing
    assert "Places: GeoNames (CC BY 4.0)" in drawing.partition("</metadata>")[0]
    page = get_figure(server, "country=BR&lang=en", "pdf").content
    assert b"/Subject (51 partnerships. Shimai, data as of" in page


def test_an_svg_names_what_stands_for_its_fonts_where_they_are_missing(server):
    drawing = get_figure(server, "country=BR&lang=ja").text
    assert re.search(r"font-family: 'IPAexGothic', 'DejaVu Sans'.*'Noto Sans CJK JP', sans-serif", drawing)


def test_a_map_lower_than_the_paper_makes_a_lower_figure_unless_a_height_is_asked_for(server):
    _, lower = pixels(get_figure(server, "country=US&dpi=100", "png").content)
    _, higher = pixels(get_figure(server, "country=US&dpi=100&height=190", "png").content)
    assert (lower < 748, higher) == (True, 748)


def test_the_grey_theme_has_only_greys(server):
    pixels_of = image.imread(io.BytesIO(get_figure(server, "country=TW&theme=grey&dpi=60", "png").content))[
        ..., :3
    ]
    assert float(np.ptp(pixels_of, axis=2).max()) < 0.02


def test_no_line_streaks_across_the_map(server):
    root = ElementTree.fromstring(get_figure(server, "region=world&width=277").content)  # noqa: S314 - our own server's
    widest = 0.0
    for path in root.iter(f"{SVG}path"):
        if "stroke: #0a6aa8" in path.get("style", ""):
            points = np.array(re.findall(r"[ML] (-?[\d.]+) (-?[\d.]+)", path.get("d")), dtype=float)
            widest = max(widest, float(np.abs(np.diff(points[:, 0])).max(initial=0)))
    assert 0 < widest < 785 / 8


@pytest.mark.parametrize("region", ["pacific", "asia", "europe", "americas", "oceania", "africa"])
def test_each_region_is_shown_with_names_inside_the_picture(server, region):
    root = ElementTree.fromstring(get_figure(server, f"region={region}&lang=en").content)  # noqa: S314 - our own server's
    assert len(list(root.iter(f"{SVG}text"))) > 10


def test_equal_wishes_give_equal_bytes_and_a_client_that_has_them_gets_none(server):
    first, second = get_figure(server, "country=PE", "pdf"), get_figure(server, "country=PE", "pdf")
    assert first.content == second.content
    again = httpx.get(f"{server}/figure.pdf?country=PE", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert get_figure(server, "country=PE&theme=dark", "png").headers["etag"] != first.headers["etag"]


def test_an_address_with_the_version_of_the_data_may_be_kept_longer(server):
    version = httpx.get(f"{server}/facets").json()["version"]
    cache_headers = [
        get_figure(server, f"country=PE{more}").headers["cache-control"]
        for more in ("", f"&v={version}", "&v=old")
    ]
    assert cache_headers == ["public, max-age=3600", "public, max-age=86400", "public, max-age=3600"]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("paper=a3", "paper"), ("theme=blue", "theme"), ("colour=red", "colour"), ("region=moon", "region"),
        ("width=59", "width"), ("width=1001", "width"), ("width=1e3", "width"), ("height=-50", "height"),
        ("dpi=601", "dpi"), ("dpi=49", "dpi"), ("dpi=1.5", "dpi"), ("width=1000&height=1000&dpi=600", "dpi"),
        ("title=" + 201 * "x", "title"), ("title=a%0Ab", "title"), ("title=a%00b", "title"),
        ("width=60&height=60&colour=kind&title=" + 200 * "x", "height"),
        ("dpi=100&dpi=200", "dpi"), ("partnership=a&partnership=b", "partnership"), ("country=XX", "country"),
        ("size=big", "size"), ("limit=5", "limit"),
    ],
)  # fmt: skip
def test_a_wrong_wish_is_refused_and_what_is_allowed_is_said(server, query, parameter):
    response = get_figure(server, query, "png")
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["parameter"] == parameter
    assert response.json()["allowed"]


def test_an_unknown_partnership_is_not_found(server):
    assert get_figure(server, "partnership=none", "png").status_code == 404


def test_too_many_at_once_are_told_to_come_back_and_pages_are_still_served(server):
    with ThreadPoolExecutor(24) as crowd:
        responses = list(
            crowd.map(lambda year: get_figure(server, f"year={1960 + year}&dpi=72", "png"), range(24))
        )
        page = httpx.get(f"{server}/healthz", timeout=5)
    statuses = {response.status_code for response in responses}
    assert statuses == {200, 503}
    (busy, *_) = [response for response in responses if response.status_code == 503]
    assert int(busy.headers["retry-after"]) > 0
    assert busy.headers["content-type"] == "application/problem+json"
    assert page.status_code == 200
