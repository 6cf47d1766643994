"""Parsing the two sides of a row: names, countries and codes, not yet resolved to places."""

import re
import unicodedata
from typing import Literal

from geodata.gazetteer import codes_of_former, load_municipalities
from geodata.importing.import_record import RecordSide
from geodata.importing.row_texts import RowTexts
from geodata.importing.vocabulary_terms import parse_level

_BRACKETED = re.compile(r"^(?P<outer>[^()（）]+?)\s*[(（](?P<inner>[^()（）]+)[)）]\s*$")
_FORMER = re.compile(r"^(旧|元|former(ly)? |ex-)\s*(?P<name>.+)$", re.IGNORECASE)
_LATIN = re.compile("[A-Za-z]")
_CHECK_WEIGHTS = (6, 5, 4, 3, 2)


def parse_municipality_side(texts: RowTexts) -> tuple[RecordSide, str]:
    """Return the side of the municipality, and the former municipality that signed, if the row has one."""
    name, signed_as = _without_former(texts.get("municipality"))
    prefecture = texts.get("prefecture")
    level: Literal["", "region"] = ""
    if not name and not texts.get("municipality_en") and not texts.get("municipality_code"):
        name, prefecture, level = prefecture, "", "region"
    side = RecordSide(
        field="municipality",
        names=_spellings(name, texts.get("municipality_en")),
        country=_first_country(texts),
        admin1=prefecture,
        code=texts.get("municipality_code"),
        level=level,
        point=read_point(texts, "municipality_point"),
    )
    return side, texts.get("signed_as") or signed_as


def parse_partner_side(texts: RowTexts) -> RecordSide:
    """Return the side of the partner."""
    level = parse_level(texts.get("partner_level")) if texts.get("partner_level") else ""
    if level is None:
        texts.issue("partner_level", "write municipality, county, region, country or institution")
    return RecordSide(
        field="partner",
        names=_spellings(texts.get("partner"), texts.get("partner_en"), texts.get("partner_ja")),
        country=_country(texts.get("country")),
        admin1=texts.get("partner_admin1"),
        level=level or "",
        seat=texts.get("partner_seat"),
        point=read_point(texts, "partner_point"),
    )


def parse_municipality_code(side: RecordSide) -> str | None:
    """Return the JIS X 0402 code of a side, "" for none; None if it does not fit the name.

    Lists contain five digits, six with the check digit, and either without the leading zero that spreadsheets
    drop; the name, if there is one, decides.
    """
    digits = unicodedata.normalize("NFKC", side.code).strip().removesuffix(".0")
    if not digits:
        return ""
    if not re.fullmatch("[0-9]{4,6}", digits):
        return None
    forms = [digits, _without_check_digit(digits), f"0{digits}", _without_check_digit(f"0{digits}")]
    known = load_municipalities()
    codes = [form for form in forms if len(form) == 5 and known.place(form)]
    named = {code for name in side.names for code in (*known.named(name), *codes_of_former(name))}
    if named:
        return next((code for code in codes if code in named), None)
    return codes[0] if codes else None


def _without_check_digit(digits: str) -> str:
    """Return the first five of six digits; "" if the sixth is not their check digit (JIS X 0402)."""
    if len(digits) != 6:
        return ""
    total = sum(int(digit) * weight for digit, weight in zip(digits, _CHECK_WEIGHTS, strict=False))
    return digits[:5] if str((11 - total % 11) % 10) == digits[5] else ""


def _first_country(texts: RowTexts) -> str:
    """Return the country of the first side: Japan, unless the list has a column or points for it."""
    written = _country(texts.get("municipality_country"))
    pairs = texts.has("municipality_country") or texts.get("municipality_point")
    return written or ("" if pairs and not texts.get("municipality_code") else "JP")


def _country(text: str) -> str:
    """Return the name of a country; "" for a Wikidata id, since the point is more precise."""
    return "" if re.fullmatch("Q[0-9]+", text) else text


def _spellings(*texts: str) -> tuple[str, ...]:
    """Return all spellings; `フローレンス市 (Florence)` has two, one of them in Latin letters."""
    found: dict[str, None] = {}
    for text in filter(None, texts):
        parts = _BRACKETED.match(text)
        if parts and bool(_LATIN.search(parts["outer"])) != bool(_LATIN.search(parts["inner"])):
            found |= dict.fromkeys((parts["outer"].strip(), parts["inner"].strip()))
        else:
            found[text] = None
    return tuple(found)


def _without_former(text: str) -> tuple[str, str]:
    """Return today's name and the former name in `北見市（旧常呂町）`."""
    parts = _BRACKETED.match(text)
    former = _FORMER.match(parts["inner"].strip()) if parts else None
    return (parts["outer"].strip(), former["name"]) if parts and former else (text, "")


def read_point(texts: RowTexts, field: str) -> tuple[float, float] | None:
    """Return the longitude and latitude of a field; longitudes beyond 180 degrees are turned into range."""
    text = texts.get(field)
    if not text:
        return None
    numbers = text.replace(",", " ").split()
    try:
        lon, lat = map(float, numbers)
    except ValueError:
        texts.issue(field, "write longitude and latitude in degrees")
        return None
    if not (-360 <= lon <= 360 and -90 <= lat <= 90):
        texts.issue(field, "longitude lies within -180..180, latitude within -90..90")
        return None
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180, lat
