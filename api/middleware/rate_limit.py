"""The rate limit for each client address, if the setting `rate` is set."""

import time
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from math import ceil
from typing import Final

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import problem

MAX_COUNTERS: Final = 200_000
"""Counters held, up to two for each address; beyond it, all start anew."""

_EXEMPT: Final = ("/healthz", "/readyz", "/metrics")


class RateLimitMiddleware:
    """Responds with 429 above the rate; every response says how many requests are left (RateLimit).

    An IPv6 network of 64 bits, as one household has, counts as one address. Each worker counts by itself.

    rate: such as `600/minute`. wrap_refusal: adds the headers that all responses have to a refusal.
    """

    def __init__(self, app: ASGIApp, *, rate: str, wrap_refusal: Callable[[ASGIApp], ASGIApp]) -> None:
        self.app = app
        self._wrap_refusal = wrap_refusal
        self._rate = parse(rate)
        self._start_anew()
        self._policy = f'"address";q={self._rate.amount};w={self._rate.get_expiry()}'.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on that is within its rate."""
        if scope["type"] != "http" or scope["path"] in _EXEMPT:
            await self.app(scope, receive, send)
            return
        if len(self._storage.storage) > MAX_COUNTERS:
            self._start_anew()
        address = _address(scope)
        is_allowed = self._limiter.hit(self._rate, address)
        window = self._limiter.get_window_stats(self._rate, address)
        wait = max(1, ceil(window.reset_time - time.time()))
        state = f'"address";r={window.remaining};t={wait}'.encode()

        async def send_with_state(message: Message) -> None:
            if message["type"] == "http.response.start":
                added = [(b"ratelimit-policy", self._policy), (b"ratelimit", state)]
                message = {**message, "headers": [*message.get("headers", ()), *added]}
            await send(message)

        handler = self.app if is_allowed else self._refusal(wait)
        await handler(scope, receive, send_with_state)

    def _start_anew(self) -> None:
        self._storage = MemoryStorage()
        self._limiter = SlidingWindowCounterRateLimiter(self._storage)

    def _refusal(self, wait: int) -> ASGIApp:
        detail = f"One address may send {self._rate.amount} requests in {self._rate.get_expiry()} seconds."
        refusal = problem(429, f"{detail} Try again in {wait} seconds.", {"Retry-After": str(wait)})
        return self._wrap_refusal(refusal)


def _address(scope: Scope) -> str:
    host = str((scope.get("client") or ("",))[0])
    if ":" not in host:
        return host
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return address.exploded[:19]
    return host
