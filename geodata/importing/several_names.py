"""Cells that name several places: `ハンブルク(ドイツ)、ミラノ(イタリア)`, `Chicago and San Francisco`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from geodata.gazetteer import (
    find_country,
    find_divisions,
    load_divisions,
    load_japanese_names,
    load_municipalities,
    load_supplement,
    read_country,
)
from geodata.geocoding.candidates import find_candidates
from geodata.geocoding.geocoder import geocode
from geodata.geocoding.resolution import Unknown, places_of
from geodata.geocoding.towns import resolve_town
from geodata.model.place import Place

_SEPARATOR = re.compile(
    r"\s*[、，,;；/／\n・･&＆|｜+＋]\s*|\s+(?:and|und|et|y)\s+|(?<=[^\s、])と(?=[^\s、])|\s*(?:及び|および|並びに|ならびに)\s*"
)
_BRACKETS = re.compile(r"[(（\[［][^()（）\[\]［］]*[)）\]］]")
_LIST_ONLY = re.compile(r"[、;；\n&＆|｜]|(?<=\S)\s+and\s+(?=\S)")
_TITLE = re.compile(r"(州|省|県|道|自治区|郡)$| (state|province|prefecture|region|county)$", re.IGNORECASE)
_TOWN_TITLE = re.compile(r"(市|町|村|区)$| (city|town)$", re.IGNORECASE)
_SOVEREIGNS = frozenset({"AU", "CN", "DK", "FI", "FR", "GB", "NL", "NO", "NZ", "US"})
_TERRITORIES = frozenset(
    {
        "AI", "AS", "AW", "AX", "BL", "BM", "BQ", "CK", "CW", "CX", "FK", "FO", "GF", "GG", "GI",
        "GL", "GP", "GU", "HK", "IM", "JE", "KY", "MF", "MO", "MP", "MQ", "MS", "NC", "NF", "NU",
        "PF", "PM", "PR", "RE", "SJ", "SX", "TC", "TK", "VG", "VI", "WF", "YT",
    }
)  # fmt: skip
"""Territories that may be named with the country to which they belong: `Åland Islands, Finland`."""
_AND = re.compile(r"\s(and|&|und|et|y)\s")
_LIST_MARK = re.compile(r"[、;；/／\n|｜と]")
_NEIGHBOURS_KM = 60.0
_NAMED_BY_ONE_TOWN = frozenset({"US", "CA", "AU", "NZ", "JP", "CN", "KR", "TW", "DE", "FR", "BR"})
_JOINED_TOWN_POPULATION = 50_000
"""Two towns of which one is larger are two towns, even if `and` may join smaller ones to one municipality."""


@dataclass(frozen=True, slots=True)
class NamedPart:
    """One of several names in a cell: as written, with its own country and state, "" if it has none."""

    text: str
    country: str = ""
    state: str = ""

    @property
    def has_own_area(self) -> bool:
        """Whether the part names its country or state."""
        return bool(self.country or self.state)


@lru_cache(maxsize=65_536)
def several_names(text: str, country: str) -> tuple[NamedPart, ...]:
    """Return the parts of a text that names several places of a country; () if it names one.

    A name that has a separator itself (`Bosnia and Herzegovina`), and a name with its state or country behind
    it (`Portland, Oregon`), are one.
    """
    pieces = split_outside_brackets(text)
    if len(pieces) < 2:
        return ()
    written = read_country(country) if country else None
    code = written.code if written else ""
    if _is_one_name(text, code):
        return ()
    parts = _parts(pieces, code)
    if len(parts) < 2 or _is_with_its_state(text, pieces, code) or _is_joined(text, parts, code):
        return ()
    anywhere = code or next((part.country for part in parts if part.country), "")
    known = [_is_known(part, anywhere) for part in parts]
    if all(known):
        return parts
    listed = _LIST_ONLY.search(_BRACKETS.sub("", text)) or any(
        _TOWN_TITLE.search(part.text) for part in parts[1:]
    )
    return parts if any(known) and listed else ()


def split_outside_brackets(text: str) -> list[str]:
    """Return the pieces of a text between separators that are not in brackets."""
    hidden = _BRACKETS.sub(lambda found: "\0" * len(found[0]), text)
    pieces, start = [], 0
    for found in _SEPARATOR.finditer(hidden):
        pieces.append(text[start : found.start()])
        start = found.end()
    pieces.append(text[start:])
    return [piece.strip() for piece in pieces if piece.strip()]


def several_countries(text: str) -> tuple[str, ...]:
    """Return the countries of a text that names several; () for one, or a territory with its country."""
    pieces = split_outside_brackets(text)
    if len(pieces) < 2 or find_country(text):
        return ()
    codes = [found.code if (found := read_country(piece)) else "" for piece in pieces]
    if not all(codes) or len(set(codes)) < 2:
        return ()
    if set(codes) & _SOVEREIGNS and set(codes) & _TERRITORIES:
        return ()
    return tuple(pieces)


def _is_one_name(text: str, country: str) -> bool:
    """Whether a whole text is the name of one place."""
    if find_country(text):
        return True
    if not country:
        return False
    if country == "JP":
        return bool(load_municipalities().named(text))
    if find_candidates(text, country, [])[0] or load_supplement().named(country, text):
        return True
    names = load_japanese_names()
    if load_divisions().find(country, text) or names.areas(country, text) or names.towns(country, text):
        return True
    joined = resolve_town(text, country, [])
    return isinstance(joined, Place) and joined.name == text and joined.population < _JOINED_TOWN_POPULATION


def _is_with_its_state(text: str, pieces: Sequence[str], country: str) -> bool:
    """Whether a text is written as `Coventry, Connecticut`; whether there is such a town is seen later."""
    return text.isascii() and len(pieces) == 2 and "," in text and _has_division(pieces[1], country)


def _is_joined(text: str, parts: Sequence[NamedPart], country: str) -> bool:
    """Whether `and` joins neighbours to one municipality, as in `Basingstoke and Deane`.

    In countries where municipalities are not named so, it joins two partners.
    """
    if country in _NAMED_BY_ONE_TOWN or _LIST_MARK.search(text) or not _AND.search(text):
        return False
    if not country:
        return True
    first, *rest = (places_of(geocode(part.text, country=country)) for part in parts)
    return all(
        any(one.km_to(other) <= _NEIGHBOURS_KM for one in first for other in others) for others in rest
    )


def _parts(pieces: Sequence[str], country: str) -> tuple[NamedPart, ...]:
    """Join each name with the states and countries beside it."""
    parts: list[NamedPart] = []
    before: list[str] = []
    for piece in pieces:
        is_area = _is_area(piece, country) or (
            bool(parts) and not parts[-1].state and _is_inside(parts[-1].text, piece, country)
        )
        if not is_area:
            own = [*before, *_in_brackets(piece)]
            parts.append(_with_area(NamedPart(" ".join([*before, piece])), own, country))
            before = []
        elif parts and not before and not (_is_country(piece) and parts[-1].country):
            last = parts[-1]
            parts[-1] = _with_area(
                NamedPart(f"{last.text}, {piece}", last.country, last.state), [piece], country
            )
        else:
            before.append(piece)
    if before and not parts:
        return tuple(NamedPart(piece) for piece in pieces)
    return tuple(parts)


def _with_area(part: NamedPart, words: Sequence[str], country: str) -> NamedPart:
    own = next((word for word in words if _is_country(word)), part.country)
    state = next(
        (word for word in words if not _is_country(word) and _has_division(word, own or country)), ""
    )
    return NamedPart(part.text, own, state or part.state)


def _in_brackets(piece: str) -> list[str]:
    return [word for found in _BRACKETS.findall(piece) for word in split_outside_brackets(found[1:-1])]


def _is_country(text: str) -> bool:
    return bool(find_country(text))


def _is_area(piece: str, country: str) -> bool:
    """Whether a piece is a country or has the title of a state or province."""
    return _is_country(piece) or bool(_TITLE.search(piece) and _has_division(piece, country))


def _has_division(text: str, country: str) -> bool:
    code = find_country(country) or country
    if not code:
        return bool(_TITLE.search(text))
    return bool(load_divisions().find(code, text) or find_divisions(code, text))


def _is_inside(name: str, area: str, country: str) -> bool:
    """Whether an area without a title is the division of the name before it: `Portland, Oregon`."""
    if country == "JP":
        return load_municipalities().is_parent(area) and not isinstance(
            geocode(name, country=country, admin1=area), Unknown
        )
    if not country or not _has_division(area, country):
        return False
    return not isinstance(geocode(name, country=country, admin1=area), Unknown)


def _is_known(part: NamedPart, country: str) -> bool:
    bare = _BRACKETS.sub("", part.text.partition(",")[0]).strip()
    within = find_country(part.country) or find_country(country)
    if not within:
        return False
    return any(
        not isinstance(geocode(name, country=within, admin1=part.state), Unknown)
        for name in (bare, part.text.split(" ")[-1])
        if name
    )
