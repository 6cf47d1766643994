"""Two side by side: counts that agree with /facets, what both share, and forms that work without scripts."""

import re

import httpx
import pytest

from tests.support.http import get_facets


def read(server: str, query: str) -> httpx.Response:
    return httpx.get(f"{server}/compare?lang=en&{query}")


def rows(html: str) -> dict[str, list[str]]:
    """Return the cells of each row of all tables, by the row's head."""
    found = re.findall(r'<tr>\s*<th scope="row">(.*?)</th>(.*?)</tr>', html, re.DOTALL)
    text = [
        (re.sub(r"<[^>]+>", "", head).strip(), re.findall(r"<td.*?</td>", rest, re.DOTALL))
        for head, rest in found
    ]
    return {head: [re.sub(r"<[^>]+>", "", cell).strip() for cell in cells] for head, cells in text}


def test_two_countries_have_the_counts_of_their_selections(server):
    response = read(server, "country=US,CN")
    assert response.status_code == 200
    table = rows(response.text)
    totals = [get_facets(server, f"country={code}")["total"] for code in ("US", "CN")]
    assert table["Partnerships"] == [str(total) for total in totals]
    in_force = [
        get_facets(server, f"country={code}&status=active,suspended")["total"] for code in ("US", "CN")
    ]
    assert table["In force"] == [str(count) for count in in_force]
    assert table["First"][0].startswith("7 December 1955 Nagasaki – Saint Paul")
    eighties = [get_facets(server, f"country={code}&signed=1980/1989")["total"] for code in ("US", "CN")]
    assert table["1980s"] == [str(count) for count in eighties]


def test_two_prefectures_share_countries_each_with_both_counts(server):
    table = rows(read(server, "prefecture=34,27").text)
    of_china = [get_facets(server, f"prefecture={code}&country=CN")["total"] for code in ("34", "27")]
    assert table["China"] == [str(count) for count in of_china]
    assert table["Countries and regions"] == [
        str(len(get_facets(server, f"prefecture={code}")["country"])) for code in ("34", "27")
    ]


def test_other_filters_hold_for_both_sides(server):
    table = rows(read(server, "country=US,CN&status=ended").text)
    ended = [get_facets(server, f"country={code}&status=ended")["total"] for code in ("US", "CN")]
    assert table["Partnerships"] == [str(count) for count in ended]


def test_municipalities_that_are_tied_to_both_countries_are_named(server):
    html = read(server, "country=US,CN").text
    shared = html.partition("Municipalities tied to both")[2]
    assert "Yokohama" in shared
    assert rows(shared)["Nagasaki"] == ["1", "1"]


def test_both_languages_say_the_same_numbers(server):
    english = rows(httpx.get(f"{server}/compare?lang=en&country=BR,PE").text)
    japanese = rows(httpx.get(f"{server}/compare?lang=ja&country=BR,PE").text)
    assert japanese["提携数"] == english["Partnerships"]


@pytest.mark.parametrize("query", ["", "country=US"])
def test_with_less_than_two_there_are_forms_to_choose_by(server, query):
    html = read(server, query).text
    assert html.count("<form") == 3
    assert '<option value="27">Osaka' in html
    assert ('<option value="US" selected>' in html) == (query == "country=US")


@pytest.mark.parametrize(
    ("query", "parameter"), [("country=US,CN,KR", "country"), ("country=US&prefecture=13", "prefecture")]
)
def test_more_than_two_or_two_of_different_sorts_are_refused_with_what_is_allowed(server, query, parameter):
    response = read(server, query)
    assert response.status_code == 400
    assert f"{parameter}=" in response.text
    assert "two codes of one of country, prefecture or municipality" in response.text


def test_a_side_without_any_partnership_is_none_not_an_error(server):
    table = rows(read(server, "country=US,AQ").text)
    assert table["Partnerships"][1] == "0"
    assert table["First"][1] == "not known"
