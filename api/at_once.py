"""Answers that need neither routing nor waiting: kept ones, and those that are joined from ready bytes."""

import time
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from starlette.types import Scope

from api.compression import VARIES
from api.conditional import settle
from api.cross_origin import OPEN
from api.encodings import choose_encoding
from api.headers import safety_headers, unchanged_headers
from api.http_headers import Headers, write_headers
from api.kept_answers import KeptAnswer, address_of, kept_statuses
from api.limits import refuse
from api.observed import REQUEST_ID, Observer
from api.published import Edition, Published
from api.ready import ENDINGS, ON_THE_LOOP, answer_ready

_TAKE_THE_LONG_WAY: Final = frozenset((
    b"range", b"content-length", b"transfer-encoding", b"expect", b"upgrade",
    b"if-modified-since", b"x-forwarded-for", b"x-forwarded-proto",
))  # fmt: skip
"""Headers of requests that only the whole application understands."""


class AtOnceAnswer(NamedTuple):
    """An answer: its status, its headers as HTTP/1.1 writes them, and its body."""

    status: int
    head: bytes
    body: bytes


class _Around(NamedTuple):
    """The headers that all answers of one media type have, as pairs and as HTTP/1.1 writes them."""

    headers: Headers
    written: bytes


class AtOnce:
    """Answers straight from a request's scope what would spend most of its time on the way to its answer.

    The application answers the same requests with the same headers and bytes, for servers that don't ask
    here; and it alone counts who asks how often, where there is a rate.
    """

    def __init__(
        self, published: Published, observer: Observer, *, behind_https: bool, is_rated: bool
    ) -> None:
        self._is_rated = is_rated
        self._published = published
        self._observer = observer
        self._behind_https = behind_https

    def __call__(self, scope: Scope) -> AtOnceAnswer | None:
        """Return the answer to a request; None where the application has to be asked."""
        if self._is_rated:
            return None
        began = time.perf_counter()
        asked: dict[bytes, bytes] = dict(scope["headers"])
        is_plain = scope["method"] == "GET" and b"host" in asked and len(asked) == len(scope["headers"])
        if not is_plain or not _TAKE_THE_LONG_WAY.isdisjoint(asked):
            return None
        answer = self._find(scope, asked)
        if answer is None:
            return None
        id_ = self._observer.id_of(asked)
        self._observer.tell(scope, id_, answer.status, len(answer.body), time.perf_counter() - began)
        return AtOnceAnswer(answer.status, b"%b%b: %b\r\n" % (answer.head, REQUEST_ID, id_), answer.body)

    def _find(self, scope: Scope, asked: Mapping[bytes, bytes]) -> AtOnceAnswer | None:
        answers = self._published.answers
        address = address_of(scope, asked)
        if (kept := answers.find(address, asked)) is not None:
            scope["route"] = kept.route
            return AtOnceAnswer(kept.status, kept.head, kept.body)
        if (joined := self._join(scope, asked)) is None:
            return None
        scope["route"] = scope["path"]
        status, headers, body = joined
        over_https = self._behind_https or scope["scheme"] == "https"
        around = _around(dict(headers).get(b"content-type"), over_https=over_https)
        if status in kept_statuses(asked) and answers.is_asked_again(address):
            answers.keep(address, asked, KeptAnswer(status, [*headers, *around.headers], body, scope["path"]))
        return AtOnceAnswer(status, write_headers(headers) + around.written, body)

    def _join(self, scope: Scope, asked: Mapping[bytes, bytes]) -> tuple[int, Headers, bytes] | None:
        """Return status, headers and body of a new answer of ready bytes."""
        edition = self._published.current
        if (
            scope["path"] not in ENDINGS
            or not isinstance(edition, Edition)
            or edition.partnership_count > ON_THE_LOOP
        ):
            return None
        if choose_encoding(asked.get(b"accept-encoding", b"")) or refuse(scope) is not None:
            return None
        if (joined := answer_ready(scope, edition)) is None:
            return None
        status, headers, body = joined
        status, headers = settle(status, [*headers, VARIES], self._published.modified, asked)
        return status, headers, body if status == 200 else b""


@lru_cache(maxsize=16)
def _around(content_type: bytes | None, *, over_https: bool) -> _Around:
    # Without a type there is no content: the client has it (304).
    if content_type is None:
        headers = [*OPEN, *unchanged_headers(over_https=over_https)]
    else:
        headers = [*OPEN, *safety_headers(content_type, over_https=over_https)]
    return _Around(headers, write_headers(headers))
