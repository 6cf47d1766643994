"""The places of the dataset being built, each once, under a stable id."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from geodata.dataset.place_ids import municipality_place_id, partner_place_id, place_row
from geodata.importing.known_partnerships import is_same_place
from geodata.model.place import Place


class PlaceRegistry:
    """Places by id; a new place gets a readable id."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self._places = {row["id"]: _read_place(row) for row in rows}
        self._ids: dict[tuple[str, str], list[str]] = defaultdict(list)
        for id_, place in self._places.items():
            self._ids[_lookup_key(place)].append(id_)

    def __getitem__(self, id_: str) -> Place:
        return self._places[id_]

    def get_or_add(self, place: Place, code: str = "") -> str:
        """Return the id of a place, adding it if it is new."""
        if code:
            id_ = municipality_place_id(code)
            if id_ not in self._places:
                self._add(id_, place)
            return id_
        known = (id_ for id_ in self._ids[_lookup_key(place)] if is_same_place(self._places[id_], place))
        return next(known, None) or self._add(self._new_id(place), place)

    def set_japanese_name(self, id_: str, name: str) -> None:
        """Set the Japanese name of a place that has none."""
        if name and not self._places[id_].name_ja:
            self._places[id_] = replace(self._places[id_], name_ja=name)

    def rows(self) -> list[dict[str, str]]:
        """Return all places as rows of places.csv."""
        return [place_row(id_, place) for id_, place in sorted(self._places.items())]

    def _new_id(self, place: Place) -> str:
        id_ = partner_place_id(place.country, place.admin1, place.level, place.name)
        number = place.origin.rpartition(":")[2]
        if id_ in self._places and number.isdecimal():
            id_ = f"{id_}-{number}"
        copies = 1
        while id_ in self._places:
            copies += 1
            id_ = f"{id_}-{copies}"
        return id_

    def _add(self, id_: str, place: Place) -> str:
        self._places[id_] = place
        self._ids[_lookup_key(place)].append(id_)
        return id_


def _lookup_key(place: Place) -> tuple[str, str]:
    """Return what places that may be the same have in common: the origin of the point, or the point."""
    point = f"{place.lon:.3f} {place.lat:.3f}"
    return place.country, place.origin if place.has_identifying_origin else point


def _read_place(row: Mapping[str, str]) -> Place:
    names = (row["name"], row["name_ja"], row["country"], row["admin1"], row["level"])
    return Place(*names, float(row["lon"]), float(row["lat"]), row["precision"], row["origin"])
