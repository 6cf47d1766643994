"""Errors at the edge: problem+json (RFC 9457) for data, a readable page for pages."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from api.dataset_manager import TooManyPartnershipsError, UnansweredError
from api.executor import SECONDS_TO_WAIT, BusyError
from api.languages import page_setting, preferred_setting
from geodata import DataError, SelectionError
from geodata.stores.address import DatabaseUnavailableError
from viewer import (
    UnknownIdError,
    UnknownLanguageError,
    languages,
    render_address_error,
    render_too_many_partnerships,
)

PROBLEM = "application/problem+json"
PROBLEM_CONTENT: dict[str, Any] = {PROBLEM: {"schema": {"type": "object"}}}
"""A problem, for the OpenAPI description of a route."""

_log = logging.getLogger(__name__)
_HEADERS = {405: {"Allow": "GET, HEAD"}, 503: {"Retry-After": str(SECONDS_TO_WAIT)}}


def install_error_handlers(app: FastAPI) -> None:
    """Map each class of error to its answer, once."""
    known = (SelectionError, UnknownLanguageError, UnknownIdError, BusyError, DataError, HTTPException)
    stored = (DatabaseUnavailableError, TooManyPartnershipsError)
    for error in (*known, *stored):
        app.add_exception_handler(error, answer_error)


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None, **extra: str) -> Response:
    """Return a problem that says what was wrong, with more members for programs."""
    said = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return Response(orjson.dumps(said | extra), status, headers, PROBLEM)


async def answer_error(request: Request, error: Exception) -> Response:
    """Return the answer to any error; that of a mistake of the server's names the request in its log."""
    status, detail, extra = _explain(request, error)
    headers = _HEADERS.get(status)
    if status in (400, 404, 501) and not isinstance(error, UnansweredError) and _wants_page(request):
        return _page(request, error)
    if status >= 500:
        extra = {**extra, "request_id": request.state.request_id}
    return problem(status, detail, headers, **extra)


def _explain(request: Request, error: Exception) -> tuple[int, str, dict[str, str]]:
    """Return an error's status, its sentence, and the members that say it to programs."""
    if isinstance(error, SelectionError):
        wrong = {"parameter": error.parameter, "value": error.value, "allowed": error.allowed}
        return 400, str(error), wrong
    if isinstance(error, UnknownLanguageError):
        wrong = {"parameter": "lang", "value": error.lang, "allowed": ", ".join(languages())}
        return 400, str(error), wrong
    if isinstance(error, BusyError):
        return 503, str(error), {}
    if isinstance(error, DatabaseUnavailableError):
        _log.error("%s", error)
        return 503, f"The database doesn't answer; ask again in {SECONDS_TO_WAIT} seconds.", {}
    if isinstance(error, UnansweredError):
        refused = {"parameter": error.parameter, "value": error.value, "instead": error.instead}
        return 501, str(error), refused
    if isinstance(error, TooManyPartnershipsError):
        return 501, str(error), {}
    if isinstance(error, DataError):
        return 422, str(error.issues[0]), {}
    if isinstance(error, HTTPException) and error.status_code != 404:
        return error.status_code, str(error.detail), {}
    if not isinstance(error, HTTPException | UnknownIdError):
        return 500, "The server made a mistake; it is in its log.", {}
    return 404, f"There is nothing at {request.url.path}.", {}


def _page(request: Request, error: Exception) -> Response:
    try:
        setting = page_setting(request)
    except UnknownLanguageError:
        setting = preferred_setting(request)
    if isinstance(error, TooManyPartnershipsError):
        status, page = 501, render_too_many_partnerships(error.partnership_count, setting)
    else:
        status, page = render_address_error(error, setting)
    headers = {"Content-Language": setting.lang, "Vary": "Accept-Language"}
    return Response(page, status, headers, "text/html; charset=utf-8")


def _wants_page(request: Request) -> bool:
    """Tell whether a person reads the answer: the route gives a page, or there is none and a browser asks."""
    if getattr(request.state, "reads_page", False):
        return True
    if (route := request.scope.get("route")) is not None:
        return "pages" in getattr(route, "tags", ())
    return "text/html" in request.headers.get("accept", "")
