"""The HTML pages of OGC API - Features, and the titles of collections and properties."""

from viewer.pages.ogc.pages import (
    CollectionPage,
    ItemsPage,
    render_collection,
    render_collections,
    render_conformance,
    render_feature,
    render_items,
    render_landing,
    render_queryables,
    render_tileset,
)
from viewer.pages.ogc.words import collection_words, landing_words, property_title

__all__ = [
    "CollectionPage",
    "ItemsPage",
    "collection_words",
    "landing_words",
    "property_title",
    "render_collection",
    "render_collections",
    "render_conformance",
    "render_feature",
    "render_items",
    "render_landing",
    "render_queryables",
    "render_tileset",
]
