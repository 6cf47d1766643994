"""The viewer's page, as served and as a standalone file, and the page of an error."""

from collections.abc import Sequence

from geodata import Dataset, Facets, Selection
from geodata.quality.quality import incomplete_countries
from geodata.query.filters import MAX_Q_LENGTH
from viewer.components.counts import count_text, undated_left_out_text
from viewer.components.coverage import coverage_sentence
from viewer.components.downloads import Downloads, downloads_of
from viewer.components.filter_form import chips, choices, hidden_fields, undated_options
from viewer.components.names import frame_rows
from viewer.components.partnership_text import list_row
from viewer.components.selection_title import selection_name
from viewer.components.site_menu import selection_views
from viewer.maps.elements import LayerOptions
from viewer.maps.embedded_map import served_layer
from viewer.maps.map import make_map
from viewer.maps.map_parts import extract_map_parts
from viewer.pages.rendering import render_template
from viewer.web.assets import Assets
from viewer.web.embed_options import FRAME_HEIGHT, FRAME_WIDTH
from viewer.web.render_context import LanguageLink, RenderContext
from viewer.web.script_json import script_json
from viewer.web.sharing import Sharing, share

LIST_ROWS = 100
"""The number of rows in the list as rendered; scripts add more."""

DEFAULT_FIRST_YEAR, DEFAULT_LAST_YEAR = 1955, 2026
"""The limits of the year field for a dataset without any known date."""

_WITHOUT_CONTROL = ("municipality", "signed", "ended", "bbox")
"""Parameters that the form passes on in hidden fields."""


def render_viewer(
    dataset: Dataset,
    selection: Selection,
    facets: Facets,
    context: RenderContext,
) -> str:
    """Return the viewer's page: the map, the filters and the list of a selection.

    dataset: all partnerships; the page's scripts fetch them from `data_url` and apply the selection.
    facets: the counts of the selection, as `dataset.facets` returns them.
    """
    query = selection.query()
    options = served_layer(dataset, selection, context, fit=False, filterable=True)
    return _render(
        dataset,
        selection,
        facets,
        context,
        options,
        downloads=downloads_of(selection, context),
        standalone=context.link("/standalone.html", query),
        picture=context.data("/figure.png", query),
        other_languages=context.other_languages("/", query),
    )


def render_standalone(dataset: Dataset, lang: str) -> str:
    """Return the viewer of a dataset as one HTML file that needs no server."""
    context = RenderContext(lang=lang, root="#", assets=Assets.inline())
    selection = Selection()
    return _render(
        dataset,
        selection,
        dataset.facets(selection),
        context,
        LayerOptions(fit=False, filterable=True, compressed=True),
    )


def render_error(
    status: int,
    title: str,
    detail: str,
    context: RenderContext,
    other_languages: Sequence[LanguageLink] = (),
) -> str:
    """Return an error page: status code, title, and what to do."""
    return render_template(
        "error.html",
        context,
        sharing=Sharing(title, detail),
        status=status,
        detail=detail,
        other_languages=other_languages,
    )


def _render(
    dataset: Dataset,
    selection: Selection,
    facets: Facets,
    context: RenderContext,
    options: LayerOptions,
    *,
    downloads: Downloads | None = None,
    standalone: str = "",
    picture: str = "",
    other_languages: Sequence[LanguageLink] = (),
) -> str:
    _ = context.language.gettext
    offered = choices(dataset, selection, facets, context)
    set_chips = chips(dataset, selection, context)
    total_text = count_text(facets.total, context)
    rows = dataset.select(selection).frame.head(LIST_ROWS)
    name = selection_name(dataset, selection, context)
    title = _("%(title)s – Shimai") % {"title": name} if name else _title(context)
    years = sorted(facets.year) or [DEFAULT_FIRST_YEAR, DEFAULT_LAST_YEAR]
    folium_map = make_map(dataset, lang=context.lang, assets=context.assets, options=options)
    page_options = {
        "standalone": context.assets.is_inline,
        "within": options.within,
        "bbox": selection.bbox,
    }
    return render_template(
        "viewer.html",
        context,
        extract_map_parts(folium_map, context),
        menu="map",
        views=selection_views("map", selection.query(), context),
        style_sheets=("share",),
        sharing=share(title, _description(context), "/", context, selection.query()),
        selection=selection,
        facets=facets,
        countries=offered.countries,
        statuses=offered.statuses,
        kinds=offered.kinds,
        prefectures=offered.prefectures,
        chips=set_chips,
        filter_count=len(set_chips),
        total_text=total_text,
        coverage=[
            (country, coverage_sentence(coverage, context))
            for country, coverage in incomplete_countries(dataset).items()
        ],
        left_out_text=undated_left_out_text(facets.undated_left_out, context),
        include_undated=context.link("/", selection.model_copy(update={"undated": "include"}).query()),
        undated_options=undated_options(selection, context),
        hidden=hidden_fields(selection, _WITHOUT_CONTROL, context),
        home_path=context.root + "/",
        max_q_length=MAX_Q_LENGTH,
        first_year=years[0],
        last_year=years[-1],
        rows=[list_row(row, context) for row in frame_rows(rows)],
        rows_text=_("%(shown)s of %(total)s")
        % {
            "shown": context.language.number(len(rows)),
            "total": context.language.number(facets.total),
        },
        as_of_text=_("Data as of %(date)s") % {"date": context.language.date(dataset.as_of)}
        if dataset.as_of
        else "",
        downloads=downloads,
        standalone=standalone,
        picture=picture,
        frame_width=FRAME_WIDTH,
        frame_height=FRAME_HEIGHT,
        root=context.root,
        other_languages=other_languages,
        page_options=script_json(page_options),
    )


def _title(context: RenderContext) -> str:
    return context.language.gettext("Shimai: Japan’s partnerships abroad on a map")


def _description(context: RenderContext) -> str:
    return context.language.gettext(
        "Browse the sister cities and other partnerships abroad of Japan’s cities, towns and prefectures "
        "on a map: by country, status, kind and year, each with its sources."
    )
