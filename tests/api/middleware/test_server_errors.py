"""A mistake of the server's: answered like everything else, and found in its log by the id of the request."""

import asyncio
import json
import logging
from concurrent.futures import ThreadPoolExecutor

import httpx
from asgi_correlation_id import CorrelationIdFilter

from api.app import create_api, surround
from api.serving.logging import JsonFormatter
from api.settings import Settings


def make_a_mistake() -> httpx.Response:
    """Return the answer of an application to which a route with a mistake was added."""
    api = create_api(Settings())

    @api.get("/mistake")
    def mistake() -> None:
        raise ZeroDivisionError("secret")

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(surround(api, Settings()))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get("/mistake", headers={"X-Request-ID": "edge-1"})

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, ask()).result()


def test_a_mistake_gives_nothing_away_but_the_id_by_which_it_is_found_in_the_log(caplog):
    caplog.handler.addFilter(CorrelationIdFilter())
    response = make_a_mistake()
    assert (response.status_code, response.headers["content-type"]) == (500, "application/problem+json")
    assert response.json() == {
        "type": "about:blank",
        "title": "Internal Server Error",
        "status": 500,
        "detail": "Internal server error. Quote this request id: edge-1.",
        "request_id": "edge-1",
    }
    (record,) = [one for one in caplog.records if one.levelno >= logging.ERROR]
    line = json.loads(JsonFormatter().format(record))
    assert (line["request_id"], line["message"]) == ("edge-1", "GET /mistake: internal error")
    assert "ZeroDivisionError: secret" in line["exception"]


def test_the_answer_to_a_mistake_has_the_headers_of_every_answer():
    headers = make_a_mistake().headers
    assert headers["x-request-id"] == "edge-1"
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["x-content-type-options"] == "nosniff"
