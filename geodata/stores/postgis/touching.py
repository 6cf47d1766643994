"""The condition that a line touches a box: looked at vertex by vertex only where nothing quicker tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, LiteralString

from geodata.stores.postgis.cells import COARSE, squares_inside, squares_near

if TYPE_CHECKING:
    from geodata.stores.postgis.cells import Box

_ENDS: Final[LiteralString] = "partner_point @ {0} OR municipality_point @ {0}"
"""Lines that end within a slightly smaller box needn't be looked at vertex by vertex."""
_EXACTLY: Final[LiteralString] = "ST_Intersects(line, {0})"
_BOX: Final[LiteralString] = (
    "ST_Envelope(ST_SetSRID(ST_MakeLine(ST_Point({0}, {1}), ST_Point({2}, {3})), 4326))"
)
"""A line or a point where it is flat: a flat polygon would touch nothing."""
_SMALLER: Final = 1e-4
"""In degrees: more than the boxes around geometries are rounded by."""
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
"""Of the names of values: a tile may be asked for with a box."""
_HAS_ONE: Final[dict[str, LiteralString]] = {
    "coarse": "coarse @> ARRAY[({})[{}]]",
    "middle": "middle @> ARRAY[({})[{}]]",
    "fine": "fine @> ARRAY[({})[{}]]",
}
_MOST_NEAR: Final = 60
"""So many squares of the smaller sizes are looked for."""


def touching_conditions(bbox: Box, *, by_index: bool = True) -> dict[str, LiteralString]:
    """Return the conditions on rows of `tie_traces` for a box: first `near`, which all that pass `bbox` do.

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
    """Return the condition that a line may touch boxes, wherever it is; see `near_parameters`.

    by_index: whether the index finds such lines; else each line is compared, which is quicker for few.
    """
    near = squares_near(boxes, _MOST_NEAR)
    if near is None:
        return "true"
    grid, squares = near
    if by_index:
        # Looked up all at once, each line found would be compared with every square.
        one, listed = _HAS_ONE[grid.name], _SQUARES[f"{prefix}near"]
        return "(" + " OR ".join(one.format(listed, number) for number in range(1, len(squares) + 1)) + ")"
    is_near = _HAS[grid.name].format(_SQUARES[f"{prefix}near"])
    # Few lines are left by the largest squares, of which a line has few.
    around = _HAS["coarse"].format(_SQUARES[f"{prefix}around"])
    return f"({around}) IS TRUE" + ("" if grid is COARSE else f" AND ({is_near}) IS TRUE")


def near_parameters(boxes: list[Box], prefix: Prefix = "") -> dict[str, Any]:
    """Return the values that it is bound to."""
    near, around = squares_near(boxes, _MOST_NEAR), (COARSE.squares_near(box) for box in boxes)
    return {
        f"{prefix}near": near[1] if near else [],
        f"{prefix}around": sorted({square for squares in around for square in squares}),
    }


def touching_parameters(bbox: Box) -> dict[str, Any]:
    """Return the values that the conditions are bound to."""
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
    """Return a box, or its two halves where it lies over 180 degrees."""
    west, south, east, north = bbox
    return [bbox] if west <= east else [(west, south, 180, north), (-180, south, east, north)]


def _edges(name: LiteralString, number: LiteralString) -> LiteralString:
    return _BOX.format(*(f"%({name}{number}_{edge})s" for edge in ("0", "1", "2", "3")))
