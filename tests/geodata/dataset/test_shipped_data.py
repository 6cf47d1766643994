"""The shipped partnerships: every fact carried over, and what is known of the well-known ones."""

from collections import Counter, defaultdict
from typing import Any

import pytest

import geodata
from geodata.gazetteer import load_divisions
from geodata.model.shipped import read_merged_ids
from geodata.text.folding import fold
from tests.support.shared_facts import read_facts, read_pair_claims


@pytest.fixture(scope="module")
def facts() -> list[dict[str, str]]:
    """The claims of ../shared/facts/partnerships.csv that tell of a partnership."""
    return read_pair_claims()


def what_happened(dataset: geodata.Dataset, partnership: str) -> list[dict[str, Any]]:
    """Return the events of a partnership, by date."""
    return [
        event for event in dataset.events.frame.to_dict("records") if partnership in event["partnerships"]
    ]


def agreements(dataset: geodata.Dataset, partnership: str) -> list[tuple[str, str]]:
    """Return the dates and titles of the signings of a partnership."""
    events = what_happened(dataset, partnership)
    return [(event["date"], event["title"]) for event in events if event["kind"] == "signing"]


def test_it_holds_1906_partnerships_of_868_municipalities_with_81_countries(dataset):
    assert len(dataset) == 1906
    assert dataset.frame["municipality_code"].nunique() == 868
    assert dataset.frame["country"].nunique() == 81


def test_every_partnership_has_a_source(dataset):
    assert (dataset.frame["sources"].map(len) > 0).all()


def test_every_claimed_promotion_is_an_event_of_its_municipality_and_source(dataset):
    events = dataset.events.frame.to_dict("records")
    promotions = [claim for claim in read_facts("partnerships") if claim["kind"] == "promotion"]
    lost = [
        claim
        for claim in promotions
        if not any(
            claim["jp_code"] in event["municipality_codes"]
            and claim["partner_country"] in event["countries"]
            and event["date"].startswith(claim["date_signed"])
            and claim["source_title"] in [source["title"] for source in event["sources"]]
            for event in events
        )
    ]
    assert (len(promotions), lost) == (19, [])


def test_every_claim_is_in_a_partnership_of_its_municipality_and_country_under_its_source(dataset, facts):
    carried = defaultdict(list)
    for row in dataset.frame.to_dict("records"):
        for source in row["sources"]:
            key = (row["municipality_code"], row["country"], source["title"], source["url"], source["date"])
            carried[key].append(row)
    lost = [
        fact
        for fact in facts
        if not carried[
            (
                fact["jp_code"],
                fact["partner_country"],
                fact["source_title"],
                fact["source_url"],
                fact["as_of"],
            )
        ]
    ]
    assert lost == []


def test_every_claimed_date_is_the_date_or_part_of_it_or_of_an_event_or_is_said_in_the_note(dataset, facts):
    events = defaultdict(list)
    for event in dataset.events.frame.to_dict("records"):
        for id_ in event["partnerships"]:
            events[id_].append(event["date"])
    rows = defaultdict(list)
    for row in dataset.frame.to_dict("records"):
        rows[row["municipality_code"], row["country"]].append(row)

    def says(row, date):
        dates = [row["signed"] or "?", *events[row["id"]]]
        return date in row["note"] or any(one.startswith(date) or date.startswith(one) for one in dates)

    lost = [
        (fact["jp_code"], fact["partner_name"], fact["date_signed"])
        for fact in facts
        if fact["date_signed"]
        and not any(says(row, fact["date_signed"]) for row in rows[fact["jp_code"], fact["partner_country"]])
    ]
    assert lost == []


def test_every_claimed_state_is_the_state_of_its_partner(dataset, facts):
    divisions = load_divisions()
    states = defaultdict(set)
    for row in dataset.frame.to_dict("records"):
        states[row["municipality_code"], row["country"], fold(row["partner"]).split(" ")[0]].add(
            row["partner_admin1"]
        )
    wrong = []
    for fact in facts:
        found = states[fact["jp_code"], fact["partner_country"], fold(fact["partner_name"]).split(" ")[0]]
        stated = divisions.find(fact["partner_country"], fact["partner_admin1"])
        ours = [division for name in found for division in divisions.find(fact["partner_country"], name)]
        if found and stated and not any(divisions.contain(region, one) for region in stated for one in ours):
            wrong.append((fact["jp_code"], fact["partner_name"], fact["partner_admin1"], found))
    assert wrong == []


def test_osaka_to_san_francisco_is_in_force_in_1990_but_not_in_2020(dataset):
    def in_force(year: int) -> list[str]:
        selected = dataset.select(municipality="27100", country="US", year=year, q="san francisco")
        return selected.frame["id"].tolist()

    assert in_force(1990) == ["osaka-27100-san-francisco-us"]
    assert in_force(2020) == []


