"""The design's columns, built from the three tables."""

import csv
from importlib.resources import files

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.faults import DataError, DataFault
from geodata.gazetteer.countries import country_name
from geodata.lines import distance_km, line_between
from geodata.place import municipality_place_id, partner_place_id
from geodata.stores.folder import Tables
from geodata.vocabulary import PREFECTURES


def build_places(places: pd.DataFrame) -> pd.DataFrame:
    """Return the places by id with `admin1_ja`, the Japanese name of their prefecture, state or region."""
    japanese = _division_names_ja()
    pairs = zip(places["country"], places["admin1"], strict=True)
    return places.assign(admin1_ja=[japanese.get(pair, "") for pair in pairs])


def build_frame(tables: Tables, places: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return a row a partnership with the design's columns and its line (lon/lat, WGS 84).

    Raises DataError for a partnership whose municipality or partner has no row in places.csv.
    """
    table = tables.partnerships
    near_ids = table["municipality_code"].map(municipality_place_id)
    keys = zip(
        table["country"], table["partner_admin1"], table["partner_level"], table["partner"], strict=True
    )
    far_ids = pd.Series([partner_place_id(*key) for key in keys], index=table.index, dtype=object)
    _require_places(table, near_ids, far_ids, places)
    near, far = (places.loc[ids.tolist()].reset_index(drop=True) for ids in (near_ids, far_ids))
    ends = list(zip(near["lon"], near["lat"], far["lon"], far["lat"], strict=True))
    prefectures = table["municipality_code"].str[:2]
    sources = dict(zip(tables.sources.index, tables.sources.to_dict("records"), strict=True))
    return gpd.GeoDataFrame(
        {
            "id": table["id"],
            "kind": table["kind"],
            "status": table["status"],
            "municipality": near["name"],
            "municipality_ja": near["name_ja"],
            "municipality_code": table["municipality_code"],
            "prefecture": prefectures.map(lambda code: PREFECTURES[code][0]),
            "prefecture_ja": prefectures.map(lambda code: PREFECTURES[code][1]),
            "prefecture_code": prefectures,
            "signed_as": table["signed_as"],
            "partner": table["partner"],
            "partner_ja": table["partner_ja"],
            "partner_admin1": table["partner_admin1"].where(table["partner_admin1"] != "", far["admin1"]),
            "partner_admin1_ja": far["admin1_ja"],
            "partner_level": table["partner_level"],
            "country": table["country"],
            "country_name": table["country"].map(lambda code: country_name(code, "en")),
            "country_name_ja": table["country"].map(lambda code: country_name(code, "ja")),
            "signed": table["signed"],
            "signed_year": _years(table["signed"]),
            "ended": table["ended"],
            "ended_year": _years(table["ended"]),
            "as_of": table["as_of"],
            "distance_km": [round(distance_km(*end), 1) for end in ends],
            "municipality_precision": near["precision"],
            "partner_precision": far["precision"],
            "sources": [[sources[key] for key in ids.split(";")] for ids in table["sources"]],
            "note": table["note"],
            "municipality_place": near_ids,
            "partner_place": far_ids,
        },
        geometry=gpd.GeoSeries([line_between(*end) for end in ends], crs="OGC:CRS84"),
    )


def _require_places(
    table: pd.DataFrame, near_ids: pd.Series, far_ids: pd.Series, places: pd.DataFrame
) -> None:
    faults = []
    for column, ids in (("municipality_code", near_ids), ("partner", far_ids)):
        for row in np.flatnonzero(~ids.isin(places.index)):
            advice = f"no place {ids.iloc[row]!r} in places.csv; resolve it"
            faults.append(
                DataFault("partnerships.csv", int(row) + 2, column, str(table[column].iloc[row]), advice)
            )
    if faults:
        raise DataError(faults)


def _years(dates: pd.Series) -> pd.Series:
    return pd.to_numeric(dates.str[:4], errors="coerce").astype("Int64")


def _division_names_ja() -> dict[tuple[str, str], str]:
    with (files("geodata") / "data" / "divisions.csv").open(encoding="utf-8") as table:
        return {(row["country"], row["name"]): row["name_ja"] for row in csv.DictReader(table)}
