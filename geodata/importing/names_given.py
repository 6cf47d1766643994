"""Which of the spellings that a list gives is the English name, and which the Japanese one."""

import re

from geodata.importing.claim import Side
from geodata.place import Place

_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff々]")
_LATIN = re.compile("[A-Za-z]")


def english_name(side: Side, place: Place) -> str:
    """Return the Latin spelling that a list gives, or else the place's own name."""
    latin = (name for name in side.names if _LATIN.search(name) and not _JAPANESE.search(name))
    return next(latin, place.name)


def japanese_name(side: Side) -> str:
    """Return the Japanese spelling that a list gives, or ""."""
    return next((name for name in side.names if _JAPANESE.search(name)), "")
