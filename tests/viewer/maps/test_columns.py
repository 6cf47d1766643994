"""The columns for the browser hold all data of the dataset."""

import json
from typing import Any

from geodata import Dataset
from viewer import MapColumns, encode_columns


def _rows(columns: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the partnerships of columns as rows, as in the dataset's frame."""
    partnerships, places = columns["partnerships"], columns["places"]
    municipalities, partners = columns["municipalities"], columns["partners"]
    rows = []
    for i, id_ in enumerate(partnerships["id"]):
        home, away = partnerships["municipality"][i], partnerships["partner"][i]
        prefecture, country = municipalities["prefecture"][home], partners["country"][away]
        rows.append(
            {
                "id": id_,
                "kind": columns["kinds"][partnerships["kind"][i]],
                "status": columns["statuses"][partnerships["status"][i]],
                "municipality": municipalities["name"][home],
                "municipality_ja": municipalities["name_ja"][home],
                "municipality_code": municipalities["code"][home],
                "prefecture": columns["prefectures"]["name"][prefecture],
                "prefecture_code": columns["prefectures"]["code"][prefecture],
                "partner": partners["name"][away],
                "partner_ja": partners["name_ja"][away],
                "partner_admin1": partners["admin1"][away],
                "partner_precision": partners["precision"][away],
                "country": columns["countries"]["code"][country],
                "country_name_ja": columns["countries"]["name_ja"][country],
                "signed_as": partnerships["signed_as"][i],
                "signed": partnerships["signed"][i],
                "ended": partnerships["ended"][i],
                "as_of": partnerships["as_of"][i],
                "note": partnerships["note"][i],
                "sources": [
                    {part: columns["sources"][part][source] for part in ("title", "url", "date")}
                    for source in partnerships["sources"][i]
                ],
                "home_lon": places["lon"][municipalities["place"][home]],
                "away_lat": places["lat"][partners["place"][away]],
            }
        )
    return rows


def test_every_partnership_comes_back_from_its_columns_as_it_was(dataset: Dataset) -> None:
    rows = _rows(json.loads(encode_columns(dataset)))
    names = [name for name in rows[0] if name not in ("home_lon", "away_lat")]
    assert [{name: row[name] for name in names} for row in rows] == dataset.frame[names].to_dict("records")


def test_the_ends_of_each_line_are_within_a_metre_of_their_places(dataset: Dataset) -> None:
    rows = _rows(json.loads(encode_columns(dataset)))
    home = dataset.places.loc[dataset.frame["municipality_place"], "lon"]
    away = dataset.places.loc[dataset.frame["partner_place"], "lat"]
    assert max(abs(row["home_lon"] - lon) for row, lon in zip(rows, home, strict=True)) <= 0.00001
    assert max(abs(row["away_lat"] - lat) for row, lat in zip(rows, away, strict=True)) <= 0.00001


def test_each_source_is_listed_once(dataset: Dataset) -> None:
    sources = MapColumns.of(dataset).sources
    source_rows = list(zip(sources.title, sources.url, sources.date, strict=True))
    assert len(source_rows) == len(set(source_rows)) > 100


def test_columns_of_an_empty_selection_are_empty(dataset: Dataset) -> None:
    columns = MapColumns.of(dataset.select(q="no such town anywhere"))
    assert columns.partnerships.id == []
    assert columns.places.name == []
