"""Events over HTTP: the page, GeoJSON, CSV, the feed, and the pages of places and partnerships."""

import csv
import io
import re
from datetime import datetime
from xml.etree import ElementTree

import feedparser
import pytest

from tests.support.http import get, get_html, get_ok
from tests.support.shared_facts import read_facts

ATOM = "{http://www.w3.org/2005/Atom}"


def event_ids(html: str) -> list[str]:
    return re.findall(r'<li id="([a-z0-9-]+)">\s*<p class="event-head">', html)


def test_the_page_lists_events_by_year_the_newest_first(server):
    html = get_html(server, "/events?municipality=37201")
    years = re.findall(r'id="year-(\d+)"', html)
    assert years == sorted(years, reverse=True)
    assert "Bon appétit" in html
    assert "高松市" in get_html(server, "/events?municipality=37201", "ja")


def test_an_event_has_its_municipality_its_partnership_and_its_source(server):
    html = get_html(server, "/events?municipality=23100&year=1959")
    assert "After the Isewan typhoon Los Angeles sent 11.85 million yen" in html
    assert 'href="/municipalities/23100"' in html
    assert re.search(r'href="/partnerships/nagoya-23100-los-angeles-us">Nagoya – Los Angeles<', html)
    assert re.search(r'class="event-sources".*?<li><a href="https?://', html, re.DOTALL)


def test_what_was_only_planned_says_so(server):
    html = get_html(server, "/events?municipality=15210&year=2015")
    assert '<span class="planned">planned</span>' in html
    assert '<span class="planned">予定</span>' in get_html(
        server, "/events?municipality=15210&year=2015", "ja"
    )


@pytest.mark.parametrize(
    ("query", "wrong"),
    [("kind=sister_city", "kind"), ("year=tomorrow", "year"), ("country=XX", "country"), ("x=1", "x")],
)
@pytest.mark.parametrize("path", ["/events.geojson", "/events.csv", "/events.atom"])
def test_a_wrong_parameter_is_named(server, path, query, wrong):
    response = get(server, f"{path}?{query}")
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["parameter"] == wrong


def test_the_page_explains_a_wrong_kind_and_passes_over_unknown_parameters(server):
    wrong = get(server, "/events?kind=sister_city", Accept="text/html")
    assert wrong.status_code == 400
    assert "study_tour" in wrong.text
    assert get(server, "/events?utm_source=x").status_code == 200


def test_every_event_of_the_facts_is_there_with_its_date_municipalities_and_source(server):
    features = get_ok(f"{server}/events.geojson").json()["features"]
    by_url: dict[str, list[dict]] = {}
    for feature in features:
        for source in feature["properties"]["sources"]:
            by_url.setdefault(source["url"] or source["title"], []).append(feature["properties"])
    missing = []
    for fact in read_facts("events"):
        url = re.sub(r"^(https?://[^/]+)\./", r"\1/", fact["source_url"])
        found = by_url.get(url or fact["source_title"], [])
        codes = {code for code in fact["jp_codes"].split(";") if code}
        if not any(codes <= set(event["municipality_codes"]) and _agrees(event, fact) for event in found):
            missing.append(fact["event_id"])
    assert missing == []


def _agrees(event: dict, fact: dict) -> bool:
    return event["date"].startswith(fact["date"]) or fact["date"].startswith(event["date"])


def test_every_event_is_on_the_page_of_each_of_its_municipalities(server):
    features = get_ok(f"{server}/events.geojson").json()["features"]
    by_code: dict[str, set[str]] = {}
    for feature in features:
        for code in feature["properties"]["municipality_codes"]:
            by_code.setdefault(code, set()).add(feature["id"])
    assert len(by_code) > 290
    for code, ids in by_code.items():
        assert ids <= set(event_ids(get_html(server, f"/municipalities/{code}"))), code


def test_csv_and_geojson_have_the_same_events(server):
    rows = list(csv.DictReader(io.StringIO(get_ok(f"{server}/events.csv?country=IT").text.lstrip("\ufeff"))))
    features = get_ok(f"{server}/events.geojson?country=IT").json()["features"]
    assert [row["id"] for row in rows] == [feature["id"] for feature in features]
    assert len(rows) > 15


