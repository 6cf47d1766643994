"""For search engines: which pages there are, and what robots may read."""

import re

from fastapi import APIRouter, HTTPException, Request, Response

from api.dataset_manager import Current
from api.errors import PROBLEM_CONTENT
from api.languages import origin_of
from api.middleware.etags import FRESH, is_known, tag_of
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
def sitemap(request: Request, edition: Current, part: str | None = None) -> Response:
    """The pages with permalinks (sitemaps.org). A long list comes in parts, and this names them."""
    setting = _setting(request)
    dataset = edition.dataset
    tag = tag_of(dataset.version, "sitemap", setting.origin, setting.root, str(part))
    headers = {"ETag": tag, "Cache-Control": FRESH, "Vary": "Host"}
    if is_known(request, tag):
        return Response(status_code=304, headers=headers)
    if part is not None and not _NUMBER.fullmatch(part):
        raise HTTPException(404)
    body = write_sitemap(dataset, setting, int(part) if part else None)
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
    """All but what repeats a page in another order."""
    setting = _setting(request)
    headers = {"ETag": tag_of("robots", setting.origin, setting.root), "Cache-Control": FRESH}
    return Response(write_robots(setting), media_type="text/plain", headers=headers)


def _setting(request: Request) -> RenderContext:
    return RenderContext(root=request.app.state.settings.root, origin=origin_of(request))
