"""Quality values of Accept, Accept-Encoding and Accept-Language (RFC 9110, section 12.4.2)."""

from functools import lru_cache
from types import MappingProxyType
from typing import Final

_MAX_LENGTH: Final = 1_000
"""Characters of a header that are read."""


@lru_cache(maxsize=256)
def parse_quality_values(header: str) -> MappingProxyType[str, float]:
    """Return the quality value, from 0 to 1, of each item that a header names; a malformed value is 0.

    Items are in lower case, without their parameters and in the order of the header.
    """
    values: dict[str, float] = {}
    for part in header[:_MAX_LENGTH].lower().replace(" ", "").split(","):
        name, *parameters = part.split(";")
        if name:
            values[name] = max(values.get(name, 0.0), _quality(parameters))
    return MappingProxyType(values)


def _quality(parameters: list[str]) -> float:
    text = next((one[2:] for one in parameters if one.startswith("q=")), "1")
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0
