"""Errors at the edge: problem+json (RFC 9457) for data, a readable page for pages."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote, urlencode

import orjson
from asgi_correlation_id import correlation_id
from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from api.dependencies import page_context, preferred_context
from api.executor import RETRY_AFTER_SECONDS, ExecutorFullError
from geodata import DataError, SelectionError
from geodata.model.shipped import read_merged_ids
from geodata.stores.address import DatabaseUnavailableError
from geodata.stores.protocol import NotInMemoryError
from viewer import (
    UnknownIdError,
    UnknownLanguageError,
    UnknownPartnershipError,
    languages,
    render_address_error,
    render_too_many_partnerships,
)

PROBLEM: Final = "application/problem+json"
PROBLEM_CONTENT: Final[dict[str, Any]] = {PROBLEM: {"schema": {"type": "object"}}}
"""A problem, for the OpenAPI description of a route."""

_log = logging.getLogger(__name__)
_HEADERS: Final = {405: {"Allow": "GET, HEAD"}, 503: {"Retry-After": str(RETRY_AFTER_SECONDS)}}


class UnsupportedByDatabaseError(Exception):
    """A parameter that data in a database don't support; `instead` says what to use."""

    def __init__(self, partnership_count: int, parameter: str, value: str, instead: str) -> None:
        super().__init__(
            f"{parameter}={value!r} is not supported for {partnership_count} partnerships in a database: "
            f"{instead}."
        )
        self.parameter = parameter
        self.value = value
        self.instead = instead


def install_error_handlers(app: FastAPI) -> None:
    """Register the handler of every class of error."""
    for error in (
        SelectionError,
        UnknownLanguageError,
        UnknownIdError,
        ExecutorFullError,
        DataError,
        HTTPException,
        DatabaseUnavailableError,
        NotInMemoryError,
        UnsupportedByDatabaseError,
    ):
        app.add_exception_handler(error, error_response)


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None, **extra: str) -> Response:
    """Return a problem (RFC 9457); `extra`: more members, for programs."""
    members = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return Response(orjson.dumps(members | extra), status, headers, PROBLEM)


async def error_response(request: Request, error: Exception) -> Response:
    """Return the response to an error; from status 500 on it has the request id, to find it in the log."""
    if isinstance(error, UnknownPartnershipError) and error.id in read_merged_ids():
        return _redirect_merged(request, error.id)
    status, detail, extra = _explain(request, error)
    if (
        status in (400, 404, 501)
        and not isinstance(error, UnsupportedByDatabaseError)
        and _wants_page(request)
    ):
        return _page(request, error)
    if status >= 500:
        extra = {**extra, "request_id": correlation_id.get() or ""}
    headers = {**_HEADERS.get(status, {}), "Vary": "Accept"}
    return problem(status, detail, headers, **extra)


def _redirect_merged(request: Request, id_: str) -> Response:
    """Return 308 to the same resource of the partnership into which one was merged.

    The location is relative, so that it holds below any prefix of a proxy.
    """
    merged_into = read_merged_ids()[id_]
    parameters = [
        (name, merged_into if value == id_ else value) for name, value in request.query_params.multi_items()
    ]
    path = quote(merged_into) if request.url.path.endswith(f"/{quote(id_)}") else ""
    query = f"?{urlencode(parameters)}" if parameters else ""
    return Response(status_code=308, headers={"Location": path + query})


def _explain(request: Request, error: Exception) -> tuple[int, str, dict[str, str]]:
    """Return the status of an error, its message, and more members of the problem."""
    match error:
        case SelectionError():
            wrong = {"parameter": error.parameter, "value": error.value, "allowed": error.allowed}
            return 400, str(error), wrong
        case UnknownLanguageError():
            wrong = {"parameter": "lang", "value": error.lang, "allowed": ", ".join(languages())}
            return 400, str(error), wrong
        case ExecutorFullError():
            return 503, str(error), {}
        case DatabaseUnavailableError():
            _log.error("%s", error)
            return 503, f"The database does not respond; try again in {RETRY_AFTER_SECONDS} seconds.", {}
        case UnsupportedByDatabaseError():
            wrong = {"parameter": error.parameter, "value": error.value, "instead": error.instead}
            return 501, str(error), wrong
        case NotInMemoryError():
            detail = (
                f"This is not available for {error.partnership_count} partnerships, which are not in memory; "
                "use /partnerships.geojsonl, /ogc in a GIS, or /facets for counts."
            )
            return 501, detail, {}
        case DataError():
            return 422, str(error.issues[0]), {}
        case HTTPException() if error.status_code != 404 or error.detail != HTTPStatus.NOT_FOUND.phrase:
            return error.status_code, str(error.detail), {}
        case HTTPException() | UnknownIdError():
            return 404, f"There is nothing at {request.url.path}.", {}
    request_id = correlation_id.get() or ""
    return 500, f"Internal server error. Quote this request id: {request_id}.", {}


def _page(request: Request, error: Exception) -> Response:
    try:
        context = page_context(request)
    except UnknownLanguageError:
        context = preferred_context(request)
    if isinstance(error, NotInMemoryError):
        status, page = 501, render_too_many_partnerships(error.partnership_count, context)
    else:
        path = quote(request.url.path.removeprefix(context.root))
        query = urlencode([item for item in request.query_params.multi_items() if item[0] != "lang"])
        status, page = render_address_error(error, context, path, query)
    headers = {"Content-Language": context.lang, "Vary": "Accept, Accept-Language"}
    return Response(page, status, headers, "text/html; charset=utf-8")


def _wants_page(request: Request) -> bool:
    """Whether an error is shown as a page: on routes of pages, and to browsers if there is no route."""
    if getattr(request.state, "is_page", False):
        return True
    if (route := request.scope.get("route")) is not None:
        return "pages" in getattr(route, "tags", ())
    return "text/html" in request.headers.get("accept", "")
