"""Any number of partnerships made from the real ones: same towns, partners nearby, other dates."""

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
_PARTNERSHIPS_PER_PLACE: Final = 10
_SPREAD_DEGREES: Final = 2.0
_YEARS: Final = (1955, 2026)
_SEED: Final = 2026


class ManyPartnerships:
    """A number of partnerships, made in batches; the same each time."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._real = read_text_tables(shipped_data())
        self._frame = geodata.load().frame

    def files(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Yield the three files, each in chunks."""
        yield "partnerships.csv", self._encode(batch.partnerships for batch in self._batches())
        yield "sources.csv", self._encode(iter((self._real.sources,)))
        made = (batch.places for batch in self._batches())
        yield "places.csv", self._encode(self._with_real_places(made))

    def frames(self) -> Iterator[gpd.GeoDataFrame]:
        """Yield the frames of the batches."""
        sources = self._real.sources.set_index("id")
        for batch in self._batches():
            table = pd.concat([self._real.places, batch.places]).astype({"lon": float, "lat": float})
            places = build_places(table.set_index("id"))
            yield build_frame(Tables(batch.partnerships, sources, places, ""), places)

    def _with_real_places(self, made: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        yield self._real.places
        yield from made

    def _encode(self, tables: Iterator[pd.DataFrame]) -> Iterator[bytes]:
        for number, table in enumerate(tables):
            yield table.to_csv(index=False, header=number == 0, lineterminator="\r\n").encode()

    def _batches(self) -> Iterator[TextTables]:
        for number, first in enumerate(range(0, self._count, BATCH)):
            yield self._batch(number, min(BATCH, self._count - first))

    def _batch(self, number: int, count: int) -> TextTables:
        random = np.random.default_rng((_SEED, number))
        base = random.integers(len(self._frame), size=count)
        towns = random.permutation(base)
        places = self._places_near(random, number, base[::_PARTNERSHIPS_PER_PLACE])
        rows = self._real.partnerships.iloc[base].reset_index(drop=True)
        years = random.integers(_YEARS[0], _YEARS[1] + 1, size=count).astype(str).astype(object)
        is_known = random.random(count) < 0.9
        whose = np.arange(count) // _PARTNERSHIPS_PER_PLACE
        partners = rows.iloc[whose * _PARTNERSHIPS_PER_PLACE].reset_index(drop=True)
        partnerships = rows.assign(
            id=[f"made-{number}-{row}" for row in range(count)],
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

    def _places_near(self, random: np.random.Generator, number: int, base: np.ndarray) -> pd.DataFrame:
        """Return places near the partners of some real partnerships."""
        known = self._real.places.set_index("id", drop=False)
        near = known.loc[self._frame["partner_place"].iloc[base].tolist()].reset_index(drop=True)
        moved = random.uniform(-_SPREAD_DEGREES, _SPREAD_DEGREES, size=(2, len(near)))
        lon = np.clip(near["lon"].astype(float) + moved[0], -180, 180).round(5)
        lat = np.clip(near["lat"].astype(float) + moved[1], -85, 85).round(5)
        ids = [f"made-{number}-{place}" for place in range(len(near))]
        return near.assign(id=ids, lon=lon.astype(str), lat=lat.astype(str))[list(PLACE_COLUMNS)]
