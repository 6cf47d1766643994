"""For those who run it: is it alive, and what does it offer?"""

import orjson
from fastapi import APIRouter, Request, Response

from api.dataset_manager import InMemoryOrStored
from api.errors import PROBLEM_CONTENT, problem
from api.middleware.etags import FRESH, is_known, tag_of
from api.routes.docs import render_docs
from api.serving.metrics import CONTENT_TYPE, write_metrics
from viewer import RenderContext

router = APIRouter(tags=["operations"])


@router.get("/healthz", summary="Is the server alive?")
async def healthz(edition: InMemoryOrStored) -> dict[str, str]:
    """Answer with the version of the data that is being served."""
    return {"status": "ok", "version": edition.version}


@router.get(
    "/readyz",
    summary="Are the newest data served?",
    response_model=dict[str, str],
    responses={503: {"description": "Why the newest data can't be served", "content": PROBLEM_CONTENT}},
)
async def readyz(request: Request, edition: InMemoryOrStored) -> dict[str, str] | Response:
    """Answer with the version in force; with 503 and the faults while newer data can't be read.

    All other routes go on with the data that were in force.
    """
    if fault := request.app.state.published.fault:
        return problem(503, fault, version=edition.version)
    return {"status": "ready", "version": edition.version}


@router.get(
    "/metrics",
    summary="What the server counts of itself, for Prometheus",
    response_class=Response,
    responses={200: {"description": "Metrics", "content": {"text/plain": {}}}},
)
def metrics(request: Request) -> Response:
    """Requests, their durations, work under way, the data in force, memory."""
    return Response(write_metrics(request.app.state.published), headers={"Content-Type": CONTENT_TYPE})


@router.get("/openapi.json", include_in_schema=False)
async def description(request: Request) -> Response:
    """The routes with their parameters and answers (OpenAPI 3.1)."""
    root = request.app.state.settings.root
    headers = {"ETag": tag_of("openapi", root), "Cache-Control": FRESH}
    if is_known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    described = request.app.openapi() | ({"servers": [{"url": root}]} if root else {})
    return Response(orjson.dumps(described), media_type="application/json", headers=headers)


@router.get("/docs", include_in_schema=False)
async def docs(request: Request) -> Response:
    """The OpenAPI description to read and to try, with no outside asset."""
    state = request.app.state
    setting = RenderContext(nonce=request.state.nonce, root=state.settings.root, assets=state.assets)
    return Response(render_docs("/openapi.json", setting), media_type="text/html; charset=utf-8")
