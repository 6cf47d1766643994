"""Rendering of a figure: title, map, legend and sources; without pyplot or state between figures."""

import gc
import io
from dataclasses import replace
from threading import Lock
from typing import Any, Final

import matplotlib as mpl
from matplotlib.axes import Axes
from PIL import Image

from geodata import Dataset, Selection
from viewer.components.counts import count_text, undated_left_out_text
from viewer.components.selection_title import selection_title
from viewer.figures.drawing import Style, draw_basemap, draw_lines
from viewer.figures.layers import BUNDLE_THRESHOLD, FigureLayers, build_layers
from viewer.figures.layout import FigureLayout
from viewer.figures.legend import make_legend
from viewer.figures.names import NamePlacer
from viewer.figures.options import FigureOptions, Format, Paper, Size
from viewer.figures.projection import Projection, project_region
from viewer.figures.theme import PALETTES
from viewer.figures.typography import FALLBACK_FAMILIES, font
from viewer.web.render_context import RenderContext

_MATPLOTLIB_LOCK: Final = Lock()
"""Held while drawing, because matplotlib's font caches and settings are shared by all threads."""

_RC_PARAMS: Final[Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "shimai",
    "pdf.fonttype": 42,
    "text.parse_math": False,
    "font.sans-serif": FALLBACK_FAMILIES,
}
_POINTS, _WIDTH, _HEIGHT = 7.0, 10.9, 7.48
"""The font size of names on A4, in points, and the size of A4 landscape within margins, in inches."""
_MIN_POINTS = 5.0
_PALETTE_COLOURS = 128
_TEXT_SCALES: Final[dict[Paper, float]] = {"share": 1.85, "slide": 1.4}
"""Factors of the font size for paper that is viewed from afar or scaled down."""


def render_figure(
    dataset: Dataset, selection: Selection, context: RenderContext, format_: Format, options: FigureOptions
) -> bytes:
    """Return a figure of a selection as the content of a file. Identical input gives identical bytes.

    dataset: all partnerships, so that the figure can state how many the selection leaves out.
    context: only its language is used.
    Raises SelectionError if the height leaves no room for a map between title and legend.
    """
    title = options.title or selection_title(dataset, selection, context)
    with _MATPLOTLIB_LOCK, mpl.rc_context(_RC_PARAMS):
        layout, texts = _draw(dataset, selection, context, options, title)
        buffer = io.BytesIO()
        layout.figure.savefig(
            buffer,
            format=format_,
            dpi=layout.size.dpi,
            facecolor=layout.figure.get_facecolor(),
            metadata=_metadata(format_, context.lang, *texts),
        )
        # A figure and its canvas refer to each other. Without an explicit collection, memory would grow by
        # hundreds of megabytes.
        del layout
        gc.collect()
    return _quantize(buffer) if options.paper == "share" and format_ == "png" else buffer.getvalue()


def _metadata(format_: Format, lang: str, title: str, count: str, note: str) -> dict[str, Any]:
    """Return the file's metadata under its format's keys; without a date, so that files are reproducible."""
    format_metadata: dict[Format, dict[str, Any]] = {
        "svg": {"Description": count, "Rights": note, "Creator": "Shimai", "Language": lang, "Date": None},
        "pdf": {"Subject": f"{count}. {note}", "Author": "Shimai", "CreationDate": None, "ModDate": None},
        "png": {"Description": count, "Source": note, "Author": "Shimai"},
    }
    return {"Title": title, **format_metadata[format_]}


def _quantize(picture: io.BytesIO) -> bytes:
    """Return a PNG with a colour palette, a third of the size."""
    buffer = io.BytesIO()
    with Image.open(picture) as full:
        full.convert("RGB").quantize(_PALETTE_COLOURS, dither=Image.Dither.NONE).save(
            buffer, "PNG", optimize=True
        )
    return buffer.getvalue()


