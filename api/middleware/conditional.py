"""Conditional requests (RFC 9110, section 13): a client that has the current version gets 304."""

import hashlib
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

from fastapi import Request, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.headers import Headers

CACHE_CONTROL: Final = "public, max-age=60, stale-while-revalidate=600"
"""A new version of the data is visible within a minute; meanwhile caches serve the stale one."""

_ROOT: Final = Path(__file__).parents[2]
_PACKAGES: Final = ("api", "viewer", "geodata")
_SUFFIXES: Final = frozenset({".py", ".html", ".css", ".js", ".svg", ".po", ".csv", ".sql"})

_CONTENT_HEADERS: Final = frozenset((
    b"content-type", b"content-length", b"content-encoding", b"content-disposition",
    # The cached page has the nonce of its own policy, which a new policy would replace.
    b"content-security-policy",
))  # fmt: skip


@lru_cache
def release(root: Path = _ROOT) -> str:
    """Return a digest of the files of the software, the shipped data among them.

    Not the version: an installation from the repository changes without a new one.
    """
    digest = hashlib.sha256()
    for path in _software_files(root):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@lru_cache
def installed_at() -> float:
    """Return when the newest file of the software was written, in seconds since 1970."""
    return max(path.stat().st_mtime for path in _software_files(_ROOT))


@lru_cache
def _software_files(root: Path) -> tuple[Path, ...]:
    files = (path for package in _PACKAGES for path in (root / package).rglob("*"))
    return tuple(sorted(path for path in files if path.suffix in _SUFFIXES and "vendor" not in path.parts))


def make_etag(*parts: str) -> str:
    """Return a weak ETag of what a response is made of, the release of the software included.

    Weak, since the same content may be sent compressed or not, inline or as a file.
    """
    content = "|".join((release(), *parts))
    return f'W/"{hashlib.blake2b(content.encode(), digest_size=10).hexdigest()}"'


def if_none_match(header: str, etag: str) -> bool:
    """Tell whether an If-None-Match header names an ETag; compared weakly (RFC 9110, section 8.8.3.2)."""
    if header == "*":
        return True
    return bool(etag) and etag.removeprefix("W/") in {
        one.strip().removeprefix("W/") for one in header.split(",")
    }


def not_modified(request: Request, headers: Mapping[str, str], media_type: str) -> Response | None:
    """Return 304 with some headers, an ETag among them, where the client has that version; else None.

    media_type: that of the whole response, for CompressionMiddleware: Vary is the same as with 200.

    `If-None-Match: *` is left to ConditionalMiddleware, which knows whether the resource exists.
    """
    known = request.headers.get("if-none-match", "")
    if known != "*" and if_none_match(known, headers["ETag"]):
        return Response(status_code=304, headers=headers, media_type=media_type)
    return None


class ConditionalMiddleware:
    """Responds with 304 if If-None-Match has the response's ETag, or it isn't newer than If-Modified-Since.

    412 if If-Match has another one, or it is newer than If-Unmodified-Since.

    Adds Last-Modified, when the data last changed, to each response that has an ETag.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its response back, or 304 if the client has it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_headers = dict(scope["headers"]) if scope["method"] == "GET" else {}
        last_modified: bytes = scope["state"]["loaded"].last_modified
        without_content = False

        async def send_if_modified(message: Message) -> None:
            nonlocal without_content
            if message["type"] == "http.response.start":
                status, headers = _evaluate(
                    message["status"], message["headers"], last_modified, request_headers
                )
                without_content = status in (304, 412)
                message = {**message, "status": status, "headers": headers}
            elif without_content:
                message = {**message, "body": b""}
            await send(message)

        await self.app(scope, receive, send_if_modified)


def _evaluate(
    status: int, headers: Headers, last_modified: bytes, request_headers: Mapping[bytes, bytes]
) -> tuple[int, Headers]:
    """Return a response's status and headers with Last-Modified; 304 where the client has that version."""
    fields = {name.lower(): value for name, value in headers}
    if status not in (200, 204, 304) or b"etag" not in fields:
        return status, headers
    if b"last-modified" not in fields:
        headers = [*headers, (b"last-modified", last_modified)]
    last_modified = fields.get(b"last-modified", last_modified)
    if status == 200 and _fails_precondition(last_modified, request_headers):
        return 412, [pair for pair in headers if pair[0].lower() not in _CONTENT_HEADERS]
    if status == 304 or (status == 200 and _is_current(fields[b"etag"], last_modified, request_headers)):
        return 304, [pair for pair in headers if pair[0].lower() not in _CONTENT_HEADERS]
    return status, headers


def _fails_precondition(last_modified: bytes, request_headers: Mapping[bytes, bytes]) -> bool:
    """Tell whether If-Match or If-Unmodified-Since forbid the response (RFC 9110, 13.1.1 and 13.1.4).

    If-Match compares strongly, and the ETags are weak: it holds for `*` only.
    """
    if (wanted := request_headers.get(b"if-match")) is not None:
        return wanted != b"*"
    if (since := request_headers.get(b"if-unmodified-since")) is not None:
        return (
            _is_no_newer(since.decode("latin-1"), last_modified.decode("latin-1")) and since != last_modified
        )
    return False


def _is_current(etag: bytes, last_modified: bytes, request_headers: Mapping[bytes, bytes]) -> bool:
    """Tell whether a request says that the client has a response with this ETag and Last-Modified."""
    if (known := request_headers.get(b"if-none-match")) is not None:
        return if_none_match(known.decode("latin-1"), etag.decode("latin-1"))
    if (since := request_headers.get(b"if-modified-since")) is not None:
        return _is_no_newer(last_modified.decode("latin-1"), since.decode("latin-1"))
    return False


def _is_no_newer(modified: str, known: str) -> bool:
    """Compare two HTTP dates; a malformed one is ignored (RFC 9110, section 13.1.3)."""
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(known)
    except (TypeError, ValueError):
        return False
