"""What conformance tests ask of answers: links by relation, pages one after the other."""

from typing import Any

import httpx


def links(document: dict[str, Any], rel: str) -> list[dict[str, Any]]:
    """Return the links of a document with a relation, each of which must be whole."""
    found = [link for link in document["links"] if link["rel"] == rel]
    for link in found:
        assert link["href"].startswith("http")
        assert link["type"]
    return found


def link(document: dict[str, Any], rel: str, media: str | None = None) -> str:
    """Return the address of the one link with a relation, and of a media type."""
    (href,) = [one["href"] for one in links(document, rel) if media in (None, one["type"])]
    return str(href)


def follow(address: str) -> list[dict[str, Any]]:
    """Return all pages from an address on, by their links to the next one."""
    pages = []
    following: list[str] = [address]
    while following:
        response = httpx.get(following[0])
        assert response.status_code == 200, response.text
        pages.append(response.json())
        following = [one["href"] for one in links(pages[-1], "next")]
    return pages


def ids(pages: list[dict[str, Any]]) -> list[str]:
    """Return the ids of the features of pages."""
    return [feature["id"] for page in pages for feature in page["features"]]
