"""A dataset as collections of features: partnerships as lines, municipalities and partners as points."""

from geodata.features.collections import COLLECTIONS, Collections
from geodata.features.page import Page, read_token
from geodata.features.query import FeatureQuery, parse_box, parse_edges, parse_equals, parse_sort_keys
from geodata.features.queryable import PARTNERSHIP, Queryable
from geodata.features.table import FeatureMatches, FeatureTable

__all__ = [
    "COLLECTIONS",
    "PARTNERSHIP",
    "Collections",
    "FeatureMatches",
    "FeatureQuery",
    "FeatureTable",
    "Page",
    "Queryable",
    "parse_box",
    "parse_edges",
    "parse_equals",
    "parse_sort_keys",
    "read_token",
]
