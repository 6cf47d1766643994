"""What the browser computes: arcs, the base map's rings, and selections that agree with geodata's."""

from itertools import pairwise

import orjson
import pytest

from geodata import Dataset, Selection
from tests.viewer.modules import run_module
from viewer import encode_columns

QUERIES = (
    "", "country=US", "country=US,CN&status=ended", "year=1990", "year=2018&undated=include",
    "year=2020&kind=sister_city", "undated=only", "year=1990&undated=only", "signed=1980/1989",
    "signed=../1960&undated=include", "signed=2015/..&country=TW", "q=osaka", "q=大阪", "q=são paulo",
    "q=ＯＳＡＫＡ", "q=xi'an", "q=München", "q=St. Paul", "q=が", "q=東京 パリ", "prefecture=27,13&year=2000",
    "municipality=27100", "undated=exclude", "status=suspended&year=2024", "kind=hometown",
    "kind=hometown&year=2025",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser_answers(dataset: Dataset) -> dict[str, dict[str, object]]:
    answers: dict[str, dict[str, object]] = run_module(
        """
        import { Network } from "shimai/network";
        import { Selection, selectTies, countFacets } from "shimai/selection";
        const network = new Network(given.columns);
        answer(Object.fromEntries(given.queries.map((query) => {
          const selection = Selection.parse(new URLSearchParams(query));
          const ids = selectTies(network, selection).map((tie) => network.ties.id[tie]);
          const { signedIn, endedIn, undatedShown, ...facets } = countFacets(network, selection);
          return [query, { ids, facets, signedIn, query: selection.query() }];
        })));
        """,
        {"columns": orjson.loads(encode_columns(dataset)), "queries": QUERIES},
    )
    return answers


@pytest.mark.parametrize("query", QUERIES)
def test_the_browser_selects_counts_and_writes_as_geodata_does(
    dataset: Dataset, browser_answers: dict[str, dict[str, object]], query: str
) -> None:
    selection = Selection.parse([tuple(part.split("=", 1)) for part in query.split("&") if part])
    facets = dataset.facets(selection)
    answer = browser_answers[query]
    assert answer["ids"] == dataset.select(selection).frame["id"].tolist()
    assert answer["query"] == selection.query()
    assert answer["facets"] == {
        "country": facets.country,
        "status": facets.status,
        "kind": facets.kind,
        "prefecture": facets.prefecture,
        "total": facets.total,
        "undatedLeftOut": facets.undated_left_out,
    }


def _bend(*ends: float) -> list[tuple[float, float]]:
    points = run_module('import { bendArc } from "shimai/arcs"; answer([...bendArc(...given)]);', ends)
    return list(zip(points[::2], points[1::2], strict=True))


def test_osaka_to_san_francisco_runs_over_the_pacific_unbroken() -> None:
    points = _bend(135.5, 34.69, -122.42, 37.78)
    assert points[0][0] == pytest.approx((135.5 + 180) / 360 * 256)
    assert points[-1][0] == pytest.approx((237.58 + 180) / 360 * 256)
    assert max(abs(after[0] - before[0]) for before, after in pairwise(points)) < 3
    assert len(points) >= 8660 / 200


def test_tokyo_to_london_runs_to_the_west_over_siberia() -> None:
    points = _bend(139.69, 35.68, -0.13, 51.5)
    assert all(after[0] < before[0] for before, after in pairwise(points))
    assert points[-1][0] == pytest.approx((-0.13 + 180) / 360 * 256)


def test_coinciding_and_opposite_places_still_give_a_line() -> None:
    assert len(set(_bend(139.0, 35.0, 139.0, 35.0))) == 1
    opposite = _bend(135.0, 35.0, -45.0, -35.0)
    assert len(opposite) >= 2
    assert all(0 <= y <= 256 for _, y in opposite)


@pytest.mark.parametrize("atlas", ["countries-110m.json", "countries-50m.json"])
def test_no_ring_of_the_base_map_streaks_across_it(atlas: str) -> None:
    widest, polar, borders = run_module(
        """
        import { runInThisContext } from "node:vm";
        import { unwrapLongitudes, unwrapPolygon } from "shimai/rings";
        runInThisContext(readFileSync(`${STATIC}/vendor/topojson-client/topojson-client.min.js`, "utf8"));
        const topology = JSON.parse(readFileSync(`${STATIC}/vendor/world-atlas/${given}`, "utf8"));
        const { land, countries } = topology.objects;
        const collection = topojson.feature(topology, land);
        const polygons = (collection.features ?? [collection]).flatMap(({ geometry }) =>
          geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates);
        const rings = polygons.flatMap((polygon) => unwrapPolygon(polygon));
        const jump = (ring, from, to) => ring.slice(1)
          .filter(([, latitude], index) => latitude > -85 || ring[index][1] > -85)
          .reduce((most, [longitude], index) => Math.max(most, Math.abs(longitude - ring[index][0])), 0);
        const inner = rings.filter((ring) => Math.min(...ring.map((point) => point[1])) > -84.9);
        const mesh = topojson.mesh(topology, countries, (a, b) => a !== b).coordinates.map(unwrapLongitudes);
        answer([
          Math.max(...inner.map((ring) => jump(ring))),
          rings.filter((ring) => ring.some((point) => point[1] === -85)).map((ring) =>
            [ring[0], ring.at(-1), Math.max(...ring.map(([x]) => x)) - Math.min(...ring.map(([x]) => x))]),
          Math.max(...mesh.map((line) => jump(line))),
        ]);
        """,
        atlas,
    )
    assert widest < 20
    assert borders < 60
    assert [(first == last, width > 359) for first, last, width in polar] == [(True, True)]


@pytest.mark.parametrize(
    ("lang", "text", "shown"),
    [
        ("en", "1959-11-17", "17 November 1959"),
        ("en", "1959-11", "November 1959"),
        ("ja", "1959-11-17", "1959年11月17日"),
        ("ja", "1959-11", "1959年11月"),
        ("ja", "1959", "1959年"),
    ],
)
def test_the_browser_writes_dates_as_the_pages_do(lang: str, text: str, shown: str) -> None:
    assert run_module('import { Words } from "shimai/words"; answer(new Words(given[0]).date(given[1]));',
                      [{"lang": lang, "messages": {}}, text]) == shown  # fmt: skip


def test_what_ended_later_was_still_active_in_the_year_that_is_shown(dataset: Dataset) -> None:
    found = run_module(
        """
        import { Network } from "shimai/network";
        const network = new Network(given);
        answer([1990, 2020, null].map((year) => network.statusIn(0, year)));
        """,
        orjson.loads(encode_columns(dataset.select(q="osaka san francisco", status="ended"))),
    )
    assert found == ["active", "ended", "ended"]
