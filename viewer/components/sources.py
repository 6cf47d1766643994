"""Sources of facts, as links."""

from collections.abc import Mapping
from dataclasses import dataclass

from viewer.web.render_context import RenderContext


@dataclass(frozen=True)
class SourceLink:
    """A source of a fact; `url` is "" unless it is an http(s) URL."""

    title: str
    url: str
    date: str


def source_link(source: Mapping[str, str], context: RenderContext) -> SourceLink:
    """Return a source of a dataset's frame as a link."""
    url = source["url"] if source["url"].lower().startswith(("http://", "https://")) else ""
    date = context.language.date(source["date"]) if source["date"] else ""
    return SourceLink(source["title"] or source["url"], url, date)
