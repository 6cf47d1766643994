"""The version of data: a short digest of their bytes, by which a published version is named."""

import hashlib
import re
from typing import Final

PUBLISHED: Final = re.compile("([0-9]{6,})-([0-9a-f]{12})")
"""The name of a published version: its number and its digest."""


def digest(contents: dict[str, bytes]) -> str:
    """Return the version of three files: a short digest of their bytes."""
    together = hashlib.sha256()
    for content in contents.values():
        together.update(content)
    return short_digest(together)


def short_digest(together: "hashlib._Hash") -> str:
    """Return a version from the sum over the bytes of three files, one after the other."""
    return together.hexdigest()[:12]
