"""`/oembed`: oEmbed 1.0, for editors that turn a pasted link into a frame."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final, Self
from urllib.parse import SplitResult, parse_qsl, urlsplit

import orjson
from fastapi import APIRouter, HTTPException, Request, Response

from api.dataset_manager import CurrentDataset
from api.dependencies import preferred_context
from api.errors import PROBLEM_CONTENT
from api.middleware.conditional import make_etag
from geodata import SelectionError
from geodata.model.shipped import read_merged_ids
from viewer import (
    OEmbed,
    RenderContext,
    UnknownIdError,
    UnknownLanguageError,
    UnknownPartnershipError,
    languages,
    make_oembed,
)

router = APIRouter(tags=["data"])

_MAX_REPORTED: Final = 200
"""The maximum number of characters of a URL that an error repeats."""


@dataclass(frozen=True)
class _OEmbedRequest:
    url: SplitResult
    max_width: int | None
    max_height: int | None

    @classmethod
    def parse(cls, request: Request) -> Self:
        parameters = request.query_params
        url = _split(parameters.get("url", ""))
        if parameters.get("format", "json") != "json":
            raise HTTPException(501, "Responses are JSON only: format=json.")
        return cls(url, _size(request, "maxwidth"), _size(request, "maxheight"))


def _split(url: str) -> SplitResult:
    """Return the parts of an absolute URL. Raises SelectionError for anything else."""
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if not (parts.scheme and parts.netloc):
        raise SelectionError("url", url[:_MAX_REPORTED], "the absolute URL of a page of this site")
    return parts


def _size(request: Request, name: str) -> int | None:
    given = request.query_params.get(name, "")
    if not given:
        return None
    if not re.fullmatch("[0-9]{1,5}", given) or int(given) == 0:
        raise SelectionError(name, given, "a whole number of pixels from 1 to 99999")
    return int(given)


_PARAMETERS: dict[str, Any] = {
    "parameters": [
        {"name": name, "in": "query", "required": name == "url", "description": text, "schema": schema}
        for name, text, schema in (
            ("url", "The URL of a page of this site", {"type": "string"}),
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


_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The oEmbed response: the markup of a frame",
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
    responses=_RESPONSES,
    openapi_extra=_PARAMETERS,
)
def oembed(request: Request, dataset: CurrentDataset) -> Response:
    """The markup of a frame with the map of a page, for editors that support oEmbed."""
    parameters = _OEmbedRequest.parse(request)
    try:
        path, query, context = _find_page(request, parameters.url)
        make = partial(
            make_oembed,
            dataset,
            context=context,
            max_width=parameters.max_width,
            max_height=parameters.max_height,
        )
        found = _follow_merged(make, path, query)
    except (SelectionError, UnknownIdError, UnknownLanguageError) as error:
        raise HTTPException(404, f"url: {error}") from error
    if found is None:
        raise HTTPException(404, f"url: the page {parameters.url.path[:_MAX_REPORTED]} has no map")
    headers = {
        "ETag": make_etag(dataset.version, context.origin, context.root, context.lang, request.url.query),
        "Cache-Control": f"public, max-age={found.cache_age}",
        "Vary": "Host, Accept-Language",
    }
    return Response(orjson.dumps(found), media_type="application/json", headers=headers)


def _follow_merged(make: Callable[[str, str], OEmbed | None], path: str, query: str) -> OEmbed | None:
    """Make the response for a page; that of a merged partnership is of the one into which it was merged."""
    try:
        return make(path, query)
    except UnknownPartnershipError as error:
        if (merged_into := read_merged_ids().get(error.id)) is None:
            raise
        return make(path.replace(error.id, merged_into), query.replace(error.id, merged_into))


def _find_page(request: Request, url: SplitResult) -> tuple[str, str, RenderContext]:
    """Return path below the root, query and context of a page. Raises HTTPException 404 for other sites."""
    context = preferred_context(request)
    path = url.path or "/"
    if f"{url.scheme}://{url.netloc}" != context.origin or not f"{path}/".startswith(f"{context.root}/"):
        raise HTTPException(404, f"url: it is not below {context.origin}{context.root}/")
    lang = dict(parse_qsl(url.query)).get("lang", "")
    if lang and lang not in languages():
        raise UnknownLanguageError(lang)
    in_language = replace(context, lang=lang or context.lang, keep_lang=bool(lang))
    return path.removeprefix(context.root) or "/", url.query, in_language
