"""The HTML pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from api.dataset_manager import CurrentDataset
from api.dependencies import (
    EventPageSelection,
    PageContext,
    PagedSelection,
    PageSelection,
    describe_event_parameters,
    describe_parameters,
)
from api.middleware.conditional import make_etag, not_modified
from api.routes.embed_options import embed_options
from api.routes.file_names import file_name
from geodata import Dataset
from geodata.geocoding.admin_hierarchy import is_prefecture
from viewer import (
    EmbedOptions,
    Ranking,
    RenderContext,
    parse_order,
    render_about,
    render_compare,
    render_countries,
    render_country,
    render_embed,
    render_embedded_partnership,
    render_events,
    render_municipalities,
    render_municipality,
    render_partnership,
    render_prefecture,
    render_ranking,
    render_standalone,
    render_table,
    render_viewer,
)

router = APIRouter(tags=["pages"], default_response_class=Response)

_MEDIA_TYPE = "text/html; charset=utf-8"
_HTML: dict[int | str, dict[str, Any]] = {
    200: {"description": "A page", "content": {"text/html": {}}},
    "4XX": {"description": "A page that says what is wrong in the URL", "content": {"text/html": {}}},
}


@dataclass(frozen=True)
class _PageRequest:
    """A request for a page, the dataset it shows and the context it is rendered in."""

    request: Request
    dataset: Dataset
    context: RenderContext

    def respond(self, render: Callable[[Dataset, RenderContext], str], **headers: str) -> Response:
        """Return a rendered page, or 304 if the client has it (only the nonce would differ)."""
        context, url = self.context, self.request.url
        headers = {
            "ETag": make_etag(
                self.dataset.version, context.origin, context.root, url.path, url.query, context.lang, "page"
            ),
            "Content-Language": context.lang,
            "Vary": "Accept-Language",
            "Cache-Control": "no-cache",
            **headers,
        }
        if (unchanged := not_modified(self.request, headers, _MEDIA_TYPE)) is not None:
            return unchanged
        page = render(self.dataset, context)
        return Response(page, media_type=_MEDIA_TYPE, headers=headers)


async def _page_request(request: Request, dataset: CurrentDataset, context: PageContext) -> _PageRequest:
    return _PageRequest(request, dataset, context)


Page = Annotated[_PageRequest, Depends(_page_request)]


@router.get(
    "/",
    summary="The viewer",
    responses=_HTML,
    openapi_extra=describe_parameters(paged=False),
)
def viewer(page: Page, selection: PageSelection) -> Response:
    """The map with its filters; the URL holds its state."""
    return page.respond(
        lambda dataset, context: render_viewer(dataset, selection, dataset.facets(selection), context)
    )


@router.get(
    "/embed",
    summary="The map alone",
    responses=_HTML,
    openapi_extra=describe_parameters(paged=False),
)
def embed(
    page: Page,
    selection: PageSelection,
    options: Annotated[EmbedOptions, Depends(embed_options)],
    partnership: str = "",
) -> Response:
    """The map of a selection or of one partnership, for a frame in someone else's page."""
    if partnership:
        return page.respond(
            lambda dataset, context: render_embedded_partnership(dataset, partnership, context, options)
        )
    return page.respond(lambda dataset, context: render_embed(dataset, selection, context, options))


@router.get(
    "/standalone.html",
    summary="The viewer as one file",
    responses=_HTML,
    openapi_extra=describe_parameters(paged=False),
)
def standalone(page: Page, selection: PageSelection) -> Response:
    """The viewer of a selection as one file that works from a disk, without any server."""
    name = file_name(selection, page.dataset.as_of)
    return page.respond(
        lambda dataset, context: render_standalone(dataset.select(selection), context.lang),
        **{"Content-Disposition": f'attachment; filename="{name}.html"'},
    )


@router.get("/partnerships/{id}", summary="One partnership", responses=_HTML)
def partnership(id: str, page: Page) -> Response:  # noqa: A002 - the design's name
    """Everything known about one partnership, with its sources."""
    return page.respond(lambda dataset, context: render_partnership(dataset, id, context))


@router.get("/municipalities/{code}", summary="One municipality or prefecture", responses=_HTML)
def municipality(code: str, page: Page) -> Response:
    """The partnerships of a municipality by its JIS X 0402 code; NN000 is the prefecture."""
    render = render_prefecture if is_prefecture(code) else render_municipality
    return page.respond(lambda dataset, context: render(dataset, code, context))


@router.get("/countries/{code}", summary="One country or region", responses=_HTML)
def country(code: str, page: Page) -> Response:
    """The partnerships with a country or region by its ISO 3166-1 alpha-2 code."""
    return page.respond(lambda dataset, context: render_country(dataset, code, context))


@router.get("/table", summary="A selection as a table", responses=_HTML, openapi_extra=describe_parameters())
def table(page: Page, selection: PagedSelection) -> Response:
    """The selection as a table, sorted by any column, a page at a time."""
    return page.respond(lambda dataset, context: render_table(dataset, selection, context))


@router.get(
    "/ranking",
    summary="A selection as a ranking",
    responses=_HTML,
    openapi_extra=describe_parameters(paged=False),
)
def ranking(page: Page, selection: PageSelection, by: str = "", anniversary: str = "") -> Response:
    """The selection counted by place or date, sorted by number; or its round anniversaries in a year."""
    chosen = Ranking.parse(by, anniversary)
    return page.respond(lambda dataset, context: render_ranking(dataset, selection, chosen, context))


@router.get("/countries", summary="Index of countries and regions", responses=_HTML)
def countries(page: Page) -> Response:
    """All countries and regions with partnerships, by name, with their number."""
    return page.respond(lambda dataset, context: render_countries(dataset, context))


@router.get("/municipalities", summary="Index of municipalities and prefectures", responses=_HTML)
def municipalities(page: Page, order: str = "") -> Response:
    """All municipalities and prefectures with partnerships, by prefecture or by name, with their number."""
    chosen = parse_order(order)
    return page.respond(lambda dataset, context: render_municipalities(dataset, chosen, context))


@router.get("/events", summary="Events", responses=_HTML, openapi_extra=describe_event_parameters())
def events(page: Page, selection: EventPageSelection) -> Response:
    """What happened, by year, the newest first, a page at a time."""
    return page.respond(lambda dataset, context: render_events(dataset, selection, context))


@router.get(
    "/compare", summary="Two compared", responses=_HTML, openapi_extra=describe_parameters(paged=False)
)
def compare(page: Page, selection: PageSelection) -> Response:
    """Two countries, two prefectures or two municipalities side by side, under the other filters."""
    return page.respond(lambda dataset, context: render_compare(dataset, selection, context))


@router.get("/about", summary="About the data", responses=_HTML)
def about(page: Page) -> Response:
    """How complete, how precise and how new the data are, and where they come from."""
    return page.respond(lambda dataset, context: render_about(dataset, context))
