"""ETags: what an answer was made of, and whether the client has it already."""

import hashlib

from fastapi import Request


def tag_of(*parts: str) -> str:
    """Return a weak ETag: the same content may be sent compressed or not, inline or as a file."""
    return f'W/"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:20]}"'


def is_known(request: Request, tag: str) -> bool:
    known = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    return tag.removeprefix("W/") in known or "*" in known