def test_osaka_to_san_francisco_says_that_its_ending_is_disputed(dataset):
    (row,) = dataset.select(q="osaka san francisco", municipality="27100").frame.to_dict("records")
    assert (row["status"], row["ended_year"]) == ("ended", 2018)
    assert "San Francisco disputes" in row["note"]
    assert "異議" in row["note"]


def test_the_four_hometown_designations_were_all_cancelled(dataset):
    hometowns = dataset.select(kind="hometown").frame
    assert sorted(hometowns["partner"]) == ["Ghana", "Mozambique", "Nigeria", "Tanzania"]
    assert set(hometowns["status"]) == {"cancelled"}


def test_two_misatos_stand_600_km_apart(dataset):
    partnerships = {
        row["partner"]: dataset.places.loc[row["municipality_place"]]
        for row in dataset.select(q="misato").frame.to_dict("records")
        if row["partner"] in ("Salamina", "Mas")
    }
    one, other = partnerships["Salamina"], partnerships["Mas"]
    assert (one["admin1"], other["admin1"]) == ("Saitama", "Shimane")
    assert (
        600
        < geodata.geometry.great_circles.distance_km(one["lon"], one["lat"], other["lon"], other["lat"])
        < 720
    )


def test_tokushima_and_jeju_are_active_because_the_newer_source_says_so(dataset):
    (row,) = dataset.select(municipality="36000", country="KR", q="jeju").frame.to_dict("records")
    assert (row["status"], row["signed"], len(row["sources"])) == ("active", "2025-11-03", 2)


def test_no_pair_is_there_twice(dataset):
    pairs = Counter(zip(dataset.frame["municipality_place"], dataset.frame["partner_place"], strict=True))
    assert [pair for pair, count in pairs.items() if count > 1] == []


def test_a_friendship_that_became_a_sister_city_is_one_partnership_of_the_first_signing(dataset):
    (row,) = dataset.select(municipality="10201", q="birmingham").frame.to_dict("records")
    assert (row["id"], row["kind"]) == ("maebashi-10201-birmingham-us", "sister_city")
    assert (row["signed"], row["status"]) == ("1998-10-21", "active")
    assert agreements(dataset, row["id"]) == [
        ("1998-10-21", "Maebashi and Birmingham became friendship cities."),
        ("2017-07-03", "Maebashi and Birmingham became sister cities."),
    ]


def test_the_further_agreements_of_a_pair_are_events(dataset):
    (row,) = dataset.select(municipality="43100", q="kaohsiung").frame.to_dict("records")
    assert (row["kind"], row["signed"], len(row["sources"])) == ("friendship_city", "2017-01-11", 3)
    dates = [date for date, _ in agreements(dataset, row["id"])]
    assert dates == ["2013-09-09", "2017-01-11", "2024-02-27"]


def test_merged_ids_are_of_no_partnership_and_lead_to_one(dataset):
    ids = set(dataset.frame["id"])
    assert not ids & set(read_merged_ids())
    assert set(read_merged_ids().values()) <= ids


def test_the_known_spellings_of_claims_are_the_partnerships_that_were_there(dataset):
    def partners(municipality: str, country: str) -> list[str]:
        return sorted(dataset.select(municipality=municipality, country=country).frame["partner"])

    assert partners("14206", "AU") == ["Manly"]
    assert partners("13106", "AU") == ["Manly"]
    assert partners("05201", "US").count("Kenai Peninsula Borough") == 1
    assert "Kenai" not in partners("05201", "US")
    assert "Yilan City" in partners("43210", "TW")
    assert "Yilan County" in partners("06000", "TW")


def test_a_partnership_that_was_suspended_and_resumed_is_active_and_says_so(dataset):
    (row,) = dataset.select(municipality="32201", country="KR", q="jinju").frame.to_dict("records")
    assert (row["status"], row["signed"]) == ("active", "1999-11-10")
    history = what_happened(dataset, row["id"])
    assert [(event["date"], event["kind"]) for event in history] == [
        ("2005-03-16", "suspension"),
        ("2017-08", "announcement"),
        ("2024-09-24", "announcement"),
    ]


def test_where_sources_disagree_the_citys_own_date_stands_and_the_other_is_in_the_note(dataset):
    (row,) = dataset.select(municipality="15100", q="galveston").frame.to_dict("records")
    assert row["signed"] == "1965-01-28"
    assert "1964-05-12" in row["note"]


def test_ids_are_readable_ascii_and_nearly_every_partner_has_a_japanese_name(dataset):
    assert dataset.frame["id"].str.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*").all()
    assert sorted(dataset.frame.loc[dataset.frame["partner_ja"] == "", "partner"]) == [
        "Arujá",
        "Indonesian Institute of the Arts Bali",
        "Longmeadow",
        "Marlboro",
        "Moruya",
        "Motueka",
        "Sooke",
        "Yelizovo",
    ]
