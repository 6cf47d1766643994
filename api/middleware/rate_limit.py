"""How many requests one client may send in a while, where a deployer sets it."""

import re
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from math import ceil
from typing import Final, Self

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import problem
from api.settings import RATE

EXEMPT: Final = ("/healthz", "/readyz", "/metrics")
MOST_CLIENTS: Final = 100_000
"""So many addresses are remembered; who hasn't asked for longest is forgotten first."""

_SECONDS: Final = {"second": 1, "minute": 60, "hour": 3600}


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a client has left after a request.

    left: requests. reset: seconds until it has all again. wait: seconds until it may ask, 0 where it may.
    """

    left: int
    reset: float
    wait: float


class Rate:
    """So many requests in so many seconds for each client, all at once or evenly (GCRA).

    For each client one moment is kept: when it would have all its requests again.
    """

    def __init__(self, most: int, seconds: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.most = most
        self.seconds = seconds
        self._clock = clock
        self._full_again: OrderedDict[str, float] = OrderedDict()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the rate that a text such as `600/minute` says. Raises ValueError where it says none."""
        if not re.fullmatch(RATE, text):
            raise ValueError(f"{text!r}: write a rate, as 600/minute; per second, minute or hour")
        most, _, unit = text.partition("/")
        return cls(int(most), _SECONDS[unit])

    def take(self, client: str) -> Allowance:
        """Count one request of a client, unless it has none left."""
        now = self._clock()
        each = self.seconds / self.most
        full_again = max(self._full_again.get(client, now), now)
        taken = full_again + each
        if (over := taken - now - self.seconds) > 1e-9:
            return Allowance(0, full_again - now, over)
        self._full_again[client] = taken
        self._full_again.move_to_end(client)
        if len(self._full_again) > MOST_CLIENTS:
            self._full_again.popitem(last=False)
        return Allowance(int((self.seconds - (taken - now)) / each + 1e-9), taken - now, 0)


class RateLimit:
    """Refuses the requests of an address beyond its rate with 429, and says to all how many they have left.

    An IPv6 network of 64 bits counts as one address, as a household has it.
    """

    def __init__(self, app: ASGIApp, *, rate: Rate, around: Callable[[ASGIApp], ASGIApp]) -> None:
        self.app = app
        self._around = around
        self._rate = rate
        self._policy = f'"address";q={rate.most};w={rate.seconds}'.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on that is within its rate."""
        if scope["type"] != "http" or scope["path"] in EXEMPT:
            await self.app(scope, receive, send)
            return
        allowance = self._rate.take(_client(scope))
        stand = f'"address";r={allowance.left};t={ceil(allowance.reset)}'.encode()
        headers = [(b"ratelimit-policy", self._policy), (b"ratelimit", stand)]

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *headers]
            await send(message)

        if allowance.wait:
            wait = ceil(allowance.wait)
            detail = f"One address may send {self._rate.most} requests in {self._rate.seconds} seconds."
            refusal = problem(429, f"{detail} Ask again in {wait} seconds.", {"Retry-After": str(wait)})
            await self._around(refusal)(scope, receive, send_with_headers)
            return
        await self.app(scope, receive, send_with_headers)


def _client(scope: Scope) -> str:
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
