"""A selection as a figure for print: title, map, legend, sources. No pyplot, no state between figures."""

import io
from dataclasses import replace
from threading import Lock
from typing import Any, Final

import matplotlib as mpl
from PIL import Image

from geodata import Dataset, Selection
from viewer.figures.drawing import Look, draw_ground, draw_lines, write_names
from viewer.figures.legend import make_legend
from viewer.figures.lettering import font
from viewer.figures.options import FigureOptions, Format
from viewer.figures.projection import Projection, project_region
from viewer.figures.sheet import Sheet
from viewer.figures.strands import BUNDLED_FROM, Strands, gather_strands
from viewer.figures.theme import PALETTES
from viewer.selection_title import title_of
from viewer.setting import Setting

_ONE_AT_A_TIME: Final = Lock()
"""Matplotlib's font caches and settings are shared by all threads."""

_SETTINGS: Final[Any] = {"svg.fonttype": "none", "svg.hashsalt": "shimai", "pdf.fonttype": 42}
_NO_DATE: Final[dict[Format, dict[str, None]]] = {
    "png": {},
    "svg": {"Date": None},
    "pdf": {"CreationDate": None, "ModDate": None},
}
_POINTS, _WIDTH, _HEIGHT = 7.0, 10.9, 7.48
"""The size of names on a sheet of A4, in points, and that sheet's size in inches."""
_SMALLEST_POINTS = 5.0
_FEW_COLOURS = 128
_SHARED_TIMES = 1.55


def render_figure(
    dataset: Dataset, selection: Selection, setting: Setting, form: Format, options: FigureOptions
) -> bytes:
    """Return a figure of a selection as a file; equal input gives equal bytes.

    dataset: all partnerships; the selection is made here, so that what it leaves out can be told.
    setting: for the language alone.
    """
    title = options.title or title_of(dataset, selection, setting)
    with _ONE_AT_A_TIME, mpl.rc_context(_SETTINGS):
        sheet = _draw(dataset, selection, setting, options, title)
        out = io.BytesIO()
        sheet.figure.savefig(
            out,
            format=form,
            dpi=sheet.size.dpi,
            facecolor=sheet.figure.get_facecolor(),
            metadata={"Title": title, **_NO_DATE[form]},
        )
    return _with_few_colours(out) if options.paper == "share" and form == "png" else out.getvalue()


def _with_few_colours(picture: io.BytesIO) -> bytes:
    """Return a PNG with a palette: a third of the bytes, for those who only look at it once."""
    out = io.BytesIO()
    with Image.open(picture) as full:
        full.convert("RGB").quantize(_FEW_COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw(
    dataset: Dataset, selection: Selection, setting: Setting, options: FigureOptions, title: str
) -> Sheet:
    shown = dataset.select(selection)
    strands, projection = _gather(shown, selection.year, options)
    look = Look(PALETTES[options.theme], options.colour == "kind", setting.lang, _points(options))
    count, note = _count(dataset, selection, setting), _note(dataset, setting)
    handles, names = make_legend(strands, look, setting)

    def lay_out(size: Any) -> tuple[Sheet, float, float]:
        sheet = Sheet(size, look)
        return sheet, sheet.write_head(title, count), sheet.write_foot(note, handles, names)

    sheet, head, foot = lay_out(options.size)
    if projection.is_world and options.may_be_lower:
        west, south, east, north = projection.extent
        needed = head + foot + (options.size.width - 2 * sheet.margin) * (north - south) / (east - west)
        if needed < options.size.height:
            sheet, head, foot = lay_out(replace(options.size, height=needed))
    axes = sheet.add_map(head, foot, projection)
    draw_ground(axes, projection, look)
    if len(shown):
        draw_lines(axes, projection, strands, look)
        write_names(axes, sheet.renderer, projection, strands, look)
    else:
        nothing = setting.language.gettext("Nothing matches all of these filters.")
        letters = font(setting.lang, round(look.points * 1.5, 2))
        style: dict[str, Any] = {
            "ha": "center",
            "color": look.palette.ink,
            "fontproperties": letters,
            "zorder": 9,
        }
        axes.text(0.5, 0.5, nothing, transform=axes.transAxes, **style)
    return sheet


def _gather(shown: Dataset, year: int | None, options: FigureOptions) -> tuple[Strands, Projection]:
    """Return what is drawn and where: on the map of the earth, parallel ties are one where they are many."""
    strands = gather_strands(shown, year, bundled=False)
    projection = project_region(options.region, strands.vertices)
    if projection.is_world and len(shown) >= BUNDLED_FROM:
        strands = gather_strands(shown, year, bundled=True)
    return strands, projection


def _points(options: FigureOptions) -> float:
    """Return the size of names in points: never below what can be read in print, bigger in a link preview."""
    scale = float(min(options.size.width / _WIDTH, options.size.height / _HEIGHT) ** 0.6)
    times = _SHARED_TIMES if options.paper == "share" else 1.0
    return round(max(_SMALLEST_POINTS, _POINTS * scale) * times, 2)


def _count(dataset: Dataset, selection: Selection, setting: Setting) -> str:
    facets, ngettext = dataset.facets(selection), setting.language.ngettext
    count = ngettext("%(count)s partnership", "%(count)s partnerships", facets.total)
    if not facets.undated_left_out:
        return count
    left_out = ngettext(
        "%(count)s without a date is not shown.",
        "%(count)s without a date are not shown.",
        facets.undated_left_out,
    )
    return f"{count}  ·  {left_out}"


def _note(dataset: Dataset, setting: Setting) -> str:
    _ = setting.language.gettext
    date = setting.language.date(dataset.as_of) if dataset.as_of else _("not known")
    note = _(
        "Shimai, data as of %(date)s, version %(version)s. Places: GeoNames (CC BY 4.0). Map: Natural Earth."
    )
    return note % {"version": dataset.version, "date": date}
