"""Connections as uvicorn serves them, within bounds, and answers that need no waiting."""

import logging
import sys
from asyncio import BaseTransport, TimerHandle
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Any, ClassVar, Final, cast

from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle
from uvicorn.protocols.utils import get_client_addr, get_path_with_query_string

from api.at_once import AtOnceAnswer

LARGEST_HEAD: Final = 65_536
"""Bytes of a request's first line and headers."""
MOST_HEADERS: Final = 100

_log = logging.getLogger("uvicorn.error")


class BoundedProtocol(HttpToolsProtocol):
    """Closes a connection whose client doesn't finish the head of a request, or reads nothing, for too long.

    patience: seconds that a client has for either. at_once: gives the answers that need no task of their own.
    """

    patience: ClassVar[float] = 20.0
    at_once: ClassVar[Callable[[Scope], AtOnceAnswer | None]] = staticmethod(lambda _scope: None)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._head = _Timer()
        self._reading = _Timer()
        self._size = 0
        self._has_begun = False

    def connection_made(self, transport: BaseTransport) -> None:
        """Expect the head of a request."""
        super().connection_made(cast("Any", transport))
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Expect nothing more."""
        self._head.stop()
        self._reading.stop()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, while a head is not too large."""
        self._size += len(data)
        super().data_received(data)
        # Most heads come whole, so only for the rest of one is a clock set.
        if self._has_begun and not self._head.runs and not self.transport.is_closing():
            self._size = 0
            self._expect_head()
        if self._head.runs and self._size > LARGEST_HEAD:
            self._refuse(431)
        self._expect_something()

    def _expect_something(self) -> None:
        """Close a connection on which nothing is under way: bytes that begin no request keep none open."""
        is_over = self.cycle is not None and self.cycle.response_complete
        if is_over and not (self._head.runs or self.timeout_keep_alive_task or self.transport.is_closing()):
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )

    def on_message_begin(self) -> None:
        """Begin a request."""
        super().on_message_begin()
        self._has_begun = True

    def on_headers_complete(self) -> None:
        """Answer a request whose head is whole."""
        self._has_begun = False
        self._head.stop()
        size = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
        if size > LARGEST_HEAD or len(self.headers) > MOST_HEADERS:
            self._refuse(431)
            return
        super().on_headers_complete()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        # Requests that waited behind others take the long way: each would be answered within the one before.
        is_newest = cycle is cast("Any", self).cycle
        if app is self.app and is_newest and not self.flow.write_paused and self._answers_at_once(cycle):
            return
        # One that was answered at once, just before, has left a clock running.
        self._unset_keepalive_if_required()
        super()._start_asgi_task(cycle, app)

    def _answers_at_once(self, cycle: RequestResponseCycle) -> bool:
        """Write the answer where there is one already, in uvicorn's stead."""
        scope = cast("Scope", cycle.scope)
        try:
            answer = type(self).at_once(scope)
        except Exception:
            _log.exception("%s: a mistake; the application is asked", scope["path"])
            return False
        if answer is None:
            return False
        if self.access_log:
            self._log_access(cycle, answer.status)
        head = [
            STATUS_LINE[answer.status],
            *(b"%b: %b\r\n" % one for one in cycle.default_headers),
            answer.head,
        ]
        head.append(b"\r\n" if cycle.keep_alive else b"connection: close\r\n\r\n")
        self.transport.write(b"".join(head))
        if answer.body:
            self.transport.write(answer.body)
        cycle.response_started = cycle.response_complete = True
        if not cycle.keep_alive:
            self.transport.close()
        self.on_response_complete()
        return True

    def _log_access(self, cycle: RequestResponseCycle, status: int) -> None:
        scope = cycle.scope
        client, path = get_client_addr(scope), get_path_with_query_string(scope)
        said = '%s - "%s %s HTTP/%s" %d'
        self.access_logger.info(said, client, scope["method"], path, scope["http_version"], status)

    def on_body(self, body: bytes) -> None:
        """Take a part of a body, unless its request was refused."""
        if not self.transport.is_closing():
            super().on_body(body)

    def on_message_complete(self) -> None:
        """End a request, unless it was refused."""
        if not self.transport.is_closing():
            super().on_message_complete()

    def pause_writing(self) -> None:
        """Expect a client to read what waits for it."""
        super().pause_writing()
        self._expect_reading()

    def resume_writing(self) -> None:
        """Go on."""
        self._reading.stop()
        super().resume_writing()

    def _expect_reading(self) -> None:
        left = self._unread()
        self._reading.start(self.loop.call_later(self.patience, self._look_whether_read, left))

    def _unread(self) -> int:
        """Return how many bytes the client hasn't taken, of those here and in the system's buffer."""
        waiting = int(self.transport.get_write_buffer_size())
        with suppress(ImportError, OSError, AttributeError):
            import fcntl
            import termios

            number = self.transport.get_extra_info("socket").fileno()
            buffered = fcntl.ioctl(number, termios.TIOCOUTQ, b"\0" * 4)
            waiting += int.from_bytes(buffered, sys.byteorder)
        return waiting

    def _look_whether_read(self, before: int) -> None:
        """Cut off a client that has read nothing since so much was left; one that reads slowly goes on."""
        if self._unread() < before:
            self._expect_reading()
        else:
            self.transport.abort()

    def _expect_head(self) -> None:
        self._head.start(self.loop.call_later(self.patience, self._refuse, 408))

    def _refuse(self, status: int) -> None:
        """Answer with a status alone, and close; silently where no request has begun, or one is under way."""
        self._head.stop()
        if self.transport.is_closing() or self._lets_the_answer_end():
            return
        if self._has_begun or status != HTTPStatus.REQUEST_TIMEOUT:
            said = HTTPStatus(status).phrase.encode()
            _log.warning("A connection was refused: %d %s", status, said.decode())
            head = (
                b"content-type: text/plain; charset=utf-8\r\ncontent-length: %d\r\nconnection: close\r\n\r\n"
            )
            self.transport.write(STATUS_LINE[status] + head % len(said) + said)
        self.transport.close()

    def send_400_response(self, msg: str) -> None:
        """Answer what is no HTTP, and close; silently where an answer is under way."""
        if not self._lets_the_answer_end():
            super().send_400_response(msg)

    def _lets_the_answer_end(self) -> bool:
        """Tell whether an answer is under way, within which nothing may be written; it is then the last."""
        if self.cycle is None or self.cycle.response_complete:
            return False
        self.cycle.keep_alive = False
        return True


class _Timer:
    """Something to be done after a while, unless it is stopped before."""

    def __init__(self) -> None:
        self._handle: TimerHandle | None = None

    @property
    def runs(self) -> bool:
        return self._handle is not None

    def start(self, handle: TimerHandle) -> None:
        self.stop()
        self._handle = handle

    def stop(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