def _draw(
    dataset: Dataset, selection: Selection, context: RenderContext, options: FigureOptions, title: str
) -> tuple[FigureLayout, tuple[str, str, str]]:
    """Return the figure's layout, and its texts: title, count and source note."""
    shown = dataset.select(selection)
    style = _style(context, options)
    layers, projection = _layers_and_projection(shown, selection.year, options)
    count, note = _count_text(dataset, selection, layers, context), _source_note(dataset, context)

    def write_texts(size: Size) -> tuple[FigureLayout, float, float]:
        layout = FigureLayout(size, style)
        return (
            layout,
            layout.write_head(title, count),
            layout.write_foot(note, make_legend(layers, style, context)),
        )

    layout, head_height, foot_height = write_texts(options.size)
    if options.fits_height_to_map:
        west, south, east, north = projection.extent
        needed = head_height + foot_height + layout.inner_width * (north - south) / (east - west)
        if needed < options.size.height:
            layout, head_height, foot_height = write_texts(replace(options.size, height=needed))
    axes = layout.add_map(head_height, foot_height, projection)
    draw_basemap(axes, projection, style)
    if len(layers.status):
        draw_lines(axes, projection, layers, style)
        NamePlacer(axes, layout.renderer, style).write(projection, layers)
    else:
        _write_empty_message(axes, style, context, is_selected=len(shown) > 0)
    return layout, (title, count, note)


def _write_empty_message(axes: Axes, style: Style, context: RenderContext, *, is_selected: bool) -> None:
    _ = context.language.gettext
    axes.text(
        0.5,
        0.5,
        _("No partner is in this part of the earth.")
        if is_selected
        else _("Nothing matches all of these filters."),
        transform=axes.transAxes,
        ha="center",
        color=style.palette.ink,
        fontproperties=font(context.lang, round(style.points * 1.5, 2)),
        zorder=9,
    )


def _layers_and_projection(
    shown: Dataset, year: int | None, options: FigureOptions
) -> tuple[FigureLayers, Projection]:
    """Return what is drawn, and the projection.

    A world map bundles parallel lines where there are many. A regional map shows only partnerships whose
    partner is in the region.
    """
    layers = build_layers(shown, year)
    projection = project_region(options.region, layers.vertices)
    if projection.is_world:
        bundled = len(shown) >= BUNDLE_THRESHOLD
        return (build_layers(shown, year, bundled=True) if bundled else layers), projection
    if options.region != "selection":
        layers = build_layers(shown, year, within=projection.contains)
    return layers, projection


def _style(context: RenderContext, options: FigureOptions) -> Style:
    """Return the style for the figure's size; names are never smaller than is legible in print."""
    size, text_scale = options.size, _TEXT_SCALES.get(options.paper, 1.0)
    paper_scale = min(size.width / _WIDTH, size.height / _HEIGHT) ** 0.6
    points = round(max(_MIN_POINTS, _POINTS * paper_scale) * text_scale, 2)
    unit = min(points / _POINTS, (size.width / _WIDTH) ** 0.6 * text_scale**0.5)
    return Style(PALETTES[options.theme], options.colour == "kind", context.lang, points, unit)


def _count_text(dataset: Dataset, selection: Selection, layers: FigureLayers, context: RenderContext) -> str:
    """Return the numbers of partnerships selected, drawn (if fewer) and left out (if any)."""
    facets, ngettext = dataset.facets(selection), context.language.ngettext
    sentences = [count_text(facets.total, context)]
    drawn = int(layers.count.sum())
    if drawn < facets.total:
        sentences.append(ngettext("%(count)s shown here", "%(count)s shown here", drawn))
    if facets.undated_left_out:
        sentences.append(undated_left_out_text(facets.undated_left_out, context))
    return "  ·  ".join(sentences)


def _source_note(dataset: Dataset, context: RenderContext) -> str:
    _ = context.language.gettext
    date = context.language.date(dataset.as_of) if dataset.as_of else _("not known")
    note = _(
        "Shimai, data as of %(date)s, version %(version)s. Places: GeoNames (CC BY 4.0). Map: Natural Earth."
    )
    return note % {"version": dataset.version, "date": date}
