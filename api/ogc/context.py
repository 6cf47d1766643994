"""What every request under /ogc has: data, a language, a format, parameters that exist, an ETag."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Self
from urllib.parse import urlencode

import orjson
from fastapi import HTTPException, Request, Response

from api.dataset_manager import Edition
from api.languages import page_setting
from api.middleware.etags import FRESH, is_known, tag_of
from api.ogc.formats import HTML, JSON, choose_format
from api.ogc.links import Link, link_header
from geodata import SelectionError
from geodata.features import COLLECTIONS, FeatureTable
from geodata.stores.protocol import Store
from viewer import RenderContext

EVERYWHERE: Final = ("f", "lang")
DOCUMENT: Final = {"json": JSON, "html": HTML}
_VARY: Final = "Accept, Accept-Language"


@dataclass(frozen=True)
class Asked:
    """A request as it was understood.

    format: the key of the answer's media type among those `offered`. parameters: all but `f` and `lang`.
    """

    request: Request
    data: Edition | Store
    setting: RenderContext
    format: str
    offered: Mapping[str, str]
    parameters: Mapping[str, str]

    @classmethod
    def read(
        cls,
        request: Request,
        data: Edition | Store,
        parameters: Sequence[str] = (),
        offered: Mapping[str, str] = DOCUMENT,
    ) -> Self:
        """Take a request that may have some parameters and get one of some formats.

        Raises SelectionError for a parameter that does not exist, is empty or has two values, and for a
        format that is not offered; UnknownLanguageError for a language.
        """
        given = request.query_params.multi_items()
        asked = dict(given).get("f")
        chosen = choose_format(asked, request.headers.get("accept", ""), offered)
        request.state.reads_page = chosen == "html"
        known = (*parameters, *EVERYWHERE)
        for name, value in given:
            if name not in known:
                raise SelectionError(name[:200], value[:200], f"one of the parameters {', '.join(known)}")
            if not value:
                raise SelectionError(name, "", "a value, or no such parameter")
            if len(request.query_params.getlist(name)) > 1:
                raise SelectionError(name, value[:200], "one value, given once")
        kept = {name: value for name, value in given if name not in EVERYWHERE}
        return cls(request, data, page_setting(request), chosen, offered, kept)

    @property
    def is_page(self) -> bool:
        return self.format == "html"

    @property
    def media(self) -> str:
        return self.offered[self.format]

    @property
    def path(self) -> str:
        """The path of the request below the site's root."""
        return self.request.url.path.rstrip("/")

    def url(self, path: str, **query: str) -> str:
        """Return an absolute address; `path` begins with /ogc."""
        return self.setting.absolute(self.setting.data(path, urlencode(query, safe=":/,")))

    def query(self, **changes: str) -> str:
        """Return the query of the request without the language, with some parameters changed."""
        return urlencode({**self.parameters, **changes}, safe=":/,")

    @cached_property
    def own_links(self) -> list[Link]:
        """The links to this answer, and to the same in its other formats."""
        links = []
        for key, media in self.offered.items():
            language = {"lang": self.setting.lang} if self.setting.keep_lang else {}
            href = self.url(self.path, **self.parameters, f=key, **language)
            rel = "self" if key == self.format else "alternate"
            links.append(Link(rel, href, media))
        return sorted(links, key=lambda link: link.rel, reverse=True)

    def unchanged(self) -> Response | None:
        """Return the answer for a client that has it already, else None."""
        if not is_known(self.request, self._tag):
            return None
        return Response(status_code=304, headers=self._headers())

    def document(self, document: dict[str, Any]) -> Response:
        """Return a document."""
        return self.answer(orjson.dumps(document), self.media, self.own_links)

    def page(self, html: str) -> Response:
        """Return a page."""
        return self.answer(html.encode(), "text/html; charset=utf-8", self.own_links)

    def answer(
        self, body: bytes, media: str, links: Sequence[Link], headers: Mapping[str, str] | None = None
    ) -> Response:
        """Return an answer with the headers that all have."""
        announced = {"Link": header} if (header := link_header(links)) else {}
        # Given as a header: as a media type, a charset would be added to it.
        told = {"Content-Type": media, **self._headers(), **announced, **(headers or {})}
        return Response(body, headers=told)

    @property
    def _tag(self) -> str:
        setting = self.setting
        whose = (setting.origin, setting.root, setting.lang, str(setting.keep_lang))
        return tag_of(self.data.version, self.path, self.query(), self.format, *whose)

    def _headers(self) -> dict[str, str]:
        return {
            "ETag": self._tag,
            "Cache-Control": "no-cache" if self.is_page else FRESH,
            "Vary": _VARY,
            "Content-Language": self.setting.lang,
        }


def find_table(edition: Edition, collection: str) -> FeatureTable:
    """Return a collection. Raises HTTPException 404 where there is none of this name."""
    for name in COLLECTIONS:
        if name == collection:
            return edition.collections.table(name)
    raise HTTPException(404)
