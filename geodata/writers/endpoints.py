"""The endpoints of a selection's lines as points: each place once, with its number of partnerships."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import geopandas as gpd
import pandas as pd

from geodata.gazetteer.countries import country_name
from geodata.model.vocabulary import STATUSES

if TYPE_CHECKING:
    from geodata.dataset.dataset import Dataset

_ABOUT: Final = ["name", "name_ja", "country", "admin1", "admin1_ja", "level", "precision"]


def endpoints(dataset: Dataset, end: Literal["municipality", "partner"]) -> gpd.GeoDataFrame:
    """Return the places at one end of the lines as points (lon/lat, WGS 84), in order of appearance.

    `id` is the place id, `code` its JIS X 0402 code, if it has one. `partnerships` counts its lines in the
    selection, and one column for each status those of that status.
    """
    at = dataset.frame[f"{end}_place"].rename("id")
    places = dataset.places.loc[at.drop_duplicates().tolist()]
    table = places[_ABOUT].astype("string")
    for lang, column in (("en", "country_name"), ("ja", "country_name_ja")):
        names = {code: country_name(code, lang) for code in table["country"].unique()}
        table[column] = table["country"].map(names).astype("string")
    if end == "municipality":
        codes = dataset.frame["municipality_code"].set_axis(at)
        table["code"] = codes[~codes.index.duplicated()].astype("string")
    counts = pd.crosstab(at, dataset.frame["status"]).reindex(columns=list(STATUSES), fill_value=0)
    counts.insert(0, "partnerships", counts.sum(axis=1))
    points = gpd.GeoSeries(gpd.points_from_xy(places["lon"], places["lat"]), table.index, crs="OGC:CRS84")
    table = table.join(counts.astype("int64")).rename_axis("id")
    return gpd.GeoDataFrame(table, geometry=points).reset_index()
