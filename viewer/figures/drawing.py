"""The map of a figure: sea and land, lines by their look, circles of towns, names."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.collections import LineCollection
from matplotlib.patches import PathPatch, Polygon

from geodata.palette import DASHES, Palette
from geodata.vocabulary import STATUSES
from viewer.figures.ground import land_path
from viewer.figures.lettering import Lettering, font
from viewer.figures.projection import Projection, Vertices
from viewer.figures.strands import Strands

MOST_NAMES = 26
FEW_NAMED_ALL = 14
MOST_NUMBERS = 14
FEWEST_TO_NUMBER = 4


@dataclass(frozen=True)
class Look:
    """How a map is drawn: its colours, what they tell, and the size of letters and lines.

    points: the size of names in points; all else follows from it.
    """

    palette: Palette
    by_kind: bool
    lang: str
    points: float


def draw_ground(axes: Axes, projection: Projection, look: Look) -> None:
    """Draw sea and land."""
    palette, hair = look.palette, look.points / 7
    if projection.is_world:
        axes.add_patch(Polygon(_earth_outline(projection), facecolor=palette.sea, edgecolor="none", zorder=0))
    else:
        axes.set_facecolor(palette.sea)
    land = land_path(projection)
    style = {"facecolor": palette.land, "edgecolor": palette.border, "linewidth": 0.35 * hair, "zorder": 1}
    axes.add_patch(PathPatch(land, **style))


def draw_lines(axes: Axes, projection: Projection, strands: Strands, look: Look) -> None:
    """Draw the lines, the rarer statuses on top, and the circles of the towns."""
    lines = projection.project_lines(strands.vertices, strands.rows)
    strength = float(np.clip(12 / np.sqrt(len(lines) or 1), 0.3, 0.95))
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
    unit = look.points / 7
    status = str(strands.status[members[0]])
    rare = status != "active"
    pieces = [(piece, line) for line in members for piece in lines[line]]
    owners = np.array([line for _, line in pieces], dtype=int)
    colours = (
        [look.palette.kind[kind] for kind in strands.kind[owners]]
        if look.by_kind
        else look.palette.status[status]
    )
    widths = unit * (1.1 if rare else 0.55) * np.sqrt(strands.count[owners])
    drawn = LineCollection(
        [piece for piece, _ in pieces],
        colors=colours,
        linewidths=widths,
        alpha=0.95 if rare else strength,
        capstyle="round" if status == "planned" else "butt",
        joinstyle="round",
        zorder=3 + order * 0.1,
    )
    if dashes := DASHES[status]:
        drawn.set_linestyle((0, tuple(length / 2.2 for length in dashes)))
    axes.add_collection(drawn, autolim=False)


def _draw_towns(axes: Axes, projection: Projection, strands: Strands, look: Look) -> None:
    towns, unit = strands.towns, look.points / 7
    at = projection.project(towns[["lon", "lat"]].to_numpy(float))
    areas = (unit * (0.9 + 0.95 * np.sqrt(towns["count"].to_numpy(float)))) ** 2
    palette = look.palette
    for is_home, order in ((False, 5), (True, 6)):
        chosen = (towns["is_home"] == is_home).to_numpy()
        axes.scatter(
            at[chosen, 0],
            at[chosen, 1],
            s=areas[chosen],
            facecolors=palette.ink if is_home else palette.sea,
            edgecolors=palette.sea if is_home else palette.ink,
            linewidths=0.45 * unit,
            zorder=order,
        )


def write_names(
    axes: Axes, renderer: RendererBase, projection: Projection, strands: Strands, look: Look
) -> None:
    """Write the names of the biggest towns, or of all where they are few, and the numbers of broad lines."""
    lettering = Lettering(axes, renderer, look.palette.ink, look.palette.sea)
    towns = strands.towns
    most = len(towns) if len(towns) <= FEW_NAMED_ALL else MOST_NAMES
    at = projection.project(towns[["lon", "lat"]].to_numpy(float))
    letters = font(look.lang, look.points, "bold" if look.lang != "ja" else "normal")
    unit = look.points / 7
    written = 0
    names = (
        towns["name_ja"].where(towns["name_ja"] != "", towns["name"]) if look.lang == "ja" else towns["name"]
    )
    for name, count, point in zip(names, towns["count"], at, strict=True):
        if written == most:
            break
        radius = unit * (0.9 + 0.95 * float(count) ** 0.5) / 2 + 2.2 * unit
        above = radius + look.points * 0.7
        places = [(radius, 0, "left"), (-radius, 0, "right"), (0, above, "center"), (0, -above, "center")]
        written += lettering.write(str(name), (float(point[0]), float(point[1])), letters, places)
    _write_numbers(lettering, projection, strands, look)


def _write_numbers(lettering: Lettering, projection: Projection, strands: Strands, look: Look) -> None:
    lines = projection.project_lines(strands.vertices, strands.rows)
    broad = np.flatnonzero(strands.count >= FEWEST_TO_NUMBER)[:MOST_NUMBERS]
    for line in broad:
        piece = max(lines[line], key=len)
        x, y = piece[len(piece) // 2]
        lettering.write(
            str(strands.count[line]), (float(x), float(y)), font("en", look.points * 0.9), [(0, 0, "center")]
        )


def _earth_outline(projection: Projection) -> Vertices:
    """Return the edge of the map of the earth: up one side of the far meridian, and down the other."""
    latitudes = np.linspace(-56, 90, 80)
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
