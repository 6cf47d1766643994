"""Features: a page of those that pass filters, and one by its id."""

from fastapi import APIRouter, Request, Response

from api.ogc.backend import CurrentBackend

router = APIRouter()


@router.get("/collections/{collection}/items", include_in_schema=False)
async def items(request: Request, backend: CurrentBackend, collection: str) -> Response:
    """Features that pass all filters, a page at a time."""
    return await backend.items(request, collection)


@router.get("/collections/{collection}/items/{id}", include_in_schema=False)
async def item(request: Request, backend: CurrentBackend, collection: str, id: str) -> Response:  # noqa: A002
    """One feature."""
    return await backend.item(request, collection, id)
