"""The pages: the viewer, the map for frames, the table, one about the data, and all that have permalinks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from api.dataset_manager import Current
from api.dependencies import PagedSelection, PageSelection, describe_parameters
from api.languages import page_setting
from api.middleware.etags import is_known, tag_of
from api.routes.file_names import file_name
from api.routes.oembed import embed_options
from geodata import Dataset
from geodata.geocoding.admin_hierarchy import is_prefecture
from viewer import (
    EmbedOptions,
    RenderContext,
    render_about,
    render_compare,
    render_country,
    render_embed,
    render_embedded_partnership,
    render_municipality,
    render_partnership,
    render_prefecture,
    render_standalone,
    render_table,
    render_viewer,
)

router = APIRouter(tags=["pages"], default_response_class=Response)

_HTML: dict[int | str, dict[str, Any]] = {
    200: {"description": "A page", "content": {"text/html": {}}},
    "4XX": {"description": "A page that says what is wrong in the address", "content": {"text/html": {}}},
}


@dataclass(frozen=True)
class _Page:
    """A request for a page: of which data, for whom, and from where."""

    request: Request
    dataset: Dataset
    setting: RenderContext

    def answer(self, render: Callable[[Dataset, RenderContext], str], **headers: str) -> Response:
        """Return what is rendered, or 304 for a reader who has it: the same but for its nonce."""
        setting, url = self.setting, self.request.url
        tag = tag_of(
            self.dataset.version, setting.origin, setting.root, url.path, url.query, setting.lang, "page"
        )
        told = {
            "ETag": tag,
            "Content-Language": setting.lang,
            "Vary": "Accept-Language",
            "Cache-Control": "no-cache",
            **headers,
        }
        if is_known(self.request, tag):
            return Response(status_code=304, headers=told)
        return Response(render(self.dataset, setting), media_type="text/html; charset=utf-8", headers=told)


async def _asked(
    request: Request, edition: Current, setting: Annotated[RenderContext, Depends(page_setting)]
) -> _Page:
    return _Page(request, edition.dataset, setting)


Page = Annotated[_Page, Depends(_asked)]


@router.get(
    "/",
    summary="The viewer",
    responses=_HTML,
    openapi_extra=describe_parameters(paged=False),
)
def viewer(page: Page, selection: PageSelection) -> Response:
    """The map with its filters; its state is its address."""
    return page.answer(
        lambda dataset, setting: render_viewer(dataset, selection, dataset.facets(selection), setting)
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
        return page.answer(
            lambda dataset, setting: render_embedded_partnership(dataset, partnership, setting, options)
        )
    return page.answer(lambda dataset, setting: render_embed(dataset, selection, setting, options))


@router.get(
    "/standalone.html",
    summary="The viewer as one file",
    responses=_HTML,
    openapi_extra=describe_parameters(paged=False),
)
def standalone(page: Page, selection: PageSelection) -> Response:
    """The viewer of a selection as one file that works from a disk, without any server."""
    name = file_name(selection, page.dataset.as_of)
    return page.answer(
        lambda dataset, setting: render_standalone(dataset.select(selection), setting.lang),
        **{"Content-Disposition": f'attachment; filename="{name}.html"'},
    )


@router.get("/partnerships/{id}", summary="One partnership", responses=_HTML)
def partnership(id: str, page: Page) -> Response:  # noqa: A002 - the design's name
    """All that is known of one partnership, with its sources."""
    return page.answer(lambda dataset, setting: render_partnership(dataset, id, setting))


@router.get("/municipalities/{code}", summary="One municipality or prefecture", responses=_HTML)
def municipality(code: str, page: Page) -> Response:
    """The partnerships of a municipality by its JIS X 0402 code; NN000 is the prefecture."""
    render = render_prefecture if is_prefecture(code) else render_municipality
    return page.answer(lambda dataset, setting: render(dataset, code, setting))


@router.get("/countries/{code}", summary="One country or region", responses=_HTML)
def country(code: str, page: Page) -> Response:
    """The partnerships with a country or region by its ISO 3166-1 alpha-2 code."""
    return page.answer(lambda dataset, setting: render_country(dataset, code, setting))


@router.get("/table", summary="A selection as a table", responses=_HTML, openapi_extra=describe_parameters())
def table(page: Page, selection: PagedSelection) -> Response:
    """The selection as a table, sorted by any column, a page at a time."""
    return page.answer(lambda dataset, setting: render_table(dataset, selection, setting))


@router.get(
    "/compare", summary="Two compared", responses=_HTML, openapi_extra=describe_parameters(paged=False)
)
def compare(page: Page, selection: PageSelection) -> Response:
    """Two countries, two prefectures or two municipalities side by side, under the other filters."""
    return page.answer(lambda dataset, setting: render_compare(dataset, selection, setting))


@router.get("/about", summary="About the data", responses=_HTML)
def about(page: Page) -> Response:
    """How complete, how precise and how new the data are, and where they come from."""
    return page.answer(lambda dataset, setting: render_about(dataset, setting))
