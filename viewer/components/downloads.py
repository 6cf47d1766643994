"""Download links of a selection: data formats and figures."""

from dataclasses import dataclass

from geodata import Selection
from geodata.writers import FORMATS
from viewer.web.i18n import mark_message as _
from viewer.web.render_context import RenderContext

_PURPOSES = {
    "geojson": _("For maps on the web and for programs"),
    "csv": _("A table as text"),
    "xlsx": _("A workbook, with places and sources"),
    "gpkg": _("For QGIS and other GIS, with styles"),
    "kml": _("For Google Earth"),
    "parquet": _("For analysis in Python, R or DuckDB"),
    "fgb": _("For GIS and maps on the web, with a spatial index"),
    "geojsonl": _("GeoJSON with a partnership a line"),
}
_COMMON = ("geojson", "csv", "xlsx", "gpkg")


@dataclass(frozen=True)
class Download:
    """A format's name, its purpose, and the URL of a selection in it."""

    name: str
    purpose: str
    url: str


@dataclass(frozen=True)
class Downloads:
    """The links of the common formats, of the other formats, and of figures for print."""

    common: list[Download]
    others: list[Download]
    figures: list[Download]


def downloads_of(selection: Selection, context: RenderContext) -> Downloads:
    """Return the downloads of a selection without its paging, in its order."""
    query = selection.model_copy(update={"limit": None, "offset": 0}).query()
    gettext = context.language.gettext
    downloads = {
        extension: Download(
            format_.name, gettext(_PURPOSES[extension]), context.data(f"/partnerships.{extension}", query)
        )
        for extension, format_ in FORMATS.items()
    }
    return Downloads(
        common=[downloads[extension] for extension in _COMMON],
        others=[download for extension, download in downloads.items() if extension not in _COMMON],
        figures=_figures(selection, context),
    )


def _figures(selection: Selection, context: RenderContext) -> list[Download]:
    query = "&".join(filter(None, (f"lang={context.lang}", selection.unpaged().query())))
    gettext = context.language.gettext
    purposes = {
        "pdf": gettext("A figure for print"),
        "svg": gettext("A figure to edit"),
        "png": gettext("A figure as a picture"),
    }
    return [
        Download(extension.upper(), purpose, context.data(f"/figure.{extension}", query))
        for extension, purpose in purposes.items()
    ]
