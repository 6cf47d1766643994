"""Which country a point lies in, as far as the towns around it tell."""

from functools import cache

import numpy as np
import numpy.typing as npt

from geodata.gazetteer import load_geonames

_VOTES = 3


def country_around(point: tuple[float, float]) -> str:
    """Return the country (ISO 3166-1 alpha-2) of a point (longitude, latitude), "" near a border."""
    around = countries_around(point)
    return next(iter(around)) if len(around) == 1 else ""


def countries_around(point: tuple[float, float]) -> frozenset[str]:
    """Return the countries of the towns nearest to a point, in one of which it lies."""
    countries, units = _towns()
    nearest = np.argpartition(-(units @ _unit(np.array([point]))[0]), _VOTES)[:_VOTES]
    return frozenset(map(str, countries[nearest]))


def _unit(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return points (n, 2) in degrees as unit vectors (n, 3): near ones have a large product."""
    lon, lat = np.radians(points.T)
    return np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))


@cache
def _towns() -> tuple[npt.NDArray[np.str_], npt.NDArray[np.float64]]:
    points = load_geonames().points()
    countries = np.array([country for country, _, _ in points])
    return countries, _unit(np.array([(lon, lat) for _, lon, lat in points]))
