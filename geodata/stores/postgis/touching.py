"""The condition that a line touches a box: looked at vertex by vertex only where nothing quicker tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, LiteralString

from geodata.stores.postgis.cells import Grid, squares_inside, squares_near

if TYPE_CHECKING:
    from geodata.stores.postgis.cells import Box

_TOUCHES: Final[LiteralString] = (
    "({ends}{inside} OR (SELECT {exactly} FROM shimai.ties AS whole"
    " WHERE whole.number = %(number)s AND whole.position = traces.position))"
)
_ENDS: Final[LiteralString] = "partner_point @ {0} OR municipality_point @ {0}"
"""Lines that end within a slightly smaller box needn't be looked at vertex by vertex."""
_EXACTLY: Final[LiteralString] = "ST_Intersects(whole.line, {0})"
_BOX: Final[LiteralString] = (
    "ST_Envelope(ST_SetSRID(ST_MakeLine(ST_Point({0}, {1}), ST_Point({2}, {3})), 4326))"
)
"""A line or a point where it is flat: a flat polygon would touch nothing."""
_SMALLER: Final = 1e-4
"""In degrees: more than the boxes around geometries are rounded by."""
_HAS: Final[dict[str, LiteralString]] = {
    "coarse": "coarse && {}", "middle": "middle && {}", "fine": "fine && {}",
}  # fmt: skip
_MOST_NEAR: Final = 150
"""So many squares of the smaller sizes are looked up."""


def touching_conditions(bbox: Box) -> dict[str, LiteralString]:
    """Return the conditions on a row of `tie_traces`, which is called `traces`: `near` all that `bbox` may keep."""
    halves = _halves(bbox)
    near, inside = squares_near(halves, _MOST_NEAR), squares_inside(halves)
    numbers: tuple[LiteralString, ...] = ("0", "1")[: len(halves)]
    exact = _TOUCHES.format(
        ends=" OR ".join(_ENDS.format(_edges("inner", number)) for number in numbers),
        inside=f" OR {has(inside[0], '%(squares_inside)s')}" if inside else "",
        exactly=" OR ".join(_EXACTLY.format(_edges("box", number)) for number in numbers),
    )
    return {"near": has(near[0], "%(squares_near)s") if near else "true", "bbox": exact}


def touching_parameters(bbox: Box) -> dict[str, Any]:
    """Return the values that the condition is bound to, but for the version's number."""
    halves = _halves(bbox)
    inside, near = squares_inside(halves), squares_near(halves, _MOST_NEAR)
    values: dict[str, Any] = {
        "squares_inside": inside[1] if inside else [],
        "squares_near": near[1] if near else [],
    }
    for number, (west, south, east, north) in enumerate(halves):
        across, up = min(_SMALLER, (east - west) / 2), min(_SMALLER, (north - south) / 2)
        inner = (west + across, south + up, east - across, north - up)
        values |= {f"box{number}_{edge}": value for edge, value in enumerate(halves[number])}
        values |= {f"inner{number}_{edge}": value for edge, value in enumerate(inner)}
    return values


def has(grid: Grid, squares: LiteralString) -> LiteralString:
    """Return the condition that a line has some squares of a grid."""
    return _HAS[grid.name].format(f"{squares}::smallint[]")


def _edges(name: LiteralString, number: LiteralString) -> LiteralString:
    return _BOX.format(*(f"%({name}{number}_{edge})s" for edge in ("0", "1", "2", "3")))


def _halves(bbox: Box) -> list[Box]:
    west, south, east, north = bbox
    return [bbox] if west <= east else [(west, south, 180, north), (-180, south, east, north)]
