"""Errors at the edge: problem+json (RFC 9457) for data, a readable page for pages."""

from http import HTTPStatus
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from api.languages import UnknownLanguageError, page_setting
from geodata import SelectionError
from viewer import UnknownPartnershipError, languages, render_error
from viewer.i18n import DEFAULT_LANGUAGE

PROBLEM = "application/problem+json"


def install_error_handlers(app: FastAPI) -> None:
    """Map each class of error to its answer, once."""
    app.add_exception_handler(SelectionError, _wrong_parameter)
    app.add_exception_handler(UnknownLanguageError, _unknown_language)
    app.add_exception_handler(UnknownPartnershipError, _unknown_partnership)
    app.add_exception_handler(HTTPException, _http_error)


async def _wrong_parameter(request: Request, error: Exception) -> Response:
    assert isinstance(error, SelectionError)  # noqa: S101 - Starlette's handlers take any exception
    extra = {"parameter": error.parameter, "value": error.value, "allowed": error.allowed}
    return _answer(request, 400, str(error), extra)


async def _unknown_language(request: Request, error: Exception) -> Response:
    assert isinstance(error, UnknownLanguageError)  # noqa: S101
    allowed = ", ".join(languages())
    detail = f"lang={error.lang!r} is not allowed. Allowed: {allowed}"
    return _answer(request, 400, detail, {"parameter": "lang", "value": error.lang, "allowed": allowed})


async def _unknown_partnership(request: Request, error: Exception) -> Response:
    assert isinstance(error, UnknownPartnershipError)  # noqa: S101
    return _answer(request, 404, f"There is no partnership with the id {error.id!r}.", {"value": error.id})


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    detail = f"There is nothing at {request.url.path}." if error.status_code == 404 else error.detail
    return _answer(request, error.status_code, detail, {}, error.headers)


def _answer(
    request: Request, status: int, detail: str, extra: dict[str, Any], headers: Any = None
) -> Response:
    if _wants_page(request):
        try:
            setting = page_setting(request)
        except UnknownLanguageError:
            setting = page_setting(request, DEFAULT_LANGUAGE)
        title = setting.language.gettext(HTTPStatus(status).phrase)
        return Response(
            render_error(status, title, detail, setting), status, headers, "text/html; charset=utf-8"
        )
    problem = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return Response(orjson.dumps(problem | extra), status, headers, PROBLEM)


def _wants_page(request: Request) -> bool:
    """Tell whether a person reads the answer: the route is a page, or there is none and a browser asks."""
    if (route := request.scope.get("route")) is not None:
        return "pages" in getattr(route, "tags", ())
    return "text/html" in request.headers.get("accept", "")
