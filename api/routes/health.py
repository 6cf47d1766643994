"""Health checks and metrics, for operators."""

from fastapi import APIRouter, Request, Response

from api.dataset_manager import CurrentStore, DatasetManager
from api.errors import PROBLEM_CONTENT, problem
from api.serving.metrics import CONTENT_TYPE, write_metrics

router = APIRouter(tags=["operations"])


@router.get("/healthz", summary="Is the server alive?")
async def healthz(store: CurrentStore) -> dict[str, str]:
    """The version of the data that is served."""
    return {"status": "ok", "version": store.version}


@router.get(
    "/readyz",
    summary="Are the newest data served?",
    response_model=dict[str, str],
    responses={503: {"description": "Why the newest data can't be served", "content": PROBLEM_CONTENT}},
)
async def readyz(request: Request, store: CurrentStore) -> dict[str, str] | Response:
    """The version in force; 503 and the reason while newer data can't be read.

    All other routes continue to serve the version in force.
    """
    manager: DatasetManager = request.app.state.dataset_manager
    if issue := manager.issue:
        return problem(503, issue, version=store.version)
    return {"status": "ready", "version": store.version}


@router.get(
    "/metrics",
    summary="Metrics of the server, for Prometheus",
    response_class=Response,
    responses={200: {"description": "Metrics", "content": {"text/plain": {}}}},
)
def metrics(request: Request) -> Response:
    """Requests, their durations, jobs, the data in force, memory; of all workers together."""
    manager: DatasetManager = request.app.state.dataset_manager
    return Response(write_metrics(manager), headers={"Content-Type": CONTENT_TYPE})
