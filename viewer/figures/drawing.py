"""The map of a figure: sea and land, lines by their look, circles of towns."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import PathPatch, Polygon

from geodata.model.palette import DASHES, Palette
from geodata.model.vocabulary import STATUSES
from viewer.figures.basemap import land_path
from viewer.figures.layers import Strands
from viewer.figures.projection import NORTH, SOUTH, Projection, Vertices

_DEGREES_BETWEEN_MERIDIANS = 30


@dataclass(frozen=True)
class Look:
    """How a map is drawn: its colours, what they tell, and the size of letters and lines.

    points: the size of names in points. unit: what breadths and radii are measured in, in points; 1 on A4.
    """

    palette: Palette
    by_kind: bool
    lang: str
    points: float
    unit: float


def width_of(strands: Strands, count: int) -> float:
    """Return how broad a line of so many ties is, in units: the finer, the more lines there are."""
    finest = float(np.clip(1.3 * max(1, len(strands.count)) ** -0.16, 0.42, 1.2))
    return finest * float(np.sqrt(count))


def radii(strands: Strands, look: Look) -> npt.NDArray[np.float64]:
    """Return the radii of the towns' circles in points: their areas grow with their ties."""
    smallest = float(np.clip(3.2 * max(1, len(strands.towns)) ** -0.2, 0.9, 2.4))
    counts = strands.towns["count"].to_numpy(np.float64)
    return np.asarray(look.unit * (smallest + 0.95 * np.sqrt(counts)) / 2)


def dashes_of(status: str) -> tuple[float, tuple[float, ...]] | None:
    """Return a status' dashes as matplotlib wants them, in breadths of the line; None for none."""
    dashes = tuple(length / 2.2 for length in DASHES[status])
    return (0, dashes) if dashes else None


def draw_ground(axes: Axes, projection: Projection, look: Look) -> None:
    """Draw sea and land; on a map of the earth, its edge and a net of meridians and parallels."""
    palette = look.palette
    if projection.is_world:
        outline = _earth_outline(projection)
        style: dict[str, Any] = {"edgecolor": palette.coast, "linewidth": 0.5 * look.unit, "clip_on": False}
        earth = Polygon(outline, facecolor=palette.sea, zorder=0, **style)
        axes.add_artist(earth)
        net = LineCollection(_net(projection), colors=palette.paper, linewidths=0.45 * look.unit, zorder=0.5)
        axes.add_collection(net, autolim=False)
        net.set_clip_path(earth)
    else:
        axes.set_facecolor(palette.sea)
    land = land_path(projection)
    style = {"facecolor": palette.land, "edgecolor": palette.border, "linewidth": 0.35 * look.unit}
    # Not as a patch, whose limits would be looked for: that takes longer than to draw so many vertices.
    axes.add_artist(PathPatch(land, zorder=1, **style))


def draw_lines(axes: Axes, projection: Projection, strands: Strands, look: Look) -> None:
    """Draw the lines, the rarer statuses on top, and the circles of the towns."""
    lines = projection.project_lines(strands.vertices, strands.rows)
    strength = float(np.clip(10 / np.sqrt(len(lines) or 1), 0.3, 0.95))
    for order, status in enumerate(STATUSES):
        members = np.flatnonzero(strands.status == status)
        if len(members):
            _draw_status(axes, lines, members, strands, look, strength, order)
    _draw_towns(axes, projection, strands, look)


def _draw_status(
    axes: Axes,
    lines: list[list[Vertices]],
    members: npt.NDArray[np.intp],
    strands: Strands,
    look: Look,
    strength: float,
    order: int,
) -> None:
    status = str(strands.status[members[0]])
    rare = status != "active"
    pieces = [(piece, line) for line in members for piece in lines[line]]
    owners = np.array([line for _, line in pieces], dtype=int)
    colours = (
        [look.palette.kind[kind] for kind in strands.kind[owners]]
        if look.by_kind
        else look.palette.status[status]
    )
    finest = max(1.1, width_of(strands, 1)) if rare else width_of(strands, 1)
    drawn = LineCollection(
        [piece for piece, _ in pieces],
        colors=colours,
        linewidths=look.unit * finest * np.sqrt(strands.count[owners]),
        alpha=0.95 if rare else strength,
        capstyle="round" if status == "planned" else "butt",
        joinstyle="round",
        zorder=3 + order * 0.1,
    )
    if dashes := dashes_of(status):
        drawn.set_linestyle(dashes)
    axes.add_collection(drawn, autolim=False)


def _draw_towns(axes: Axes, projection: Projection, strands: Strands, look: Look) -> None:
    towns, palette = strands.towns, look.palette
    at = projection.project(towns[["lon", "lat"]].to_numpy(float))
    areas = (2 * radii(strands, look)) ** 2
    for is_home, order in ((False, 5), (True, 6)):
        chosen = (towns["is_home"] == is_home).to_numpy()
        axes.scatter(
            at[chosen, 0],
            at[chosen, 1],
            s=areas[chosen],
            facecolors=palette.ink if is_home else palette.sea,
            edgecolors=palette.sea if is_home else palette.ink,
            linewidths=0.45 * look.unit,
            zorder=order,
        )


def _net(projection: Projection) -> list[Vertices]:
    """Return meridians and parallels on the plane."""
    step = _DEGREES_BETWEEN_MERIDIANS
    up = np.linspace(SOUTH, NORTH, 60)
    across = projection.longitude + np.linspace(-179.999, 179.999, 60)
    meridians = [_column(projection.longitude + turn, up) for turn in range(-150, 180, step)]
    parallels = [np.column_stack([across, np.full(60, lat)]) for lat in range(-30, 90, step)]
    return [projection.project(line) for line in (*meridians, *parallels)]


def _earth_outline(projection: Projection) -> Vertices:
    """Return the edge of the map of the earth: up one side of the far meridian, and down the other."""
    latitudes = np.linspace(SOUTH, NORTH, 80)
    west, east = projection.longitude - 179.999, projection.longitude + 179.999
    edge = np.concatenate(
        [
            _column(west, latitudes),
            _column(east, latitudes[::-1]),
        ]
    )
    return projection.project(edge)


def _column(longitude: float, latitudes: Vertices) -> Vertices:
    return np.column_stack([np.full(len(latitudes), longitude), latitudes])
