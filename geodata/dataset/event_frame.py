"""Building the frame of events: their places, municipalities, countries and sources by name."""

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.dataset.event_checks import split_list
from geodata.dataset.place_ids import municipality_place_id
from geodata.gazetteer.countries import country_name

_LISTS = ("municipality_codes", "partnerships", "partners", "countries")


def build_events(events: pd.DataFrame, sources: pd.DataFrame, places: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return one row for each event, by date, with its point (lon/lat, WGS 84).

    events: events.csv. sources, places: by id.

    An event stands at the place where it was held; where that isn't known, at its first municipality;
    without either, nowhere. `located_by` says which: `place`, `municipality` or "". `municipality_codes`,
    `municipalities`, `municipalities_ja`, `prefecture_codes`, `partnerships`, `partners`, `countries`,
    `country_names`, `country_names_ja` and `sources` are lists.
    """
    order = events["date"].argsort(kind="stable")
    table = events.iloc[order].reset_index(drop=True)
    lists = {column: [split_list(cell) for cell in table[column]] for column in _LISTS}
    codes = lists["municipality_codes"]
    first = pd.Series([municipality_place_id(each[0]) if each else "" for each in codes], dtype=object)
    point = table["place"].where(table["place"] != "", first)
    located_by = np.where(table["place"] != "", "place", np.where(first != "", "municipality", ""))
    names, names_ja = places["name"], places["name_ja"]
    records = dict(zip(sources.index, sources.to_dict("records"), strict=True))
    return gpd.GeoDataFrame(
        {
            "id": table["id"],
            "date": table["date"],
            "date_end": table["date_end"],
            "first_year": table["date"].str[:4].astype(int),
            "last_year": table["date_end"].where(table["date_end"] != "", table["date"]).str[:4].astype(int),
            "kind": table["kind"],
            "status": table["status"],
            "title": table["title"],
            "title_ja": table["title_ja"],
            **lists,
            "municipalities": [[names[municipality_place_id(code)] for code in each] for each in codes],
            "municipalities_ja": [[names_ja[municipality_place_id(code)] for code in each] for each in codes],
            "prefecture_codes": [sorted({code[:2] for code in each}) for each in codes],
            "country_names": [[country_name(code, "en") for code in each] for each in lists["countries"]],
            "country_names_ja": [[country_name(code, "ja") for code in each] for each in lists["countries"]],
            "place": table["place"],
            "place_name": table["place"].map(names).fillna(""),
            "place_name_ja": table["place"].map(names_ja).fillna(""),
            "place_admin1": table["place"].map(places["admin1"]).fillna(""),
            "place_country": table["place"].map(places["country"]).fillna(""),
            "venue": table["venue"],
            "located_by": located_by,
            "participants": pd.to_numeric(table["participants"].replace("", None)).astype("Int64"),
            "sources": [[records[key] for key in split_list(cell)] for cell in table["sources"]],
        },
        geometry=_points(point, places),
    )


def _points(ids: "pd.Series[str]", places: pd.DataFrame) -> gpd.GeoSeries:
    points = gpd.GeoSeries(
        gpd.points_from_xy(ids.map(places["lon"]), ids.map(places["lat"])), crs="OGC:CRS84"
    )
    return points.where(ids != "", None)
