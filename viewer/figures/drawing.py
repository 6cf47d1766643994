"""Drawing of a figure's map: sea and land, lines by status or kind, circles of towns."""

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
    """The style of a map.

    by_kind: colour lines by kind instead of by status.
    lang: the language of names and texts.
    points: the font size of names, in points.
    unit: the unit of line widths and radii, in points; 1 on A4.
    """

    palette: Palette
    by_kind: bool
    lang: str
    points: float
    unit: float


def line_width(layers: FigureLayers, count: int) -> float:
    """Return the width of a line, in units of the style; the more lines there are, the thinner.

    count: the number of partnerships that the line stands for.
    """
    thinnest = float(np.clip(1.3 * max(1, len(layers.count)) ** -0.16, 0.42, 1.2))
    return thinnest * float(np.sqrt(count))


def town_radii(layers: FigureLayers, style: Style) -> npt.NDArray[np.float64]:
    """Return the radii of the towns' circles, in points; areas grow with the number of partnerships."""
    min_diameter = float(np.clip(3.2 * max(1, len(layers.towns)) ** -0.2, 0.9, 2.4))
    counts = layers.towns["count"].to_numpy(np.float64)
    return np.asarray(style.unit * (min_diameter + 0.95 * np.sqrt(counts)) / 2)


def dash_pattern(status: str) -> tuple[float, tuple[float, ...]] | None:
    """Return a status' dash pattern for matplotlib, in line widths; None for a solid line."""
    dashes = tuple(length / 2.2 for length in DASHES[status])
    return (0, dashes) if dashes else None


def draw_basemap(axes: Axes, projection: Projection, style: Style) -> None:
    """Draw sea and land; on a world map also its outline and the graticule."""
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
    # `add_patch` would compute the limits of the path, which takes longer than drawing it.
    axes.add_artist(PathPatch(land, zorder=1, **artist_options))


def draw_lines(axes: Axes, projection: Projection, layers: FigureLayers, style: Style) -> None:
    """Draw the lines, rarer statuses on top, and the circles of the towns."""
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
    """Return meridians and parallels in projected metres."""
    step = _GRATICULE_STEP_DEGREES
    up = np.linspace(SOUTH, NORTH, 60)
    across = projection.longitude + np.linspace(-179.999, 179.999, 60)
    meridians = [_column(projection.longitude + turn, up) for turn in range(-150, 180, step)]
    parallels = [np.column_stack([across, np.full(60, lat)]) for lat in range(-30, 90, step)]
    return [projection.project(line) for line in (*meridians, *parallels)]


def _earth_outline(projection: Projection) -> Vertices:
    """Return the outline of a world map: north along its west edge, then south along its east edge."""
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
