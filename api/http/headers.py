"""Header fields of ASGI messages."""

Headers = list[tuple[bytes, bytes]]
"""Pairs of name and value; names of request headers are in lower case."""


def find_header(headers: Headers, name: bytes) -> bytes:
    """Return the first value of a header, b"" where it is absent. name: in lower case."""
    for key, value in headers:
        if key == name or key.lower() == name:
            return value
    return b""
