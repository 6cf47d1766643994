"""Headers that every response carries, and the nonce of a page's inline scripts."""

import secrets
from functools import lru_cache
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.headers import Headers, find_header

_POLICY: Final = (
    "default-src 'none'; script-src 'self'{nonce}; style-src 'self'{nonce}; "
    "img-src 'self' data:; connect-src 'self'; font-src 'self'; frame-src 'self'; base-uri 'none'; "
    "form-action 'self'{ancestors}"
)
_SVG_POLICY: Final = (
    b"default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; sandbox; "
    b"frame-ancestors 'self'"
)
"""An SVG opened by itself: its shapes are styled in place, and it runs no script."""
_UNUSED_FEATURES: Final = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read",
    "display-capture", "encrypted-media", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection",
    "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "publickey-credentials-get", "screen-wake-lock", "serial", "storage-access", "usb", "window-management",
    "xr-spatial-tracking",
)  # fmt: skip
"""Browser features that no page uses; writing to the clipboard is used."""

_ALWAYS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"permissions-policy", ", ".join(f"{one}=()" for one in _UNUSED_FEATURES).encode()),
    (b"cross-origin-opener-policy", b"same-origin"),
    # Without one, the server would send its own name.
    (b"server", b"shimai"),
)
_EMBED: Final = "/embed"
_FRAMES_OF_SAME_ORIGIN: Final = (b"x-frame-options", b"SAMEORIGIN")
_ANY_ORIGIN: Final = (b"cross-origin-resource-policy", b"cross-origin")
_SAME_ORIGIN: Final = (b"cross-origin-resource-policy", b"same-origin")
_HTTPS_ONLY: Final = (b"strict-transport-security", b"max-age=31536000")


class SecurityHeadersMiddleware:
    """Gives each request a nonce (`request.state.nonce`) and each response its security headers.

    Only /embed may be framed by other sites; they may use all but pages, as an image or data.

    behind_https: whether the public URL is known to be an https one; else the request's scheme says so.
    """

    def __init__(self, app: ASGIApp, *, behind_https: bool) -> None:
        self.app = app
        self._behind_https = behind_https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its response back with the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["nonce"] = nonce
        is_https = self._behind_https or scope["scheme"] == "https"
        is_embed = scope["path"] == _EMBED

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message.get("headers", ())
                added = _headers(is_embed=is_embed, is_https=is_https)
                # 304 has no content: the policy of the client's cached response applies.
                if message["status"] != 304:
                    added += _content_headers(find_header(headers, b"content-type"), nonce, is_embed=is_embed)
                message = {**message, "headers": [*headers, *added]}
            await send(message)

        await self.app(scope, receive, send_secured)


def _headers(*, is_embed: bool, is_https: bool) -> Headers:
    headers = list(_ALWAYS)
    if not is_embed:
        headers.append(_FRAMES_OF_SAME_ORIGIN)
    if is_https:
        headers.append(_HTTPS_ONLY)
    return headers


def _content_headers(content_type: bytes, nonce: str, *, is_embed: bool) -> Headers:
    is_page = content_type.startswith(b"text/html")
    if content_type.startswith(b"image/svg"):
        policy = _SVG_POLICY
    else:
        policy = _policy(nonce if is_page else "", is_embed=is_embed)
    return [
        (b"content-security-policy", policy),
        _SAME_ORIGIN if is_page and not is_embed else _ANY_ORIGIN,
    ]


@lru_cache(maxsize=4)
def _policy(nonce: str, *, is_embed: bool) -> bytes:
    # Where all may frame there is no directive: `*` would not match a report opened from a disk (`file:`).
    ancestors = "" if is_embed else "; frame-ancestors 'self'"
    return _POLICY.format(nonce=f" 'nonce-{nonce}'" if nonce else "", ancestors=ancestors).encode()
