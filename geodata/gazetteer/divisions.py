"""First-order divisions: states, provinces, prefectures, regions, by any of their names."""

import csv
import gettext
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pycountry

from geodata.text.folding import fold, has_kana, kana_key
from geodata.text.han_variants import hanzi_key, has_hanzi

_GENERIC_EN = re.compile(
    r"\b(province|prefecture|state|county|oblast|krai|kray|region|department|district|governorate|"
    r"metropolitan city|special city|city|autonomous|of|the|do|sheng|shi)\b"
)
_GENERIC_JA = re.compile(
    r"(?<=..)(州|省|県|府|都|道|郡|地方|特別自治道|自治区|直轄市|広域市|特別市|特別自治市)$"
)


@dataclass(frozen=True, slots=True)
class Division:
    """A first-order division of a country.

    `key` identifies it: its ISO 3166-2 code, or `US.06`-like GeoNames code where ISO has none.
    `geonames_code` is what GeoNames' towns carry; empty where GeoNames does not know the division.
    `seat` names the town of its government, where known.
    """

    country: str
    geonames_code: str
    iso: str
    name: str
    name_ja: str
    aliases: tuple[str, ...]
    seat: str

    @property
    def key(self) -> str:
        return self.iso or f"{self.country}.{self.geonames_code}"

    def holds(self, other: "Division | None") -> bool:
        """Whether GeoNames' division `other` is this one, or contains it."""
        if other is None or other.country != self.country:
            return False
        return self == other or (bool(self.geonames_code) and self.geonames_code == other.geonames_code)


class Divisions:
    """All first-order divisions, found by name, abbreviation, ISO 3166-2 or GeoNames code."""

    def __init__(self, divisions: list[Division]) -> None:
        self._by_name: dict[tuple[str, str], list[Division]] = {}
        self._by_abbreviation: dict[tuple[str, str], list[Division]] = {}
        self._called: dict[str, list[Division]] = {}
        self._by_code: dict[tuple[str, str], Division] = {}
        self._by_key: dict[str, Division] = {}
        for division in divisions:
            self._by_key.setdefault(division.key, division)
            if division.geonames_code:
                self._by_code.setdefault((division.country, division.geonames_code), division)
            for name in _spellings(division):
                self._by_name.setdefault((division.country, name), []).append(division)
            for code in {division.iso, division.iso.partition("-")[2]} - {""}:
                self._by_abbreviation.setdefault((division.country, code), []).append(division)
            for name in {fold(division.name), *map(fold, division.aliases)}:
                self._called.setdefault(name, []).append(division)

    def find(self, country: str, text: str) -> list[Division]:
        """Return the divisions of a country that a text may mean: exact names, codes, then bare names."""
        coded = self._by_abbreviation.get((country, _abbreviation(text)), [])
        for key in dict.fromkeys((fold(text), bare_name(text), _sound_or_sense(text))):
            found = self._by_name.get((country, key), [])
            if found := found + [division for division in coded if division not in found]:
                named = [
                    division for division in found if key in (fold(division.name), bare_name(division.name))
                ]
                return named or found
        return []

    def called(self, text: str) -> list[Division]:
        """Return the divisions of any country that have this name or alias (codes do not count)."""
        return self._called.get(fold(text), [])

    def contain(self, parent: Division, part: Division | None) -> bool:
        """Whether a division certainly equals or contains another (Flanders contains Antwerp)."""
        has_own_code = self.of_geonames(parent.country, parent.geonames_code) == parent
        return part == parent or (has_own_code and parent.holds(part))

    def of_geonames(self, country: str, code: str) -> Division | None:
        """Return the division of a GeoNames admin1 code."""
        return self._by_code.get((country, code))

    def of_key(self, key: str) -> Division | None:
        """Return the division with an ISO 3166-2 code (or our key if ISO has none)."""
        return self._by_key.get(key)


def _spellings(division: Division) -> set[str]:
    names = {division.name, division.name_ja, *division.aliases}
    forms = {form for name in names if name for form in (fold(name), bare_name(name)) if form}
    return forms | {_sound_or_sense(name) for name in names if name and not name.isascii()}


def _sound_or_sense(text: str) -> str:
    """Return the bare name as Japanese and Chinese names are compared: 黑龙江 equals 黒竜江."""
    bare = bare_name(hanzi_key(text) if has_hanzi(text) and not has_kana(text) else text)
    return kana_key(bare) if has_kana(bare) else bare


def _abbreviation(text: str) -> str:
    """Return a code as ISO 3166-2 writes it: `or`, `N.C.` and `us-or` give OR, NC and US-OR."""
    code = unicodedata.normalize("NFKC", text).strip().upper()
    return re.sub(r"[.\s]", "", code) if re.fullmatch(r"([A-Z]\.\s*)+[A-Z]?\.?", code) else code


def bare_name(text: str) -> str:
    """Return a division's folded name without its type: `oregon` for `State of Oregon`."""
    folded = _GENERIC_JA.sub("", fold(text))
    return " ".join(_GENERIC_EN.sub(" ", folded).split()) or folded


_WRONG_IN_ISO_CODES = "ID-PB"
"""West Papua, which iso-codes calls パプア州; that is Papua."""


def japanese_name(iso: str) -> str:
    """Return the Japanese name of a division in iso-codes, through pycountry, or ""."""
    division = _subdivisions().get(iso) if iso != _WRONG_IN_ISO_CODES else None
    name = _iso_names_ja().gettext(division) if division else ""
    return name if has_kana(name) else ""


@cache
def _subdivisions() -> dict[str, str]:
    return {division.code: division.name for division in pycountry.subdivisions}


@cache
def _iso_names_ja() -> gettext.NullTranslations:
    return gettext.translation("iso3166-2", pycountry.LOCALES_DIR, languages=["ja"])


@cache
def load_divisions() -> Divisions:
    """Read `geodata/data/divisions.csv`."""
    with (files("geodata") / "data" / "divisions.csv").open(encoding="utf-8") as table:
        return Divisions(
            [
                Division(
                    country=row["country"],
                    geonames_code=row["geonames_code"],
                    iso=row["iso"],
                    name=row["name"],
                    name_ja=row["name_ja"],
                    aliases=tuple(filter(None, (*row["aliases"].split("|"), japanese_name(row["iso"])))),
                    seat=row["seat"],
                )
                for row in csv.DictReader(table)
            ]
        )
