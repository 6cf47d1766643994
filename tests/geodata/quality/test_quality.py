"""How complete, precise and new the data are: the same numbers for the page and the command line."""

import csv

import geodata
from geodata.quality.coverage import PublishedCount, published_counts
from geodata.quality.quality import Coverage, incomplete_countries, measure_quality
from geodata.quality.statistics import summarise
from tests.support.partnerships_abroad import write_data_with_partnerships_abroad
from tests.support.paths import SHIPPED_DATA
from tests.support.shared_facts import read_facts

BLUEBOOK = "Diplomatic Bluebook 2016, Chapter 4, Section 3, note 1 (counted by CLAIR)"


JAPAN_TIMES = "Japan needs a sister city strategy (The Japan Times, 7 June 2019)"
CLAIR_SYDNEY = "International exchange in local governments (CLAIR Sydney, May 2018)"


def test_the_published_counts_are_there_with_their_dates_and_sources():
    assert published_counts() == (
        PublishedCount("", 1751, "2019-06-01", JAPAN_TIMES),
        PublishedCount("US", 446, "2016-02-29", BLUEBOOK),
        PublishedCount("CN", 362, "2016-02-29", BLUEBOOK),
        PublishedCount("KR", 160, "2016-02-29", BLUEBOOK),
        PublishedCount("AU", 109, "2018-05", CLAIR_SYDNEY),
        PublishedCount("AU", 108, "2016-02-29", BLUEBOOK),
        PublishedCount("CA", 70, "2016-02-29", BLUEBOOK),
        PublishedCount("NZ", 43, "2018-05", CLAIR_SYDNEY),
    )


def test_the_shipped_counts_are_those_of_the_facts():
    facts = read_facts("coverage")
    with (SHIPPED_DATA / "coverage.csv").open(encoding="utf-8", newline="") as table:
        shipped = list(csv.DictReader(table))
    assert shipped == facts


def test_coverage_compares_sister_and_friendship_cities_and_tells_all_kinds(dataset):
    counts = [
        (one.published.country, one.published.count, one.comparable, one.all_kinds, round(one.share, 2))
        for one in measure_quality(dataset).coverage
    ]
    assert counts == [
        ("", 1751, 1656, 1906, 0.95),
        ("US", 446, 434, 440, 0.97),
        ("CN", 362, 278, 313, 0.77),
        ("KR", 160, 156, 172, 0.97),
        ("AU", 109, 100, 104, 0.92),
        ("AU", 108, 100, 104, 0.93),
        ("CA", 70, 65, 66, 0.93),
        ("NZ", 43, 41, 42, 0.95),
    ]


def test_a_share_is_never_above_one():
    assert Coverage(PublishedCount("NZ", 43, "2018-05", CLAIR_SYDNEY), 50, 51).share == 1


def test_a_country_with_less_than_nine_tenths_of_clairs_newest_count_is_incomplete(dataset):
    found = incomplete_countries(dataset)
    assert {code: (one.comparable, one.published.count) for code, one in found.items()} == {"CN": (278, 362)}
    few = incomplete_countries(dataset.select(country="AU", prefecture="13"))
    assert [(one.published.country, one.published.as_of) for one in few.values()] == [("AU", "2018-05")]
    assert incomplete_countries(dataset.select(country="PW")) == {}


def test_each_count_of_coverage_is_that_of_the_selection_it_links_to(dataset):
    for one in measure_quality(dataset).coverage:
        within = {"country": one.published.country} if one.published.country else {}
        assert one.comparable == len(dataset.select(**within, kind="sister_city,friendship_city"))
        assert one.all_kinds == len(dataset.select(**within))


def test_dates_are_counted_by_what_is_known_of_them(dataset):
    precision = measure_quality(dataset).date_precision
    assert precision == {"day": 1152, "month": 219, "year": 410, "unknown": 125}
    assert precision["unknown"] == len(dataset.select(undated="only"))
    assert sum(precision.values()) == 1906


def test_places_are_counted_once_by_what_their_point_stands_for(dataset):
    quality = measure_quality(dataset.select(country="PW"))
    assert quality.place_precision == {"office": 3, "seat": 0, "area": 0, "country": 1}
    assert sum(measure_quality(dataset).place_precision.values()) == 2408


def test_sources_are_counted_once_by_their_host(dataset):
    sources = measure_quality(dataset).sources
    assert (sources.total, sources.with_address, sources.dated) == (1776, 1677, 1109)
    assert (sources.oldest, sources.newest) == ("1989", "2026-04")
    assert list(sources.hosts.items())[:3] == [
        ("clair.or.jp", 171),
        ("ritouki.jp", 34),
        ("ritouki-aichi.com", 27),
    ]


def test_statuses_kinds_and_countries_are_the_facets(dataset):
    quality, facets = measure_quality(dataset), dataset.facets()
    assert (quality.statuses, quality.kinds, quality.countries) == (
        facets.status,
        facets.kind,
        facets.country,
    )
    assert (quality.version, quality.as_of) == (dataset.version, "2026-04")


def test_partnerships_between_two_places_abroad_are_not_compared_with_clairs_counts(dataset_abroad):
    quality = measure_quality(dataset_abroad)
    assert (quality.partnerships, quality.abroad, quality.municipalities) == (1911, 3, 868)
    assert quality.kinds["sister_city"] + quality.kinds["friendship_city"] == 1660
    assert quality.comparable == 1657


def test_a_partnership_between_ireland_and_the_united_states_is_none_of_japans_with_these(tmp_path):
    partnership = {
        "id": "tralee-springfield",
        "municipality_place": "ie-tralee",
        "partner": "Springfield",
        "country": "US",
        "partner_place": "us-springfield",
    }
    _, united_states, *_ = measure_quality(
        geodata.load(write_data_with_partnerships_abroad(tmp_path, partnerships=(partnership,)))
    ).coverage
    assert (united_states.comparable, united_states.all_kinds) == (434, 440)


def test_an_empty_selection_has_no_quality_to_tell_and_no_fault(dataset):
    quality = measure_quality(dataset.select(q="no such town anywhere"))
    assert (quality.partnerships, quality.sources.total, quality.sources.oldest) == (0, 0, "")
    assert quality.date_precision == {"day": 0, "month": 0, "year": 0, "unknown": 0}


def test_the_summary_tells_coverage_precision_and_sources(dataset):
    lines = summarise(dataset).splitlines()
    expected_lines = (
        "1906 partnerships of 868 municipalities and prefectures",
        "   1656  all countries: 95% of 1751 on 2019-06-01; 1906 of all kinds",
        "    434  United States: 97% of 446 on 2016-02-29; 440 of all kinds",
        f"         ({BLUEBOOK})",
        "   1152  day",
        "   1677  with an address",
        "         dated from 1989 to 2026-04",
        "    171  clair.or.jp",
        "         and 1072 other hosts",
    )
    assert [line for line in expected_lines if line not in lines] == []


def test_the_summary_of_a_selection_compares_only_the_countries_that_it_has(dataset):
    assert "beside a published count" not in summarise(dataset.select(country="PW"))
    assert "Canada: 93% of 70" in summarise(dataset.select(country="CA"))
    assert "China" not in summarise(dataset.select(country="CA"))


def test_the_summary_tells_how_many_partnerships_are_between_places_abroad(dataset_abroad):
    assert "3 of them between two places abroad" in summarise(dataset_abroad)
    assert "abroad" not in summarise(dataset_abroad.select(country="US"))
