"""Partnerships between two places abroad, or with named places, are like all others."""

from pathlib import Path

import pytest
import shapely

import geodata
from tests.support.partnerships_abroad import PARTNERSHIPS, write_data_with_partnerships_abroad


def row_of(dataset: geodata.Dataset, id_: str) -> dict:
    (row,) = dataset.frame[dataset.frame["id"] == id_].to_dict("records")
    return row


def issues(folder: Path, partnership: dict[str, str]) -> list[str]:
    with pytest.raises(geodata.DataError) as error:
        geodata.load(write_data_with_partnerships_abroad(folder, partnerships=(partnership,)))
    return [f"{issue.column}: {issue.value!r}: {issue.advice}" for issue in error.value.issues]


def test_a_partnership_between_two_places_abroad_has_a_country_but_no_prefecture(dataset_abroad):
    row = row_of(dataset_abroad, "springfield-tralee")
    assert (row["municipality"], row["municipality_ja"], row["municipality_code"]) == ("Springfield", "", "")
    assert (row["prefecture"], row["prefecture_ja"], row["prefecture_code"]) == ("", "", "")
    assert (row["municipality_admin1"], row["municipality_admin1_ja"]) == (
        "Massachusetts",
        "マサチューセッツ州",
    )
    assert (row["municipality_country"], row["municipality_country_name"]) == ("US", "United States")
    assert row["municipality_country_name_ja"] == "アメリカ合衆国"
    assert (row["partner"], row["country"], row["partner_admin1"]) == ("Tralee", "IE", "Munster")
    assert row["distance_km"] == pytest.approx(4740, abs=10)


def test_a_japanese_municipality_has_a_prefecture_but_no_country(dataset_abroad):
    row = row_of(dataset_abroad, "osaka-27100-san-francisco-us")
    assert (row["prefecture"], row["prefecture_code"]) == ("Osaka", "27")
    assert (row["municipality_country"], row["municipality_country_name"], row["municipality_admin1"]) == (
        "",
        "",
        "",
    )


def test_a_partnership_that_names_a_japanese_place_for_its_partner_ends_there(dataset_abroad):
    row = row_of(dataset_abroad, "osaka-nagasaki")
    assert (row["country"], row["country_name_ja"], row["partner_place"]) == ("JP", "日本", "jp-42201")
    assert row["distance_km"] == pytest.approx(560, abs=10)


def test_a_line_between_two_places_abroad_ends_at_their_points(dataset_abroad):
    vertices = shapely.get_coordinates(row_of(dataset_abroad, "berat-amasya")["geometry"])
    assert vertices[0].tolist() == [19.95222, 40.70583]
    assert vertices[-1].tolist() == [35.83333, 40.65333]


def test_words_find_both_sides_of_a_partnership_abroad_in_both_languages(dataset_abroad):
    found = {
        words: dataset_abroad.select(q=words).frame["id"].tolist()
        for words in (
            "berat",
            "amasya albania",
            "アルバニア",
            "springfield massachusetts tralee",
            "マサチューセッツ tralee",
        )
    }
    assert found == {
        "berat": ["berat-amasya"],
        "amasya albania": ["berat-amasya"],
        "アルバニア": ["berat-amasya"],
        "springfield massachusetts tralee": ["springfield-tralee"],
        "マサチューセッツ tralee": ["springfield-tralee"],
    }


def test_no_prefecture_and_no_municipality_selects_a_partnership_abroad(dataset_abroad):
    every_prefecture = tuple(f"{number:02}" for number in range(1, 48))
    assert len(dataset_abroad.select(prefecture=every_prefecture)) == len(dataset_abroad) - 3
    assert dataset_abroad.select(municipality="27100", country="FJ").frame["id"].tolist() == ["osaka-suva"]


def test_facets_count_partnerships_abroad_by_country_but_by_no_prefecture(dataset_abroad):
    facets = dataset_abroad.facets()
    assert (facets.total, facets.country["IE"], facets.country["FJ"]) == (1911, 1, 2)
    assert len(facets.prefecture) == 47
    assert "" not in facets.prefecture
    assert sum(facets.prefecture.values()) == 1908
    assert dataset_abroad.facets(q="tralee").prefecture == {}


def test_the_other_partnerships_stay_as_they_are(dataset_abroad):
    shipped = geodata.load().frame
    assert dataset_abroad.frame.iloc[: len(shipped)].to_dict("records") == shipped.to_dict("records")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"municipality_place": ""},
            "municipality_code: '': write the 5 digits of JIS X 0402, or nothing where municipality_place "
            "names a place abroad",
        ),
        ({"municipality_place": "al-nowhere"}, "municipality_place: 'al-nowhere': no place 'al-nowhere'"),
        ({"partner_place": "tr-nowhere"}, "partner_place: 'tr-nowhere': no place 'tr-nowhere' in places.csv"),
        ({"partner_place": ""}, "partner: 'Amasya': no place 'tr-amasya-region' in places.csv"),
        ({"municipality_code": "2710"}, "municipality_code: '2710': write the 5 digits"),
        ({"municipality_code": "99100"}, "municipality_code: '99100': begin with a prefecture's code"),
    ],
)  # fmt: skip
def test_a_side_without_a_place_is_a_fault_with_advice(tmp_path, changes, said):
    partnership = PARTNERSHIPS[0] | {"partner_level": "region"} | changes
    found = issues(tmp_path, partnership)
    assert len(found) == 1
    assert found[0].startswith(said)
