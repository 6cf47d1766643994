"""The embedded map: a page for iframes with the map, its title, its legend and the credits."""

from urllib.parse import parse_qsl, urlencode

from geodata import Dataset, Selection
from viewer.components.counts import count_text
from viewer.components.selection_title import selection_title
from viewer.maps.elements import LayerOptions
from viewer.maps.embedded_map import events_url, served_layer
from viewer.maps.map import make_map
from viewer.maps.map_parts import extract_map_parts
from viewer.pages.rendering import render_template
from viewer.pages.single_partnership import partnership_title, select_partnership
from viewer.web.embed_options import EmbedOptions
from viewer.web.forced_theme import forced_theme
from viewer.web.render_context import RenderContext
from viewer.web.sharing import share


def render_embed(
    dataset: Dataset, selection: Selection, context: RenderContext, options: EmbedOptions | None = None
) -> str:
    """Return the embedded map of a selection."""
    embed_options = options or EmbedOptions()
    layer = served_layer(
        dataset,
        selection,
        context,
        fit=True,
        by_kind=embed_options.by_kind,
        events=embed_options.events,
        within_page=True,
    )
    title = embed_options.title or selection_title(dataset, selection, context)
    query = selection.query()
    page = context.link("/", query)
    return _render(dataset, layer, title, len(dataset.select(selection)), page, query, context, embed_options)


def render_embedded_partnership(
    dataset: Dataset, id_: str, context: RenderContext, options: EmbedOptions | None = None
) -> str:
    """Return the embedded map of one partnership. Raises UnknownPartnershipError for an unknown id."""
    embed_options = options or EmbedOptions()
    single = select_partnership(dataset, id_)
    layer = LayerOptions(
        events_url=events_url(dataset, context),
        events=embed_options.events,
        pages=context.page_patterns,
        by_kind=embed_options.by_kind,
        within_page=True,
    )
    title = embed_options.title or partnership_title(single, context)
    page, query = context.partnership(id_), urlencode({"partnership": id_})
    return _render(single, layer, title, 1, page, query, context, embed_options)


def embed_title(dataset: Dataset, query: str, context: RenderContext) -> str:
    """Return the title of the embedded map for a query string of `/embed`.

    Raises SelectionError for an invalid filter, UnknownPartnershipError for an unknown id.
    """
    items = parse_qsl(query)
    parameters = dict(items)
    if title := parameters.get("title"):
        return title
    if id_ := parameters.get("partnership"):
        return partnership_title(select_partnership(dataset, id_), context)
    filters = [(name, value) for name, value in items if name in Selection.model_fields]
    return selection_title(dataset, Selection.parse(filters, strict=False), context)


def _render(
    dataset: Dataset,
    layer: LayerOptions,
    title: str,
    count: int,
    page: str,
    query: str,
    context: RenderContext,
    options: EmbedOptions,
) -> str:
    has_zoom = options.controls == "zoom"
    folium_map = make_map(
        dataset, lang=context.lang, assets=context.assets, options=layer, zoom_control=has_zoom
    )
    description = context.language.gettext(
        "A map of partnerships of Japan’s municipalities with places abroad."
    )
    return render_template(
        "embed.html",
        context,
        extract_map_parts(folium_map, context),
        sharing=share(title, description, "/embed", context, query),
        style_sheets=("embed",),
        forced_theme=forced_theme(options.theme),
        title=title,
        page=page,
        total_text=count_text(count, context),
    )
