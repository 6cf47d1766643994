"""Which of a record's spellings is the English name, and which the Japanese one."""

import re
from collections.abc import Iterator

from geodata.gazetteer import load_divisions
from geodata.geocoding.geocoder import geocode
from geodata.geocoding.resolution import places_of
from geodata.importing.import_record import RecordSide
from geodata.importing.qualified_names import QualifiedName, parse_qualified_name
from geodata.model.place import Place

_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff々]")
_LATIN = re.compile("[A-Za-z]")


def english_name(side: RecordSide, place: Place) -> str:
    """Return the spelling in Latin letters, or else the place's own name."""
    latin = (name for name in side.names if _LATIN.search(name) and not _JAPANESE.search(name))
    return next((_bare(name, place) for name in latin), place.name)


def japanese_name(side: RecordSide, place: Place) -> str:
    """Return the Japanese spelling, or ""."""
    japanese = (name for name in side.names if _JAPANESE.search(name))
    return next((_bare(name, place) for name in japanese), "")


def _bare(name: str, place: Place) -> str:
    """Return a name without its country and state, if what remains still means the same place."""
    for qualified in (*parse_qualified_name(name), *_before_comma(name)):
        if qualified.state and not load_divisions().find(place.country, qualified.state):
            continue
        found = geocode(qualified.name, country=place.country, admin1=qualified.state, level=place.level)
        if any(one.origin == place.origin for one in places_of(found)):
            return qualified.name
    return name


def _before_comma(name: str) -> Iterator[QualifiedName]:
    """Parse `Hanover, New Hampshire`."""
    head, comma, state = name.partition(",")
    if comma and head.strip() and state.strip():
        yield QualifiedName(head.strip(), "", state.strip())
