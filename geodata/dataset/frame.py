"""Building the frame of a dataset from its tables."""

import csv
from importlib.resources import files

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.dataset.checks import optional_column
from geodata.dataset.place_ids import municipality_place_id, partner_place_id
from geodata.dataset.tables import Tables
from geodata.gazetteer.countries import country_name
from geodata.geometry.great_circles import lines_between
from geodata.model.errors import DataError, ValidationIssue
from geodata.model.vocabulary import PREFECTURES


def build_places(places: pd.DataFrame) -> pd.DataFrame:
    """Return the places by id with `admin1_ja`, the Japanese name of their prefecture, state or region."""
    japanese = _division_names_ja()
    pairs = zip(places["country"], places["admin1"], strict=True)
    return places.assign(admin1_ja=[japanese.get(pair, "") for pair in pairs])


def build_frame(tables: Tables, places: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return one row for each partnership with its line (lon/lat, WGS 84).

    Both ends stand at the places named in the row, or else at those that follow from its other columns. A row
    without a municipality code is between two places abroad: its first side has no prefecture, but a
    `municipality_country` and `municipality_admin1`, which are empty in all other rows.

    Raises DataError for a partnership whose municipality or partner has no row in places.csv.
    """
    table = tables.partnerships
    near_ids, far_ids = _municipality_places(table), _partner_places(table)
    _require_places(table, near_ids, far_ids, places)
    near, far = (places.loc[ids.tolist()].reset_index(drop=True) for ids in (near_ids, far_ids))
    lines, lengths = lines_between(
        *(side[axis].to_numpy() for side in (near, far) for axis in ("lon", "lat"))
    )
    prefectures = table["municipality_code"].str[:2]
    is_abroad = table["municipality_code"] == ""
    near_country = near["country"].where(is_abroad, "")
    sources = dict(zip(tables.sources.index, tables.sources.to_dict("records"), strict=True))
    return gpd.GeoDataFrame(
        {
            "id": table["id"],
            "kind": table["kind"],
            "status": table["status"],
            "municipality": near["name"],
            "municipality_ja": near["name_ja"],
            "municipality_code": table["municipality_code"],
            "municipality_admin1": near["admin1"].where(is_abroad, ""),
            "municipality_admin1_ja": near["admin1_ja"].where(is_abroad, ""),
            "municipality_country": near_country,
            "municipality_country_name": _country_names(near_country, "en"),
            "municipality_country_name_ja": _country_names(near_country, "ja"),
            "prefecture": prefectures.map(_prefecture_names(0)),
            "prefecture_ja": prefectures.map(_prefecture_names(1)),
            "prefecture_code": prefectures,
            "signed_as": table["signed_as"],
            "partner": table["partner"],
            "partner_ja": table["partner_ja"],
            "partner_admin1": table["partner_admin1"].where(table["partner_admin1"] != "", far["admin1"]),
            "partner_admin1_ja": far["admin1_ja"],
            "partner_level": table["partner_level"],
            "country": table["country"],
            "country_name": _country_names(table["country"], "en"),
            "country_name_ja": _country_names(table["country"], "ja"),
            "signed": table["signed"],
            "signed_year": _years(table["signed"]),
            "ended": table["ended"],
            "ended_year": _years(table["ended"]),
            "as_of": table["as_of"],
            "distance_km": lengths.round(1),
            "municipality_precision": near["precision"],
            "partner_precision": far["precision"],
            "sources": [[sources[key] for key in ids.split(";")] for ids in table["sources"]],
            "note": table["note"],
            "municipality_place": near_ids,
            "partner_place": far_ids,
        },
        geometry=gpd.GeoSeries(lines, crs="OGC:CRS84"),
    )


def _municipality_places(table: pd.DataFrame) -> "pd.Series[str]":
    named = optional_column(table, "municipality_place")
    return named.where(named != "", table["municipality_code"].map(municipality_place_id))


def _partner_places(table: pd.DataFrame) -> "pd.Series[str]":
    columns = ("country", "partner_admin1", "partner_level", "partner")
    rows = zip(optional_column(table, "partner_place"), *(table[column] for column in columns), strict=True)
    ids = [named or partner_place_id(*key) for named, *key in rows]
    return pd.Series(ids, index=table.index, dtype=object)


def _require_places(
    table: pd.DataFrame, near_ids: "pd.Series[str]", far_ids: "pd.Series[str]", places: pd.DataFrame
) -> None:
    issues = []
    for place, column, ids in (
        ("municipality_place", "municipality_code", near_ids),
        ("partner_place", "partner", far_ids),
    ):
        named = optional_column(table, place)
        for row in np.flatnonzero(~ids.isin(places.index)):
            advice = f"no place {ids.iloc[row]!r} in places.csv; resolve it"
            at = place if named.iloc[row] else column
            issues.append(
                ValidationIssue("partnerships.csv", int(row) + 2, at, str(table[at].iloc[row]), advice)
            )
    if issues:
        raise DataError(issues)


def _prefecture_names(language: int) -> dict[str, str]:
    """Return a name of each prefecture by its code; "" for a side abroad."""
    return {"": ""} | {code: names[language] for code, names in PREFECTURES.items()}


def _country_names(codes: "pd.Series[str]", lang: str) -> "pd.Series[str]":
    return codes.map({code: country_name(code, lang) if code else "" for code in codes.unique()})


def _years(dates: pd.Series) -> pd.Series:
    return pd.to_numeric(dates.str[:4], errors="coerce").astype("Int64")


def _division_names_ja() -> dict[tuple[str, str], str]:
    with (files("geodata") / "data" / "divisions.csv").open(encoding="utf-8") as table:
        return {(row["country"], row["name"]): row["name_ja"] for row in csv.DictReader(table)}
