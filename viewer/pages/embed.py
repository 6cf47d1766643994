"""The map alone, for a frame in someone else's page: always with its title, its legend and its credits."""

from urllib.parse import parse_qsl, urlencode

from geodata import Dataset, Selection
from viewer.components.selection_title import title_of
from viewer.maps.elements import LayerOptions
from viewer.maps.embedded_map import served_layer
from viewer.maps.map import make_map
from viewer.maps.map_parts import take_apart
from viewer.pages.rendering import render_template
from viewer.pages.single_partnership import one_partnership, title_of_one
from viewer.web.embed_options import EmbedOptions
from viewer.web.forced_theme import forced_theme
from viewer.web.render_context import Setting
from viewer.web.sharing import share


def render_embed(
    dataset: Dataset, selection: Selection, setting: Setting, options: EmbedOptions | None = None
) -> str:
    """Return the map of a selection alone."""
    chosen = options or EmbedOptions()
    layer = served_layer(dataset, selection, setting, fit=True, by_kind=chosen.by_kind)
    title = chosen.title or title_of(dataset, selection, setting)
    query = selection.query()
    page = setting.link("/", query)
    return _render(dataset, layer, title, len(dataset.select(selection)), page, query, setting, chosen)


def render_embedded_partnership(
    dataset: Dataset, id_: str, setting: Setting, options: EmbedOptions | None = None
) -> str:
    """Return the map of one partnership alone; UnknownPartnershipError where there is none."""
    chosen = options or EmbedOptions()
    alone = one_partnership(dataset, id_)
    layer = LayerOptions(pages=setting.page_patterns, by_kind=chosen.by_kind)
    title = chosen.title or title_of_one(alone, setting)
    page, query = setting.partnership(id_), urlencode({"partnership": id_})
    return _render(alone, layer, title, 1, page, query, setting, chosen)


def embed_title(dataset: Dataset, query: str, setting: Setting) -> str:
    """Return the title of the map that a query of `/embed` gives.

    Raises SelectionError for a wrong filter, UnknownPartnershipError for a wrong id.
    """
    items = parse_qsl(query)
    parameters = dict(items)
    if title := parameters.get("title"):
        return title
    if id_ := parameters.get("partnership"):
        return title_of_one(one_partnership(dataset, id_), setting)
    filters = [(name, value) for name, value in items if name in Selection.model_fields]
    return title_of(dataset, Selection.parse(filters, strict=False), setting)


def _render(
    dataset: Dataset,
    layer: LayerOptions,
    title: str,
    count: int,
    page: str,
    query: str,
    setting: Setting,
    options: EmbedOptions,
) -> str:
    has_zoom = options.controls == "zoom"
    folium_map = make_map(
        dataset, lang=setting.lang, assets=setting.assets, options=layer, zoom_control=has_zoom
    )
    description = setting.language.gettext(
        "A map of partnerships of Japan’s municipalities with places abroad."
    )
    return render_template(
        "embed.html",
        setting,
        take_apart(folium_map, setting),
        sharing=share(title, description, "/embed", setting, query),
        sheets=("embed",),
        forced_theme=forced_theme(options.theme),
        title=title,
        page=page,
        total_text=setting.language.ngettext("%(count)s partnership", "%(count)s partnerships", count),
    )
