"""A selection as a figure for print: title, map, legend, sources. No pyplot, no state between figures."""

import gc
import io
from dataclasses import replace
from threading import Lock
from typing import Any, Final

import matplotlib as mpl
from matplotlib.axes import Axes
from PIL import Image

from geodata import Dataset, Selection
from viewer.components.selection_title import selection_title
from viewer.figures.drawing import Look, draw_ground, draw_lines
from viewer.figures.layers import BUNDLED_FROM, Strands, build_layers
from viewer.figures.layout import Sheet
from viewer.figures.legend import make_legend
from viewer.figures.names import Names
from viewer.figures.options import FigureOptions, Format, Paper, Size
from viewer.figures.projection import Projection, project_region
from viewer.figures.theme import PALETTES
from viewer.figures.typography import ELSEWHERE, font
from viewer.web.render_context import RenderContext

_ONE_AT_A_TIME: Final = Lock()
"""Matplotlib's font caches and settings are shared by all threads."""

_SETTINGS: Final[Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "shimai",
    "pdf.fonttype": 42,
    "text.parse_math": False,
    "font.sans-serif": ELSEWHERE,
}
_POINTS, _WIDTH, _HEIGHT = 7.0, 10.9, 7.48
"""The size of names on a sheet of A4, in points, and that sheet's size in inches."""
_SMALLEST_POINTS = 5.0
_FEW_COLOURS = 128
_TIMES: Final[dict[Paper, float]] = {"share": 1.85, "slide": 1.4}
"""How much bigger letters are where they are read from afar, or small."""


def render_figure(
    dataset: Dataset, selection: Selection, context: RenderContext, form: Format, options: FigureOptions
) -> bytes:
    """Return a figure of a selection as a file; equal input gives equal bytes.

    dataset: all partnerships; the selection is made here, so that what it leaves out can be told.
    setting: for the language alone.
    Raises SelectionError where a figure is too low for a map between its title and its legend.
    """
    title = options.title or selection_title(dataset, selection, context)
    with _ONE_AT_A_TIME, mpl.rc_context(_SETTINGS):
        sheet, texts = _draw(dataset, selection, context, options, title)
        out = io.BytesIO()
        sheet.figure.savefig(
            out,
            format=form,
            dpi=sheet.size.dpi,
            facecolor=sheet.figure.get_facecolor(),
            metadata=_metadata(form, context.lang, *texts),
        )
        # A figure and its canvas hold each other: left to chance, hundreds of megabytes would pile up.
        del sheet
        gc.collect()
    return _with_few_colours(out) if options.paper == "share" and form == "png" else out.getvalue()


def _metadata(form: Format, lang: str, title: str, count: str, note: str) -> dict[str, Any]:
    """Return what a file says of itself, in its format's words; without a date, so that it stays the same."""
    own: dict[Format, dict[str, Any]] = {
        "svg": {"Description": count, "Rights": note, "Creator": "Shimai", "Language": lang, "Date": None},
        "pdf": {"Subject": f"{count}. {note}", "Author": "Shimai", "CreationDate": None, "ModDate": None},
        "png": {"Description": count, "Source": note, "Author": "Shimai"},
    }
    return {"Title": title, **own[form]}


def _with_few_colours(picture: io.BytesIO) -> bytes:
    """Return a PNG with a palette: a third of the bytes, for those who only look at it once."""
    out = io.BytesIO()
    with Image.open(picture) as full:
        full.convert("RGB").quantize(_FEW_COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw(
    dataset: Dataset, selection: Selection, context: RenderContext, options: FigureOptions, title: str
) -> tuple[Sheet, tuple[str, str, str]]:
    """Return the sheet, and what is written on it: title, count and note."""
    shown = dataset.select(selection)
    look = _look(context, options)
    strands, projection = _gather(shown, selection.year, options)
    count, note = _count(dataset, selection, strands, context), _note(dataset, context)

    def lay_out(size: Size) -> tuple[Sheet, float, float]:
        sheet = Sheet(size, look)
        return (
            sheet,
            sheet.write_head(title, count),
            sheet.write_foot(note, make_legend(strands, look, context)),
        )

    sheet, head, foot = lay_out(options.size)
    if options.may_be_lower:
        west, south, east, north = projection.extent
        needed = head + foot + sheet.inner_width * (north - south) / (east - west)
        if needed < options.size.height:
            sheet, head, foot = lay_out(replace(options.size, height=needed))
    axes = sheet.add_map(head, foot, projection)
    draw_ground(axes, projection, look)
    if len(strands.status):
        draw_lines(axes, projection, strands, look)
        Names(axes, sheet.renderer, look).write(projection, strands)
    else:
        _write_that_none_is_shown(axes, look, context, is_selected=len(shown) > 0)
    return sheet, (title, count, note)


def _write_that_none_is_shown(axes: Axes, look: Look, context: RenderContext, *, is_selected: bool) -> None:
    _ = context.language.gettext
    axes.text(
        0.5,
        0.5,
        _("No partner is in this part of the earth.")
        if is_selected
        else _("Nothing matches all of these filters."),
        transform=axes.transAxes,
        ha="center",
        color=look.palette.ink,
        fontproperties=font(context.lang, round(look.points * 1.5, 2)),
        zorder=9,
    )


def _gather(shown: Dataset, year: int | None, options: FigureOptions) -> tuple[Strands, Projection]:
    """Return what is drawn and where.

    On the map of the earth, parallel ties are one where they are many; a part of the earth shows those
    whose partners are there, not all that pass over it.
    """
    strands = build_layers(shown, year)
    projection = project_region(options.region, strands.vertices)
    if projection.is_world:
        bundled = len(shown) >= BUNDLED_FROM
        return (build_layers(shown, year, bundled=True) if bundled else strands), projection
    if options.region != "selection":
        strands = build_layers(shown, year, within=projection.holds)
    return strands, projection


def _look(context: RenderContext, options: FigureOptions) -> Look:
    """Return how a figure is drawn; names are never smaller than what can be read in print."""
    size, times = options.size, _TIMES.get(options.paper, 1.0)
    scale = min(size.width / _WIDTH, size.height / _HEIGHT) ** 0.6
    points = round(max(_SMALLEST_POINTS, _POINTS * scale) * times, 2)
    unit = min(points / _POINTS, (size.width / _WIDTH) ** 0.6 * times**0.5)
    return Look(PALETTES[options.theme], options.colour == "kind", context.lang, points, unit)


def _count(dataset: Dataset, selection: Selection, strands: Strands, context: RenderContext) -> str:
    """Return how many are selected, how many of them are drawn, and how many were left out."""
    facets, ngettext = dataset.facets(selection), context.language.ngettext
    told = [ngettext("%(count)s partnership", "%(count)s partnerships", facets.total)]
    drawn = int(strands.count.sum())
    if drawn < facets.total:
        told.append(ngettext("%(count)s shown here", "%(count)s shown here", drawn))
    if facets.undated_left_out:
        told.append(
            ngettext(
                "%(count)s without a date is not shown.",
                "%(count)s without a date are not shown.",
                facets.undated_left_out,
            )
        )
    return "  ·  ".join(told)


def _note(dataset: Dataset, context: RenderContext) -> str:
    _ = context.language.gettext
    date = context.language.date(dataset.as_of) if dataset.as_of else _("not known")
    note = _(
        "Shimai, data as of %(date)s, version %(version)s. Places: GeoNames (CC BY 4.0). Map: Natural Earth."
    )
    return note % {"version": dataset.version, "date": date}
