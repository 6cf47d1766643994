"""Headers that every answer carries, and the nonce of its inline scripts."""

import secrets
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.middleware.http_headers import Headers

_POLICY: Final = (
    "default-src 'none'; script-src 'self'{nonce}; style-src 'self'{nonce}; "
    "img-src 'self' data:; connect-src 'self'; font-src 'self'; frame-src 'self'; base-uri 'none'; "
    "form-action 'self'; "
    "frame-ancestors {ancestors}"
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
    # Without one, the server would name itself and so what to attack it by.
    (b"server", b"shimai"),
)
_EMBED: Final = "/embed"
_SAME_FRAME: Final = (b"x-frame-options", b"SAMEORIGIN")
_ANY_SITE: Final = (b"cross-origin-resource-policy", b"cross-origin")
_SAME_SITE: Final = (b"cross-origin-resource-policy", b"same-origin")
_ONLY_HTTPS: Final = (b"strict-transport-security", b"max-age=31536000")
_NOT_MODIFIED: Final = 304


class SafetyHeaders:
    """Gives each request a nonce (`request.state.nonce`) and each answer what `safety_headers` says.

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
        over_https = self._behind_https or scope["scheme"] == "https"

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message.get("headers", ())
                kind = next((value for name, value in headers if name == b"content-type"), b"")
                is_embed = scope["path"] == _EMBED
                if message["status"] == _NOT_MODIFIED:
                    added = unchanged_headers(is_embed=is_embed, over_https=over_https)
                else:
                    added = safety_headers(kind, nonce, is_embed=is_embed, over_https=over_https)
                message["headers"] = [*headers, *added]
            await send(message)

        await self.app(scope, receive, send_with_headers)


def safety_headers(
    content_type: bytes, nonce: str = "", *, is_embed: bool = False, over_https: bool
) -> Headers:
    """Return what keeps a browser safe with an answer; the nonce is that of a page's inline scripts.

    Only /embed may be framed by other sites; they may use all but pages, as a picture or data.
    """
    is_page = content_type.startswith(b"text/html")
    if content_type.startswith(b"image/svg"):
        policy = _PICTURE_POLICY
    else:
        policy = _policy(nonce if is_page else "", "*" if is_embed else "'self'")
    return [
        *unchanged_headers(is_embed=is_embed, over_https=over_https),
        (b"content-security-policy", policy),
        _SAME_SITE if is_page and not is_embed else _ANY_SITE,
    ]


def unchanged_headers(*, is_embed: bool = False, over_https: bool) -> Headers:
    """Return the same for an answer without content: those of the content, which the client keeps, stay."""
    headers = list(_ALWAYS)
    if not is_embed:
        headers.append(_SAME_FRAME)
    if over_https:
        headers.append(_ONLY_HTTPS)
    return headers


def _policy(nonce: str, ancestors: str) -> bytes:
    return _POLICY.format(nonce=f" 'nonce-{nonce}'" if nonce else "", ancestors=ancestors).encode()
