"""Headers as ASGI has them: pairs of a name and a value, in bytes."""

Headers = list[tuple[bytes, bytes]]


def write_headers(headers: Headers) -> bytes:
    """Return headers as HTTP/1.1 writes them, each line with its end (RFC 9112, section 5)."""
    return b"".join([b"%b: %b\r\n" % header for header in headers])
