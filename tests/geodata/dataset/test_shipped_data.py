"""The shipped partnerships: every fact carried over, and what is known of the well-known ones."""

import re
from collections import Counter, defaultdict

import pytest

import geodata
from geodata.gazetteer import load_divisions
from geodata.model.shipped import read_merged_ids
from geodata.text.folding import fold
from tests.support.shared_facts import read_pair_claims


@pytest.fixture(scope="module")
def facts() -> list[dict[str, str]]:
    """The claims of ../shared/facts/partnerships.csv that tell of a partnership."""
    return read_pair_claims()


def without_final_dot(url: str) -> str:
    """Return an address without a dot after its host, which names the same host.

    Two shipped addresses have one; the facts have lost it since.
    """
    return re.sub(r"^(https?://[^/]+)\./", r"\1/", url)


def test_it_holds_1923_partnerships_of_867_municipalities_with_81_countries(dataset):
    assert len(dataset) == 1923
    assert dataset.frame["municipality_code"].nunique() == 867
    assert dataset.frame["country"].nunique() == 81


def test_every_partnership_has_a_source(dataset):
    assert (dataset.frame["sources"].map(len) > 0).all()


def test_every_claim_is_in_a_partnership_of_its_municipality_and_country_under_its_source(dataset, facts):
    carried = defaultdict(list)
    for row in dataset.frame.to_dict("records"):
        for source in row["sources"]:
            url = without_final_dot(source["url"])
            key = (row["municipality_code"], row["country"], source["title"], url, source["date"])
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


def test_every_claimed_date_is_the_date_or_part_of_it_or_is_said_in_the_note(dataset, facts):
    rows = defaultdict(list)
    for row in dataset.frame.to_dict("records"):
        rows[row["municipality_code"], row["country"]].append(row)

    def says(row, date):
        return row["signed"].startswith(date) or date.startswith(row["signed"] or "?") or date in row["note"]

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
    """A promotion is an event, which a partnership of the same pair does not cover."""
    rows = dataset.frame[dataset.frame["kind"] != "promotion"]
    pairs = Counter(zip(rows["municipality_place"], rows["partner_place"], strict=True))
    assert [pair for pair, count in pairs.items() if count > 1] == []


def test_a_friendship_that_became_a_sister_city_is_one_partnership_of_the_first_signing(dataset):
    (row,) = dataset.select(municipality="10201", q="birmingham").frame.to_dict("records")
    assert (row["id"], row["kind"]) == ("maebashi-10201-birmingham-us", "sister_city")
    assert (row["signed"], row["status"]) == ("1998-10-21", "active")
    english, japanese = row["note"].split("\n")
    assert "Friendship city since 1998-10-21" in english
    assert "Sister city since 2017-07-03" in english
    assert "1998年10月21日から友好都市" in japanese
    assert "2017年7月3日から姉妹都市" in japanese


def test_an_exchange_that_an_agreement_covers_is_in_its_note(dataset):
    (row,) = dataset.select(municipality="43100", q="kaohsiung").frame.to_dict("records")
    assert (row["kind"], row["signed"], len(row["sources"])) == ("friendship_city", "2017-01-11", 3)
    for date in ("2013-09-09", "2017-01-11", "2024-02-27"):
        assert date in row["note"]


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
    assert "suspended (2005-03-16)" in row["note"]


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
