"""Parameters of a request as typed values: selection (strict for data, lenient for pages) and language."""

from collections.abc import Container, Mapping
from typing import Annotated, Any, Final

from fastapi import Depends, Request

from api.http.quality_values import parse_quality_values
from geodata import Selection, SelectionError
from geodata.model.dates import FIRST_YEAR, LAST_YEAR
from geodata.model.vocabulary import EVENT_KINDS, EVENT_STATUSES, KINDS, PREFECTURES, STATUSES
from geodata.query.event_selection import ALLOWED_FOR_EVENTS, EventSelection
from geodata.query.filters import MAX_LIMIT, MAX_Q_LENGTH
from geodata.query.selection import ALLOWED
from viewer import DEFAULT_LANGUAGE, RenderContext, UnknownLanguageError, languages

FILTERS: Final = tuple(name for name in ALLOWED if name not in ("limit", "offset", "sortby"))


def strict_selection(request: Request) -> Selection:
    """Return the selection of a request for data; unknown names and empty values are refused."""
    return Selection.parse(request.query_params.multi_items())


def unpaged_selection(request: Request) -> Selection:
    """Return the same for a response without paging, which takes only the filters."""
    for name, value in request.query_params.multi_items():
        if name not in FILTERS:
            raise SelectionError(name, value, f"one of the parameters {', '.join(FILTERS)}")
    return strict_selection(request)


def page_selection(request: Request) -> Selection:
    """Return the selection of a request for a page; unknown names and empty values are ignored."""
    filters = [(name, value) for name, value in request.query_params.multi_items() if name in FILTERS]
    return Selection.parse(filters, strict=False)


def paged_selection(request: Request) -> Selection:
    """Return the same for a page that also sorts and pages."""
    return Selection.parse(request.query_params.multi_items(), strict=False)


def strict_event_selection(request: Request, also: Container[str] = ()) -> EventSelection:
    """Return the selection of a request for data of events; unknown names, except `also`, are refused."""
    items = request.query_params.multi_items()
    return EventSelection.parse([item for item in items if item[0] not in also])


def event_page_selection(request: Request) -> EventSelection:
    """Return the selection of a request for the page of events; unknown names are ignored."""
    return EventSelection.parse(request.query_params.multi_items(), strict=False)


UnpagedSelection = Annotated[Selection, Depends(unpaged_selection)]
PageSelection = Annotated[Selection, Depends(page_selection)]
PagedSelection = Annotated[Selection, Depends(paged_selection)]
EventPageSelection = Annotated[EventSelection, Depends(event_page_selection)]


def page_context(request: Request) -> RenderContext:
    """Return the language and the addresses that a page is rendered with: `?lang=`, else Accept-Language.

    Raises UnknownLanguageError where `?lang=` names a language without a catalogue.
    """
    lang = ",".join(dict.fromkeys(filter(None, request.query_params.getlist("lang"))))
    if lang and lang not in languages():
        raise UnknownLanguageError(lang)
    return _context(request, lang)


def preferred_context(request: Request) -> RenderContext:
    """Return the same in the language that the browser prefers, whatever `?lang=` says."""
    return _context(request, "")


def site_origin(request: Request) -> str:
    """Return the site's scheme and host: as set, else those of the request.

    RequestLimitsMiddleware has made sure that a Host header is no more than a host.
    """
    return request.app.state.settings.url or f"{request.url.scheme}://{request.url.netloc}"


def preferred_language(accept_language: str) -> str:
    """Return the language that an Accept-Language header (RFC 9110) prefers, of those with a catalogue."""
    qualities = parse_quality_values(accept_language)
    for tag in sorted(qualities, key=lambda tag: -qualities[tag]):
        if qualities[tag] > 0 and (primary := tag.partition("-")[0]) in languages():
            return primary
    return DEFAULT_LANGUAGE


def _context(request: Request, lang: str) -> RenderContext:
    return RenderContext(
        lang=lang or preferred_language(request.headers.get("accept-language", "")),
        keep_lang=bool(lang),
        nonce=request.state.nonce,
        root=request.app.state.settings.root,
        origin=site_origin(request),
        assets=request.app.state.assets,
        version=request.state.loaded.store.version,
        as_of=request.state.loaded.store.as_of,
        corrections=request.app.state.settings.corrections,
    )


PageContext = Annotated[RenderContext, Depends(page_context)]

_TEXT = {"type": "string"}
_SCHEMAS: dict[str, dict[str, Any]] = {
    "country": {"type": "array", "items": {"type": "string", "pattern": "^[A-Z]{2}$"}},
    "status": {"type": "array", "items": {"type": "string", "enum": list(STATUSES)}},
    "kind": {"type": "array", "items": {"type": "string", "enum": list(KINDS)}},
    "prefecture": {"type": "array", "items": {"type": "string", "enum": list(PREFECTURES)}},
    "municipality": {"type": "array", "items": {"type": "string", "pattern": "^[0-9]{5}$"}},
    "year": {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
    "undated": {"type": "string", "enum": ["include", "exclude", "only"]},
    "q": {"type": "string", "minLength": 1, "maxLength": MAX_Q_LENGTH},
    "bbox": {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4},
    "limit": {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT},
    "offset": {"type": "integer", "minimum": 0},
    "sortby": {"type": "array", "items": _TEXT},
}


def describe_event_parameters(*, with_language: bool = False) -> dict[str, Any]:
    """Return the parameters of a selection of events for a route's OpenAPI description."""
    schemas = _SCHEMAS | {
        "status": {"type": "array", "items": {"type": "string", "enum": list(EVENT_STATUSES)}},
        "kind": {"type": "array", "items": {"type": "string", "enum": list(EVENT_KINDS)}},
        "partnership": {"type": "array", "items": _TEXT},
        "lang": {"type": "string", "enum": list(languages())},
    }
    language = {"lang": "the language: en or ja"} if with_language else {}
    return _describe({**ALLOWED_FOR_EVENTS, **language}, schemas)


def describe_parameters(*, paged: bool = True) -> dict[str, Any]:
    """Return the selection's parameters for a route's OpenAPI description."""
    names = tuple(ALLOWED) if paged else FILTERS
    return _describe({name: ALLOWED[name] for name in names}, _SCHEMAS)


def _describe(allowed: Mapping[str, str], schemas: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "parameters": [
            {
                "name": name,
                "in": "query",
                "required": False,
                "description": description,
                "style": "form",
                "explode": False,
                "schema": schemas.get(name, _TEXT),
            }
            for name, description in allowed.items()
        ]
    }
