"""Header fields as ASGI has them."""

Headers = list[tuple[bytes, bytes]]
"""Pairs of a name, in lower case where it comes from a client, and a value."""


def find_header(headers: Headers, name: bytes) -> bytes:
    """Return the first value of a header, b"" where it is absent. name: in lower case."""
    for key, value in headers:
        if key == name or key.lower() == name:
            return value
    return b""
