"""Fixtures of the viewer's tests."""

import pytest

import geodata


@pytest.fixture(scope="session")
def dataset() -> geodata.Dataset:
    return geodata.load()
