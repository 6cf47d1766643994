"""Fonts and names: Latin letters in DejaVu Sans, Japanese in IPAexGothic; names where they have room."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.patheffects import Stroke
from matplotlib.transforms import Bbox

_FAMILIES = {"ja": ["IPAexGothic", "DejaVu Sans"]}
_OTHERWISE = ["DejaVu Sans", "IPAexGothic"]


@lru_cache
def font(lang: str, points: float, weight: str = "normal") -> FontProperties:
    """Return the font of a language in a size; characters that its first family lacks come from the next."""
    _register()
    return FontProperties(family=_FAMILIES.get(lang, _OTHERWISE), size=points, weight=weight)


@lru_cache
def _register() -> None:
    fontManager.addfont(str(files("matplotlib_fontja") / "fonts" / "ipaexg.ttf"))
    # It has one weight, which stands for the bold one too.
    gothic = next(entry for entry in fontManager.ttflist if entry.name == "IPAexGothic")
    fontManager.ttflist.append(replace(gothic, weight=700))


class Lettering:
    """Writes on a map, biggest first, and nothing over what is already written or beyond the map's edge."""

    def __init__(self, axes: Axes, renderer: RendererBase, ink: str, halo: str) -> None:
        self._axes, self._renderer = axes, renderer
        self._ink, self._halo = ink, halo
        self._taken: list[Bbox] = []

    def write(
        self,
        text: str,
        at: tuple[float, float],
        letters: FontProperties,
        offsets: Iterable[tuple[float, float, str]],
    ) -> bool:
        """Write a text at a point of the plane where it has room, and tell whether it had.

        offsets: where to try in turn, in points from there, each with its alignment.
        """
        for x, y, align in offsets:
            drawn = self._axes.annotate(
                text,
                at,
                (x, y),
                textcoords="offset points",
                ha=align,
                va="center",
                color=self._ink,
                fontproperties=letters,
                zorder=9,
                annotation_clip=False,
            )
            box = drawn.get_window_extent(self._renderer).padded(1.5)
            if self._has_room(box):
                self._taken.append(box)
                self._draw_halo(text, at, letters, (x, y, align))
                return True
            drawn.remove()
        return False

    def keep_free(self, box: Bbox) -> None:
        """Keep letters out of a box in pixels."""
        self._taken.append(box)

    def _has_room(self, box: Bbox) -> bool:
        frame = self._axes.get_window_extent(self._renderer)
        inside = frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0 and box.y1 <= frame.y1
        return inside and not any(box.overlaps(other) for other in self._taken)

    # A stroke makes a shape of letters: so that they stay text, it is drawn apart, under them.
    def _draw_halo(
        self, text: str, at: tuple[float, float], letters: FontProperties, place: tuple[float, float, str]
    ) -> None:
        width = letters.get_size_in_points() * 0.32
        self._axes.annotate(
            text,
            at,
            place[:2],
            textcoords="offset points",
            ha=place[2],
            va="center",
            fontproperties=letters,
            zorder=8,
            annotation_clip=False,
            path_effects=[Stroke(linewidth=width, foreground=self._halo)],
        )
