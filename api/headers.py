"""Headers that every answer carries, and the nonce of its inline scripts."""

import secrets
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http_headers import Headers

_POLICY: Final = (
    b"default-src 'none'; script-src 'self' 'nonce-%b'; style-src 'self' 'nonce-%b'; "
    b"img-src 'self' data:; connect-src 'self'; font-src 'self'; frame-src 'self'; base-uri 'none'; "
    b"form-action 'self'; "
    b"frame-ancestors %b"
)
_PICTURE_POLICY: Final = (
    b"default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; sandbox; "
    b"frame-ancestors 'self'"
)
"""A drawing opened by itself: its shapes are styled in place, and it runs nothing."""
_UNUSED: Final = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read",
    "display-capture", "encrypted-media", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection",
    "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "publickey-credentials-get", "screen-wake-lock", "serial", "storage-access", "usb", "window-management",
    "xr-spatial-tracking",
)  # fmt: skip
"""What a page may ask of a browser and ours never do; writing to the clipboard they do."""

_ALWAYS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"permissions-policy", ", ".join(f"{one}=()" for one in _UNUSED).encode()),
    (b"cross-origin-opener-policy", b"same-origin"),
)
_EMBED: Final = "/embed"
_SAME_FRAME: Final = (b"x-frame-options", b"SAMEORIGIN")
_ANY_SITE: Final = (b"cross-origin-resource-policy", b"cross-origin")
_SAME_SITE: Final = (b"cross-origin-resource-policy", b"same-origin")
_ONLY_HTTPS: Final = (b"strict-transport-security", b"max-age=31536000")
_NOT_MODIFIED: Final = 304


class SafetyHeaders:
    """Gives each request a nonce (`request.state.nonce`) and each answer a content security policy.

    Only /embed may be framed by other sites; they may use all but pages, as a picture or data.
    behind_https: whether the public address is known to be an https one; else the request's scheme says so.
    """

    def __init__(self, app: ASGIApp, *, behind_https: bool) -> None:
        self.app = app
        self._behind_https = behind_https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["nonce"] = nonce
        is_embed = scope["path"] == _EMBED

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", ()), *_ALWAYS]
                if not is_embed:
                    headers.append(_SAME_FRAME)
                if self._behind_https or scope["scheme"] == "https":
                    headers.append(_ONLY_HTTPS)
                # An answer without content leaves those of the content that the client keeps, with its nonce.
                if message["status"] != _NOT_MODIFIED:
                    headers.append((b"content-security-policy", _policy(headers, nonce, is_embed=is_embed)))
                    headers.append(_SAME_SITE if _is_page(headers) and not is_embed else _ANY_SITE)
                message["headers"] = headers
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _policy(headers: Headers, nonce: str, *, is_embed: bool) -> bytes:
    if any(name == b"content-type" and value.startswith(b"image/svg") for name, value in headers):
        return _PICTURE_POLICY
    mark, ancestors = nonce.encode(), b"*" if is_embed else b"'self'"
    return _POLICY % (mark, mark, ancestors)


def _is_page(headers: Headers) -> bool:
    return any(name == b"content-type" and value.startswith(b"text/html") for name, value in headers)
