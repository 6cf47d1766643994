"""For operators: is the server alive, are the newest data served, what does it count?"""

from fastapi import APIRouter, Request, Response

from api.dataset_manager import CurrentStore, DatasetManager
from api.errors import PROBLEM_CONTENT, problem
from api.serving.metrics import CONTENT_TYPE, write_metrics

router = APIRouter(tags=["operations"])


@router.get("/healthz", summary="Is the server alive?")
async def healthz(store: CurrentStore) -> dict[str, str]:
    """Answer with the version of the data that is being served."""
    return {"status": "ok", "version": store.version}


@router.get(
    "/readyz",
    summary="Are the newest data served?",
    response_model=dict[str, str],
    responses={503: {"description": "Why the newest data can't be served", "content": PROBLEM_CONTENT}},
)
async def readyz(request: Request, store: CurrentStore) -> dict[str, str] | Response:
    """Answer with the version in force; with 503 and the reason while newer data can't be read.

    All other routes go on with the version in force.
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
