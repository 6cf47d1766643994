"""Detecting the format of a file by its content; the extension decides only if the content does not."""

import re
import zipfile
from pathlib import Path
from typing import Final, Literal

from geodata.readers.limits import MAX_FILE_BYTES, file_error

FileFormat = Literal["text", "workbook", "json", "parquet"]

_HEAD: Final = 4096
_OF_LISTS: Final = (".csv", ".tsv", ".txt", ".xls", ".xlsx", ".ods", ".json", ".geojson", ".parquet")
_SAVE_AS: Final = "open it in the program that made it and save the list as .csv or .xlsx"
_REFUSED: Final = (
    (b"%PDF-", "a PDF document", "copy its table into a sheet and save that as .csv or .xlsx"),
    (b"\x89PNG", "a picture (PNG)", "give the list as text: .csv or .xlsx"),
    (b"\xff\xd8\xff", "a picture (JPEG)", "give the list as text: .csv or .xlsx"),
    (b"GIF8", "a picture (GIF)", "give the list as text: .csv or .xlsx"),
    (b"II*\0", "a picture (TIFF)", "give the list as text: .csv or .xlsx"),
    (b"MM\0*", "a picture (TIFF)", "give the list as text: .csv or .xlsx"),
    (b"{\\rtf", "an RTF document", _SAVE_AS),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"SQLite format 3", "an SQLite database or a GeoPackage", "export its table as GeoJSON or CSV"),
    (b"fgb\x03", "a FlatGeobuf file", "export it as GeoJSON or GeoParquet"),
    (b"\x00\x00\x27\x0a", "a Shapefile", "export it as GeoJSON"),
)
_HTML: Final = re.compile(
    rb"\s*(<!--.*?-->\s*)*<(!doctype html|html|head|body|table|meta|script)\b", re.I | re.S
)
_XML: Final = re.compile(rb"\s*<\?xml\b|\s*<[a-z][\w:.-]*[\s>]", re.I)
_JSON: Final = re.compile(rb"(\xef\xbb\xbf)?\s*\x1e?(\{\s*[\"}]|\[\s*[{\]])")


def detect_format(path: Path) -> FileFormat:
    """Return the format of a file; DataError if it is missing, empty, too large or no list."""
    try:
        if path.is_dir():
            raise file_error(path.name, "this is a folder; give a file")
        if path.exists() and not path.is_file():
            raise file_error(path.name, "this is a device or a pipe; give a file")
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise file_error(
                path.name,
                f"it has {size / 2**20:,.0f} MiB, more than the {MAX_FILE_BYTES // 2**20} that are read; "
                "cut it into parts",
            )
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise file_error(
            path.name, f"it can't be read ({error.strerror or error}); look at its name and rights"
        ) from error
    if not head.strip():
        raise file_error(path.name, "the file is empty; give a list of partnerships")
    if head.startswith(b"PK"):
        return _format_of_archive(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "workbook"
    if head.startswith(b"PAR1"):
        return "parquet"
    for magic, what, todo in _REFUSED:
        if head.startswith(magic):
            raise _wrong_format(path, what, todo)
    if _HTML.match(head):
        raise _wrong_format(path, "an HTML page", "open it in a spreadsheet and save it as .xlsx or .csv")
    if _JSON.match(head):
        return "json"
    if _XML.match(head):
        raise _wrong_format(path, "an XML document", "export the list as CSV, .xlsx or GeoJSON")
    return "text"


def _format_of_archive(path: Path) -> FileFormat:
    """Return "workbook" or raise; the members are checked later, in the sandbox."""
    with path.open("rb") as file:
        start = file.read(_HEAD)
        file.seek(max(0, path.stat().st_size - 65_536))
        end = file.read()
    names = start + end
    is_numbers = any(part in names for part in (b"Index/Document.iwa", b"Index/Tables/", b"Index.zip"))
    if is_numbers or path.suffix.lower() == ".numbers":
        todo = "export it in Numbers as CSV or Excel (File, Export To)"
        raise _wrong_format(path, "a document of Apple Numbers", todo)
    if b"xl/" in names or b"opendocument.spreadsheet" in names:
        return "workbook"
    if not zipfile.is_zipfile(path):
        raise file_error(path.name, "the file is cut off or damaged; fetch or save it again")
    if b"word/" in names or b"opendocument.text" in names:
        raise _wrong_format(path, "a text document", "copy its table into a sheet and save that as .xlsx")
    if b"ppt/" in names:
        raise _wrong_format(path, "a presentation", "copy its table into a sheet and save that as .xlsx")
    raise _wrong_format(path, "a ZIP archive", "unpack it and give the list itself")


def _wrong_format(path: Path, what: str, todo: str) -> Exception:
    ending = f", though its name ends in {path.suffix}" if path.suffix.lower() in _OF_LISTS else ""
    return file_error(path.name, f"this is {what}{ending}; {todo}")
