"""Links (RFC 8288), in documents and in headers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

ANNOUNCED: Final = ("self", "alternate", "next", "collection", "canonical", "license")
"""The relations that are in the Link header too."""

LONGEST_HEADER: Final = 4000


@dataclass(frozen=True)
class Link:
    """A link with its relation and the media type of what is there; `templated` where it has {variables}."""

    rel: str
    href: str
    type: str
    title: str = ""
    templated: bool = False

    def document(self) -> dict[str, str | bool]:
        """Return the link as a member of a document."""
        headers: dict[str, str | bool] = {"rel": self.rel, "href": self.href, "type": self.type}
        if self.title:
            headers["title"] = self.title
        return headers | ({"templated": True} if self.templated else {})

    def header(self) -> str:
        """Return the link as a value of the header Link; without its title, which may be Japanese."""
        return f'<{self.href}>; rel="{self.rel}"; type="{self.type}"'


def documents(links: Iterable[Link]) -> list[dict[str, str | bool]]:
    """Return links as they stand in a document."""
    return [link.document() for link in links]


def link_header(links: Sequence[Link]) -> str:
    """Return the Link header of a response; "" if it would be too long for proxies."""
    header = ", ".join(link.header() for link in links if link.rel in ANNOUNCED)
    return header if len(header) <= LONGEST_HEADER else ""
