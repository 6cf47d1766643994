"""Starlette with constant bytes, the files of the folder FLOOR_FILES."""

import os
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_FILES = {path.stem: path.read_bytes() for path in Path(os.environ["FLOOR_FILES"]).glob("*.geojson")}


async def constant(request: Request) -> Response:
    """Give the bytes under a name, or 304 to a client that has anything."""
    if "if-none-match" in request.headers:
        return Response(status_code=304)
    return Response(_FILES[request.path_params["name"]], media_type="application/geo+json")


app = Starlette(routes=[Route("/{name}.geojson", constant)])
