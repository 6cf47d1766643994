"""The version of a dataset: a short digest of its files, part of the name of a published version."""

import hashlib
import re
from typing import Final

PUBLISHED: Final = re.compile("([0-9]{6,})-([0-9a-f]{12})")
"""The name of a published version: its number and its digest."""


def digest(contents: dict[str, bytes]) -> str:
    """Return the version of files: a short digest of their bytes."""
    together = hashlib.sha256()
    for content in contents.values():
        together.update(content)
    return short_digest(together)


def short_digest(together: "hashlib._Hash") -> str:
    """Return the version for a hash over the bytes of the files in order."""
    return together.hexdigest()[:12]
