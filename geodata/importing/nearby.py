"""The country and the state or province of a point, judged by the nearest towns."""

from functools import cache

import numpy as np
import numpy.typing as npt

from geodata.gazetteer import load_geonames

_VOTES = 3


def country_around(point: tuple[float, float]) -> str:
    """Return the country (ISO 3166-1 alpha-2) of a point (longitude, latitude); "" near a border."""
    around = countries_around(point)
    return next(iter(around)) if len(around) == 1 else ""


def countries_around(point: tuple[float, float]) -> frozenset[str]:
    """Return the countries of the towns nearest to a point (longitude, latitude)."""
    _, countries, _ = _towns()
    return frozenset(map(str, countries[_nearest(point)]))


def divisions_around(point: tuple[float, float]) -> frozenset[str]:
    """Return the states or provinces of the towns nearest to a point (longitude, latitude)."""
    ids, _, _ = _towns()
    towns = (load_geonames().town(int(id_)) for id_ in ids[_nearest(point)])
    return frozenset(town.admin1 for town in towns if town and town.admin1)


def _nearest(point: tuple[float, float]) -> npt.NDArray[np.intp]:
    _, _, units = _towns()
    return np.argpartition(-(units @ _unit(np.array([point]))[0]), _VOTES)[:_VOTES]


def _unit(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return points (n, 2) in degrees as unit vectors (n, 3); near points have a large dot product."""
    lon, lat = np.radians(points.T)
    return np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))


@cache
def _towns() -> tuple[npt.NDArray[np.int64], npt.NDArray[np.str_], npt.NDArray[np.float64]]:
    points = load_geonames().points()
    ids = np.array([id_ for id_, _, _, _ in points])
    countries = np.array([country for _, country, _, _ in points])
    return ids, countries, _unit(np.array([(lon, lat) for _, _, lon, lat in points]))
