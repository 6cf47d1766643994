"""A PostgreSQL server of the tests' own, with PostGIS."""

from tests.postgis.server import PASSWORD, PostgisServer, missing_tool

__all__ = ["PASSWORD", "PostgisServer", "missing_tool"]
