"""A rate for each address, where a deployer sets it; only known proxies are believed about addresses."""

import asyncio
import subprocess
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from api.middleware.rate_limit import RateLimitMiddleware
from tests.support.server import SHIMAI_COMMAND, serving


@pytest.fixture(scope="module")
def limited() -> Iterator[str]:
    """A server that lets an address send five requests an hour, behind a proxy on this machine.

    Each test speaks for other addresses than the others, one for the proxy itself.
    """
    with serving("--rate", "5/hour") as address:
        yield address


def ask(server: str, path: str = "/facets", **headers: str) -> httpx.Response:
    return httpx.get(server + path, headers=headers)


def test_beyond_its_rate_a_client_is_told_when_to_come_again(limited):
    responses = [ask(limited, Origin="https://example.org") for _ in range(7)]
    assert [response.status_code for response in responses] == [200] * 5 + [429] * 2
    assert [response.headers["ratelimit"].partition(";t=")[0] for response in responses[:3]] == [
        '"address";r=4', '"address";r=3', '"address";r=2',
    ]  # fmt: skip
    refused = responses[-1]
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.headers["ratelimit-policy"] == '"address";q=5;w=3600'
    wait = int(refused.headers["retry-after"])
    assert 1 <= wait <= 3600
    assert refused.json()["detail"] == (
        f"One address may send 5 requests in 3600 seconds. Try again in {wait} seconds."
    )
    assert refused.headers["access-control-allow-origin"] == "*"
    assert "content-security-policy" in refused.headers


def test_addresses_beyond_a_maximum_are_forgotten(monkeypatch):
    monkeypatch.setattr("api.middleware.rate_limit.MAX_COUNTERS", 3)
    request_count = 0

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal request_count
        request_count += 1

    limited = RateLimitMiddleware(app, rate="1/hour", wrap_refusal=lambda refusal: refusal)

    async def ask_once(address: str) -> None:
        scope = {"type": "http", "method": "GET", "path": "/facets", "client": (address, 0)}
        await limited(scope, ignore, ignore)

    async def ignore(*_: object) -> Any: ...

    async def ask_all() -> None:
        for address in ("192.0.2.1", "192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4", "192.0.2.1"):
            await ask_once(address)

    asyncio.run(ask_all())
    assert request_count == 5


def test_who_watches_the_server_has_no_rate(limited):
    watcher = {"X-Forwarded-For": "192.0.2.3"}
    for path in ("/healthz", "/readyz", "/metrics"):
        assert [ask(limited, path, **watcher).status_code for _ in range(10)] == [200] * 10
        assert "ratelimit" not in ask(limited, path, **watcher).headers
    assert ask(limited, **watcher).headers["ratelimit"].startswith('"address";r=4;')


def test_behind_a_known_proxy_each_forwarded_address_has_its_own_rate(limited):
    first = [ask(limited, **{"X-Forwarded-For": "192.0.2.1"}).status_code for _ in range(6)]
    assert first == [200] * 5 + [429]
    assert ask(limited, **{"X-Forwarded-For": "192.0.2.2"}).status_code == 200
    forged = {"X-Forwarded-For": "203.0.113.7, 192.0.2.1"}
    assert ask(limited, **forged).status_code == 429


def test_a_network_of_ipv6_counts_as_one_address(limited):
    addresses = [f"2001:db8:0:1::{number:x}" for number in range(6)]
    responses = [ask(limited, **{"X-Forwarded-For": one}).status_code for one in addresses]
    assert responses == [200] * 5 + [429]
    assert ask(limited, **{"X-Forwarded-For": "2001:db8:0:2::1"}).status_code == 200


@pytest.mark.parametrize("proxies", ["", "192.0.2.9,10.0.0.0/8"])
def test_an_unknown_proxy_is_not_believed(proxies):
    with serving("--rate", "5/hour", "--trusted-proxies", proxies) as server:
        responses = [ask(server, **{"X-Forwarded-For": f"192.0.2.{number}"}) for number in range(6)]
        assert [response.status_code for response in responses] == [200] * 5 + [429]


def test_without_a_rate_no_one_is_refused(server):
    responses = [ask(server, "/robots.txt") for _ in range(50)]
    assert {response.status_code for response in responses} == {200}
    assert "ratelimit" not in responses[0].headers


def test_a_wrong_rate_is_wrong_usage():
    done = subprocess.run(
        [*SHIMAI_COMMAND, "serve", "--rate", "many"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "rate: String should match" in done.stderr
