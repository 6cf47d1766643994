"""The pages of OGC API - Features: landing, conformance, collections, items, properties, tiles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from viewer.components.counts import undated_left_out_text
from viewer.components.names import Link
from viewer.pages.ogc.page import DataCell, DataPage, DataPaging, DataTable, render_data_page
from viewer.pages.ogc.words import collection_words, landing_words, property_title, value_text
from viewer.web.render_context import RenderContext

_TOP = "/ogc"
_LISTED = {
    "partnerships": ("municipality", "partner", "country_name", "kind", "status", "signed", "ended"),
    "municipalities": ("name", "admin1", "code", "partnerships", "active"),
    "partners": ("name", "admin1", "country_name", "partnerships", "active"),
    "events": ("title", "date", "kind", "municipalities", "place_name", "status"),
}


@dataclass(frozen=True)
class CollectionPage:
    """A collection: name, number of features, queryable properties, and whether it has vector tiles.

    takes_cql2: whether the properties can also be used in CQL2 filters.
    """

    name: str
    count: int
    properties: tuple[str, ...]
    has_tiles: bool
    takes_cql2: bool


@dataclass(frozen=True)
class ItemsPage:
    """A page of a collection's features.

    features: the properties of each feature.
    matched, undated_left_out: the numbers of matching and of left-out features; None if not counted.
    query: the query string of the page's URL without the language.
    first_query, next_query: those of the first and the next page; None where there is no such page.
    """

    name: str
    features: Sequence[Mapping[str, Any]]
    matched: int | None
    undated_left_out: int | None
    query: str
    first_query: str | None
    next_query: str | None


def render_landing(names: Sequence[str], context: RenderContext) -> str:
    """Return the landing page. names: the collections' names."""
    _, words = context.language.gettext, landing_words(context)
    return render_data_page(
        DataPage(
            path=_TOP,
            title=words.title,
            lead=words.description,
            breadcrumbs=[],
            facts=[(_("Address"), context.absolute(context.data(_TOP)))],
            tables=[_collection_table(names, context)],
            links=[
                Link(_("Description of the interface (OpenAPI)"), context.data("/ogc/api", "f=html")),
                Link(_("What it conforms to"), context.link("/ogc/conformance", "f=html")),
                Link(_("About the data"), context.link("/about")),
            ],
        ),
        context,
    )


def render_conformance(classes: Sequence[str], context: RenderContext) -> str:
    """Return the page of the conformance classes. classes: their URIs."""
    _ = context.language.gettext
    return render_data_page(
        DataPage(
            path="/ogc/conformance",
            title=_("What it conforms to"),
            lead=_("The conformance classes of OGC’s standards that this interface implements."),
            breadcrumbs=_breadcrumbs(context),
            facts=[],
            tables=[
                DataTable(
                    _("Conformance classes"),
                    [_("Identifier")],
                    [[DataCell(identifier)] for identifier in classes],
                )
            ],
            links=[],
        ),
        context,
    )


def render_collections(names: Sequence[str], context: RenderContext) -> str:
    """Return the page that lists the collections. names: the collections' names."""
    _ = context.language.gettext
    page = DataPage(
        path="/ogc/collections",
        title=_("Collections"),
        lead="",
        breadcrumbs=_breadcrumbs(context),
        facts=[],
        tables=[_collection_table(names, context)],
        links=[],
    )
    return render_data_page(page, context)


def render_collection(collection: CollectionPage, context: RenderContext) -> str:
    """Return the page of a collection."""
    _, number = context.language.gettext, context.language.number
    words = collection_words(collection.name, context)
    path = f"/ogc/collections/{collection.name}"
    tiles = [Link(_("Vector tiles"), context.link(f"{path}/tiles", "f=html"))] if collection.has_tiles else []
    return render_data_page(
        DataPage(
            path=path,
            title=words.title,
            lead=words.description,
            breadcrumbs=_breadcrumbs(context, collections=True),
            facts=[(_("Features"), number(collection.count))],
            tables=[],
            links=[
                Link(_("Features as a table"), context.link(f"{path}/items", "f=html")),
                Link(_("Features as GeoJSON"), context.data(f"{path}/items", "f=json")),
                Link(_("Properties for filters"), context.link(f"{path}/queryables", "f=html")),
                *tiles,
            ],
        ),
        context,
    )


def render_queryables(collection: CollectionPage, context: RenderContext) -> str:
    """Return the page of a collection's queryable properties."""
    _ = context.language.gettext
    rows = [[DataCell(name), DataCell(property_title(name, context))] for name in collection.properties]
    return render_data_page(
        DataPage(
            path=f"/ogc/collections/{collection.name}/queryables",
            title=_("Properties for filters"),
            lead=_(
                "Each is a parameter of its own (country=US), and a name in filters in CQL2 (filter=country "
                "IN ('US','CA') AND signed_year < 1970)."
            )
            if collection.takes_cql2
            else "",
            breadcrumbs=_breadcrumbs(context, collections=True, collection=collection.name),
            facts=[],
            tables=[
                DataTable(collection_words(collection.name, context).title, [_("Name"), _("Meaning")], rows)
            ],
            links=[],
        ),
        context,
    )


