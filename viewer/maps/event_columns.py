"""The events of a dataset as columns for the browser, fetched when a reader first asks for events."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import orjson
import pandas as pd

from geodata import Dataset
from geodata.dataset.place_ids import municipality_place_id
from geodata.gazetteer.countries import country_name
from geodata.model.vocabulary import EVENT_KINDS, PREFECTURES
from viewer.components.labels import labels
from viewer.maps.columns import (
    Areas,
    Countries,
    Places,
    Sources,
    country_columns,
    index_sources,
    place_columns,
    prefecture_columns,
)
from viewer.web.i18n import languages


@dataclass(frozen=True)
class EventRows:
    """Events by date; `kind`, `place`, `countries`, `municipalities` and `sources` are indices.

    `place` is -1 where it isn't known; `municipalities` are places, `municipality_codes` their codes in the
    same order. `is_planned` is 1 for a plan.
    """

    id: list[str]
    date: list[str]
    date_end: list[str]
    kind: list[int]
    is_planned: list[int]
    title: list[str]
    title_ja: list[str]
    municipality_codes: list[list[str]]
    municipalities: list[list[int]]
    partnerships: list[list[str]]
    partners: list[list[str]]
    countries: list[list[int]]
    place: list[int]
    place_country: list[str]
    place_admin1: list[str]
    venue: list[str]
    sources: list[list[int]]


@dataclass(frozen=True)
class EventColumns:
    """All that the browser needs to draw, filter and describe events.

    kinds: the codes of kinds. kind_labels: their labels by language.
    """

    kinds: tuple[str, ...]
    kind_labels: dict[str, dict[str, str]]
    places: Places
    prefectures: Areas
    countries: Countries
    sources: Sources
    events: EventRows

    @classmethod
    def of(cls, dataset: Dataset) -> Self:
        """Return the columns of a dataset's events."""
        frame = pd.DataFrame(dataset.events.frame.drop(columns="geometry"))
        homes = [[municipality_place_id(code) for code in codes] for codes in frame["municipality_codes"]]
        used = {id_ for ids in homes for id_ in ids} | {id_ for id_ in frame["place"] if id_}
        place_ids = pd.Index(sorted(used), dtype=object)
        codes = sorted({code for codes in frame["countries"] for code in codes})
        inside = sorted({code for codes in frame["prefecture_codes"] for code in codes})
        sources, source_columns = index_sources(frame["sources"])
        kinds = tuple(EVENT_KINDS)
        return cls(
            kinds=kinds,
            kind_labels={lang: labels(lang).event_kinds for lang in languages()},
            places=place_columns(dataset.places.loc[place_ids]),
            prefectures=prefecture_columns(inside, *_names(PREFECTURES[code] for code in inside)),
            countries=country_columns(
                codes, *_names((country_name(code, "en"), country_name(code, "ja")) for code in codes)
            ),
            sources=source_columns,
            events=EventRows(
                id=frame["id"].tolist(),
                date=frame["date"].tolist(),
                date_end=frame["date_end"].tolist(),
                kind=[kinds.index(kind) for kind in frame["kind"]],
                is_planned=(frame["status"] == "planned").astype(int).tolist(),
                title=frame["title"].tolist(),
                title_ja=frame["title_ja"].tolist(),
                municipality_codes=frame["municipality_codes"].tolist(),
                municipalities=[place_ids.get_indexer(pd.Index(ids)).tolist() for ids in homes],
                partnerships=frame["partnerships"].tolist(),
                partners=frame["partners"].tolist(),
                countries=[[codes.index(code) for code in of_event] for of_event in frame["countries"]],
                place=place_ids.get_indexer(pd.Index(frame["place"])).tolist(),
                place_country=frame["place_country"].tolist(),
                place_admin1=frame["place_admin1"].tolist(),
                venue=frame["venue"].tolist(),
                sources=sources,
            ),
        )


def encode_event_columns(dataset: Dataset) -> bytes:
    """Return the columns of a dataset's events as JSON, as served at `/map-events.json`."""
    return orjson.dumps(EventColumns.of(dataset))


def _names(pairs: Iterable[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """Return names in English and names in Japanese of pairs of both."""
    both = list(pairs)
    return [name for name, _ in both], [name_ja for _, name_ja in both]
