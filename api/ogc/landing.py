"""The landing page, and the conformance classes."""

from fastapi import APIRouter, Request, Response

from api.ogc.backend import CurrentBackend
from api.ogc.context import OgcContext
from api.ogc.formats import HTML, JSON, OPENAPI
from api.ogc.links import Link, documents
from geodata.writers import CREDIT, LICENCE
from viewer.pages.ogc import landing_words, render_conformance, render_landing

router = APIRouter()


@router.get("", summary="OGC API - Features", response_class=Response)
@router.get("/", include_in_schema=False)
def landing(request: Request, backend: CurrentBackend) -> Response:
    """The start of the interface for geographic information systems; /ogc/api describes the rest."""
    context = OgcContext.parse(request, backend.store)
    if (unchanged := context.not_modified()) is not None:
        return unchanged
    if context.is_page:
        return context.page(render_landing(backend.collections, context.render_context))
    words = landing_words(context.render_context)
    links = [
        *context.self_links,
        Link("service-desc", context.url("/ogc/api", f="json"), OPENAPI),
        Link("service-doc", context.url("/ogc/api", f="html"), HTML),
        Link("conformance", context.url("/ogc/conformance", f="json"), JSON),
        Link("data", context.url("/ogc/collections", f="json"), JSON),
        Link("license", LICENCE, HTML),
    ]
    return context.document(
        {
            "title": words.title,
            "description": words.description,
            "attribution": CREDIT,
            "links": documents(links),
        }
    )


@router.get("/conformance", include_in_schema=False)
def conformance(request: Request, backend: CurrentBackend) -> Response:
    """The classes of the standards that are implemented."""
    context = OgcContext.parse(request, backend.store)
    if (unchanged := context.not_modified()) is not None:
        return unchanged
    if context.is_page:
        return context.page(render_conformance(backend.conformance, context.render_context))
    return context.document({"conformsTo": list(backend.conformance), "links": documents(context.self_links)})
