"""The pages of OGC API - Features, and what collections and properties are called in both languages."""

from viewer.ogc.page import Cell, DataPage, Paging, Table, render_data_page
from viewer.ogc.pages import (
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
from viewer.ogc.words import CollectionWords, collection_words, landing_words, property_title

__all__ = [
    "Cell",
    "CollectionPage",
    "CollectionWords",
    "DataPage",
    "ItemsPage",
    "Paging",
    "Table",
    "collection_words",
    "landing_words",
    "property_title",
    "render_collection",
    "render_collections",
    "render_conformance",
    "render_data_page",
    "render_feature",
    "render_items",
    "render_landing",
    "render_queryables",
    "render_tileset",
]
