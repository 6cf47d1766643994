"""Files that take a while to write: in threads of their own, a bounded number at once, never left behind."""

import asyncio
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO, Final

from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from geodata.writers import Extract, Format

AT_ONCE: Final = 2
"""So many files are written at the same time: more would take the processors from pages and maps."""
WAITING: Final = 8
"""So many more may wait for their turn, for some seconds at most."""
SECONDS_TO_WAIT: Final = 5
_CHUNK: Final = 1 << 16


class BusyError(Exception):
    """As many files are being written, or wait for it, as there is room for."""

    def __init__(self) -> None:
        super().__init__(
            f"The server is writing as many files as it can; ask again in {SECONDS_TO_WAIT} seconds."
        )


class WritingRoom:
    """Writes selections as files that have no name: they are gone when they have been read, or closed."""

    def __init__(self) -> None:
        self._places = BoundedSemaphore(AT_ONCE + WAITING)
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="writing")

    async def write(self, format_: Format, extract: Extract) -> IO[bytes]:
        """Return a file with a selection, opened at its beginning.

        Raises BusyError where there is no room left, DataError where the format can't hold a value.
        """
        if not self._places.acquire(blocking=False):
            raise BusyError
        work = self._threads.submit(_write, format_, extract)
        work.add_done_callback(self._make_room)
        return await asyncio.wrap_future(work)

    def _make_room(self, _: "Future[IO[bytes]]") -> None:
        self._places.release()


class FileAnswer(StreamingResponse):
    """Sends an open file piece by piece, and closes it however that ends."""

    def __init__(self, file: IO[bytes], media_type: str, headers: dict[str, str]) -> None:
        size = file.seek(0, 2)
        file.seek(0)
        super().__init__(
            _pieces(file), media_type=media_type, headers={**headers, "Content-Length": str(size)}
        )
        self._file = file

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._file.close()


def _write(format_: Format, extract: Extract) -> IO[bytes]:
    """Write a file in a folder that goes at once, and keep its content in one without a name."""
    with tempfile.TemporaryDirectory(prefix="shimai-") as folder:
        path = Path(folder) / f"partnerships.{format_.ending}"
        format_.write(extract, path)
        kept = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
        with path.open("rb") as written:
            shutil.copyfileobj(written, kept)
    kept.seek(0)
    return kept


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_CHUNK):
        yield piece