def render_items(items: ItemsPage, context: RenderContext) -> str:
    """Return a page of a collection's features as a table."""
    _, number = context.language.gettext, context.language.number
    words, path = collection_words(items.name, context), f"/ogc/collections/{items.name}/items"
    shown = number(len(items.features))
    if items.matched is None:
        listed = _("%(shown)s on this page; the total isn't counted") % {"shown": shown}
    else:
        listed = _("%(shown)s of %(total)s") % {"shown": shown, "total": number(items.matched)}
    left_out = undated_left_out_text(items.undated_left_out or 0, context)
    return render_data_page(
        DataPage(
            path=path,
            title=words.title,
            lead=left_out if items.undated_left_out else "",
            breadcrumbs=_breadcrumbs(context, collections=True, collection=items.name),
            facts=[],
            tables=[
                DataTable(
                    _("Features"),
                    [property_title(name, context) for name in _LISTED[items.name]],
                    [_item_row(feature, _LISTED[items.name], path, context) for feature in items.features],
                )
            ],
            links=[Link(_("The same as GeoJSON"), context.data(path, _as_json(items.query)))],
            paging=DataPaging(
                listed,
                "" if items.first_query is None else context.link(path, items.first_query),
                "" if items.next_query is None else context.link(path, items.next_query),
            ),
        ),
        context,
        items.query,
    )


def render_feature(name: str, feature: Mapping[str, Any], context: RenderContext) -> str:
    """Return the page of a feature. feature: its properties, of which empty ones are omitted."""
    _ = context.language.gettext
    id_ = str(feature["id"])
    path = f"/ogc/collections/{name}/items/{quote(id_, safe='')}"
    page_url = context.partnership(id_) if name == "partnerships" else ""
    return render_data_page(
        DataPage(
            path=path,
            title=_title(feature, context),
            lead="",
            breadcrumbs=_breadcrumbs(context, collections=True, collection=name),
            facts=[
                (property_title(key, context), value_text(key, value, context))
                for key, value in feature.items()
                if key not in ("sources", "municipality_country") and value not in (None, "")
            ],
            tables=[],
            links=[
                *([Link(_("All that is known of it, with its sources"), page_url)] if page_url else []),
                Link(_("The same as GeoJSON"), context.data(path, "f=json")),
            ],
        ),
        context,
    )


def render_tileset(collection: str, template: str, path: str, context: RenderContext) -> str:
    """Return the page of a collection's vector tiles. template: the URL template of the tiles."""
    _ = context.language.gettext
    page = DataPage(
        path=path,
        title=_("Vector tiles"),
        lead=_("Tiles in the Mapbox format and the scheme WebMercatorQuad, for maps of your own."),
        breadcrumbs=_breadcrumbs(context, collections=True, collection=collection),
        facts=[(_("Addresses of the tiles"), template)],
        tables=[],
        links=[Link(_("The same as JSON"), context.data(path, "f=json"))],
    )
    return render_data_page(page, context)


def _title(feature: Mapping[str, Any], context: RenderContext) -> str:
    """Return a feature's title: the name of a place, or the names of both sides of a partnership."""
    suffix = "_ja" if context.lang == "ja" else ""
    name = {
        key: feature.get(key + suffix) or feature.get(key, "") for key in ("name", "municipality", "partner")
    }
    return str(name["name"]) or context.language.gettext("%(municipality)s – %(partner)s") % name


def _breadcrumbs(context: RenderContext, *, collections: bool = False, collection: str = "") -> list[Link]:
    _ = context.language.gettext
    links = [Link(_("OGC API"), context.link(_TOP, "f=html"))]
    if collections:
        links.append(Link(_("Collections"), context.link("/ogc/collections", "f=html")))
    if collection:
        title = collection_words(collection, context).title
        links.append(Link(title, context.link(f"/ogc/collections/{collection}", "f=html")))
    return links


def _collection_table(names: Sequence[str], context: RenderContext) -> DataTable:
    _ = context.language.gettext
    rows = []
    for name in names:
        words = collection_words(name, context)
        rows.append(
            [
                DataCell(words.title, context.link(f"/ogc/collections/{name}", "f=html")),
                DataCell(words.description),
            ]
        )
    return DataTable(_("Collections"), [_("Name"), _("What is in it")], rows)


def _item_row(
    feature: Mapping[str, Any], columns: Sequence[str], path: str, context: RenderContext
) -> list[DataCell]:
    url = context.link(f"{path}/{quote(str(feature['id']), safe='')}", "f=html")
    cells: list[DataCell] = []
    for name in columns:
        japanese = feature.get(f"{name}_ja") if context.lang == "ja" else None
        value = japanese or feature[name]
        cells.append(
            DataCell(value_text(name, value, context), "" if cells else url, isinstance(value, int | float))
        )
    return cells


def _as_json(query: str) -> str:
    parameters = [parameter for parameter in query.split("&") if parameter and not parameter.startswith("f=")]
    return "&".join([*parameters, "f=json"])
