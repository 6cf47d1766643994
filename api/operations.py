"""For those who run it: is it alive, and what does it offer?"""

from fastapi import APIRouter, Request, Response

from api.docs import render_docs
from api.published import InMemoryOrStored
from viewer import Setting

router = APIRouter(tags=["operations"])


@router.get("/healthz", summary="Is the server alive?")
async def healthz(edition: InMemoryOrStored) -> dict[str, str]:
    """Answer with the version of the data that is being served."""
    return {"status": "ok", "version": edition.version}


@router.get("/docs", include_in_schema=False)
async def docs(request: Request) -> Response:
    """The OpenAPI description to read and to try, with no outside asset."""
    state = request.app.state
    setting = Setting(nonce=request.state.nonce, root=state.settings.root, assets=state.assets)
    return Response(render_docs("/openapi.json", setting), media_type="text/html; charset=utf-8")
