"""Downloads from a temporary file, which is deleted after the response."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Final

from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from geodata.writers import Export, Format

_CHUNK_BYTES: Final = 1 << 16


class TempFileResponse(StreamingResponse):
    """Sends an open file in chunks, and closes it even if the client disconnects."""

    def __init__(self, file: IO[bytes], media_type: str, headers: Mapping[str, str]) -> None:
        size = file.seek(0, 2)
        file.seek(0)
        super().__init__(
            _chunks(file), media_type=media_type, headers={**headers, "Content-Length": str(size)}
        )
        self._file = file

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._file.close()


def write_temp_file(format_: Format, export: Export) -> IO[bytes]:
    """Write an export to a temporary file without a name, and return the open file."""
    with tempfile.TemporaryDirectory(prefix="shimai-") as folder:
        path = Path(folder) / f"partnerships.{format_.extension}"
        format_.write(export, path)
        unnamed = tempfile.TemporaryFile()  # noqa: SIM115 - TempFileResponse closes it
        with path.open("rb") as written:
            shutil.copyfileobj(written, unnamed)
    unnamed.seek(0)
    return unnamed


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK_BYTES):
        yield chunk
