"""Mapping the columns of a table together: each field gets the column that matches it best."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from geodata.readers.column_synonyms import column_synonyms, same_column
from geodata.readers.repeated_columns import repeated_columns, without_number

MUNICIPALITY_FIELDS: Final = ("municipality", "municipality_en", "municipality_code", "prefecture")
PARTNER_FIELDS: Final = ("partner", "partner_en", "partner_ja")
OF_A_PARTNER: Final = (
    *PARTNER_FIELDS, "partner_admin1", "country", "signed", "ended", "kind", "status", "note",
)  # fmt: skip
"""The fields that a further partner in the same line may have of its own."""
_PARTNER_FIELD_OF: Final = {
    "municipality": "partner", "municipality_en": "partner_en", "municipality_ja": "partner_ja",
    "municipality_country": "country", "municipality_code": "", "prefecture": "",
}  # fmt: skip
REQUIRED: Final = "one of municipality, municipality_code or prefecture, and partner"

_MAPPED_SCORE: Final = 1000
_SURE: Final = 50
_MIXED: Final = {"municipality_point": ("municipality_lon", "municipality_lat"),
                 "partner_point": ("partner_lon", "partner_lat"), "point": ("lon", "lat")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TableColumns:
    """The mapping of columns: field (or part of one) -> position; `score` says how well the columns match.

    `has_fixed_municipality`: the municipality is given and needs no column. `further` are the columns of a
    second, third, ... partner in the same line.
    """

    names: tuple[str, ...]
    positions: Mapping[str, int]
    score: int
    has_fixed_municipality: bool = False
    further: tuple[Mapping[str, int], ...] = ()

    @property
    def suffices(self) -> bool:
        """Whether both sides of a partnership have columns."""
        has_first = self.has_fixed_municipality or any(name in self.positions for name in MUNICIPALITY_FIELDS)
        return has_first and any(name in self.positions for name in PARTNER_FIELDS)

    def name_of(self, field: str) -> str:
        """Return the name of a field's column or columns in the file."""
        parts = [field] if field in self.positions else [*_MIXED.get(field, ()), "wkt"]
        return ", ".join(self.names[self.positions[part]] for part in parts if part in self.positions)

    def fields(self) -> dict[str, str]:
        """Return field by column, in the order of the file."""
        points = {part: point for point, parts in _MIXED.items() for part in parts}
        points["wkt"] = "municipality_point, partner_point"
        found: dict[str, str] = {}
        several = [self.positions, *self.further]
        for field, position in sorted((item for one in several for item in one.items()), key=_position):
            found[self.unique_name(position)] = points.get(field, field)
        return found

    def unique_name(self, position: int) -> str:
        """Return the name of a column, with its number if a column left of it has the same name."""
        name = self.names[position]
        return f"{name} (column {position + 1})" if name in self.names[:position] else name

    def used(self) -> set[int]:
        """Return the positions of the columns that have a field."""
        return {position for one in (self.positions, *self.further) for position in one.values()}

    def unused(self) -> tuple[str, ...]:
        """Return the columns that have a name and no field."""
        used = self.used()
        return tuple(name for i, name in enumerate(self.names) if name and i not in used)


def _position(item: tuple[str, int]) -> int:
    return item[1]


def map_columns(names: Sequence[str], mapping: Mapping[str, str]) -> TableColumns:
    """Return the mapping of columns with these names; `mapping` (field -> name) takes precedence.

    If the mapping gives the municipality no column (""), a list of its own needs none; then a column for
    local governments means the partners.
    """
    columned = {field: name for field, name in mapping.items() if name}
    columns = _map_columns(names, columned, has_fixed_municipality=False)
    if columns.suffices or len(columned) == len(mapping):
        return columns
    return _map_columns(names, columned, has_fixed_municipality=True)


def _map_columns(
    names: Sequence[str], mapping: Mapping[str, str], *, has_fixed_municipality: bool
) -> TableColumns:
    """Map the columns of one partner, then those that repeat them for further partners."""
    groups = [] if set(PARTNER_FIELDS) & set(mapping) else repeated_columns(names)
    if not groups:
        return _map_single(names, mapping, has_fixed_municipality=has_fixed_municipality)
    later = {position for group in groups for position in group.values()}
    plain = [without_number(name) if at in groups[0] else name for at, name in enumerate(names)]
    single = ["" if at in later else name for at, name in enumerate(plain)]
    columns = _map_single(single, mapping, has_fixed_municipality=has_fixed_municipality)
    fields = {position: field for field, position in columns.positions.items()}
    further = tuple(
        {fields[first]: position for first, position in group.items() if fields.get(first) in OF_A_PARTNER}
        for group in groups
    )
    if not all(set(PARTNER_FIELDS) & set(group) for group in further):
        return _map_single(names, mapping, has_fixed_municipality=has_fixed_municipality)
    return replace(columns, names=tuple(names), further=further)


def _map_single(
    names: Sequence[str], mapping: Mapping[str, str], *, has_fixed_municipality: bool
) -> TableColumns:
    positions: dict[str, int] = {}
    score = 0
    for field, wanted in mapping.items():
        same = [i for i, name in enumerate(names) if name and same_column(name) == same_column(wanted)]
        if same:
            positions[field] = same[0]
            score += _MAPPED_SCORE
    claims = sorted(
        (-weight, i, field)
        for i, name in enumerate(names)
        if name
        for field, weight in (_as_partner_fields(name) if has_fixed_municipality else column_synonyms(name))
    )
    taken = set(positions.values())
    for weight, i, field in claims:
        if field not in positions and i not in taken:
            positions[field] = i
            taken.add(i)
            score -= weight
    _keep_municipality_country(positions, names, mapping)
    return TableColumns(tuple(names), _settle(positions, mapping), score, has_fixed_municipality)


def _as_partner_fields(name: str) -> list[tuple[str, int]]:
    """Return the partner fields that a column may mean; a partner's own column has a higher weight."""
    both = ((_PARTNER_FIELD_OF.get(field, field), field, weight) for field, weight in column_synonyms(name))
    return [(second, weight if second == field else weight // 2) for second, field, weight in both if second]


def has_column(names: Sequence[str], wanted: str) -> bool:
    """Whether there is a column with this name, as a user may write it."""
    return any(same_column(name) == same_column(wanted) for name in names)


def _keep_municipality_country(
    positions: dict[str, int], names: Sequence[str], mapping: Mapping[str, str]
) -> None:
    """Unmap a second column "Country" unless it stands with the municipality (City, Country, Sister city)."""
    at = positions.get("municipality_country")
    if at is None or "municipality_country" in mapping:
        return
    surely = max(weight for field, weight in column_synonyms(names[at]) if field == "municipality_country")
    beside = positions.get("municipality", at) < at < positions.get("partner", at)
    if surely < _SURE and not beside:
        del positions["municipality_country"]


def _settle(positions: dict[str, int], mapping: Mapping[str, str]) -> dict[str, int]:
    """Put the Japanese name of a municipality first, and make sure that each side has its main field."""
    japanese = positions.pop("municipality_ja", None)
    if japanese is not None:
        if "municipality" in positions and "municipality" not in mapping:
            positions.setdefault("municipality_en", positions["municipality"])
            positions["municipality"] = japanese
        else:
            positions.setdefault("municipality", japanese)
    if "municipality" not in positions and "municipality_en" in positions:
        positions["municipality"] = positions.pop("municipality_en")
    for spelling in ("partner_ja", "partner_en"):
        if "partner" not in positions and spelling in positions:
            positions["partner"] = positions.pop(spelling)
    return positions
