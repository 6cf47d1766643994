"""ETags: what an answer was made of, and whether the client has it already."""

import hashlib
from typing import Final

from fastapi import Request

from api.serving.software import software_version

FRESH: Final = "public, max-age=60, stale-while-revalidate=600"
"""How long data may be kept: a new version is seen within a minute, and nobody waits for it meanwhile."""


def tag_of(*parts: str) -> str:
    """Return a weak ETag: the same content may be sent compressed or not, inline or as a file.

    Another release of the software answers otherwise, so its tags are others.
    """
    made_of = "|".join((software_version(), *parts))
    return f'W/"{hashlib.blake2b(made_of.encode(), digest_size=10).hexdigest()}"'


def is_known(request: Request, tag: str) -> bool:
    """Tell whether a client has an answer with this tag."""
    return is_among(tag, request.headers.get("if-none-match", ""))


def is_among(tag: str, known: str) -> bool:
    """Tell whether a tag is among those of an If-None-Match header; compared weakly (RFC 9110, 8.8.3.2)."""
    return bool(tag) and tag.removeprefix("W/") in {
        one.strip().removeprefix("W/") for one in known.split(",")
    }
