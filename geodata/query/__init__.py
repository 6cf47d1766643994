"""Selections, filters over columns, and facets."""
