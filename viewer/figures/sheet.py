"""The sheet of a figure: a head, a foot with the legend, and the map between them. All sizes in inches."""

from collections.abc import Sequence
from typing import cast

from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from viewer.figures.drawing import Look
from viewer.figures.lettering import font
from viewer.figures.options import Size
from viewer.figures.projection import Projection


class Sheet:
    """A figure with its margins. What is written returns how far it reaches into the sheet."""

    def __init__(self, size: Size, look: Look) -> None:
        self.size, self.look = size, look
        self.figure = Figure(figsize=(size.width, size.height), facecolor=look.palette.paper, dpi=size.dpi)
        self._canvas = FigureCanvasAgg(self.figure)
        self.margin = 1.6 * look.points / 72

    @property
    def renderer(self) -> RendererBase:
        """What measures letters."""
        return cast(RendererBase, self._canvas.get_renderer())  # type: ignore[no-untyped-call]

    def write_head(self, title: str, below: str) -> float:
        """Write the title and a line below it."""
        look, top = self.look, self.size.height - self.margin
        weight = "normal" if look.lang == "ja" else "bold"
        high = self._write(title, top, "top", look.palette.ink, 2.0, weight)
        start = top - high - 0.45 * look.points / 72
        high = self._write(below, start, "top", look.palette.ink_soft, 1.15)
        return self.size.height - start + high + 0.8 * look.points / 72

    def write_foot(self, note: str, handles: Sequence[Line2D], names: Sequence[str]) -> float:
        """Write the sources, and the legend above them."""
        look = self.look
        bottom = 0.7 * self.margin
        top = bottom + self._write(note, bottom, "bottom", look.palette.ink_soft, 0.86)
        if not handles:
            return top + look.points / 72
        inner = self.size.width - 2 * self.margin
        legend = self.figure.legend(
            handles,
            names,
            loc="lower left",
            bbox_to_anchor=(self.margin / self.size.width, (top + 0.6 * look.points / 72) / self.size.height),
            borderaxespad=0,
            borderpad=0,
            frameon=False,
            ncols=_columns(names, look, inner),
            prop=font(look.lang, look.points),
            labelcolor=look.palette.ink,
            handlelength=2.8,
            columnspacing=1.8,
            handletextpad=0.7,
            labelspacing=0.45,
        )
        return float(legend.get_window_extent(self.renderer).y1) / self.size.dpi + 0.9 * look.points / 72

    def add_map(self, head: float, foot: float, projection: Projection) -> Axes:
        """Return axes between head and foot that show the projection's part of the plane, undistorted."""
        size, margin = self.size, self.margin
        width, height = size.width - 2 * margin, size.height - head - foot
        axes = self.figure.add_axes(
            (margin / size.width, foot / size.height, width / size.width, height / size.height)
        )
        axes.set_xticks([])
        axes.set_yticks([])
        axes.spines[:].set_visible(False)
        axes.patch.set_visible(not projection.is_world)
        west, south, east, north = projection.extent
        across = max(east - west, (north - south) * width / height)
        up = across * height / width
        axes.set_xlim((west + east - across) / 2, (west + east + across) / 2)
        axes.set_ylim((south + north - up) / 2, (south + north + up) / 2)
        return axes

    def _write(
        self, text: str, y: float, align: str, colour: str, times: float, weight: str = "normal"
    ) -> float:
        letters = font(self.look.lang, round(self.look.points * times, 2), weight)
        written = self.figure.text(
            self.margin / self.size.width,
            y / self.size.height,
            text,
            va=align,
            color=colour,
            fontproperties=letters,
            wrap=True,
        )
        return float(written.get_window_extent(self.renderer).height) / self.size.dpi


def _columns(names: Sequence[str], look: Look, width: float) -> int:
    """Return how many columns of a legend fit into a width in inches."""
    widest = max(sum(1.0 if ord(letter) > 0x2E7F else 0.62 for letter in name) for name in names)
    return max(1, min(len(names), int(width * 72 / (look.points * (widest + 5.5)))))
