"""For whom and where a page is made: language, addresses, the nonce of its scripts."""

from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from viewer.web.assets import Assets
from viewer.web.i18n import DEFAULT_LANGUAGE, Language, language, languages


@dataclass(frozen=True)
class LanguageLink:
    """The same page in another language."""

    code: str
    name: str
    url: str


@dataclass(frozen=True)
class PagePatterns:
    """Addresses of pages with `{id}`, `{code}` and the filter's `{name}` in them."""

    partnership: str
    municipality: str
    country: str
    compare: str


@dataclass(frozen=True)
class RenderContext:
    """For whom and where a page is made.

    lang: the reader's language.
    keep_lang: whether links carry the language on, as they should where the address named it.
    nonce: what the content security policy lets inline scripts run by; empty for none.
    root: the path under which the site stands, without a slash at its end; empty at the top.
    origin: scheme and host of the site, such as `https://example.org`; empty where no one knows them.
    assets: where the page finds its static files.
    version: the data's, for addresses of what others keep; empty where none are served.
    """

    lang: str = DEFAULT_LANGUAGE
    keep_lang: bool = False
    nonce: str = ""
    root: str = ""
    origin: str = ""
    assets: Assets = field(default_factory=lambda: Assets.at("/static"))
    version: str = ""

    @property
    def language(self) -> Language:
        """The reader's language, with its messages."""
        return language(self.lang)

    def link(self, path: str, query: str = "", *, lang: str | None = None) -> str:
        """Return the address of a page of the site; `lang` for the same in another language."""
        lang_parameter = lang or (self.lang if self.keep_lang else None)
        parts = [
            *([urlencode({"lang": lang_parameter})] if lang_parameter else []),
            *([query] if query else []),
        ]
        return self.root + path + ("?" + "&".join(parts) if parts else "")

    def other_languages(self, path: str, query: str = "") -> list[LanguageLink]:
        """Return the addresses of a page in all languages but the reader's."""
        return [
            LanguageLink(code, language(code).name, self.link(path, query, lang=code))
            for code in languages()
            if code != self.lang
        ]

    def data(self, path: str, query: str = "") -> str:
        """Return the address of data, which is the same in every language."""
        return self.root + path + ("?" + query if query else "")

    def partnership(self, id_: str) -> str:
        """Return the address of a partnership's own page."""
        return self.link(f"/partnerships/{quote(id_, safe='')}")

    def municipality(self, code: str) -> str:
        """Return the address of a municipality's or prefecture's page; "" where there is none."""
        return self._page("municipalities", code)

    def country(self, code: str) -> str:
        """Return the address of a country's or region's page; "" where there is none."""
        return self._page("countries", code)

    def absolute(self, address: str) -> str:
        """Return an address of ours with scheme and host, where they are known."""
        return self.origin + address

    def _page(self, folder: str, code: str) -> str:
        return self.link(f"/{folder}/{quote(code, safe='')}") if code and not self.assets.is_inline else ""

    @property
    def page_patterns(self) -> PagePatterns:
        """The same with the parts that vary in braces, for the scripts."""
        return PagePatterns(
            partnership=self.link("/partnerships/{id}"),
            municipality=self.link("/municipalities/{code}"),
            country=self.link("/countries/{code}"),
            compare=self.link("/compare", "{name}={code}"),
        )
