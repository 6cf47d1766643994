"""The layout of a figure: title on top, legend and sources at the bottom, map between. Sizes are inches."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.offsetbox import AnchoredOffsetbox

from geodata import SelectionError
from viewer.figures.drawing import Style
from viewer.figures.legend import LegendEntry, arrange_legend
from viewer.figures.options import Size
from viewer.figures.projection import Projection
from viewer.figures.typography import font, wrap

_TITLE_SCALES = (2.0, 1.7, 1.4, 1.2)
"""Font sizes of the title, relative to names: the first at which it fits into two lines, else the last."""
_LINE_SPACING = 1.25
_MIN_MAP_SHARE = 0.3
"""The minimum height of the map, as a fraction of the figure's."""


class FigureLayout:
    """A matplotlib figure with margins, into which texts, legend and map are placed."""

    def __init__(self, size: Size, style: Style) -> None:
        self.size, self.style = size, style
        self.figure = Figure(figsize=(size.width, size.height), facecolor=style.palette.paper, dpi=size.dpi)
        FigureCanvasAgg(self.figure)
        self.margin = 1.6 * style.points / 72
        # This renderer only measures text, which depends on the resolution and not on the number of pixels.
        self.renderer: RendererBase = RendererAgg(1, 1, size.dpi)  # type: ignore[no-untyped-call]

    @property
    def inner_width(self) -> float:
        """The width between the margins."""
        return self.size.width - 2 * self.margin

    def write_head(self, title: str, below: str) -> float:
        """Write the title and the text below it; return the height they take, from the top of the figure."""
        style, top = self.style, self.size.height - self.margin
        weight = "normal" if style.lang == "ja" else "bold"
        wrapped_titles = ((scale, self._wrap(title, scale, weight)) for scale in _TITLE_SCALES)
        scale, lines = next(
            (scale, lines) for scale, lines in wrapped_titles if len(lines) <= 2 or scale == _TITLE_SCALES[-1]
        )
        high = self._write(lines, top, "top", style.palette.ink, scale, weight)
        start = top - high - 0.55 * style.points / 72
        high = self._write(self._wrap(below, 1.15), start, "top", style.palette.ink_soft, 1.15)
        return self.size.height - start + high + 0.9 * style.points / 72

    def write_foot(self, note: str, entries: Sequence[LegendEntry]) -> float:
        """Write the sources, and the legend above them; return the height they take, from the bottom."""
        style = self.style
        bottom = 0.75 * self.margin
        lines = self._wrap(note, 0.86)
        top = bottom + self._write(lines, bottom, "bottom", style.palette.ink_soft, 0.86)
        if not entries:
            return top + style.points / 72
        legend = AnchoredOffsetbox(
            "lower left",
            child=arrange_legend(entries, style, self.inner_width * self.size.dpi, self.renderer),
            pad=0,
            borderpad=0,
            frameon=False,
            bbox_to_anchor=(
                self.margin / self.size.width,
                (top + 0.75 * style.points / 72) / self.size.height,
            ),
            bbox_transform=self.figure.transFigure,
        )
        self.figure.add_artist(legend)
        return float(legend.get_window_extent(self.renderer).y1) / self.size.dpi + 0.9 * style.points / 72

    def add_map(self, head: float, foot: float, projection: Projection) -> Axes:
        """Return axes between head and foot that show the projection's extent with equal scales.

        head, foot: the heights of the texts above and below the map.
        Raises SelectionError if there is no room for a map.
        """
        size, margin = self.size, self.margin
        width, height = self.inner_width, size.height - head - foot
        if height < _MIN_MAP_SHARE * size.height:
            needed = (head + foot) / (1 - _MIN_MAP_SHARE) * 25.4
            allowed = f"at least {needed + 0.5:.0f} millimetres, for title and legend at this width"
            raise SelectionError("height", f"{size.height * 25.4:.0f}", allowed)
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

    def _wrap(self, text: str, scale: float, weight: str = "normal") -> list[str]:
        text_font = self._font(scale, weight)
        return wrap(text, text_font, self.inner_width * self.size.dpi, self.renderer)

    def _font(self, scale: float, weight: str) -> FontProperties:
        return font(self.style.lang, round(self.style.points * scale, 2), weight)

    def _write(
        self, lines: Sequence[str], y: float, align: str, colour: str, scale: float, weight: str = "normal"
    ) -> float:
        written = self.figure.text(
            self.margin / self.size.width,
            y / self.size.height,
            "\n".join(lines),
            va=align,
            color=colour,
            fontproperties=self._font(scale, weight),
            linespacing=_LINE_SPACING,
            # In SVG and PDF the reading order is the drawing order: texts at the top are drawn first.
            zorder=-1 if align == "top" else 3,
        )
        return float(written.get_window_extent(self.renderer).height) / self.size.dpi
