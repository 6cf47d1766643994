"""The pages: the viewer, the map for frames, the table, one about the data, and all that have permalinks."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from api.embeds import embed_options
from api.file_names import file_name
from api.languages import page_setting
from api.published import Current
from api.selections import PagedSelection, PageSelection, describe_parameters
from geodata import Dataset
from geodata.jurisdictions import is_prefecture
from viewer import (
    EmbedOptions,
    Setting,
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

PageSetting = Annotated[Setting, Depends(page_setting)]
_HTML: dict[int | str, dict[str, Any]] = {
    200: {"description": "A page", "content": {"text/html": {}}},
    "4XX": {"description": "A page that says what is wrong in the address", "content": {"text/html": {}}},
}


async def _dataset(edition: Current) -> Dataset:
    return edition.dataset


Whole = Annotated[Dataset, Depends(_dataset)]


@router.get(
    "/",
    summary="The viewer",
    responses=_HTML,
    openapi_extra=describe_parameters(paged=False),
)
def viewer(dataset: Whole, selection: PageSelection, setting: PageSetting) -> Response:
    """The map with its filters; its state is its address."""
    return _page(render_viewer(dataset, selection, dataset.facets(selection), setting), setting)


@router.get(
    "/embed",
    summary="The map alone",
    responses=_HTML,
    openapi_extra=describe_parameters(paged=False),
)
def embed(
    dataset: Whole,
    selection: PageSelection,
    setting: PageSetting,
    options: Annotated[EmbedOptions, Depends(embed_options)],
    partnership: str = "",
) -> Response:
    """The map of a selection or of one partnership, for a frame in someone else's page."""
    if partnership:
        return _page(render_embedded_partnership(dataset, partnership, setting, options), setting)
    return _page(render_embed(dataset, selection, setting, options), setting)


@router.get(
    "/standalone.html",
    summary="The viewer as one file",
    responses=_HTML,
    openapi_extra=describe_parameters(paged=False),
)
def standalone(edition: Current, selection: PageSelection, setting: PageSetting) -> Response:
    """The viewer of a selection as one file that works from a disk, without any server."""
    selected = edition.dataset.select(selection)
    answer = _page(render_standalone(selected, setting.lang), setting)
    name = file_name(selection, edition.dataset.as_of)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.html"'
    return answer


@router.get("/partnerships/{id}", summary="One partnership", responses=_HTML)
def partnership(id: str, dataset: Whole, setting: PageSetting) -> Response:  # noqa: A002 - the design's name
    """All that is known of one partnership, with its sources."""
    return _page(render_partnership(dataset, id, setting), setting)


@router.get("/municipalities/{code}", summary="One municipality or prefecture", responses=_HTML)
def municipality(code: str, dataset: Whole, setting: PageSetting) -> Response:
    """The partnerships of a municipality by its JIS X 0402 code; NN000 is the prefecture."""
    render = render_prefecture if is_prefecture(code) else render_municipality
    return _page(render(dataset, code, setting), setting)


@router.get("/countries/{code}", summary="One country or region", responses=_HTML)
def country(code: str, dataset: Whole, setting: PageSetting) -> Response:
    """The partnerships with a country or region by its ISO 3166-1 alpha-2 code."""
    return _page(render_country(dataset, code, setting), setting)


@router.get("/table", summary="A selection as a table", responses=_HTML, openapi_extra=describe_parameters())
def table(dataset: Whole, selection: PagedSelection, setting: PageSetting) -> Response:
    """The selection as a table, sorted by any column, a page at a time."""
    return _page(render_table(dataset, selection, setting), setting)


@router.get(
    "/compare", summary="Two compared", responses=_HTML, openapi_extra=describe_parameters(paged=False)
)
def compare(dataset: Whole, selection: PageSelection, setting: PageSetting) -> Response:
    """Two countries, two prefectures or two municipalities side by side, under the other filters."""
    return _page(render_compare(dataset, selection, setting), setting)


@router.get("/about", summary="About the data", responses=_HTML)
def about(dataset: Whole, setting: PageSetting) -> Response:
    """How complete, how precise and how new the data are, and where they come from."""
    return _page(render_about(dataset, setting), setting)


def _page(html: str, setting: Setting) -> Response:
    headers = {"Content-Language": setting.lang, "Vary": "Accept-Language", "Cache-Control": "no-cache"}
    return Response(html, media_type="text/html; charset=utf-8", headers=headers)