def test_files_are_named_after_the_selection(server):
    disposition = get_ok(f"{server}/events.csv?prefecture=07").headers["content-disposition"]
    assert disposition.startswith('attachment; filename="shimai-events-prefecture-07-')


def test_a_client_that_has_them_is_told_so(server):
    for path in ("/events", "/events.geojson", "/events.csv", "/events.atom"):
        etag = get_ok(server + path).headers["etag"]
        assert get(server, path, **{"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_feed_of_a_prefecture_is_valid_atom(server, lang):
    response = get_ok(f"{server}/events.atom?prefecture=07&lang={lang}")
    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(response.content)  # noqa: S314 - our own server
    _assert_required(feed)
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids) == len(entries) > 20
    itself = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert itself == [f"{server}/events.atom?lang={lang}&prefecture=07"]
    for entry in entries:
        _assert_required(entry)
        (page,) = [link for link in entry.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert page.get("href", "").startswith(f"{server}/events?")
        assert entry.findtext(f"{ATOM}summary")


def _assert_required(element: ElementTree.Element) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: one id (an IRI), one title, one updated (a time of RFC 3339)."""
    for name in ("id", "title", "updated"):
        assert len(element.findall(f"{ATOM}{name}")) == 1, name
    assert (element.findtext(f"{ATOM}id") or "").startswith("http")
    updated = element.findtext(f"{ATOM}updated") or ""
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", updated)
    datetime.fromisoformat(updated)
    if element.tag == f"{ATOM}feed":
        assert element.findtext(f"{ATOM}author/{ATOM}name")


def test_a_feed_reader_reads_the_feed(server):
    feed = feedparser.parse(get_ok(f"{server}/events.atom?prefecture=07&limit=5").content)
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.title == "Events: Fukushima"
    assert len(feed.entries) == 5
    assert feed.entries[0].tags[0].term in (
        "visit",
        "reception",
        "promotion",
        "seminar",
        "support",
        "signing",
    )


def test_the_page_leads_feed_readers_to_the_feed_of_its_selection(server):
    html = get_html(server, "/events?prefecture=07")
    assert 'type="application/atom+xml" href="/events.atom?lang=en&amp;prefecture=07"' in html


@pytest.mark.parametrize(
    ("path", "texts"),
    [
        ("/municipalities/13107", ["26 February 2026", "study tour of Sumida"]),
        ("/municipalities/16000", ["13 November 2025", "New York"]),
        ("/municipalities/07000", ["Hong Kong", "August 2015", "Shanghai", "November 2015"]),
        (
            "/partnerships/misato-32448-mas-id",
            ["April 1991", "canoe", "10 September 1993", "2023", "Bali Town"],
        ),
        ("/partnerships/misato-32448-indonesian-institute-of-the-arts-bali-id", ["December 2025"]),
        ("/partnerships/misato-11237-salamina-gr", ["2014", "Half Marathon", "5 December 2025"]),
        ("/partnerships/nagai-06209-tanzania-tz", ["August 2025", "September 2025"]),
        ("/partnerships/imabari-38202-mozambique-mz", ["August 2025", "September 2025"]),
        ("/partnerships/sanjo-15204-ghana-gh", ["August 2025", "September 2025"]),
        ("/partnerships/kisarazu-12206-nigeria-ng", ["August 2025", "September 2025"]),
    ],
)
def test_pages_tell_what_happened(server, path, texts):
    html = get_html(server, path)
    for text in texts:
        assert text in html, text


def test_an_agreement_that_an_event_tells_of_is_shown_once(server):
    html = get_html(server, "/partnerships/misato-32448-mas-id")
    history = html[html.index('class="history"') : html.index("</ol>")]
    assert history.count("10 September 1993") == 1
    assert '<span class="what">Signed</span> <span class="when">10 September 1993</span>' in history
    assert "signed their pact" in history


def test_the_collection_of_events_is_filtered_by_time(server):
    response = get_ok(f"{server}/ogc/collections/events/items?datetime=2015-08-01/2015-08-31&limit=100")
    dates = [feature["properties"]["date"] for feature in response.json()["features"]]
    assert dates
    assert all(date.startswith("2015-08") or date in ("2015", "2015-07-31") for date in dates)
