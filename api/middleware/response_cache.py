"""Answers of one edition as they were sent, kept while there is room; what is asked for least goes first."""

from collections import OrderedDict
from collections.abc import Mapping
from functools import cached_property
from typing import Final

from starlette.types import Scope

from api.middleware.encodings import choose_encoding
from api.middleware.http_headers import Headers, write_headers

MOST_BYTES: Final = 32 * 2**20
_SHARE_OF_ONE: Final = 4
"""No answer takes more than this part of the room."""
_OF_AN_ENTRY: Final = 5_000
"""What headers, twice, a key and a place take beyond the body, at most roughly."""
_LONGEST_KEY: Final = 1_000
"""Bytes of what an answer is found by: what is longer is asked for once, or to fill the memory."""

_CONDITIONS: Final = (b"if-none-match", b"if-modified-since")
_REMEMBERED: Final = 10_000
"""So many addresses, and up to as many before them, are remembered as having been asked for."""

Address = tuple[object, ...]
_Key = tuple[Address, tuple[object, ...]]


class KeptAnswer:
    """A whole answer. route: what the scope of its request named as its route, if anything."""

    def __init__(self, status: int, headers: Headers, body: bytes, route: object = None) -> None:
        self.status = status
        self.headers = headers
        self.body = body
        self.route = route

    @cached_property
    def head(self) -> bytes:
        """The headers as HTTP/1.1 writes them, each line with its end."""
        return write_headers(self.headers)


def address_of(scope: Scope, asked: Mapping[bytes, bytes]) -> Address:
    """Return what an answer depends on, but for what its Vary header names."""
    return scope["scheme"], asked.get(b"host"), scope["path"], scope["query_string"]


def kept_statuses(asked: Mapping[bytes, bytes]) -> tuple[int, ...]:
    """Return of which statuses an answer is kept: with a condition, which few share, only that it is met."""
    return (304,) if any(name in asked for name in _CONDITIONS) else (200, 204)


class KeptAnswers:
    """Answers by their address, by what the client has, and by the headers that they vary with (Vary).

    An address is worth keeping an answer for when it is asked for again: most odd selections never are.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.largest = most_bytes // _SHARE_OF_ONE
        self._most = most_bytes
        self._size = 0
        self._asked: set[int] = set()
        self._asked_before: set[int] = set()
        self._varies: dict[Address, tuple[bytes, ...]] = {}
        self._answers: OrderedDict[_Key, KeptAnswer] = OrderedDict()

    def find(self, address: Address, asked: Mapping[bytes, bytes]) -> KeptAnswer | None:
        """Return the answer that is kept for an address and the headers of a request."""
        names = self._varies.get(address)
        if names is None:
            return None
        key = _key(address, names, asked)
        answer = self._answers.get(key)
        if answer is not None:
            self._answers.move_to_end(key)
        return answer

    def is_asked_again(self, address: Address) -> bool:
        """Tell whether an address was asked for before, as far as that is remembered."""
        mark = hash(address)
        if mark in self._asked or mark in self._asked_before:
            return True
        if len(self._asked) >= _REMEMBERED:
            self._asked_before, self._asked = self._asked, set()
        self._asked.add(mark)
        return False

    def keep(self, address: Address, asked: Mapping[bytes, bytes], answer: KeptAnswer) -> None:
        """Keep an answer; one that is too large, or is found by too much, is passed over."""
        if len(answer.body) > self.largest:
            return
        names = _varying(answer.headers)
        key = _key(address, names, asked)
        if _length(key) > _LONGEST_KEY:
            return
        self._varies[address] = names
        if key in self._answers:
            return
        self._answers[key] = answer
        self._size += len(answer.body) + _OF_AN_ENTRY
        while self._size > self._most:
            gone, old = self._answers.popitem(last=False)
            self._size -= len(old.body) + _OF_AN_ENTRY
            self._varies.pop(gone[0], None)


def _varying(headers: Headers) -> tuple[bytes, ...]:
    names = {
        name.strip().lower()
        for header, value in headers
        if header.lower() == b"vary"
        for name in value.split(b",")
    }
    return tuple(sorted(names))


def _key(address: Address, names: tuple[bytes, ...], asked: Mapping[bytes, bytes]) -> _Key:
    return address, tuple(_told(name, asked.get(name, b"")) for name in (*_CONDITIONS, *names))


def _length(key: _Key) -> int:
    address, told = key
    return sum(len(part) for part in (*address, *told) if isinstance(part, bytes | str))


def _told(name: bytes, value: bytes) -> object:
    # Clients name the same encodings in many ways, and what they get is one of a few.
    return choose_encoding(value) if name == b"accept-encoding" else value
