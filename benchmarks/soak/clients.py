"""Clients of all manners: quick ones, slow ones, ones that go away, and crowds that come at once."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPResponse
from typing import Final

from benchmarks.soak.answers import Answer, Checks
from benchmarks.soak.connection import BROKEN, Connection
from benchmarks.soak.questions import Question, large, small
from benchmarks.soak.tally import Tally

_QUICK: Final = 5
_CROWD: Final = 150
_SECONDS_BETWEEN_CROWDS: Final = 6.0
_SLOW_ROOM: Final = 16_384
_SECONDS_BETWEEN_SIPS: Final = 0.02

Ask = Callable[[random.Random], Question]


@dataclass
class Clients:
    """Clients of one server.

    ask: gives them questions. stored: its ties lie in a database. may_break: whether a connection, by its
    port, when it was opened, when a request on it began and when it broke, was broken on purpose; "" if not.
    may_refuse: whether a 503 is allowed for a question that was asked and answered then.
    """

    address: str
    checks: Checks
    ask: Ask
    may_break: Callable[[int, float, float, float], str]
    may_refuse: Callable[[Question, float, float], bool]
    stored: bool = False
    tally: Tally = field(default_factory=Tally)
    _stopped: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def at_work(self) -> Iterator[Tally]:
        """Let them ask until the end."""
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
            question = self.ask(chance)
            headers = {"Accept-Encoding": "gzip"} if chance.random() < 0.5 else {}
            answer = self._answered(connection, question, headers, HTTPResponse.read)
            if answer and question.status == 200 and (tag := answer.headers.get("etag")):
                again = self._answered(
                    connection, question, {**headers, "If-None-Match": tag}, HTTPResponse.read
                )
                if again and again.status == 304:
                    self.tally.count("not modified")
        connection.close()

    def _slow(self, chance: random.Random) -> None:
        connection = Connection(self.address, room=_SLOW_ROOM)
        while not self._stopped.is_set():
            if self._answered(connection, large(chance, stored=self.stored), {}, self._sip):
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
            path = large(chance, stored=self.stored).path
            with suppress(*BROKEN):
                connection.ask(path, {}, lambda response: response.read(50_000))
            connection.close(rudely=chance.random() < 0.5)

    def _crowd(self, chance: random.Random) -> None:
        while not self._stopped.wait(_SECONDS_BETWEEN_CROWDS):
            question = small(chance)
            crowd = [threading.Thread(target=self._one_of_a_crowd, args=(question,)) for _ in range(_CROWD)]
            for one in crowd:
                one.start()
            for one in crowd:
                one.join()
            self.tally.count("crowds")

    def _one_of_a_crowd(self, question: Question) -> None:
        connection = Connection(self.address)
        self._answered(connection, question, {"Connection": "close"}, HTTPResponse.read)
        connection.close()

    def _answered(
        self,
        connection: Connection,
        question: Question,
        headers: dict[str, str],
        read: Callable[[HTTPResponse], bytes],
    ) -> Answer | None:
        """Ask, check and count; None where the answer broke or was refused."""
        self.tally.count("asked")
        began = time.monotonic()
        try:
            answer = connection.ask(question.path, headers, read)
        except BROKEN as error:
            reason = self.may_break(connection.port, connection.opened, began, time.monotonic())
            if reason:
                self.tally.count(f"broken visibly, {reason}")
            else:
                self.tally.note(f"broken: {question.path}: {error!r}")
            return None
        if answer.is_busy:
            self._refused(question, answer, began)
            return None
        if fault := self.checks.fault(question, answer):
            self.tally.note(f"{question.path} {headers}: {fault}")
        else:
            self.tally.count(f"whole and right: {answer.status}")
        return answer

    def _refused(self, question: Question, answer: Answer, began: float) -> None:
        if self.may_refuse(question, began, time.monotonic()):
            self.tally.count(f"503 with Retry-After{' while the database was troubled' * self.stored}")
        elif b"as busy as it can be" in answer.body or question.streams:
            self.tally.count("503 with Retry-After for want of room")
        else:
            self.tally.note(f"503 without a reason: {question.path}: {answer.body[:200]!r}")
