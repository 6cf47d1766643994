"""Whether responses are whole and right: each by itself, and all of them together."""

import gzip
import hashlib
import io
import re
import threading
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import orjson

from benchmarks.soak.random_requests import CSV, GEOJSON, HTML, JSON, LINES, PROBLEM, RequestSpec

_SAME_FOR_ALL_VERSIONS: Final = (GEOJSON, LINES, CSV)
_OF_THE_MOMENT: Final = re.compile(rb'"timeStamp":"[^"]*"')
_LABEL: Final = re.compile(rb"soak-[0-9]+\b")
_VERSION: Final = re.compile(rb'"version":"([0-9a-f]{12})"')
_DIGEST: Final = re.compile(rb"\b[0-9a-f]{12}\b")
_NOTE: Final = re.compile(rb'"note":"([^"]*)"')
_BEGINS_AND_ENDS: Final[dict[str, tuple[bytes, bytes]]] = {
    "image/png": (b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"),
    "application/vnd.apache.parquet": (b"PAR1", b"PAR1"),
    "application/vnd.google-earth.kml+xml": (b"<?xml", b"</kml>"),
    "application/geopackage+sqlite3": (b"SQLite format 3\0", b""),
    "application/flatgeobuf": (b"fgb", b""),
    HTML: (b"<!DOCTYPE html>", b"</html>"),
}


@dataclass(frozen=True, slots=True)
class ReceivedResponse:
    """An response as it came, read to its end. headers: by their names in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def content(self) -> bytes:
        """Return the body without its encoding. Raises OSError where that is broken."""
        return gzip.decompress(self.body) if self.headers.get("content-encoding") == "gzip" else self.body

    @property
    def is_busy(self) -> bool:
        """Tell whether it is the 503 that the documentation knows."""
        return (
            self.status == 503
            and self.headers.get("content-type") == PROBLEM
            and self.headers.get("retry-after", "").isdigit()
        )


@dataclass
class Checks:
    """What is known of the responses so far.

    labels: the label that the notes of a version bear, by its digest.
    """

    labels: dict[str, str] = field(default_factory=dict)
    _of_tags: dict[tuple[str, str], bytes] = field(default_factory=dict)
    _of_paths: dict[str, bytes] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def fault(self, request: RequestSpec, response: ReceivedResponse) -> str:
        """Return what is wrong with an response; "" where nothing is."""
        if response.status == 304:
            return "a body with 304" if response.body else ""
        if response.status == 204:
            return "" if "mapbox" in request.media_type and not response.body else "204"
        if response.status != request.status:
            return f"status {response.status}: {response.body[:200]!r}"
        type_ = response.headers.get("content-type", "").partition(";")[0]
        if type_ != request.media_type:
            return f"content type {type_}"
        length = response.headers.get("content-length")
        if length is None and response.headers.get("transfer-encoding") != "chunked":
            return "neither a length nor chunks"
        if length is not None and int(length) != len(response.body):
            return f"{len(response.body)} bytes of {length}"
        try:
            content = response.content()
            return _fault_of(type_, content) or self._fault_of_version(type_, content) or self._fault_beside(
                request.path, response, type_, content
            )  # fmt: skip
        except (ValueError, KeyError, TypeError, OSError, EOFError, zipfile.BadZipFile) as error:
            return f"not readable: {error!r}"

    def _fault_of_version(self, type_: str, content: bytes) -> str:
        """Return what mixes two versions: the notes of all partnerships and the stated version must agree."""
        if type_ not in _SAME_FOR_ALL_VERSIONS:
            return ""
        labels = {one.decode() for one in _LABEL.findall(content)}
        if len(labels) > 1 or {one.decode() for one in _NOTE.findall(content)} - labels:
            return f"mixed versions {sorted(labels)}"
        if type_ == GEOJSON and labels and (version := orjson.loads(content).get("version")):
            stated = self.labels.get(version)
            return "" if {stated} == labels else f"version {version} ({stated}) with partnerships of {labels}"
        return ""

    def _fault_beside(self, path: str, response: ReceivedResponse, type_: str, content: bytes) -> str:
        """Compare with earlier responses: an ETag has one content, all versions the same partnerships."""
        body = hashlib.blake2b(content, digest_size=16).digest()
        tag = response.headers.get("etag", "").removeprefix("W/")
        with self._lock:
            # A page has a nonce of its own each time, a file its time: the same in meaning, not in bytes.
            timeless = (*_SAME_FOR_ALL_VERSIONS, JSON, "application/vnd.mapbox-vector-tile", "image/png")
            if tag and type_ in timeless and not path.startswith("/ogc") and (
                self._of_tags.setdefault((path, tag), body) != body
            ):  # fmt: skip
                return f"another body under the tag {tag}"
            if response.status == 200 and type_ in (*_SAME_FOR_ALL_VERSIONS, JSON) and path != "/map.json":
                without = _without_version(content, self.labels)
                if self._of_paths.setdefault(path, without) != without:
                    return "other partnerships than before"
        return ""


def _without_version(content: bytes, labels: Mapping[str, str]) -> bytes:
    """Return the digest of what an response says apart from its version and its time."""
    stated = {one.decode() for one in _VERSION.findall(content)}
    if unknown := stated - labels.keys():
        raise ValueError(f"unknown versions {sorted(unknown)}")
    content = _OF_THE_MOMENT.sub(b"", _LABEL.sub(b"", content))
    content = _DIGEST.sub(lambda found: b"" if found[0].decode() in labels else found[0], content)
    return hashlib.blake2b(content, digest_size=16).digest()


def _fault_of(type_: str, content: bytes) -> str:
    """Return what is wrong with the content of a media type by itself."""
    if type_ in (JSON, PROBLEM):
        orjson.loads(content)
    elif type_ == GEOJSON:
        collection = orjson.loads(content)
        returned, there = collection["numberReturned"], len(collection["features"])
        return "" if returned == there else f"{there} features of {returned}"
    elif type_ == LINES:
        if content and not content.endswith(b"\n"):
            return "its last line has no end"
        for line in content.splitlines():
            orjson.loads(line)
    elif type_.endswith("spreadsheetml.sheet"):
        broken = zipfile.ZipFile(io.BytesIO(content)).testzip()
        return f"{broken} is broken" if broken else ""
    elif type_ in _BEGINS_AND_ENDS:
        begin, end = _BEGINS_AND_ENDS[type_]
        is_whole = content.startswith(begin) and content.rstrip(b"\r\n ").endswith(end)
        return "" if is_whole else f"half: {content[:40]!r}...{content[-40:]!r}"
    return ""
