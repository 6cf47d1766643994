"""The render context of a page: language, URLs of the site, static files, nonce."""

from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from viewer.web.assets import Assets
from viewer.web.i18n import DEFAULT_LANGUAGE, Language, language, languages


@dataclass(frozen=True)
class LanguageLink:
    """A link to the same page in another language."""

    code: str
    name: str
    url: str


@dataclass(frozen=True)
class PagePatterns:
    """URL templates of pages, with the variables `{id}`, `{code}` and `{name}` (a filter's name)."""

    partnership: str
    municipality: str
    country: str
    compare: str


@dataclass(frozen=True)
class RenderContext:
    """What rendering a page needs to know of the request and of the site.

    lang: the reader's language.
    keep_lang: whether links carry a `lang` parameter; true where the request's URL had one.
    nonce: the nonce of inline scripts and styles in the Content-Security-Policy; "" for none.
    root: the site's path prefix without a trailing slash; "" at the root of the host.
    origin: scheme and host of the site, such as `https://example.org`; "" where unknown.
    assets: the URLs of static files.
    version: the version of the dataset, for cacheable URLs; "" where no data are served.
    as_of: the newest date of the dataset's sources (EDTF); "" where unknown.
    corrections: the URL under which readers report a mistake, with `{id}` for the id of the partnership or
        event; "" for none.
    """

    lang: str = DEFAULT_LANGUAGE
    keep_lang: bool = False
    nonce: str = ""
    root: str = ""
    origin: str = ""
    assets: Assets = field(default_factory=lambda: Assets.at("/static"))
    version: str = ""
    as_of: str = ""
    corrections: str = ""

    @property
    def language(self) -> Language:
        """The reader's language. Raises UnknownLanguageError if it has no catalogue."""
        return language(self.lang)

    def link(self, path: str, query: str = "", *, lang: str | None = None) -> str:
        """Return the URL of a page of the site, in the reader's language or in `lang`."""
        lang_parameter = lang or (self.lang if self.keep_lang else None)
        parts = [
            *([urlencode({"lang": lang_parameter})] if lang_parameter else []),
            *([query] if query else []),
        ]
        return self.root + path + ("?" + "&".join(parts) if parts else "")

    def other_languages(self, path: str, query: str = "") -> list[LanguageLink]:
        """Return links to a page in all languages except the reader's."""
        return [
            LanguageLink(code, language(code).name, self.link(path, query, lang=code))
            for code in languages()
            if code != self.lang
        ]

    def data(self, path: str, query: str = "") -> str:
        """Return the URL of a resource that does not depend on the language."""
        return self.root + path + ("?" + query if query else "")

    def partnership(self, id_: str) -> str:
        """Return the URL of a partnership's page."""
        return self.link(f"/partnerships/{quote(id_, safe='')}")

    def municipality(self, code: str) -> str:
        """Return the URL of a municipality's or prefecture's page; "" where there is none."""
        return self._page("municipalities", code)

    def country(self, code: str) -> str:
        """Return the URL of a country's or region's page; "" where there is none."""
        return self._page("countries", code)

    def correction(self, id_: str) -> str:
        """Return the URL under which a mistake in a partnership or an event is reported; "" for none."""
        return self.corrections.replace("{id}", quote(id_, safe=""))

    def absolute(self, url: str) -> str:
        """Return a URL of the site with scheme and host, where these are known."""
        return self.origin + url

    def _page(self, folder: str, code: str) -> str:
        return self.link(f"/{folder}/{quote(code, safe='')}") if code and not self.assets.is_inline else ""

    @property
    def page_patterns(self) -> PagePatterns:
        """URL templates of the site's pages, for the scripts."""
        return PagePatterns(
            partnership=self.link("/partnerships/{id}"),
            municipality=self.link("/municipalities/{code}"),
            country=self.link("/countries/{code}"),
            compare=self.link("/compare", "{name}={code}"),
        )
