"""Tiles of one version of the data, kept while there is room; what wasn't asked for longest goes first."""

from collections import OrderedDict
from threading import Lock
from typing import Final

MOST_BYTES: Final = 16 * 2**20
_OF_AN_ENTRY: Final = 500
"""What a key and its place take beyond the tile, roughly."""


class TileCache:
    """Tiles by what they were asked for with."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._size = 0
        self._tiles: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> bytes | None:
        """Return a tile that is kept."""
        with self._lock:
            if key in self._tiles:
                self._tiles.move_to_end(key)
            return self._tiles.get(key)

    def put(self, key: str, tile: bytes) -> None:
        """Keep a tile."""
        with self._lock:
            if key in self._tiles:
                return
            self._tiles[key] = tile
            self._size += len(tile) + len(key) + _OF_AN_ENTRY
            while self._size > self._most and self._tiles:
                old_key, old = self._tiles.popitem(last=False)
                self._size -= len(old) + len(old_key) + _OF_AN_ENTRY
