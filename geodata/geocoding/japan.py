"""Resolving names in Japan: suffix, level and the text after the comma decide between namesakes."""

import re
import unicodedata
from collections.abc import Sequence

from geodata.gazetteer import codes_of_former, load_municipalities
from geodata.geocoding.candidates import similar_names
from geodata.geocoding.resolution import Ambiguous, Resolution, Unknown, placed_by_seat
from geodata.model.place import Place

_IN_A_COUNTY = re.compile(r"(?i)[ -](gun|county|district)$|郡$")


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
    regions = [place for place in places if place.level == "region"]
    decided_by = "prefecture or JIS code"
    if regions:
        decided_by = "level, " + decided_by
    elif all(load_municipalities().is_ward_of_city(code) for code, _ in found):
        decided_by = "city, " + decided_by
    return Ambiguous(name, tuple(places), decided_by)
