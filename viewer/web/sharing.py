"""Link metadata of a page (canonical URL, hreflang, Open Graph, oEmbed discovery)."""

from dataclasses import dataclass
from urllib.parse import urlencode

from babel.core import get_global

from viewer.web.embed_options import embed_query
from viewer.web.i18n import language, languages
from viewer.web.render_context import RenderContext

PICTURE_WIDTH, PICTURE_HEIGHT = 1200, 630
"""The size of the preview image of a page, in pixels."""


@dataclass(frozen=True)
class Alternate:
    """The URL of a page in one language; the code `x-default` marks the URL without a language."""

    code: str
    url: str


@dataclass(frozen=True)
class Sharing:
    """A page's title and description, and the absolute URLs for search engines and link previews.

    url: the canonical URL; "" (like all other URLs here) where the site's origin is unknown.
    oembed: the oEmbed discovery URL; "" for a page without a map.
    locale: language and territory in Open Graph's format, such as `ja_JP`.
    """

    title: str
    description: str
    url: str = ""
    alternates: tuple[Alternate, ...] = ()
    locale: str = ""
    other_locales: tuple[str, ...] = ()
    picture: str = ""
    picture_width: int = PICTURE_WIDTH
    picture_height: int = PICTURE_HEIGHT
    oembed: str = ""


def share(title: str, description: str, path: str, context: RenderContext, query: str = "") -> Sharing:
    """Return the link metadata of the page at a path below the site's root."""
    if not context.origin:
        return Sharing(title, description)
    return Sharing(
        title=title,
        description=description,
        url=context.absolute(context.link(path, query)),
        alternates=alternates(path, context, query),
        locale=_locale(context.lang),
        other_locales=tuple(_locale(code) for code in languages() if code != context.lang),
        picture=context.absolute(picture_url(path, query, context)),
        oembed=_oembed(path, query, context),
    )


def alternates(path: str, context: RenderContext, query: str = "") -> tuple[Alternate, ...]:
    """Return the absolute URLs of a page in all languages, and the one without a language (`x-default`)."""
    by_language = [
        Alternate(code, context.absolute(context.link(path, query, lang=code))) for code in languages()
    ]
    return (*by_language, Alternate("x-default", context.absolute(context.data(path, query))))


def _oembed(path: str, query: str, context: RenderContext) -> str:
    """Return the oEmbed discovery URL of a page; "" for a page without a map."""
    if embed_query(path, query) is None:
        return ""
    oembed_query = urlencode({"url": context.absolute(context.link(path, query)), "format": "json"})
    return context.absolute(context.data("/oembed", oembed_query))


def picture_url(path: str, query: str, context: RenderContext) -> str:
    """Return the URL of a page's preview image, in the page's language."""
    filter_query = embed_query(path, query)
    if filter_query is None:
        filter_query = query
    style_query = urlencode({"paper": "share", "lang": context.lang, "v": context.version})
    return context.data("/figure.png", "&".join(filter(None, (style_query, filter_query))))


def _locale(code: str) -> str:
    """Return a language with its most likely territory (CLDR), such as `ja_JP`."""
    likely = str(get_global("likely_subtags").get(code, code))
    return f"{code}_{likely.rpartition('_')[2]}" if "_" in likely else language(code).code
