"""The partnerships of a dataset as evidence: the Portland that is Sapporo's partner is in Oregon."""

from collections import defaultdict
from collections.abc import Iterable

from geodata.model.place import Place
from geodata.text.folding import fold, kana_key
from geodata.text.name_variants import name_variants, without_title_ja

_SAME_PLACE_KM = 15.0


class KnownPartnerships:
    """Pairs of places by the place id of either side, with the positions of their partnerships' rows."""

    def __init__(self) -> None:
        self._rows_by_place: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._places: dict[str, Place] = {}

    def add(self, row: int, first_id: str, first: Place, second_id: str, second: Place) -> None:
        """Add the partnership in a row, between two places."""
        self._rows_by_place[first_id][second_id].append(row)
        self._rows_by_place[second_id][first_id].append(row)
        self._places |= {first_id: first, second_id: second}

    def rows(self, first_id: str, second: Place) -> list[int]:
        """Return the rows of the partnerships between a place, by id, and another place with any id."""
        partners = self._rows_by_place.get(first_id, {})
        return [
            row for id_, rows in partners.items() if is_same_place(self._places[id_], second) for row in rows
        ]

    def partners_named(self, place_id: str, names: Iterable[str]) -> list[Place]:
        """Return the partners of a place that have one of these names, with or without title."""
        keys = {key for name in names for key in _keys(name)}
        places = [self._places[id_] for id_ in self._rows_by_place.get(place_id, ())]
        return [place for place in places if keys & _keys_of(place)]


def is_same_place(one: Place, other: Place) -> bool:
    """Whether two places are the same, even under two names or from two gazetteers."""
    if one.country != other.country or one.level != other.level:
        return False
    same_point = one.origin == other.origin and one.has_identifying_origin
    if same_point and (one.level == "region" or one.precision == other.precision != "area"):
        return True
    return (same_point or is_near(one, other)) and bool(_keys_of(one) & _keys_of(other))


def is_near(one: Place, other: Place) -> bool:
    """Whether two points may belong to the same town."""
    return one.km_to(other) <= _SAME_PLACE_KM


def _keys_of(place: Place) -> set[str]:
    return _keys(place.name) | _keys(place.name_ja)


def _keys(name: str) -> set[str]:
    if not name:
        return set()
    if name.isascii():
        return {fold(form) for form in name_variants(name)}
    return {fold(name), kana_key(name), kana_key(without_title_ja(name))}
