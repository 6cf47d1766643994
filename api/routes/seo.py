"""For search engines: sitemap.xml and robots.txt."""

import re

from fastapi import APIRouter, HTTPException, Request, Response

from api.dataset_manager import CurrentDataset
from api.dependencies import site_origin
from api.errors import PROBLEM_CONTENT
from api.middleware.conditional import CACHE_CONTROL, make_etag, not_modified
from viewer import RenderContext, write_robots, write_sitemap

router = APIRouter(tags=["operations"])

_NUMBER = re.compile(r"[0-9]{1,4}")


@router.get(
    "/sitemap.xml",
    summary="All permalinks, in both languages",
    response_class=Response,
    responses={
        200: {"description": "A sitemap, or the list of its parts", "content": {"application/xml": {}}},
        "4XX": {"description": "There is no such part", "content": PROBLEM_CONTENT},
    },
)
def sitemap(request: Request, dataset: CurrentDataset, part: str | None = None) -> Response:
    """The pages with permalinks (sitemaps.org); the index of the parts if there are too many for one file."""
    context = _context(request)
    headers = {
        "ETag": make_etag(dataset.version, "sitemap", context.origin, context.root, str(part)),
        "Cache-Control": CACHE_CONTROL,
        "Vary": "Host",
    }
    if (unchanged := not_modified(request, headers, "application/xml")) is not None:
        return unchanged
    if part is not None and not _NUMBER.fullmatch(part):
        raise HTTPException(404)
    body = write_sitemap(dataset, context, int(part) if part else None)
    if body is None:
        raise HTTPException(404)
    return Response(body, media_type="application/xml", headers=headers)


@router.get(
    "/robots.txt",
    summary="What robots may read",
    response_class=Response,
    responses={200: {"description": "robots.txt", "content": {"text/plain": {}}}},
)
async def robots(request: Request) -> Response:
    """Allows all pages but sorted and filtered variants."""
    context = _context(request)
    headers = {"ETag": make_etag("robots", context.origin, context.root), "Cache-Control": CACHE_CONTROL}
    return Response(write_robots(context), media_type="text/plain", headers=headers)


def _context(request: Request) -> RenderContext:
    return RenderContext(root=request.app.state.settings.root, origin=site_origin(request))
