"""`/figure.pdf` as a reader of PDF that knows nothing of ours reads it: text, fonts, size of the page."""

import io
from collections.abc import Iterator

import httpx
import pytest
from pypdf import PageObject, PdfReader


def page_of(server: str, query: str) -> PageObject:
    response = httpx.get(f"{server}/figure.pdf?{query}", timeout=60)
    (page,) = PdfReader(io.BytesIO(response.content)).pages
    return page


def size_of(page: PageObject) -> tuple[float, float]:
    """Width and height in millimetres."""
    return round(float(page.mediabox.width) / 72 * 25.4, 1), round(float(page.mediabox.height) / 72 * 25.4, 1)


def fonts_of(page: PageObject) -> Iterator[tuple[str, bool]]:
    """The name of each font of a page, and whether its letters are in the file."""
    for font in page["/Resources"]["/Font"].values():
        font_object = font.get_object()
        one = (
            font_object["/DescendantFonts"][0].get_object()
            if "/DescendantFonts" in font_object
            else font_object
        )
        yield str(font_object["/BaseFont"]), "/FontFile2" in one["/FontDescriptor"].get_object()


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "ja",
            (
                "日本の自治体の海外提携：ブラジル",
                "51件の提携",
                "名取市",
                "沖縄県",
                "2026年4月時点のデータ",
            ),
        ),
        (
            "en",
            ("Japan’s partnerships abroad: Brazil", "51 partnerships", "Natori", "São Paulo", "April 2026"),
        ),
    ],
)
def test_title_count_names_and_credit_are_text_that_a_reader_can_search(server, lang, said):
    text = page_of(server, f"country=BR&lang={lang}").extract_text()
    credit = "GeoNames（CC BY 4.0）" if lang == "ja" else "GeoNames (CC BY 4.0)"
    assert [words for words in (*said, credit, "Natural Earth") if words not in text] == []


@pytest.mark.parametrize(("lang", "name"), [("ja", "IPAexGothic"), ("en", "DejaVuSans-Bold")])
def test_every_font_is_in_the_file(server, lang, name):
    fonts = dict(fonts_of(page_of(server, f"prefecture=34&lang={lang}")))
    assert any(one.endswith(f"+{name}") for one in fonts)
    assert all(fonts.values())


@pytest.mark.parametrize(
    ("query", "millimetres"),
    [
        ("width=297&height=210", (297, 210)),
        ("width=210&height=297", (210, 297)),
        ("paper=a4-landscape&height=190", (277, 190)),
        ("paper=a4-portrait&height=140", (190, 140)),
        ("paper=slide", (338.6, 190.5)),
        ("paper=column&height=75", (85, 75)),
    ],
)
def test_the_page_is_as_big_as_was_asked_for(server, query, millimetres):
    assert size_of(page_of(server, f"country=BR&{query}")) == millimetres


def test_a_whole_sheet_of_a4_is_595_by_842_points(server):
    page = page_of(server, "country=BR&width=210&height=297")
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
