"""Placement of the names of towns on a map, the largest first."""

import unicodedata

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.patheffects import Stroke

from viewer.figures.drawing import Style, town_radii
from viewer.figures.layers import FigureLayers
from viewer.figures.projection import Projection
from viewer.figures.typography import font, measure, pixels_per_point

MIN_NAMES = 14
"""Up to this number of towns, all are named, even where a name covers the circle of another town."""

_LARGEST_TOWNS = 6
"""The number of towns whose names may cover circles of other towns on a crowded map."""
_MAX_COVERED = 3
"""The number of circles that one of these names may cover."""
_AREA_PER_NAME = 120.0
"""The area of the map per name, in squares of the font size; limits the number of names."""

Box = tuple[float, float, float, float]


class NamePlacer:
    """Places names on a map so that they neither overlap nor leave the map."""

    def __init__(self, axes: Axes, renderer: RendererBase, style: Style) -> None:
        self._axes, self._renderer, self._style = axes, renderer, style
        self._frame = axes.get_window_extent(renderer)
        self._pixels = pixels_per_point(renderer)
        self._taken: list[Box] = []
        self._written: set[str] = set()

    def write(self, projection: Projection, layers: FigureLayers) -> None:
        """Write the names of the largest towns, or of all towns if these are few."""
        towns, style = layers.towns, self._style
        points = projection.project(towns[["lon", "lat"]].to_numpy(float))
        pixels = np.asarray(self._axes.transData.transform(points))
        sizes = town_radii(layers, style)
        japanese_names = towns["name_ja"].where(towns["name_ja"] != "", towns["name"])
        names = japanese_names if style.lang == "ja" else towns["name"]
        for town in np.flatnonzero(self._are_inside(pixels)).tolist():
            if len(self._written) >= self._max_names:
                break
            allowed = len(towns) if len(towns) <= MIN_NAMES else _MAX_COVERED * (town < _LARGEST_TOWNS)
            is_home = bool(towns["is_home"].iloc[town])
            self._write(str(names.iloc[town]), pixels, town, float(sizes[town]), allowed, is_home)

    @property
    def _max_names(self) -> int:
        area = self._frame.width * self._frame.height / self._pixels**2
        return max(MIN_NAMES, int(area / (_AREA_PER_NAME * self._style.points**2)))

    def _are_inside(self, pixels: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
        return _are_in((self._frame.x0, self._frame.y0, self._frame.x1, self._frame.y1), pixels)

    def _write(
        self,
        name: str,
        pixels: npt.NDArray[np.float64],
        town: int,
        radius: float,
        allowed: int,
        is_home: bool,
    ) -> None:
        """Write a name where it covers the fewest circles of other towns.

        pixels: shape (n, 2), the positions of all towns, x and y in pixels.
        town: the index of the name's town. radius: its circle's radius in points.
        allowed: the maximum number of circles that the name may cover; otherwise it is not written.
        """
        style, key = self._style, _key(name)
        if not name or key in self._written:
            return
        text_font = font(style.lang, style.points, "bold" if is_home and style.lang != "ja" else "normal")
        size = measure(name, text_font, self._renderer)
        gap = radius + 0.28 * style.points
        best: tuple[int, float, float, Box] | None = None
        for across, up in _NAME_DIRECTIONS:
            x, y = _offset(across, up, gap, size, self._pixels)
            box = _box_around(pixels[town] + (x, y), size, self._pixels)
            if self._has_room(box):
                covered = int(_are_in(box, pixels).sum()) - int(_are_in(box, pixels[[town]])[0])
                if covered <= allowed and (best is None or covered < best[0]):
                    best = (covered, x, y, box)
        if best is None:
            return
        _covered, x, y, box = best
        self._taken.append(box)
        self._written.add(key)
        at = tuple(self._axes.transData.inverted().transform(pixels[town]))
        offset = (x / self._pixels, y / self._pixels)
        # A stroke turns text into outlines. So the halo is drawn separately, under the text.
        halo = [Stroke(linewidth=0.3 * style.points, foreground=style.palette.sea, joinstyle="round")]
        for effects, order in ((halo, 8), ([], 9)):
            self._axes.annotate(
                name,
                at,
                offset,
                textcoords="offset points",
                ha="center",
                va="center_baseline",
                color=style.palette.ink,
                fontproperties=text_font,
                zorder=order,
                annotation_clip=False,
                path_effects=effects,
            )

    def _has_room(self, box: Box) -> bool:
        frame = self._frame
        west, south, east, north = box
        inside = frame.x0 <= west and east <= frame.x1 and frame.y0 <= south and north <= frame.y1
        return inside and not any(
            west < right and left < east and south < top and bottom < north
            for left, bottom, right, top in self._taken
        )


_NAME_DIRECTIONS = ((1, 0), (-1, 0), (0, 1), (0, -1), (0.8, 0.8), (0.8, -0.8), (-0.8, 0.8), (-0.8, -0.8))
"""Directions (x, y) from a circle to its name, in order of preference."""


def _offset(
    across: float, up: float, gap: float, size: tuple[float, float], pixels: float
) -> tuple[float, float]:
    """Return the offset (x, y) from a circle's centre to the centre of its name, in pixels.

    across, up: the direction. gap: the distance in points. size: width and height of the name in pixels.
    pixels: pixels per point.
    """
    width, height = size
    half = (np.sign(across) * width / 2, np.sign(up) * height / 2)
    return across * gap * pixels + float(half[0]), up * gap * pixels + float(half[1])


def _box_around(middle: npt.NDArray[np.float64], size: tuple[float, float], pixels: float) -> Box:
    width, height = size[0] / 2 + pixels, size[1] / 2 + 0.6 * pixels
    x, y = float(middle[0]), float(middle[1])
    return x - width, y - height, x + width, y + height


def _are_in(box: Box, points: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    west, south, east, north = box
    x, y = points[:, 0], points[:, 1]
    return np.asarray((west <= x) & (x <= east) & (south <= y) & (y <= north))


def _key(name: str) -> str:
    """Return a name without accents and case, to write each name only once."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
