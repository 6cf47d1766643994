"""Fixtures of the tests of OGC API - Features."""

import pytest


@pytest.fixture(scope="session")
def ogc(server: str) -> str:
    """The address of the landing page."""
    return f"{server}/ogc"
