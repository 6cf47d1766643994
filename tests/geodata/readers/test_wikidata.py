"""Results of Wikidata's query service, as JSON and as CSV."""

import json

import pytest

import geodata
from geodata.readers import open_reader
from tests.geodata.readers.writing import rows_of, texts_of, write

ENTITY = "http://www.wikidata.org/entity/"


def results(folder, **values: str):
    """A result with these values."""
    binding = {
        name: {"type": "uri" if value.startswith("http") else "literal", "value": value}
        for name, value in values.items()
    }
    document = {"head": {"vars": list(values)}, "results": {"bindings": [binding]}}
    return write(folder, "query.json", json.dumps(document))


def test_pairs_with_labels_points_and_dates_become_rows_with_their_source(tmp_path):
    path = results(
        tmp_path,
        item=ENTITY + "Q35765",
        itemLabel="Osaka",
        itemLabel_ja="大阪市",
        coord="Point(135.502 34.694)",
        partner=ENTITY + "Q62",
        partnerLabel="San Francisco",
        partnerCoord="Point(-122.419 37.774)",
        partnerCountry=ENTITY + "Q30",
        partnerCountryLabel="United States",
        start="1957-10-07T00:00:00Z",
        end="2018-10-02T00:00:00Z",
    )
    reading = open_reader(path)
    assert [(row.number, texts_of(row)) for row in reading.rows] == [
        (
            1,
            {
                "municipality": "大阪市",
                "municipality_en": "Osaka",
                "municipality_point": "135.502 34.694",
                "partner": "San Francisco",
                "partner_point": "-122.419 37.774",
                "country": "United States",
                "signed": "1957-10-07",
                "ended": "2018-10-02",
                "source_url": "https://www.wikidata.org/wiki/Q35765",
                "source_title": "Wikidata: Osaka (Q35765)",
            },
        )
    ]


@pytest.mark.parametrize(
    ("precision", "date"), [("9", "1957"), ("10", "1957-01"), ("11", "1957-01-01"), (None, "1957")]
)
def test_a_date_is_as_precise_as_its_precision_says(tmp_path, precision, date):
    known = {"startPrecision": precision} if precision else {}
    path = results(
        tmp_path, city=ENTITY + "Q1", cityLabel="a", sister=ENTITY + "Q2", sisterLabel="b",
        start="1957-01-01T00:00:00Z", **known,
    )  # fmt: skip
    assert rows_of(path)[0]["signed"] == date


def test_a_label_that_is_only_an_id_is_no_name(tmp_path):
    path = results(
        tmp_path,
        source=ENTITY + "Q1",
        sourceLabel="Q1",
        target=ENTITY + "Q2",
        targetLabel="Q2",
        targetLabel_ja="乙市",
    )
    assert rows_of(path) == [
        {
            "partner": "乙市",
            "partner_ja": "乙市",
            "source_url": "https://www.wikidata.org/wiki/Q1",
            "source_title": "Wikidata: Q1",
        }
    ]


def test_the_csv_of_a_query_is_read_and_a_country_of_no_side_is_the_partners(tmp_path):
    path = write(
        tmp_path,
        "query.csv",
        "item,itemLabel,partner,partnerLabel,countryLabel,start\n"
        f"{ENTITY}Q35765,Osaka,{ENTITY}Q490,Milan,Italy,1981-06-08T00:00:00Z\n",
    )
    (row,) = open_reader(path).rows
    assert row.number == 2
    assert (row.get("municipality"), row.get("partner"), row.get("country")) == ("Osaka", "Milan", "Italy")
    assert row.get("signed") == "1981-06-08"
    assert row.columns["partner"] == "partnerLabel"


def test_where_both_sides_have_a_country_each_keeps_its_own(tmp_path):
    path = results(
        tmp_path, item=ENTITY + "Q1", itemLabel="Bath", countryLabel="UK",
        other=ENTITY + "Q2", otherLabel="Kaposvár", otherCountry="HU",
    )  # fmt: skip
    (row,) = rows_of(path)
    assert (row["municipality_country"], row["country"]) == ("UK", "HU")


def test_results_without_partners_say_which_variables_are_wanted(tmp_path):
    with pytest.raises(geodata.DataError, match="partnerLabel"):
        open_reader(results(tmp_path, item=ENTITY + "Q1", itemLabel="Bath"))


def test_results_with_labels_alone_are_rows_too(tmp_path):
    path = results(tmp_path, itemLabel="大阪市", twinLabel="Milan")
    assert [texts_of(row) for row in open_reader(path).rows] == [
        {"municipality": "大阪市", "partner": "Milan"}
    ]
