"""The condition that a line intersects a box; vertices are compared only where no quicker test decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, LiteralString

from geodata.stores.postgis.grid import COARSE, squares_inside, squares_near

if TYPE_CHECKING:
    from geodata.stores.postgis.grid import Box

_ENDS: Final[LiteralString] = "partner_point @ {0} OR municipality_point @ {0}"
"""A line that ends inside a slightly smaller box intersects it, whatever its vertices are."""
_EXACTLY: Final[LiteralString] = "ST_Intersects(line, {0})"
_BOX: Final[LiteralString] = (
    "ST_Envelope(ST_SetSRID(ST_MakeLine(ST_Point({0}, {1}), ST_Point({2}, {3})), 4326))"
)
"""ST_Envelope gives a line or a point for a flat box; a flat polygon would intersect nothing."""
_SMALLER: Final = 1e-4
"""In degrees; more than the rounding of bounding boxes."""
_HAS: Final[dict[str, LiteralString]] = {
    "coarse": "coarse && {}", "middle": "middle && {}", "fine": "fine && {}",
}  # fmt: skip
_SQUARES: Final[dict[str, LiteralString]] = {
    "near": "%(near)s::smallint[]",
    "around": "%(around)s::smallint[]",
    "inside": "%(inside)s::smallint[]",
    "tile_near": "%(tile_near)s::smallint[]",
    "tile_around": "%(tile_around)s::smallint[]",
}
Prefix = Literal["", "tile_"]
"""Prefix of parameter names: a tile can be combined with the box of a selection."""
_HAS_ONE: Final[dict[str, LiteralString]] = {
    "coarse": "coarse @> ARRAY[({})[{}]]",
    "middle": "middle @> ARRAY[({})[{}]]",
    "fine": "fine @> ARRAY[({})[{}]]",
}
_MAX_NEAR: Final = 60
"""Maximum number of small squares that are looked up."""


def touching_conditions(bbox: Box, *, by_index: bool = True) -> dict[str, LiteralString]:
    """Return the conditions on `partnership_index` for a box: `near` (necessary) and `bbox` (exact).

    by_index: see `near_condition`.
    """
    halves = halves_of(bbox)
    inside = squares_inside(halves)
    numbers: tuple[LiteralString, ...] = ("0", "1")[: len(halves)]
    touches: list[LiteralString] = [
        _ENDS.format(_edges("inner", number))
        for number, half in zip(numbers, halves, strict=True)
        if _has_inner(half)
    ]
    if inside:
        touches.append(_HAS[inside[0].name].format(_SQUARES["inside"]))
    touches += [_EXACTLY.format(_edges("box", number)) for number in numbers]
    return {"near": near_condition(halves, by_index=by_index), "bbox": f"({' OR '.join(touches)})"}


def near_condition(boxes: list[Box], *, by_index: bool, prefix: Prefix = "") -> LiteralString:
    """Return the condition that a line may intersect one of the boxes; parameters: `near_parameters`.

    by_index: whether lines are looked up in the index, or compared row by row (faster for few rows).
    """
    near = squares_near(boxes, _MAX_NEAR)
    if near is None:
        return "true"
    grid, squares = near
    if by_index:
        # With a single lookup of all squares, each line found would be compared with every square.
        one, listed = _HAS_ONE[grid.name], _SQUARES[f"{prefix}near"]
        return "(" + " OR ".join(one.format(listed, number) for number in range(1, len(squares) + 1)) + ")"
    is_near = _HAS[grid.name].format(_SQUARES[f"{prefix}near"])
    # The largest squares leave few lines, and a line has few of them.
    around = _HAS["coarse"].format(_SQUARES[f"{prefix}around"])
    return f"({around}) IS TRUE" + ("" if grid is COARSE else f" AND ({is_near}) IS TRUE")


def near_parameters(boxes: list[Box], prefix: Prefix = "") -> dict[str, Any]:
    """Return the parameters of `near_condition`."""
    near, around = squares_near(boxes, _MAX_NEAR), (COARSE.squares_near(box) for box in boxes)
    return {
        f"{prefix}near": near[1] if near else [],
        f"{prefix}around": sorted({square for squares in around for square in squares}),
    }


def touching_parameters(bbox: Box) -> dict[str, Any]:
    """Return the parameters of `touching_conditions`."""
    halves = halves_of(bbox)
    inside = squares_inside(halves)
    values: dict[str, Any] = {
        "inside": inside[1] if inside else [],
        **near_parameters(halves),
    }
    for number, (west, south, east, north) in enumerate(halves):
        inner = (west + _SMALLER, south + _SMALLER, east - _SMALLER, north - _SMALLER)
        values |= {f"box{number}_{edge}": value for edge, value in enumerate(halves[number])}
        values |= {f"inner{number}_{edge}": value for edge, value in enumerate(inner)}
    return values


def _has_inner(box: Box) -> bool:
    west, south, east, north = box
    return min(east - west, north - south) > 2 * _SMALLER


def halves_of(bbox: Box) -> list[Box]:
    """Return the box, or its two halves if it crosses the antimeridian."""
    west, south, east, north = bbox
    return [bbox] if west <= east else [(west, south, 180, north), (-180, south, east, north)]


def _edges(name: LiteralString, number: LiteralString) -> LiteralString:
    return _BOX.format(*(f"%({name}{number}_{edge})s" for edge in ("0", "1", "2", "3")))
