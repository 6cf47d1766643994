"""What the viewer's tests share."""

import pytest

import geodata


@pytest.fixture(scope="session")
def dataset() -> geodata.Dataset:
    return geodata.load()
