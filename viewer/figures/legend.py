"""The legend of a figure: kinds where colours tell them, statuses, breadth, circles; only what is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.lines import Line2D
from matplotlib.offsetbox import DrawingArea, HPacker, OffsetBox, TextArea, VPacker

from geodata.model.vocabulary import KINDS, STATUSES
from viewer.components.labels import labels
from viewer.figures.drawing import Look, dashes_of, width_of
from viewer.figures.layers import Strands
from viewer.figures.typography import font, measure, pixels_per_point
from viewer.web.render_context import RenderContext

_LINE, _CIRCLE, _GAP, _BETWEEN = 2.8, 1.0, 0.6, 2.0
"""How long a line and a circle are, and the gaps after them and after a name, in sizes of a letter."""


@dataclass(frozen=True)
class Entry:
    """A piece of a line, or a circle, as it is drawn, and what it means."""

    mark: Line2D
    width: float
    name: str


def make_legend(strands: Strands, look: Look, context: RenderContext) -> list[Entry]:
    """Return what a legend explains of what is drawn."""
    if len(strands.status) == 0:
        return []
    named, palette = labels(context.lang), look.palette
    _, ngettext = context.language.gettext, context.language.ngettext
    kinds = [kind for kind in KINDS if look.by_kind and (strands.kind == kind).any()]
    statuses = [status for status in STATUSES if (strands.status == status).any()]
    entries = [_line(palette.kind[kind], "active", 1.3, named.kinds[kind], look) for kind in kinds]
    for status in statuses:
        colour = palette.ink if look.by_kind else palette.status[status]
        entries.append(_line(colour, status, 1.3, named.statuses[status], look))
    most = int(strands.count.max())
    for count in (1, most) if most > 1 else ():
        text = ngettext("%(count)s partnership", "%(count)s partnerships", count)
        width = width_of(strands, count) / look.unit
        entries.append(_line(palette.ink_soft, "active", width, text, look))
    entries.append(_circle(palette.ink, _("Japanese municipality"), look))
    entries.append(_circle(palette.sea, _("Partner abroad"), look))
    return entries


def lay_out(entries: Sequence[Entry], look: Look, width: float, renderer: RendererBase) -> OffsetBox:
    """Return a legend in as many rows as a width in pixels wants."""
    points, letters = look.points, font(look.lang, look.points)
    pixel = pixels_per_point(renderer)
    rows: list[list[Artist]] = [[]]
    left = width
    for entry in entries:
        needed = measure(entry.name, letters, renderer)[0] + pixel * points * (entry.width + _GAP + _BETWEEN)
        if needed - pixel * points * _BETWEEN > left and rows[-1]:
            rows.append([])
            left = width
        left -= needed
        rows[-1].append(_pack(entry, look))
    packed: list[Artist] = [
        HPacker(children=row, sep=_BETWEEN * points, pad=0, align="baseline") for row in rows
    ]
    return VPacker(children=packed, sep=0.55 * points, pad=0, align="left")


def _pack(entry: Entry, look: Look) -> HPacker:
    points = look.points
    area = DrawingArea(entry.width * points, 0.72 * points, 0, 0)
    area.add_artist(entry.mark)
    style = {"fontproperties": font(look.lang, points), "color": look.palette.ink}
    text = TextArea(entry.name, textprops=style)
    return HPacker(children=[area, text], sep=_GAP * points, pad=0, align="baseline")


def _line(colour: str, status: str, width: float, name: str, look: Look) -> Entry:
    y = 0.36 * look.points
    line = Line2D([0, _LINE * look.points], [y, y], color=colour, linewidth=width * look.unit)
    if dashes := dashes_of(status):
        line.set_linestyle(dashes)
    return Entry(line, _LINE, name)


def _circle(face: str, name: str, look: Look) -> Entry:
    middle = _CIRCLE * look.points / 2
    circle = Line2D(
        [middle],
        [0.36 * look.points],
        linestyle="none",
        marker="o",
        markersize=0.52 * look.points,
        markerfacecolor=face,
        markeredgecolor=look.palette.ink,
        markeredgewidth=0.6 * look.unit,
    )
    return Entry(circle, _CIRCLE, name)
