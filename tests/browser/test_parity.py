"""The scripts select and count the shipped data as the server does."""

import csv
import io

import httpx
import pytest

QUERIES = (
    "", "country=US", "country=US,CN&status=ended", "year=1990", "year=2018&undated=include",
    "year=2020&kind=sister_city", "undated=only", "year=1990&undated=only", "signed=1980/1989",
    "signed=../1960&undated=include", "signed=2015/..&country=TW", "q=osaka", "q=大阪", "q=são paulo",
    "q=ＯＳＡＫＡ", "q=xi'an", "q=München", "q=St. Paul", "q=が", "q=東京 パリ", "q=ひろしま", "q=Oosaka",
    "q=Kyoto City", "q=茅が崎", "q=米国", "q=USA&prefecture=44", "q=Georgia", "q=Scotland", "q=おお",
    "q=Kurisawa-cho", "prefecture=27,13&year=2000", "municipality=27100", "undated=exclude",
    "status=suspended&year=2024", "kind=hometown", "kind=hometown&year=2025",
)  # fmt: skip


@pytest.fixture(scope="module")
def script_results(server, chromium):
    page = chromium.new_page()
    page.goto(f"{server}/embed?lang=en")
    results = page.evaluate(
        """async queries => {
            const [{Network}, {Selection}, {selectPartnerships, countFacets}] = await Promise.all(
                ["network", "selection", "filter"].map(name => import(`shimai/model/${name}`)));
            const network = new Network(await (await fetch("/map.json")).json());
            return Object.fromEntries(queries.map(query => {
                const selection = Selection.parse(new URLSearchParams(query));
                const {country, status, kind, prefecture, total, undatedLeftOut} =
                    countFacets(network, selection);
                const facets = {country, status, kind, prefecture, total, undated_left_out: undatedLeftOut};
                const selected = selectPartnerships(network, selection);
                return [query, {facets, ids: selected.map(index => network.partnerships.id[index])}];
            }));
        }""",
        QUERIES,
    )
    page.close()
    return results


@pytest.mark.parametrize("query", QUERIES)
def test_the_scripts_select_and_count_as_the_server_does(server, script_results, query):
    parameters = dict(part.split("=", 1) for part in query.split("&") if part)
    facets = httpx.get(f"{server}/facets", params=parameters).json()
    table = httpx.get(f"{server}/partnerships.csv", params=parameters).text
    result = script_results[query]
    assert result["facets"] == {name: facets[name] for name in result["facets"]}
    rows = csv.DictReader(io.StringIO(table.removeprefix("\ufeff")))
    assert result["ids"] == [row["id"] for row in rows]
