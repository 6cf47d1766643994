"""The layers of a figure in columns: lines and the towns at their ends."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata import Dataset
from geodata.geometry.great_circles import arcs_between
from geodata.model.vocabulary import ACTIVE_BEFORE_END

BUNDLE_THRESHOLD = 150
"""From this number of partnerships on, a world map bundles parallel lines, as the viewer's map does."""


@dataclass(frozen=True)
class FigureLayers:
    """Lines in columns, and the towns at their ends.

    status, kind: the codes of each line. count: the number of partnerships that it stands for.
    vertices: shape (n, 2), longitude and latitude in WGS 84 degrees.
    rows: shape (n,), the line of each vertex.
    towns: columns lon, lat, name, name_ja, count and is_home.
    """

    status: npt.NDArray[np.object_]
    kind: npt.NDArray[np.object_]
    count: npt.NDArray[np.intp]
    vertices: npt.NDArray[np.float64]
    rows: npt.NDArray[np.intp]
    towns: pd.DataFrame


PointFilter = Callable[[npt.NDArray[np.float64], npt.NDArray[np.float64]], npt.NDArray[np.bool_]]
"""Returns a mask of the points to show, given their longitudes and latitudes in degrees."""


def build_layers(
    dataset: Dataset, year: int | None, *, bundled: bool = False, within: PointFilter | None = None
) -> FigureLayers:
    """Return the layers of a dataset.

    year: draw each partnership with its status in that year; None for today's status.
    bundled: bundle active partnerships between one prefecture and one state into one line.
    within: draw only partnerships whose partner's point passes this filter.
    """
    ends = _line_ends(dataset, year)
    if within is not None:
        ends = ends[within(ends["away_lon"].to_numpy(float), ends["away_lat"].to_numpy(float))]
    active = ends["status"] == "active"
    single = ends.assign(count=1)
    lines = pd.concat([_bundle_lines(ends[active]), single[~active]]) if bundled else single
    lines = lines.sort_values("count", ascending=False, kind="stable")
    vertices, rows, _ = arcs_between(
        *(lines[name].to_numpy(float) for name in ("home_lon", "home_lat", "away_lon", "away_lat"))
    )
    return FigureLayers(
        status=lines["status"].to_numpy(object),
        kind=lines["kind"].to_numpy(object),
        count=lines["count"].to_numpy(np.intp),
        vertices=vertices,
        rows=rows,
        towns=_towns(lines),
    )


def _line_ends(dataset: Dataset, year: int | None) -> pd.DataFrame:
    """Return a row per partnership: places and areas of both ends, kind, and status in the year."""
    frame, places = dataset.frame, dataset.places
    home, away = (
        places.loc[frame[side]].reset_index(drop=True) for side in ("municipality_place", "partner_place")
    )
    status = frame["status"].to_numpy(object).copy()
    if year is not None:
        later = frame["status"].isin(ACTIVE_BEFORE_END) & (frame["ended_year"] > year).fillna(False).astype(
            bool
        )
        status[later.to_numpy()] = "active"
    in_japan = frame["prefecture_code"] != ""
    return pd.DataFrame(
        {
            "kind": frame["kind"].to_numpy(object),
            "status": status,
            "home_lon": home["lon"],
            "home_lat": home["lat"],
            "home_name": home["name"],
            "home_name_ja": home["name_ja"],
            "home_is_japanese": in_japan.to_numpy(),
            "home_area": np.where(in_japan, frame["prefecture"], frame["municipality_admin1"]),
            "home_area_ja": np.where(in_japan, frame["prefecture_ja"], frame["municipality_admin1_ja"]),
            "away_lon": away["lon"],
            "away_lat": away["lat"],
            "away_name": away["name"],
            "away_name_ja": away["name_ja"],
            "away_country": frame["country"].to_numpy(object),
            "away_area": frame["partner_admin1"].where(frame["partner_admin1"] != "", frame["country_name"]),
            "away_area_ja": frame["partner_admin1_ja"].where(
                frame["partner_admin1"] != "", frame["country_name_ja"]
            ),
        }
    )


def _bundle_lines(ends: pd.DataFrame) -> pd.DataFrame:
    """Return one line per pair of prefecture and state, between the mean positions of their towns."""
    keys = ["home_area", "home_is_japanese", "away_country", "away_area"]
    around = ends.assign(
        away_lon=(ends["away_lon"] - 150 + 180) % 360 - 30, home_lon=(ends["home_lon"] - 150 + 180) % 360 - 30
    )
    bundles = (
        around.groupby(keys, sort=False)
        .agg(
            count=("kind", "size"),
            home_area_ja=("home_area_ja", "first"),
            away_area_ja=("away_area_ja", "first"),
        )
        .reset_index()
    )
    kinds = around.groupby([*keys, "kind"]).size().rename("partnerships").reset_index()
    most_common_kinds = kinds.sort_values("partnerships", ascending=False, kind="stable").drop_duplicates(
        keys
    )
    bundles = bundles.merge(most_common_kinds[[*keys, "kind"]], on=keys)
    ends_of = {
        side: around.groupby(keys[:2] if side == "home" else keys[2:])[[f"{side}_lon", f"{side}_lat"]].mean()
        for side in ("home", "away")
    }
    bundles = bundles.join(ends_of["home"], on=keys[:2]).join(ends_of["away"], on=keys[2:])
    return bundles.assign(
        status="active",
        home_name=bundles["home_area"],
        home_name_ja=bundles["home_area_ja"],
        away_name=bundles["away_area"],
        away_name_ja=bundles["away_area_ja"],
    )


def _towns(lines: pd.DataFrame) -> pd.DataFrame:
    """Return the distinct ends of the lines with their numbers of partnerships, the largest first."""
    sides = [
        pd.DataFrame(
            {
                **{name: lines[f"{side}_{name}"] for name in ("lon", "lat", "name", "name_ja")},
                "count": lines["count"],
                "is_home": lines["home_is_japanese"] if side == "home" else False,
            }
        )
        for side in ("home", "away")
    ]
    towns = pd.concat(sides).groupby(["lon", "lat"], sort=False, as_index=False)
    totals = towns.agg(
        name=("name", "first"),
        name_ja=("name_ja", "first"),
        count=("count", "sum"),
        is_home=("is_home", "max"),
    )
    return totals.sort_values("count", ascending=False, kind="stable").reset_index(drop=True)
