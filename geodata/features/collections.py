"""The feature collections of a dataset; expensive parts are made on first use."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import numpy as np
import pandas as pd
import shapely

from geodata.dataset.events import Events
from geodata.features import queryable
from geodata.features.table import FeatureTable
from geodata.features.tiles import TileDrawer
from geodata.query.event_times import EventTimes
from geodata.query.in_force import InForce, PlacesInForce
from geodata.writers.endpoints import endpoints
from geodata.writers.event_geojson import EVENT_LISTS, event_columns, event_points
from geodata.writers.event_table import event_table
from geodata.writers.geojson import GeoJsonWriter, encode_features, property_columns, rounded_lines

if TYPE_CHECKING:
    import numpy.typing as npt

    from geodata.dataset.dataset import Dataset

    Geometries = npt.NDArray[np.object_]

Name = Literal["partnerships", "municipalities", "partners", "events"]
COLLECTIONS: Final[tuple[Name, ...]] = get_args(Name)
_OVER: Final = ("ended", "suspended", "cancelled")


class Collections:
    """The feature collections of one dataset, by name."""

    def __init__(self, dataset: Dataset, geojson: GeoJsonWriter) -> None:
        self.dataset = dataset
        self._geojson = geojson

    def table(self, name: Name) -> FeatureTable:
        """Return a collection."""
        match name:
            case "partnerships":
                return self.partnerships
            case "municipalities":
                return self._municipalities
            case "partners":
                return self._partners
            case "events":
                return self._events

    @cached_property
    def partnerships(self) -> FeatureTable:
        """The partnerships as lines."""
        by_id = np.argsort(self.dataset.frame["id"].to_numpy(dtype=object))
        frame = self.dataset.frame.iloc[by_id].reset_index(drop=True)
        goes_on = ~frame["status"].isin(_OVER).to_numpy() & (frame["ended"] == "").to_numpy()
        lines = rounded_lines(frame)
        return FeatureTable(
            name="partnerships",
            ids=frame["id"].to_numpy(dtype=object),
            queryables=queryable.PARTNERSHIP,
            columns={one.name: one.column(frame[one.name], goes_on) for one in queryable.PARTNERSHIP},
            geometries=lines,
            features=[self._geojson.features[row] for row in by_id],
            encode_swapped=lambda: encode_features(_swapped(lines), property_columns(frame)),
            in_force=(in_force := InForce.of(frame)),
            earliest=in_force.earliest,
        )

    @cached_property
    def tiles(self) -> TileDrawer:
        """Vector tiles of the partnerships."""
        return TileDrawer(self.partnerships)

    @cached_property
    def _municipalities(self) -> FeatureTable:
        return self._places("municipality", queryable.MUNICIPALITY)

    @cached_property
    def _partners(self) -> FeatureTable:
        return self._places("partner", queryable.PARTNER)

    @cached_property
    def _events(self) -> FeatureTable:
        frame = self.dataset.events.frame.sort_values("id", ignore_index=True)
        texts = event_table(Events(frame))
        unknown: dict[str, str] = dict.fromkeys(texts.select_dtypes("string").columns.tolist(), "")
        texts = texts.fillna(unknown).astype(dict.fromkeys(unknown, object))
        points, plain = event_points(frame), event_columns(frame)
        # Lists are texts here, as filters compare them; QGIS shows lists as empty.
        properties = plain | {name: texts[name].tolist() for name in EVENT_LISTS}
        times, never = EventTimes.of(frame), np.zeros(len(frame), dtype=bool)
        return FeatureTable(
            name="events",
            ids=frame["id"].to_numpy(dtype=object),
            queryables=queryable.EVENT,
            columns={one.name: one.column(texts[one.name], never) for one in queryable.EVENT},
            geometries=points,
            features=encode_features(points, properties),
            encode_swapped=lambda: encode_features(_swapped(points), properties),
            in_force=times,
            earliest=times.earliest,
        )

    def _places(
        self, end: Literal["municipality", "partner"], queryables: tuple[queryable.Queryable, ...]
    ) -> FeatureTable:
        points = endpoints(self.dataset, end).sort_values("id", ignore_index=True)
        ids = points["id"].to_numpy(dtype=object)
        never = np.zeros(len(ids), dtype=bool)
        at = pd.Index(ids).get_indexer(self.dataset.frame[f"{end}_place"].tolist())
        values: dict[str, list[Any]] = {one.name: one.plain_values(points[one.name]) for one in queryables}
        geometries = np.asarray(points.geometry.to_numpy(), dtype=object)
        return FeatureTable(
            name="municipalities" if end == "municipality" else "partners",
            ids=ids,
            queryables=queryables,
            columns={one.name: one.column(points[one.name], never) for one in queryables},
            geometries=geometries,
            features=encode_features(geometries, values),
            encode_swapped=lambda: encode_features(_swapped(geometries), values),
            in_force=PlacesInForce(InForce.of(self.dataset.frame), at, len(ids)),
        )


def _swapped(geometries: Geometries) -> Geometries:
    swapped: Geometries = shapely.transform(geometries, lambda degrees: degrees[:, ::-1])
    return swapped
