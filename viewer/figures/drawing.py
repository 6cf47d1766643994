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
from viewer.figures.layers import FigureLayers
from viewer.figures.projection import NORTH, SOUTH, Projection, Vertices

_GRATICULE_STEP_DEGREES = 30


@dataclass(frozen=True)
class Style:
    """How a map is drawn: its colours, what they tell, and the size of letters and lines.

    points: the size of names in points. unit: what breadths and radii are measured in, in points; 1 on A4.
    """

    palette: Palette
    by_kind: bool
    lang: str
    points: float
    unit: float


def line_width(layers: FigureLayers, count: int) -> float:
    """Return how broad a line of so many ties is, in units: the finer, the more lines there are."""
    thinnest = float(np.clip(1.3 * max(1, len(layers.count)) ** -0.16, 0.42, 1.2))
    return thinnest * float(np.sqrt(count))


def town_radii(layers: FigureLayers, style: Style) -> npt.NDArray[np.float64]:
    """Return the radii of the towns' circles in points: their areas grow with their ties."""
    min_diameter = float(np.clip(3.2 * max(1, len(layers.towns)) ** -0.2, 0.9, 2.4))
    counts = layers.towns["count"].to_numpy(np.float64)
    return np.asarray(style.unit * (min_diameter + 0.95 * np.sqrt(counts)) / 2)


def dash_pattern(status: str) -> tuple[float, tuple[float, ...]] | None:
    """Return a status' dashes as matplotlib wants them, in breadths of the line; None for none."""
    dashes = tuple(length / 2.2 for length in DASHES[status])
    return (0, dashes) if dashes else None


def draw_basemap(axes: Axes, projection: Projection, style: Style) -> None:
    """Draw sea and land; on a map of the earth, its edge and a net of meridians and parallels."""
    palette = style.palette
    if projection.is_world:
        outline = _earth_outline(projection)
        artist_options: dict[str, Any] = {
            "edgecolor": palette.coast,
            "linewidth": 0.5 * style.unit,
            "clip_on": False,
        }
        earth = Polygon(outline, facecolor=palette.sea, zorder=0, **artist_options)
        axes.add_artist(earth)
        graticule = LineCollection(
            _graticule(projection), colors=palette.paper, linewidths=0.45 * style.unit, zorder=0.5
        )
        axes.add_collection(graticule, autolim=False)
        graticule.set_clip_path(earth)
    else:
        axes.set_facecolor(palette.sea)
    land = land_path(projection)
    artist_options = {"facecolor": palette.land, "edgecolor": palette.border, "linewidth": 0.35 * style.unit}
    # Not as a patch, whose limits would be looked for: that takes longer than to draw so many vertices.
    axes.add_artist(PathPatch(land, zorder=1, **artist_options))


def draw_lines(axes: Axes, projection: Projection, layers: FigureLayers, style: Style) -> None:
    """Draw the lines, the rarer statuses on top, and the circles of the towns."""
    lines = projection.project_lines(layers.vertices, layers.rows)
    opacity = float(np.clip(10 / np.sqrt(len(lines) or 1), 0.3, 0.95))
    for order, status in enumerate(STATUSES):
        members = np.flatnonzero(layers.status == status)
        if len(members):
            _draw_status(axes, lines, members, layers, style, opacity, order)
    _draw_towns(axes, projection, layers, style)


def _draw_status(
    axes: Axes,
    lines: list[list[Vertices]],
    members: npt.NDArray[np.intp],
    layers: FigureLayers,
    style: Style,
    opacity: float,
    order: int,
) -> None:
    status = str(layers.status[members[0]])
    rare = status != "active"
    parts = [(part, line) for line in members for part in lines[line]]
    owners = np.array([line for _, line in parts], dtype=int)
    colours = (
        [style.palette.kind[kind] for kind in layers.kind[owners]]
        if style.by_kind
        else style.palette.status[status]
    )
    thinnest = max(1.1, line_width(layers, 1)) if rare else line_width(layers, 1)
    drawn = LineCollection(
        [part for part, _ in parts],
        colors=colours,
        linewidths=style.unit * thinnest * np.sqrt(layers.count[owners]),
        alpha=0.95 if rare else opacity,
        capstyle="round" if status == "planned" else "butt",
        joinstyle="round",
        zorder=3 + order * 0.1,
    )
    if dashes := dash_pattern(status):
        drawn.set_linestyle(dashes)
    axes.add_collection(drawn, autolim=False)


def _draw_towns(axes: Axes, projection: Projection, layers: FigureLayers, style: Style) -> None:
    towns, palette = layers.towns, style.palette
    at = projection.project(towns[["lon", "lat"]].to_numpy(float))
    areas = (2 * town_radii(layers, style)) ** 2
    for is_home, order in ((False, 5), (True, 6)):
        chosen = (towns["is_home"] == is_home).to_numpy()
        axes.scatter(
            at[chosen, 0],
            at[chosen, 1],
            s=areas[chosen],
            facecolors=palette.ink if is_home else palette.sea,
            edgecolors=palette.sea if is_home else palette.ink,
            linewidths=0.45 * style.unit,
            zorder=order,
        )


def _graticule(projection: Projection) -> list[Vertices]:
    """Return meridians and parallels on the plane."""
    step = _GRATICULE_STEP_DEGREES
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
