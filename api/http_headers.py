"""Headers as ASGI has them: pairs of a name and a value, in bytes."""

from typing import Final

Headers = list[tuple[bytes, bytes]]

_OF_THE_BODY: Final = frozenset((
    b"content-type", b"content-length", b"content-encoding", b"content-disposition",
    # What the client keeps was sent with a nonce of its own, and would be shut out by another.
    b"content-security-policy",
))  # fmt: skip


def without_body(headers: Headers) -> Headers:
    """Return the headers of a 304 for an answer with some headers."""
    return [pair for pair in headers if pair[0].lower() not in _OF_THE_BODY]
