"""oEmbed 1.0 (oembed.com): what an editor that unfurls a pasted link needs to show the map."""

from dataclasses import dataclass

from geodata import Dataset
from viewer.pages.embed import embed_title
from viewer.pages.rendering import render_fragment
from viewer.web.embed_options import DEFAULT_HEIGHT, DEFAULT_WIDTH, embed_query
from viewer.web.render_context import RenderContext
from viewer.web.sharing import PICTURE_HEIGHT, PICTURE_WIDTH, picture_url

_CACHE_SECONDS = 3600


@dataclass(frozen=True)
class OEmbed:
    """The members of a rich response; sizes in CSS pixels."""

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
    """Return the response for the page at a path below the site's root; None for a page without a map.

    setting: that of the page, whose language the frame keeps where its address named one.
    Raises SelectionError for a wrong filter in the query, UnknownPartnershipError for a wrong id.
    """
    embedded = embed_query(path, query)
    if embedded is None:
        return None
    title = embed_title(dataset, embedded, context)
    width, height = (
        min(DEFAULT_WIDTH, max_width or DEFAULT_WIDTH),
        min(DEFAULT_HEIGHT, max_height or DEFAULT_HEIGHT),
    )
    address = context.absolute(context.link("/embed", embedded))
    return OEmbed(
        title=title,
        provider_url=context.absolute(context.root + "/"),
        html=render_fragment("frame.html", context, address=address, title=title, width=width, height=height),
        width=width,
        height=height,
        thumbnail_url=context.absolute(picture_url(path, query, context)),
    )
