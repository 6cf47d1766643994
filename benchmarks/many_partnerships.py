"""Any number of ties made from the real ones: the same towns, partners near the real ones, other dates."""

from collections.abc import Iterator
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd

import geodata
from geodata.dataset.frame import build_frame, build_places
from geodata.dataset.tables import Tables, TextTables
from geodata.model.shipped import (
    OPTIONAL_PARTNERSHIP_COLUMNS,
    PARTNERSHIP_COLUMNS,
    PLACE_COLUMNS,
    shipped_data,
)
from geodata.stores.folder import read_text_tables

BATCH: Final = 20_000
_TIES_OF_A_PLACE: Final = 10
_SPREAD_DEGREES: Final = 2.0
_YEARS: Final = (1955, 2026)
_SEED: Final = 2026


class ManyPartnerships:
    """So many ties, a batch at a time; the same each time."""

    def __init__(self, ties: int) -> None:
        self._ties = ties
        self._real = read_text_tables(shipped_data())
        self._frame = geodata.load().frame

    def files(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Give the three files, each in parts."""
        yield "partnerships.csv", self._written(batch.partnerships for batch in self._batches())
        yield "sources.csv", self._written(iter((self._real.sources,)))
        made = (batch.places for batch in self._batches())
        yield "places.csv", self._written(self._with_real_places(made))

    def frames(self) -> Iterator[gpd.GeoDataFrame]:
        """Give the dataset's frames."""
        sources = self._real.sources.set_index("id")
        for batch in self._batches():
            table = pd.concat([self._real.places, batch.places]).astype({"lon": float, "lat": float})
            places = build_places(table.set_index("id"))
            yield build_frame(Tables(batch.partnerships, sources, places, ""), places)

    def _with_real_places(self, made: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        yield self._real.places
        yield from made

    def _written(self, tables: Iterator[pd.DataFrame]) -> Iterator[bytes]:
        for number, table in enumerate(tables):
            yield table.to_csv(index=False, header=number == 0, lineterminator="\r\n").encode()

    def _batches(self) -> Iterator[TextTables]:
        for number, first in enumerate(range(0, self._ties, BATCH)):
            yield self._batch(number, min(BATCH, self._ties - first))

    def _batch(self, number: int, ties: int) -> TextTables:
        chance = np.random.default_rng((_SEED, number))
        base = chance.integers(len(self._frame), size=ties)
        towns = chance.permutation(base)
        places = self._places_near(chance, number, base[::_TIES_OF_A_PLACE])
        rows = self._real.partnerships.iloc[base].reset_index(drop=True)
        years = chance.integers(_YEARS[0], _YEARS[1] + 1, size=ties).astype(str).astype(object)
        is_known = chance.random(ties) < 0.9
        whose = np.arange(ties) // _TIES_OF_A_PLACE
        partners = rows.iloc[whose * _TIES_OF_A_PLACE].reset_index(drop=True)
        partnerships = rows.assign(
            id=[f"made-{number}-{tie}" for tie in range(ties)],
            municipality_code=self._real.partnerships["municipality_code"].to_numpy()[towns],
            municipality_place="",
            signed_as="",
            signed=np.where(is_known, years, ""),
            ended=np.where(rows["status"].isin(("ended", "suspended")), "2026", ""),
            partner_place=places["id"].to_numpy()[whose],
            **{name: partners[name] for name in ("partner", "partner_ja", "partner_admin1", "country")},
        )
        return TextTables(
            partnerships[[*PARTNERSHIP_COLUMNS, *OPTIONAL_PARTNERSHIP_COLUMNS]], self._real.sources, places
        )

    def _places_near(self, chance: np.random.Generator, number: int, base: np.ndarray) -> pd.DataFrame:
        """Return places near the partners of some real ties."""
        known = self._real.places.set_index("id", drop=False)
        near = known.loc[self._frame["partner_place"].iloc[base].tolist()].reset_index(drop=True)
        moved = chance.uniform(-_SPREAD_DEGREES, _SPREAD_DEGREES, size=(2, len(near)))
        lon = np.clip(near["lon"].astype(float) + moved[0], -180, 180).round(5)
        lat = np.clip(near["lat"].astype(float) + moved[1], -85, 85).round(5)
        ids = [f"made-{number}-{place}" for place in range(len(near))]
        return near.assign(id=ids, lon=lon.astype(str), lat=lat.astype(str))[list(PLACE_COLUMNS)]
