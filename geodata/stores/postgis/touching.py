"""The condition that a line touches a box: looked at vertex by vertex only where nothing quicker tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, LiteralString

from geodata.stores.postgis.cells import COARSE, squares_inside, squares_near

if TYPE_CHECKING:
    from geodata.stores.postgis.cells import Box

_TOUCHES: Final[LiteralString] = "({ends}{inside} OR {exactly})"
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
MOST_LOOKED_UP: Final = 150
"""So many squares of the smaller sizes are looked up in an index."""
MOST_COMPARED: Final = 40
"""So many are compared with those of each line."""


def touching_conditions(bbox: Box, most: int = MOST_LOOKED_UP) -> dict[str, LiteralString]:
    """Return the conditions on rows of `tie_traces` for a box: first `near`, which all that pass `bbox` do.

    most: so many squares of the smaller sizes are looked for.
    """
    halves = halves_of(bbox)
    inside = squares_inside(halves)
    numbers: tuple[LiteralString, ...] = ("0", "1")[: len(halves)]
    exact = _TOUCHES.format(
        ends=" OR ".join(_ENDS.format(_edges("inner", number)) for number in numbers),
        inside=f" OR {_HAS[inside[0].name].format(_SQUARES['inside'])}" if inside else "",
        exactly=" OR ".join(_EXACTLY.format(_edges("box", number)) for number in numbers),
    )
    return {"near": near_condition(halves, most), "bbox": exact}


def near_condition(boxes: list[Box], most: int, prefix: Prefix = "") -> LiteralString:
    """Return the condition that a line may touch boxes, wherever it is; see `near_parameters`."""
    near = squares_near(boxes, most)
    if near is None:
        return "true"
    near_squares, around = _SQUARES[f"{prefix}near"], _SQUARES[f"{prefix}around"]
    if near[0] is COARSE:
        return _HAS["coarse"].format(near_squares)
    # Comparing squares takes long where there are many: few lines are left by the largest ones, which
    # aren't looked up in their index as well.
    return f"({_HAS['coarse'].format(around)}) IS TRUE AND {_HAS[near[0].name].format(near_squares)}"


def near_parameters(boxes: list[Box], most: int, prefix: Prefix = "") -> dict[str, Any]:
    """Return the values that it is bound to."""
    near, around = squares_near(boxes, most), (COARSE.squares_near(box) for box in boxes)
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
        **near_parameters(halves, MOST_LOOKED_UP),
    }
    for number, (west, south, east, north) in enumerate(halves):
        across, up = min(_SMALLER, (east - west) / 2), min(_SMALLER, (north - south) / 2)
        inner = (west + across, south + up, east - across, north - up)
        values |= {f"box{number}_{edge}": value for edge, value in enumerate(halves[number])}
        values |= {f"inner{number}_{edge}": value for edge, value in enumerate(inner)}
    return values


def halves_of(bbox: Box) -> list[Box]:
    """Return a box, or its two halves where it lies over 180 degrees."""
    west, south, east, north = bbox
    return [bbox] if west <= east else [(west, south, 180, north), (-180, south, east, north)]


def _edges(name: LiteralString, number: LiteralString) -> LiteralString:
    return _BOX.format(*(f"%({name}{number}_{edge})s" for edge in ("0", "1", "2", "3")))
