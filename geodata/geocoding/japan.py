"""Resolving names in Japan: suffix, level and the text after the comma decide between namesakes."""

import re
import unicodedata
from collections.abc import Sequence

from geodata.gazetteer import codes_of_former, load_municipalities
from geodata.geocoding.candidates import similar_names
from geodata.geocoding.resolution import Ambiguous, Resolution, Unknown, placed_by_seat
from geodata.model.place import Place

_IN_A_COUNTY = re.compile(r"(?i)[ -](gun|county|district)$|郡$")
_TOWN = re.compile("[町村]$")
_DOMINANCE_RATIO = 100
_GREAT_CITIES = frozenset(
    {
        "01100", "02201", "03201", "04100", "05201", "06201", "07201", "08201", "09201", "10201", "11100",
        "12100", "14100", "14130", "14150", "15100", "16201", "17201", "18201", "19201", "20201", "21201",
        "22100", "22130", "23100", "24201", "25201", "26100", "27100", "27140", "28100", "29201", "30201",
        "31201", "32201", "33100", "34100", "35203", "36201", "37201", "38201", "39201", "40100", "40130",
        "41201", "42201", "43100", "44201", "45201", "46201", "47201",
    }
)  # fmt: skip
"""JIS X 0402 codes of the designated cities and of the cities that are seats of a prefecture."""


def resolve_in_japan(name: str, parents: Sequence[str], level: str, seat: str) -> Resolution:
    """Resolve a name in Japan; `parents` are its prefecture, the city of a ward, or both."""
    parents = [parent for parent in parents if not _IN_A_COUNTY.search(parent)]
    unknown = [parent for parent in parents if not load_municipalities().is_parent(parent)]
    if unknown:
        return Unknown(name, reason=f"unknown prefecture {unknown[0]!r}")
    if level in ("institution", "county"):
        if not seat:
            return Unknown(name, reason=f"no {level} of Japan is known without its seat")
        return placed_by_seat(name, _resolve(seat, parents, "municipality"), level)
    found = _resolve(name, parents, level)
    if isinstance(found, Unknown) and seat and not found.elsewhere and level:
        return placed_by_seat(name, _resolve(seat, parents, "municipality"), level)
    return found


def _resolve(name: str, parents: Sequence[str], level: str) -> Resolution:
    named = [place for place in _places_named(name, level) if level in ("", place[1].level)]
    inside = named
    for parent in reversed(parents):
        codes = load_municipalities().within(parent, [code for code, _ in inside])
        inside = [(code, place) for code, place in inside if code in codes]
    if not inside:
        nearest = similar_names(name, "JP") if name.isascii() else load_municipalities().similar(name)
        return Unknown(name, nearest, tuple(place for _, place in named))
    municipalities = [(code, place) for code, place in inside if place.level == "municipality"]
    if parents and municipalities:
        inside = municipalities
    return _one_of(name, inside)


def taken_by_rank(name: str) -> Place | None:
    """Return the municipality that a name without a prefecture is taken as, although others have it."""
    named = _places_named(name, "")
    return _known_bearer(named) if len(named) > 1 else None


def _known_bearer(found: Sequence[tuple[str, Place]]) -> Place | None:
    """Return the place that is a hundred times as large as its namesakes, or a great city beside towns.

    A great city is a designated one or the seat of a prefecture; a prefecture is never passed over.
    """
    if any(place.level != "municipality" for _, place in found):
        return None
    (code, first), *others = sorted(found, key=lambda one: -one[1].population)
    sizes = [place.population for _, place in others]
    if all(sizes) and first.population >= _DOMINANCE_RATIO * max(sizes):
        return first
    is_great = code in _GREAT_CITIES
    return first if is_great and all(_TOWN.search(place.name_ja) for _, place in others) else None


def _places_named(name: str, level: str) -> list[tuple[str, Place]]:
    digits = unicodedata.normalize("NFKC", name).strip()
    known = load_municipalities()
    codes = [digits] if re.fullmatch("[0-9]{5}", digits) else known.named(name, level=level)
    codes = codes or codes_of_former(name)
    return [(code, place) for code in codes if (place := known.place(code))]


def _one_of(name: str, found: list[tuple[str, Place]]) -> Place | Ambiguous:
    places = sorted((place for _, place in found), key=lambda place: -place.population)
    if len(places) == 1:
        return places[0]
    if known := _known_bearer(found):
        return known
    regions = [place for place in places if place.level == "region"]
    decided_by = "prefecture or JIS code"
    if regions:
        decided_by = "level, " + decided_by
    elif all(load_municipalities().is_ward_of_city(code) for code, _ in found):
        decided_by = "city, " + decided_by
    return Ambiguous(name, tuple(places), decided_by)
