"""The landing page, and what the interface conforms to."""

from fastapi import APIRouter, Request, Response

from api.dataset_manager import Edition, InMemoryOrStored
from api.ogc.collection_info import offered_names
from api.ogc.conformance import CLASSES, STORED_CLASSES
from api.ogc.context import Asked
from api.ogc.formats import HTML, JSON, OPENAPI
from api.ogc.links import Link, documents
from geodata.writers import CREDIT, LICENCE
from viewer.pages.ogc import landing_words, render_conformance, render_landing

router = APIRouter()


@router.get("", summary="OGC API - Features", response_class=Response)
@router.get("/", include_in_schema=False)
def landing(request: Request, data: InMemoryOrStored) -> Response:
    """The start of the interface for geographic information systems; /ogc/api describes the rest."""
    asked = Asked.read(request, data)
    if (unchanged := asked.unchanged()) is not None:
        return unchanged
    if asked.is_page:
        return asked.page(render_landing(offered_names(data), asked.setting))
    words = landing_words(asked.setting)
    links = [
        *asked.own_links,
        Link("service-desc", asked.url("/ogc/api", f="json"), OPENAPI),
        Link("service-doc", asked.url("/ogc/api", f="html"), HTML),
        Link("conformance", asked.url("/ogc/conformance", f="json"), JSON),
        Link("data", asked.url("/ogc/collections", f="json"), JSON),
        Link("license", LICENCE, HTML),
    ]
    return asked.document(
        {
            "title": words.title,
            "description": words.description,
            "attribution": CREDIT,
            "links": documents(links),
        }
    )


@router.get("/conformance", include_in_schema=False)
def conformance(request: Request, data: InMemoryOrStored) -> Response:
    """The classes of the standards that are implemented."""
    classes = CLASSES if isinstance(data, Edition) else STORED_CLASSES
    asked = Asked.read(request, data)
    if (unchanged := asked.unchanged()) is not None:
        return unchanged
    if asked.is_page:
        return asked.page(render_conformance(classes, asked.setting))
    return asked.document({"conformsTo": list(classes), "links": documents(asked.own_links)})
