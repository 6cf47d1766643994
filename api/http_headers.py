"""Headers as ASGI has them: pairs of a name and a value, in bytes."""

Headers = list[tuple[bytes, bytes]]
