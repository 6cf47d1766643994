"""Checks a packed workbook before it is opened: unpacks it in chunks, up to a total size."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO

_MAX_TOTAL_BYTES = 512 * 1024 * 1024
_MAX_MEMBERS = 10_000
_TOO_LARGE = (
    f"unpacked it has more than {_MAX_TOTAL_BYTES // 2**20} MiB; "
    "copy the list alone to a new workbook, or save it as CSV"
)
_LOCAL_HEADER = 30
_PIECE = 1 << 16


def read(path: str, emit: Callable[[list[object]], None]) -> None:
    """Emit an error if the archive is damaged or unpacks to too much; its stated sizes are ignored."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
        if len(members) > _MAX_MEMBERS:
            emit(_error("it is packed of more parts than a workbook has"))
            return
        total = 0
        with open(path, "rb") as file:  # noqa: PTH123
            for member in members:
                total = _unpacked(file, member, total)
                if total > _MAX_TOTAL_BYTES:
                    emit(_error(_TOO_LARGE))
                    return
    except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, ValueError, EOFError, OSError):
        emit(_error("the file is cut off or damaged; save it again"))


def _unpacked(file: BinaryIO, member: zipfile.ZipInfo, total: int) -> int:
    """Return the total plus the size of one member, counted until the limit is exceeded."""
    file.seek(member.header_offset)
    head = file.read(_LOCAL_HEADER)
    name, extra = struct.unpack("<HH", head[26:30])
    file.seek(member.header_offset + _LOCAL_HEADER + name + extra)
    if member.compress_type == zipfile.ZIP_STORED:
        return total + member.compress_size
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise ValueError
    left = member.compress_size
    inflate = zlib.decompressobj(-15)
    while left > 0 and not inflate.eof and total <= _MAX_TOTAL_BYTES:
        packed = file.read(min(_PIECE, left))
        if not packed:
            raise EOFError
        left -= len(packed)
        while packed and total <= _MAX_TOTAL_BYTES:
            total += len(inflate.decompress(packed, _PIECE))
            packed = inflate.unconsumed_tail
    return total


def _error(advice: str) -> list[object]:
    return ["fault", 1, "(file)", "", advice, ""]
