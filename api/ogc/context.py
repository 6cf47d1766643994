"""The context of a request under /ogc: store, language, format, parameters, ETag."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Self
from urllib.parse import urlencode

import orjson
from fastapi import Request, Response

from api.dependencies import page_context
from api.middleware.conditional import CACHE_CONTROL, make_etag, not_modified
from api.ogc.formats import HTML, JSON, choose_format
from api.ogc.links import Link, link_header
from geodata import SelectionError
from geodata.stores.protocol import Store
from viewer import RenderContext

COMMON_PARAMETERS: Final = ("f", "lang")
DOCUMENT_FORMATS: Final = {"json": JSON, "html": HTML}
_VARY: Final = "Accept, Accept-Language"


@dataclass(frozen=True)
class OgcContext:
    """A request with its parsed parameters.

    format: the key of the response's media type among `formats`. parameters: all but `f` and `lang`.
    """

    request: Request
    store: Store
    render_context: RenderContext
    format: str
    formats: Mapping[str, str]
    parameters: Mapping[str, str]

    @classmethod
    def parse(
        cls,
        request: Request,
        store: Store,
        parameters: Sequence[str] = (),
        formats: Mapping[str, str] = DOCUMENT_FORMATS,
    ) -> Self:
        """Parse a request; `parameters` are allowed, beside `f` and `lang`, and it gets one of `formats`.

        Raises SelectionError for a parameter that does not exist, is empty or has two values, and for an
        unknown format; UnknownLanguageError for a language.
        """
        items = request.query_params.multi_items()
        chosen = choose_format(dict(items).get("f"), request.headers.get("accept", ""), formats)
        request.state.is_page = chosen == "html"
        known = (*parameters, *COMMON_PARAMETERS)
        for name, value in items:
            if name not in known:
                raise SelectionError(name[:200], value[:200], f"one of the parameters {', '.join(known)}")
            if not value:
                raise SelectionError(name, "", "a value; or leave the parameter out")
            if len(request.query_params.getlist(name)) > 1:
                raise SelectionError(name, value[:200], "one value, given once")
        own = {name: value for name, value in items if name not in COMMON_PARAMETERS}
        return cls(request, store, page_context(request), chosen, formats, own)

    @property
    def is_page(self) -> bool:
        return self.format == "html"

    @property
    def media_type(self) -> str:
        return self.formats[self.format]

    @property
    def path(self) -> str:
        """The path of the request below the site's root."""
        return self.request.url.path.rstrip("/")

    def url(self, path: str, **query: str) -> str:
        """Return an absolute URL; `path` begins with /ogc."""
        return self.render_context.absolute(self.render_context.data(path, urlencode(query, safe=":/,")))

    def query(self, **changes: str) -> str:
        """Return the query of the request without the language, with some parameters changed."""
        return urlencode({**self.parameters, **changes}, safe=":/,")

    @cached_property
    def self_links(self) -> list[Link]:
        """The links to this response, and to its other formats."""
        links = []
        for key, media_type in self.formats.items():
            language = {"lang": self.render_context.lang} if self.render_context.keep_lang else {}
            href = self.url(self.path, **self.parameters, f=key, **language)
            links.append(Link("self" if key == self.format else "alternate", href, media_type))
        return sorted(links, key=lambda link: link.rel, reverse=True)

    def not_modified(self) -> Response | None:
        """Return 304 for a client that has the current version, else None."""
        return not_modified(self.request, self._headers, self.media_type)

    def document(self, document: dict[str, Any]) -> Response:
        """Return a JSON document."""
        return self.respond(orjson.dumps(document), self.media_type, self.self_links)

    def page(self, html: str) -> Response:
        """Return a page."""
        return self.respond(html.encode(), "text/html; charset=utf-8", self.self_links)

    def respond(
        self, body: bytes, media_type: str, links: Sequence[Link], headers: Mapping[str, str] | None = None
    ) -> Response:
        """Return a response with the headers that all have."""
        link = {"Link": header} if (header := link_header(links)) else {}
        # As a header: Starlette would add a charset to a media type.
        return Response(
            body, headers={"Content-Type": media_type, **self._headers, **link, **(headers or {})}
        )

    @cached_property
    def _headers(self) -> dict[str, str]:
        context = self.render_context
        site = (context.origin, context.root, context.lang, str(context.keep_lang))
        return {
            "ETag": make_etag(self.store.version, self.path, self.query(), self.format, *site),
            "Cache-Control": "no-cache" if self.is_page else CACHE_CONTROL,
            "Vary": _VARY,
            "Content-Language": context.lang,
        }
