"""GeoJSON of a selection in chunks, while the store is still reading it: never whole in memory."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

import orjson

from geodata.writers.geojson import credit_members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.query.selection import Selection
    from geodata.stores.protocol import Store

_FEATURES_IN_A_CHUNK: Final = 100


def stream_feature_collection(store: Store, selection: Selection) -> Iterator[bytes]:
    """Give a FeatureCollection as GeoJsonWriter writes it, but without the `bbox` of all features."""
    count = store.count(selection)
    returned = max(0, count.matched - selection.offset)
    members = credit_members(store.version, store.as_of) | {
        "selection": selection.query(),
        "numberMatched": count.matched,
        "numberReturned": returned if selection.limit is None else min(returned, selection.limit),
        "undatedLeftOut": count.undated_left_out,
    }
    features = store.features(selection)
    first = b",".join(islice(features, _FEATURES_IN_A_CHUNK))
    yield b'{"type":"FeatureCollection",' + orjson.dumps(members)[1:-1] + b',"features":[' + first
    while chunk := list(islice(features, _FEATURES_IN_A_CHUNK)):
        yield b"," + b",".join(chunk)
    yield b"]}"


def stream_feature_lines(store: Store, selection: Selection) -> Iterator[bytes]:
    """Give a Feature a line, each with the credits of the data, as GeoJsonWriter writes them."""
    tail = b"," + orjson.dumps(credit_members(store.version, store.as_of))[1:] + b"\n"
    features = store.features(selection)
    yield _join_lines(features, tail)
    while lines := _join_lines(features, tail):
        yield lines


def _join_lines(features: Iterator[bytes], tail: bytes) -> bytes:
    return b"".join(feature[:-1] + tail for feature in islice(features, _FEATURES_IN_A_CHUNK))
