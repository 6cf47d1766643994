"""Names of towns on a map: the biggest first, each where it has room and is seen to belong to its circle."""

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
"""So few towns are all named, even where a name covers another's circle."""

_LARGEST_TOWNS = 6
_MAX_COVERED = 3
_AREA_PER_NAME = 120.0
"""How much of the map a name has to itself, in squares of its size: so many names make a map crowded."""

Box = tuple[float, float, float, float]


class NamePlacer:
    """Writes names on a map: never over each other, nor beyond the map's edge."""

    def __init__(self, axes: Axes, renderer: RendererBase, style: Style) -> None:
        self._axes, self._renderer, self._style = axes, renderer, style
        self._frame = axes.get_window_extent(renderer)
        self._pixels = pixels_per_point(renderer)
        self._taken: list[Box] = []
        self._written: set[str] = set()

    def write(self, projection: Projection, layers: FigureLayers) -> None:
        """Write the names of the biggest towns, or of all where they are few."""
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
        """Write a name where it covers the fewest circles of others, if those are not more than allowed."""
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
        # A stroke makes a shape of letters: so that they stay text, it is drawn apart, under them.
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
"""Where a name may stand beside its circle: to the right, to the left, above, below, and between those."""


def _offset(
    across: float, up: float, gap: float, size: tuple[float, float], pixels: float
) -> tuple[float, float]:
    """Return from a circle's middle to the middle of its name, in pixels; `gap` is in points."""
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
    """Return what makes two spellings one name: its letters without accents or case."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
