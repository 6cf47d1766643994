"""Clients of all manners: quick ones, slow ones, ones that go away, and crowds that come at once."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPResponse
from typing import Final

from benchmarks.soak.connection import BROKEN, Connection
from benchmarks.soak.random_requests import RequestSpec, large, small
from benchmarks.soak.response_checks import Checks, ReceivedResponse
from benchmarks.soak.tally import Tally

_QUICK: Final = 5
_CROWD: Final = 150
_SECONDS_BETWEEN_CROWDS: Final = 6.0
_SLOW_ROOM: Final = 16_384
_SECONDS_BETWEEN_SIPS: Final = 0.02

NextRequest = Callable[[random.Random], RequestSpec]


@dataclass
class Clients:
    """Clients of one server.

    next_request: gives them requests. in_database: whether its partnerships are queried in a database.
    may_break: whether a connection, by its port, when it was opened, when a request on it began and when it
    broke, was broken on purpose. may_refuse: whether a 503 is allowed for a request of that time.
    """

    address: str
    checks: Checks
    next_request: NextRequest
    may_break: Callable[[int, float, float, float], str]
    may_refuse: Callable[[RequestSpec, float, float], bool]
    in_database: bool = False
    tally: Tally = field(default_factory=Tally)
    _stopped: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def at_work(self) -> Iterator[Tally]:
        """Let them send requests until the end."""
        works = [*([self._quick] * _QUICK), self._slow, self._leaving, self._crowd]
        threads = [
            threading.Thread(target=self._guarded, args=(work, random.Random(seed)))  # noqa: S311 - no secret
            for seed, work in enumerate(works)
        ]
        for thread in threads:
            thread.start()
        try:
            yield self.tally
        finally:
            self._stopped.set()
            for thread in threads:
                thread.join()

    def _guarded(self, work: Callable[[random.Random], None], chance: random.Random) -> None:
        try:
            work(chance)
        except Exception as error:
            self.tally.note(f"a client of the soak itself failed: {error!r}")
            raise

    def _quick(self, chance: random.Random) -> None:
        connection = Connection(self.address)
        while not self._stopped.is_set():
            request = self.next_request(chance)
            headers = {"Accept-Encoding": "gzip"} if chance.random() < 0.5 else {}
            response = self._request(connection, request, headers, HTTPResponse.read)
            if response and request.status == 200 and (tag := response.headers.get("etag")):
                again = self._request(
                    connection, request, {**headers, "If-None-Match": tag}, HTTPResponse.read
                )
                if again and again.status == 304:
                    self.tally.count("not modified")
        connection.close()

    def _slow(self, chance: random.Random) -> None:
        connection = Connection(self.address, room=_SLOW_ROOM)
        while not self._stopped.is_set():
            if self._request(connection, large(chance, in_database=self.in_database), {}, self._sip):
                self.tally.count("downloads read slowly")
            # To the server it has been idle since the last byte was handed to the system: maybe too long.
            connection.close()

    def _sip(self, response: HTTPResponse) -> bytes:
        parts = []
        while part := response.read(_SLOW_ROOM):
            parts.append(part)
            self._stopped.wait(_SECONDS_BETWEEN_SIPS)
        # A length that is not reached is no fault to read(n) of http.client.
        if response.length:
            raise ConnectionError(f"{response.length} bytes are missing")
        return b"".join(parts)

    def _leaving(self, chance: random.Random) -> None:
        while not self._stopped.wait(0.2):
            connection = Connection(self.address, room=_SLOW_ROOM)
            self.tally.count("left amid a download")
            path = large(chance, in_database=self.in_database).path
            with suppress(*BROKEN):
                connection.get(path, {}, lambda response: response.read(50_000))
            connection.close(rudely=chance.random() < 0.5)

    def _crowd(self, chance: random.Random) -> None:
        while not self._stopped.wait(_SECONDS_BETWEEN_CROWDS):
            request = small(chance)
            crowd = [threading.Thread(target=self._one_of_a_crowd, args=(request,)) for _ in range(_CROWD)]
            for one in crowd:
                one.start()
            for one in crowd:
                one.join()
            self.tally.count("crowds")

    def _one_of_a_crowd(self, request: RequestSpec) -> None:
        connection = Connection(self.address)
        self._request(connection, request, {"Connection": "close"}, HTTPResponse.read)
        connection.close()

    def _request(
        self,
        connection: Connection,
        request: RequestSpec,
        headers: dict[str, str],
        read: Callable[[HTTPResponse], bytes],
    ) -> ReceivedResponse | None:
        """Send a request, check and count it; None where the response broke or was refused."""
        self.tally.count("requests")
        began = time.monotonic()
        try:
            response = connection.get(request.path, headers, read)
        except BROKEN as error:
            reason = self.may_break(connection.port, connection.opened, began, time.monotonic())
            if reason:
                self.tally.count(f"broken visibly, {reason}")
            else:
                self.tally.note(f"broken: {request.path}: {error!r}")
            return None
        if response.is_busy:
            self._refused(request, response, began)
            return None
        if fault := self.checks.fault(request, response):
            self.tally.note(f"{request.path} {headers}: {fault}")
        else:
            self.tally.count(f"whole and right: {response.status}")
        return response

    def _refused(self, request: RequestSpec, response: ReceivedResponse, began: float) -> None:
        if self.may_refuse(request, began, time.monotonic()):
            self.tally.count(f"503 with Retry-After{' while the database was troubled' * self.in_database}")
        elif b"as busy as it can be" in response.body or request.streams:
            self.tally.count("503 with Retry-After for want of room")
        else:
            self.tally.note(f"503 without a reason: {request.path}: {response.body[:200]!r}")
