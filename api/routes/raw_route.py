"""Routes whose endpoint takes the request itself."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

Endpoint = Callable[[Request], Coroutine[Any, Any, Response]]


class RawRequestRoute(APIRoute):
    """A route that skips FastAPI's dependencies, which take longer than the endpoint; described as usual."""

    def get_route_handler(self) -> Endpoint:
        """Return the endpoint itself."""
        endpoint: Endpoint = self.endpoint
        return endpoint
