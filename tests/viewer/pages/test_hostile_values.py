"""Text from data is escaped: it neither runs, nor breaks a page, nor gets lost."""

import json

import pytest

from geodata import Dataset, Selection
from tests.support.hostile_data import VALUES, hostile_dataset
from tests.support.html_page import Page
from viewer import (
    RenderContext,
    encode_columns,
    make_map,
    render_embed,
    render_error,
    render_partnership,
    render_standalone,
    render_viewer,
)
from viewer.web.script_json import script_json

OURS = {"importmap", "module", "application/json", ""}


@pytest.fixture(scope="module")
def hostile(dataset: Dataset) -> Dataset:
    return hostile_dataset(dataset)


def _assert_inert(page: Page, *, nonce: str) -> None:
    assert page.handlers == []
    assert {attributes.get("type", "") for attributes, _ in page.scripts} <= OURS
    assert not any(text.startswith(("pwned", "\npwned")) for _, text in page.scripts)
    inline = [attributes for attributes, _ in page.scripts if "src" not in attributes]
    assert all(found.get("nonce") == nonce for found in inline if found.get("type") != "application/json")
    assert not any(link.lower().startswith("javascript:") for link in page.links)
    assert "49" not in [word.strip() for word in page.text.split("–")]


def test_json_for_scripts_is_inert_and_says_the_same() -> None:
    json_text = script_json(list(VALUES))
    assert json.loads(json_text) == list(VALUES)
    for sign in ("<", ">", "&", "{{", "{%", "{#", "\u2028", "\u2029"):
        assert sign not in json_text


def test_a_brace_before_a_nested_object_is_left_alone() -> None:
    assert script_json({"a": {"b": "{"}}) == '{"a":{"b":"{"}}'


def test_the_viewer_shows_hostile_names_as_they_are(hostile: Dataset) -> None:
    selection = Selection(q="pwned")
    html = render_viewer(hostile, selection, hostile.facets(selection), RenderContext(nonce="n"))
    page = Page(html)
    _assert_inert(page, nonce="n")
    for value in (
        "<script>pwned=1</script>",
        '" onmouseover="pwned=3',
        "{% for x in range(3) %}pwned{% endfor %}",
    ):
        assert value in page.text


@pytest.mark.parametrize("position", range(len(VALUES)))
def test_the_page_of_a_partnership_shows_hostile_values_as_they_are(hostile: Dataset, position: int) -> None:
    page = Page(
        render_partnership(hostile, hostile.frame["id"][position], RenderContext(nonce="n", lang="ja"))
    )
    _assert_inert(page, nonce="n")
    assert hostile.frame["municipality_ja"][position] in page.text
    assert hostile.frame["note"][position] in page.text
    columns = page.columns()
    assert columns["partnerships"]["note"] == [hostile.frame["note"][position]]


def test_words_in_the_address_stay_words(dataset: Dataset) -> None:
    selection = Selection(q='"><script>alert(1)</script>{{7*7}}')
    for html in (
        render_viewer(dataset, selection, dataset.facets(selection), RenderContext(nonce="n")),
        render_embed(dataset, selection, RenderContext(nonce="n")),
    ):
        page = Page(html)
        _assert_inert(page, nonce="n")
        assert "alert(1)" not in "".join(text for attributes, text in page.scripts if "src" in attributes)
        assert not any(text.startswith("alert(1)") for _, text in page.scripts)


def test_an_errors_detail_stays_text() -> None:
    page = Page(render_error(400, "<b>no</b>", "<script>pwned=1</script>", RenderContext(nonce="n")))
    _assert_inert(page, nonce="n")
    assert "<script>pwned=1</script>" in page.text


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_standalone_file_and_a_folium_map_carry_hostile_values_unharmed(
    hostile: Dataset, lang: str
) -> None:
    wanted = json.loads(encode_columns(hostile))
    for html in (render_standalone(hostile, lang), make_map(hostile, lang=lang).get_root().render()):
        page = Page(html)
        assert not any(text.strip().startswith("pwned") for _, text in page.scripts)
        assert [handler for handler in page.handlers if handler != "style"] == []
        assert page.columns() == wanted
