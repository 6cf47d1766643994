"""Request ids: the client's or proxy's where it is well formed, else a new one."""

import re
import secrets
from typing import Final

from asgi_correlation_id import CorrelationIdMiddleware
from starlette.types import ASGIApp

_WELL_FORMED: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,127}")


def request_id_middleware(app: ASGIApp) -> CorrelationIdMiddleware:
    """Return the middleware of X-Request-ID; the id is in every log line and response."""
    return CorrelationIdMiddleware(
        app,
        header_name="X-Request-ID",
        generator=lambda: secrets.token_hex(16),
        validator=_is_well_formed,
        transformer=None,
        update_request_header=False,
    )


def _is_well_formed(request_id: str) -> bool:
    return _WELL_FORMED.fullmatch(request_id) is not None
