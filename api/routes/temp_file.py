"""Downloads from temporary files."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from fastapi.responses import StreamingResponse

from api.file_cache import StoredFile
from api.middleware.ranges import ACCEPT_RANGES
from geodata.writers import Export, Format


class StoredFileResponse(StreamingResponse):
    """Sends a file in chunks."""

    def __init__(self, file: StoredFile, media_type: str, headers: Mapping[str, str]) -> None:
        length = {"Content-Length": str(file.size)}
        super().__init__(file.chunks(), media_type=media_type, headers={**headers, **ACCEPT_RANGES, **length})


def write_temp_file(format_: Format, export: Export) -> IO[bytes]:
    """Write an export to a temporary file without a name, and return the open file."""
    with tempfile.TemporaryDirectory(prefix="shimai-") as folder:
        path = Path(folder) / f"partnerships.{format_.extension}"
        format_.write(export, path)
        unnamed = tempfile.TemporaryFile()  # noqa: SIM115 - StoredFile closes it
        with path.open("rb") as written:
            shutil.copyfileobj(written, unnamed)
    return unnamed
