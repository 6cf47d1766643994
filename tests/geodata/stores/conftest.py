"""Processes of their own, started quickly from one that has read the packages already."""

import multiprocessing
from multiprocessing.context import ForkServerContext

import pytest


@pytest.fixture(scope="session")
def processes() -> ForkServerContext:
    """A context that starts processes."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pytest", "tests.geodata.stores.preloaded"])
    return context
