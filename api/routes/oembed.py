"""Requests for the map in a frame: how it looks, and oEmbed 1.0 for editors that unfurl a pasted link."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self, TypeVar
from urllib.parse import parse_qsl, urlsplit

import orjson
from fastapi import APIRouter, HTTPException, Request, Response

from api.dataset_manager import Current
from api.errors import PROBLEM_CONTENT
from api.languages import preferred_setting
from api.middleware.etags import tag_of
from geodata import SelectionError
from viewer import (
    CONTROLS,
    MAX_TITLE_LENGTH,
    THEMES,
    EmbedOptions,
    RenderContext,
    UnknownIdError,
    UnknownLanguageError,
    languages,
    make_oembed,
)

router = APIRouter(tags=["data"])

_COLOURS = ("status", "kind")
_Value = TypeVar("_Value", bound=str)


def embed_options(request: Request) -> EmbedOptions:
    """Return how the map in a frame should look. Raises SelectionError for a value that is not allowed."""
    title = request.query_params.get("title", "").strip()
    if len(title) > MAX_TITLE_LENGTH:
        raise SelectionError("title", title, f"at most {MAX_TITLE_LENGTH} characters")
    return EmbedOptions(
        theme=_one_of(request, "theme", THEMES),
        controls=_one_of(request, "controls", CONTROLS),
        title=title,
        by_kind=_one_of(request, "colour", _COLOURS) == "kind",
    )


@dataclass(frozen=True)
class _OEmbedRequest:
    url: str
    max_width: int | None
    max_height: int | None

    @classmethod
    def parse(cls, request: Request) -> Self:
        parameters = request.query_params
        if not parameters.get("url"):
            raise SelectionError("url", "", "the address of a page of this site")
        if parameters.get("format", "json") != "json":
            raise HTTPException(501, "Responses are JSON only: format=json.")
        return cls(parameters["url"], _size(request, "maxwidth"), _size(request, "maxheight"))


def _size(request: Request, name: str) -> int | None:
    given = request.query_params.get(name, "")
    if not given:
        return None
    if not re.fullmatch("[0-9]{1,5}", given) or int(given) == 0:
        raise SelectionError(name, given, "a whole number of pixels from 1 to 99999")
    return int(given)


_OEMBED_PARAMETERS: dict[str, Any] = {
    "parameters": [
        {"name": name, "in": "query", "required": name == "url", "description": text, "schema": schema}
        for name, text, schema in (
            ("url", "The address of a page of this site", {"type": "string"}),
            ("maxwidth", "The widest frame, in pixels", {"type": "integer", "minimum": 1, "maximum": 99999}),
            (
                "maxheight",
                "The highest frame, in pixels",
                {"type": "integer", "minimum": 1, "maximum": 99999},
            ),
            ("format", "Only json", {"type": "string", "enum": ["json"]}),
        )
    ]
}


_OEMBED_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A frame, in oEmbed's words",
        "content": {"application/json": {"schema": {"type": "object"}}},
    },
    400: {"description": "A parameter or value that is not allowed", "content": PROBLEM_CONTENT},
    404: {"description": "No page of this site has the address", "content": PROBLEM_CONTENT},
    501: {"description": "Another format than JSON", "content": PROBLEM_CONTENT},
}


@router.get(
    "/oembed",
    summary="oEmbed 1.0",
    response_class=Response,
    responses=_OEMBED_ANSWERS,
    openapi_extra=_OEMBED_PARAMETERS,
)
def oembed(request: Request, edition: Current) -> Response:
    """The markup of a frame with the map of one of our pages, for editors that unfurl a pasted link."""
    asked = _OEmbedRequest.parse(request)
    try:
        path, query, setting = _page_of(request, asked.url)
        found = make_oembed(
            edition.dataset,
            path,
            query,
            setting,
            max_width=asked.max_width,
            max_height=asked.max_height,
        )
    except (SelectionError, UnknownIdError, UnknownLanguageError) as error:
        raise HTTPException(404) from error
    if found is None:
        raise HTTPException(404)
    headers = {
        "ETag": tag_of(edition.version, setting.origin, setting.root, setting.lang, request.url.query),
        "Cache-Control": f"public, max-age={found.cache_age}",
        "Vary": "Host, Accept-Language",
    }
    return Response(orjson.dumps(found), media_type="application/json", headers=headers)


def _page_of(request: Request, url: str) -> tuple[str, str, RenderContext]:
    """Return the path below the root, the query and the setting of a page of ours; 404 for anyone else's."""
    setting = preferred_setting(request)
    parts = urlsplit(url)
    if f"{parts.scheme}://{parts.netloc}" != setting.origin or not parts.path.startswith(setting.root + "/"):
        raise HTTPException(404)
    lang = dict(parse_qsl(parts.query)).get("lang", "")
    if lang and lang not in languages():
        raise UnknownLanguageError(lang)
    spoken = replace(setting, lang=lang or setting.lang, keep_lang=bool(lang))
    return parts.path.removeprefix(setting.root), parts.query, spoken


def _one_of(request: Request, name: str, allowed: Sequence[_Value]) -> _Value:
    """Return a parameter's value; the first that is allowed where it is not given."""
    given = request.query_params.get(name) or allowed[0]
    for value in allowed:
        if value == given:
            return value
    raise SelectionError(name, given, ", ".join(allowed))
