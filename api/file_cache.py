"""A cache of written files: a file that several clients request at the same time is written once."""

import asyncio
import os
import weakref
from collections.abc import Awaitable, Callable, Hashable, Iterator
from typing import IO, Final

from cachetools import LRUCache

MAX_BYTES: Final = 256 * 2**20
"""Disk space of the cached files; those being sent may take more."""
_CHUNK_BYTES: Final = 1 << 16


class StoredFile:
    """A temporary file without a name, read by any number of responses; deleted when none needs it."""

    def __init__(self, file: IO[bytes]) -> None:
        file.flush()
        self.size = os.fstat(file.fileno()).st_size
        self._number = file.fileno()
        weakref.finalize(self, file.close)

    def chunks(self) -> Iterator[bytes]:
        """Yield the content."""
        position = 0
        while chunk := os.pread(self._number, _CHUNK_BYTES, position):
            position += len(chunk)
            yield chunk


class FileCache:
    """The files that were requested last, by their keys."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._files: LRUCache[Hashable, StoredFile] = LRUCache(max_bytes, lambda file: max(file.size, 1))
        self._max_bytes = max_bytes
        self._being_written: dict[Hashable, asyncio.Task[StoredFile]] = {}

    async def get(self, key: Hashable, write: Callable[[], Awaitable[IO[bytes]]]) -> StoredFile:
        """Return the file with a key; `write` is called if there is none. Raises whatever `write` raises."""
        if (known := self._files.get(key)) is not None:
            return known
        if (task := self._being_written.get(key)) is None:
            task = self._being_written[key] = asyncio.create_task(self._write(key, write))
        # Shielded: a client that disconnects doesn't take the file from the others.
        return await asyncio.shield(task)

    async def _write(self, key: Hashable, write: Callable[[], Awaitable[IO[bytes]]]) -> StoredFile:
        try:
            stored = StoredFile(await write())
        finally:
            del self._being_written[key]
        if stored.size <= self._max_bytes:
            self._files[key] = stored
        return stored
