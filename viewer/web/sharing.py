"""What a page tells those who link to it: title, description, its address in each language, a picture."""

from dataclasses import dataclass
from urllib.parse import urlencode

from babel.core import get_global

from viewer.web.embed_options import embed_query
from viewer.web.i18n import language, languages
from viewer.web.render_context import Setting

PICTURE_WIDTH, PICTURE_HEIGHT = 1200, 630
"""The size of a page's picture, in pixels."""


@dataclass(frozen=True)
class Alternate:
    """The address of a page in a language; `x-default` is the one that follows the reader's browser."""

    code: str
    url: str


@dataclass(frozen=True)
class Sharing:
    """A page's title and description, and the absolute addresses for search engines and link previews.

    url: the canonical address; empty where the site's host is not known, and then there is no other either.
    oembed: where an editor learns how to embed the page (oEmbed 1.0).
    locale: language and territory as Open Graph writes them, `ja_JP`.
    """

    title: str
    description: str
    url: str = ""
    alternates: tuple[Alternate, ...] = ()
    locale: str = ""
    other_locales: tuple[str, ...] = ()
    picture: str = ""
    oembed: str = ""


def share(title: str, description: str, path: str, setting: Setting, query: str = "") -> Sharing:
    """Return what the page at a path tells those who link to it."""
    if not setting.origin:
        return Sharing(title, description)
    return Sharing(
        title=title,
        description=description,
        url=setting.absolute(setting.link(path, query)),
        alternates=alternates(path, setting, query),
        locale=_locale(setting.lang),
        other_locales=tuple(_locale(code) for code in languages() if code != setting.lang),
        picture=setting.absolute(picture_address(path, query, setting)),
        oembed=_oembed(path, query, setting),
    )


def alternates(path: str, setting: Setting, query: str = "") -> tuple[Alternate, ...]:
    """Return the absolute addresses of a page in all languages, and the one without a language."""
    spoken = [Alternate(code, setting.absolute(setting.link(path, query, lang=code))) for code in languages()]
    return (*spoken, Alternate("x-default", setting.absolute(setting.data(path, query))))


def _oembed(path: str, query: str, setting: Setting) -> str:
    """Return where an editor learns how to embed a page; "" for a page without a map."""
    if embed_query(path, query) is None:
        return ""
    asked = urlencode({"url": setting.absolute(setting.link(path, query)), "format": "json"})
    return setting.absolute(setting.data("/oembed", asked))


def picture_address(path: str, query: str, setting: Setting) -> str:
    """Return the address of a picture of what a page shows, in the page's language."""
    shown = embed_query(path, query)
    if shown is None:
        shown = query
    looks = urlencode({"paper": "share", "lang": setting.lang, "v": setting.version})
    return setting.data("/figure.png", "&".join(filter(None, (looks, shown))))


def _locale(code: str) -> str:
    """Return a language with the territory where most of its speakers live: `ja_JP`."""
    likely = str(get_global("likely_subtags").get(code, code))
    return f"{code}_{likely.rpartition('_')[2]}" if "_" in likely else language(code).code
