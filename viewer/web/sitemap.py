"""sitemap.xml, which lists the site's permalinks in every language, and robots.txt."""

from collections.abc import Iterator
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from geodata import Dataset
from viewer.web.render_context import RenderContext
from viewer.web.sharing import alternates

MAX_URLS = 50_000
"""The maximum number of URLs in one sitemap (sitemaps.org). A longer one is split, with an index."""

_PATH = "/{path}"
"""Placeholder of the path in an entry's template. Paths contain no characters that XML escapes."""

_NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def permalinks(dataset: Dataset) -> Iterator[str]:
    """Yield the path of each page with content: fixed pages, countries, municipalities, partnerships."""
    frame = dataset.frame
    yield from ("/", "/table", "/ranking", "/countries", "/municipalities", "/compare", "/events", "/about")
    codes = set(frame["municipality_code"]) | {f"{code}000" for code in frame["prefecture_code"] if code}
    countries = set(frame["country"]) | set(frame["municipality_country"])
    yield from (f"/countries/{code}" for code in sorted(filter(None, countries)))
    yield from (f"/municipalities/{code}" for code in sorted(filter(None, codes)))
    yield from (f"/partnerships/{quote(id_, safe='')}" for id_ in frame["id"])


def write_sitemap(dataset: Dataset, context: RenderContext, part: int | None = None) -> str | None:
    """Return the sitemap, or the index of a sitemap that is split, or one of its parts.

    part: the number of a part, from 1; None for the sitemap or its index.
    Returns None if there is no such part.
    """
    paths = list(permalinks(dataset))
    parts = -(-len(paths) // MAX_URLS)
    if part is None and parts > 1:
        return _index(parts, context)
    part_index = 0 if part is None else part - 1
    if not 0 <= part_index < parts:
        return None
    template = _entry(_PATH, context)
    shown = paths[part_index * MAX_URLS : (part_index + 1) * MAX_URLS]
    entries = "".join(template.replace(_PATH, path) for path in shown)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {_NAMESPACES}>\n{entries}</urlset>\n'


def write_robots(context: RenderContext) -> str:
    """Return robots.txt, which excludes sorted and paged tables, `/embed` and `/facets`."""
    disallowed = ("/embed", "/facets", "/table?*sortby=", "/table?*offset=", "/events?*offset=")
    lines = ["User-agent: *", *(f"Disallow: {context.root}{path}" for path in disallowed)]
    return "\n".join([*lines, "", f"Sitemap: {context.absolute(context.data('/sitemap.xml'))}", ""])


def _entry(path: str, context: RenderContext) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{alternate.code}" href={quoteattr(alternate.url)}/>'
        for alternate in alternates(path, context)
    )
    return f"<url><loc>{escape(context.absolute(context.data(path)))}</loc>{links}</url>\n"


def _index(parts: int, context: RenderContext) -> str:
    urls = (context.absolute(context.data("/sitemap.xml", f"part={part}")) for part in range(1, parts + 1))
    entries = "".join(f"<sitemap><loc>{escape(url)}</loc></sitemap>\n" for url in urls)
    namespace = _NAMESPACES.partition(" ")[0]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex {namespace}>\n{entries}</sitemapindex>\n'
