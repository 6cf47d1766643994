"""oEmbed 1.0 responses (oembed.com), with which editors turn a pasted link into a map."""

from dataclasses import dataclass

from geodata import Dataset
from viewer.pages.embed import embed_title
from viewer.pages.rendering import render_fragment
from viewer.web.embed_options import FRAME_HEIGHT, FRAME_WIDTH, embed_query
from viewer.web.render_context import RenderContext
from viewer.web.sharing import PICTURE_HEIGHT, PICTURE_WIDTH, picture_url

_CACHE_SECONDS = 3600


@dataclass(frozen=True)
class OEmbed:
    """The members of an oEmbed response of type `rich`; sizes are CSS pixels."""

    title: str
    provider_url: str
    html: str
    width: int
    height: int
    thumbnail_url: str
    thumbnail_width: int = PICTURE_WIDTH
    thumbnail_height: int = PICTURE_HEIGHT
    version: str = "1.0"
    type: str = "rich"
    provider_name: str = "Shimai"
    cache_age: int = _CACHE_SECONDS


def make_oembed(
    dataset: Dataset,
    path: str,
    query: str,
    context: RenderContext,
    *,
    max_width: int | None = None,
    max_height: int | None = None,
) -> OEmbed | None:
    """Return the oEmbed response for a page; None for a page without a map.

    path, query: the page's path below the site's root and its query string.
    context: the render context of the page; the embedded map uses its language.
    max_width, max_height: the limits in the oEmbed request; None for no limit.
    Raises SelectionError for an invalid filter in the query, UnknownPartnershipError for an unknown id.
    """
    embedded = embed_query(path, query)
    if embedded is None:
        return None
    title = embed_title(dataset, embedded, context)
    width = min(FRAME_WIDTH.default, max_width or FRAME_WIDTH.default)
    height = min(FRAME_HEIGHT.default, max_height or FRAME_HEIGHT.default)
    url = context.absolute(context.link("/embed", embedded))
    return OEmbed(
        title=title,
        provider_url=context.absolute(context.root + "/"),
        html=render_fragment("frame.html", context, url=url, title=title, width=width, height=height),
        width=width,
        height=height,
        thumbnail_url=context.absolute(picture_url(path, query, context)),
    )
