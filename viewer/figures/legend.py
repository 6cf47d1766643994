"""The legend of a figure: kinds, statuses, line widths and circles, as far as they occur in the map."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.lines import Line2D
from matplotlib.offsetbox import DrawingArea, HPacker, OffsetBox, TextArea, VPacker

from geodata.model.vocabulary import KINDS, STATUSES
from viewer.components.counts import count_text
from viewer.components.labels import labels
from viewer.figures.drawing import Style, dash_pattern, line_width
from viewer.figures.layers import FigureLayers
from viewer.figures.typography import font, measure, pixels_per_point
from viewer.web.render_context import RenderContext

_LINE, _CIRCLE, _GAP, _BETWEEN = 2.8, 1.0, 0.6, 2.0
"""Lengths of a line and of a circle, the gap to the name, and the gap between entries, in font sizes."""


@dataclass(frozen=True)
class LegendEntry:
    """A sample of a line or circle, its width in font sizes, and its meaning."""

    mark: Line2D
    width: float
    name: str


def make_legend(layers: FigureLayers, style: Style, context: RenderContext) -> list[LegendEntry]:
    """Return the entries of the legend for what is drawn; [] if nothing is."""
    if len(layers.status) == 0:
        return []
    named, palette = labels(context.lang), style.palette
    _ = context.language.gettext
    kinds = [kind for kind in KINDS if style.by_kind and (layers.kind == kind).any()]
    statuses = [status for status in STATUSES if (layers.status == status).any()]
    entries = [_line(palette.kind[kind], "active", 1.3, named.kinds[kind], style) for kind in kinds]
    for status in statuses:
        colour = palette.ink if style.by_kind else palette.status[status]
        entries.append(_line(colour, status, 1.3, named.statuses[status], style))
    max_count = int(layers.count.max())
    for count in (1, max_count) if max_count > 1 else ():
        width = line_width(layers, count) / style.unit
        entries.append(_line(palette.ink_soft, "active", width, count_text(count, context), style))
    entries.append(_circle(palette.ink, _("Japanese municipality"), style))
    entries.append(_circle(palette.sea, _("Partner abroad"), style))
    return entries


def arrange_legend(
    entries: Sequence[LegendEntry], style: Style, width: float, renderer: RendererBase
) -> OffsetBox:
    """Return the legend in rows that fit into a width in pixels."""
    points, text_font = style.points, font(style.lang, style.points)
    pixel = pixels_per_point(renderer)
    rows: list[list[Artist]] = [[]]
    remaining = width
    for entry in entries:
        needed = measure(entry.name, text_font, renderer)[0] + pixel * points * (
            entry.width + _GAP + _BETWEEN
        )
        if needed - pixel * points * _BETWEEN > remaining and rows[-1]:
            rows.append([])
            remaining = width
        remaining -= needed
        rows[-1].append(_pack(entry, style))
    packed_rows: list[Artist] = [
        HPacker(children=row, sep=_BETWEEN * points, pad=0, align="baseline") for row in rows
    ]
    return VPacker(children=packed_rows, sep=0.55 * points, pad=0, align="left")


def _pack(entry: LegendEntry, style: Style) -> HPacker:
    points = style.points
    area = DrawingArea(entry.width * points, 0.72 * points, 0, 0)
    area.add_artist(entry.mark)
    text_options = {"fontproperties": font(style.lang, points), "color": style.palette.ink}
    text = TextArea(entry.name, textprops=text_options)
    return HPacker(children=[area, text], sep=_GAP * points, pad=0, align="baseline")


def _line(colour: str, status: str, width: float, name: str, style: Style) -> LegendEntry:
    y = 0.36 * style.points
    line = Line2D([0, _LINE * style.points], [y, y], color=colour, linewidth=width * style.unit)
    if dashes := dash_pattern(status):
        line.set_linestyle(dashes)
    return LegendEntry(line, _LINE, name)


def _circle(face: str, name: str, style: Style) -> LegendEntry:
    middle = _CIRCLE * style.points / 2
    circle = Line2D(
        [middle],
        [0.36 * style.points],
        linestyle="none",
        marker="o",
        markersize=0.52 * style.points,
        markerfacecolor=face,
        markeredgecolor=style.palette.ink,
        markeredgewidth=0.6 * style.unit,
    )
    return LegendEntry(circle, _CIRCLE, name)
