"""OGC API - Features, and vector tiles, under /ogc."""

from fastapi import APIRouter

from api.ogc import collections, description, items, landing, queryables, tiles

router = APIRouter(tags=["ogc"])
for part in (landing, description, collections, queryables, items, tiles):
    router.include_router(part.router, prefix="/ogc")

__all__ = ["router"]
