"""Files that take a while to write: they have no name, and are gone when they have been sent."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from geodata.writers import Export, Format

_CHUNK: Final = 1 << 16


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


def write_file(format_: Format, extract: Export) -> IO[bytes]:
    """Write a file in a folder that goes at once, and keep its content in one without a name."""
    with tempfile.TemporaryDirectory(prefix="shimai-") as folder:
        path = Path(folder) / f"partnerships.{format_.extension}"
        format_.write(extract, path)
        kept = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
        with path.open("rb") as written:
            shutil.copyfileobj(written, kept)
    kept.seek(0)
    return kept


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_CHUNK):
        yield piece
