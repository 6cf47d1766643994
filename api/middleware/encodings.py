"""Content encodings (RFC 9110, section 8.4): which one a client likes best, and how to encode in it."""

import zlib
from collections.abc import Callable
from functools import lru_cache
from typing import Final, Protocol

import brotli
import zstandard

_ZSTD_LEVEL: Final = 6
_BROTLI_QUALITY: Final = 5
_GZIP_LEVEL: Final = 6
_GZIP_WINDOW: Final = 31
"""zlib's number for the largest window with gzip's header and trailer, which holds no time."""
_LONGEST: Final = 500


class Encoder(Protocol):
    """Takes a body piece by piece."""

    def encode(self, piece: bytes) -> bytes: ...

    def finish(self) -> bytes: ...


class _Zstd:
    def __init__(self) -> None:
        self._encoder = zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compressobj()
        self.encode = self._encoder.compress
        self.finish = self._encoder.flush


class _Brotli:
    def __init__(self) -> None:
        self._encoder = brotli.Compressor(quality=_BROTLI_QUALITY)
        self.encode = self._encoder.process
        self.finish = self._encoder.finish


class _Gzip:
    def __init__(self) -> None:
        self._encoder = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, _GZIP_WINDOW)
        self.encode = self._encoder.compress
        self.finish = self._encoder.flush


ENCODERS: Final[dict[str, Callable[[], Encoder]]] = {"zstd": _Zstd, "br": _Brotli, "gzip": _Gzip}
"""By name; where a client likes several as well, the first is taken: it costs least for its size."""


@lru_cache(maxsize=256)
def choose_encoding(accepted: bytes) -> str:
    """Return the encoding of ours that an Accept-Encoding header likes best; "" for none."""
    weights = _weights(accepted[:_LONGEST].decode("latin-1"))
    anything = weights.get("*", 0.0)
    wishes = {name: weights.get(name, anything) for name in ENCODERS}
    best = max(wishes, key=lambda name: wishes[name])
    return best if wishes[best] > 0 and wishes[best] >= weights.get("identity", 0.0) else ""


def _weights(header: str) -> dict[str, float]:
    """Return the quality value of each coding that a header names; a malformed one is 0."""
    weights = {}
    for part in header.lower().replace(" ", "").split(","):
        name, _, quality = part.partition(";q=")
        try:
            weights[name] = float(quality or 1)
        except ValueError:
            weights[name] = 0.0
    return weights
