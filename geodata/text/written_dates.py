"""Parsing dates as people write them, in Japanese, English and spreadsheets, into EDTF level 0."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from japanera import ERA_DATA_GENERAL  # type: ignore[import-untyped]

from geodata.model.dates import FIRST_YEAR, LAST_YEAR, DateError, parse_date


class WrittenDateError(ValueError):
    """A text that is not one certain date; `advice` says what is wrong and what to write."""

    def __init__(self, text: str, advice: str) -> None:
        super().__init__(f"{text!r}: {advice}")
        self.text = text
        self.advice = advice


@lru_cache(maxsize=100_000)
def parse_written_date(text: str) -> str:
    """Return a written date as EDTF level 0 (`1959-11-17`, `1959-11`, `1959`), "" if it is unknown.

    Accepts Western and Japanese years, in digits or kanji, English month names, serial days of spreadsheets
    (from 1900), and times of day, which are dropped.

    Raises WrittenDateError for texts that are no date, not on the calendar, or more than one date.
    """
    plain = _plain(text)
    if plain in _UNKNOWN:
        return ""
    try:
        return _parse(plain)
    except _NoDateError as issue:
        raise WrittenDateError(text, str(issue)) from None


class _NoDateError(ValueError):
    """The error of a text that is no date, with its advice."""


_UNKNOWN = {
    "", "-", "--", "---", "ー", "*", "?", "??",
    "不明", "不明?", "日付不明", "年月日不明", "締結日不明", "未詳", "不詳",
    "未定", "未定?", "未確認", "なし",
    "n/a", "na", "n.a.", "n.d.", "nd", "none", "null", "nan", "nat", "tbd", "tba",
    "unknown", "not known", "unknown date", "date unknown", "undated",
}  # fmt: skip
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−─"), "-")
_BRACKETS = dict.fromkeys(map(ord, "[〔【"), "(") | dict.fromkeys(map(ord, "]〕】"), ")")
_COMMON_ERA = re.compile(r"西暦|公元|(?<![a-z])(?:a\.?d\.?|c\.?e\.?)(?![a-z])")
_KANJI = {numeral: value for value, numeral in enumerate("〇一二三四五六七八九")} | {"零": 0}
_TENS = {"十": 10, "百": 100, "千": 1000}
_NUMERALS = re.compile(r"[〇零一二三四五六七八九十百千]+(?=\s*[年月日])")
_LOOSE_SPACE = re.compile(r"(?<![0-9a-z])\s+|\s+(?![0-9a-z])")
_WEEKDAY = re.compile(
    r"\([月火水木金土日](?:曜日?)?(?:・?祝日?)?\)|[月火水木金土日]曜日?"
    r"|\(?\b(?:mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?\b\.?\)?,? ?"
)
_TIME = re.compile(
    r"(?:(?<=[0-9])[t ]|(?<=日))[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?"
    r" ?(z|[ap]m|[+-][0-9]{2}:?[0-9]{2})?$"
)


def _plain(text: str) -> str:
    """Return the text in lower case and normal width, without meaningless spaces."""
    visible = "".join(mark for mark in text if unicodedata.category(mark) != "Cf")
    plain = unicodedata.normalize("NFKC", visible).lower().translate(_DASHES | _BRACKETS).strip()
    plain = _COMMON_ERA.sub("", plain).strip()
    return _LOOSE_SPACE.sub("", _NUMERALS.sub(lambda found: str(_kanji_number(found[0])), plain))


def _kanji_number(numerals: str) -> int:
    """Return the number that kanji mean: 三十四 is 34, and so is 三四."""
    total = digits = 0
    for numeral in numerals:
        if numeral in _TENS:
            total, digits = total + (digits or 1) * _TENS[numeral], 0
        else:
            digits = digits * 10 + _KANJI[numeral]
    return total + digits


def _parse(plain: str) -> str:
    plain = _TIME.sub("", _WEEKDAY.sub("", plain)).strip(" ,.、。")
    for pattern, advice in _NOT_ONE_DATE:
        if found := pattern.search(plain):
            raise _NoDateError(advice % {"found": found[0]})
    if bracketed := _BRACKETED.fullmatch(plain):
        return _parse_bracketed(*bracketed.groups())
    for pattern, read in _FORMS:
        if found := pattern.fullmatch(plain):
            return read({name: part for name, part in found.groupdict().items() if part})
    raise _NoDateError(
        "this is not a date; write 1959-11-17, 1959-11 or 1959, or nothing where it is not known"
    )


_NOT_ONE_DATE = [
    (re.compile(pattern), advice)
    for pattern, advice in (
        (
            r"頃|ころ|ごろ|約|およそ|推定|\b(?:ca?\.|ca\b|circa|about|around|approx\w*\.?)|[~?]",
            'a date can\'t be "about" one; write the year alone, as 1959, and keep %(found)r in the note',
        ),
        (
            r"年代|[0-9]s\b",
            "a decade is not a date; write the year, or nothing, and keep the decade in the note",
        ),
        (
            r"年度|\bfy ?[0-9]",
            "a fiscal year lies in two years; write the year in which it was signed, as 1959 or 1959-11",
        ),
        (
            r"以前|以降|以後|まで|から|\b(?:before|after|until|since|by)\b",
            "a date can't be before or after one; write the date, or nothing, and keep %(found)r in the note",
        ),
    )
]
_BRACKETED = re.compile(r"([^()]*)\(([^()]*)\)(.*)")


def _parse_bracketed(before: str, inside: str, after: str) -> str:
    """Return the date of a text that gives its year or more in two ways: `1959年(昭和34年)11月17日`."""
    outer = _parse(before + after)
    inner = next(filter(None, map(_try, (inside + after, f"{inside}年{after}", inside))), "")
    if not inner:
        raise _NoDateError(
            f"{inside!r} in brackets is no part of a date; move it to the note and write {outer}"
        )
    if not (outer.startswith(inner) or inner.startswith(outer)):
        raise _NoDateError(f"it says two dates, {outer} and {inner}; write the one that is right")
    return max(outer, inner, key=len)


def _try(plain: str) -> str:
    """Return the date of a text, "" if it is none."""
    try:
        return _parse(plain)
    except _NoDateError:
        return ""


@dataclass(frozen=True)
class _Era:
    """A Japanese era with its first and last day."""

    kanji: str
    since: date
    until: date

    def says(self, edtf: str) -> str:
        """Return a date as written in the era: 平成元年1月8日."""
        year, *rest = parse_date(edtf)
        numbers = (year - self.since.year + 1, *rest)
        written = "".join(f"{number}{unit}" for number, unit in zip(numbers, "年月日", strict=False))
        return self.kanji + re.sub("^1年", "元年", written)


def _eras() -> dict[str, _Era]:
    """Return the eras since Meiji by every word for them: 昭和, 昭, showa, s."""
    eras: dict[str, _Era] = {}
    for era in (era for era in ERA_DATA_GENERAL if era.since >= date(1868, 1, 1)):
        # Meiji and Taisho ended on the first day of the next era, Showa and Heisei on the day before it.
        whole_days = timedelta(days=int(era.since >= date(1926, 12, 25)))
        found = _Era(era.kanji, era.since, era.until - whole_days if era.until else date.max)
        name = era.english_vowel_shortened.lower()
        eras |= dict.fromkeys((era.kanji, era.kanji[0], name, name[0]), found)
    return eras


_ERAS = _eras()
_LAST_LUNAR_YEAR = 1872


def _in_era(era: _Era, year: int, *rest: int) -> str:
    if year == 0:
        raise _NoDateError(f"the years of an era begin with 1: write {era.kanji}元年 or {era.since.year}")
    western = _edtf(era.since.year + year - 1, *rest)
    if rest and int(western[:4]) <= _LAST_LUNAR_YEAR:
        raise _NoDateError("until the end of 明治5年 months were those of the moon; write the western date")
    first, last = era.since.isoformat()[: len(western)], era.until.isoformat()[: len(western)]
    if first <= western <= last:
        return western
    right = [other for other in _ERAS.values() if other.since.isoformat()[: len(western)] <= western]
    instead = f"write {right[-1].says(western)} or {western}" if right else f"write {western}"
    if western < first:
        raise _NoDateError(f"{era.kanji} began only on {era.since}; {instead}, if that is meant")
    raise _NoDateError(
        f"{era.kanji} ended on {era.until} and {right[-1].kanji} had begun; {instead}, if that is meant"
    )


def _edtf(year: int, *rest: int) -> str:
    edtf = "-".join([f"{year:04}", *(f"{number:02}" for number in rest)])
    try:
        parse_date(edtf)
    except DateError:
        raise _NoDateError(_off_the_calendar(year, *rest)) from None
    return edtf


def _off_the_calendar(year: int, month: int = 1, day: int = 0) -> str:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return f"{year} is not a year from {FIRST_YEAR} to {LAST_YEAR}; write the right one, as 1959"
    if not 1 <= month <= 12:
        return f"there is no month {month}; write the year, the month and the day, as 1959-11-17"
    return f"there is no day {day} in {year:04}-{month:02}; write the right one, or the month alone"


_Parts = Mapping[str, str]


def _read_date(parts: _Parts) -> str:
    """Parse a year, in an era or not, and the known month and day."""
    year = parts["year"]
    rest = [int(_MONTHS.get(parts[name][:3], parts[name])) for name in ("month", "day") if name in parts]
    if "era" in parts:
        return _in_era(_ERAS[parts["era"]], 1 if year == "元" else int(year), *rest)
    if len(year) < 4:
        raise _NoDateError(
            f"{year} is no year without its era or century; write it with four digits, as 1959-11-17"
        )
    return _edtf(int(year), *rest)


def _read_year_last(parts: _Parts) -> str:
    """Parse 17/11/1959 or 11/17/1959, whichever is possible."""
    year, one, other = parts["year"], parts["one"], parts["other"]
    if int(one) <= 12 and int(other) <= 12 and int(one) != int(other):
        either = f"{year}-{int(other):02}-{int(one):02} or {year}-{int(one):02}-{int(other):02}"
        raise _NoDateError(f"it is not certain which number is the month; write {either}")
    day, month = (one, other) if int(other) <= 12 else (other, one)
    return _edtf(int(year), int(month), int(day))


def _read_cut_month(parts: _Parts) -> str:
    year = parts["year"]
    raise _NoDateError(
        f"spreadsheets cut {year}.10 to {year}.1, so the month is not certain; write {year}-01 or {year}-10"
    )


def _read_serial(parts: _Parts) -> str:
    """Parse the serial day of a spreadsheet, counted from 1900."""
    day = date(1899, 12, 30) + timedelta(days=int(parts["serial"]))
    return _edtf(day.year, day.month, day.day)


_MONTHS = {
    name: str(number)
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_ERA = rf"(?P<era>{'|'.join(_ERAS)})[. ]?"
_YEAR = rf"(?:{_ERA})?(?P<year>元|[0-9]{{1,4}})"
_NAMED = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_FORMS: list[tuple[re.Pattern[str], Callable[[_Parts], str]]] = [
    (re.compile(pattern), read)
    for pattern, read in (
        (_YEAR + r"年(?:(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日?)?)?", _read_date),
        (_ERA + r"(?P<year>元|[0-9]{1,2})", _read_date),
        (r"(?P<year>[0-9]{4})(?:\.0+)?", _read_date),
        (r"(?P<year>[0-9]{4})\.1", _read_cut_month),
        (_YEAR + r"[-/. ](?P<month>[0-9]{1,2})(?:[-/. ](?P<day>[0-9]{1,2}))?", _read_date),
        (r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?:\.0+)?", _read_date),
        (r"(?P<one>[0-9]{1,2})[-/. ](?P<other>[0-9]{1,2})[-/. ](?P<year>[0-9]{4})", _read_year_last),
        (r"(?P<month>[0-9]{1,2})[-/. ](?P<year>[0-9]{4})", _read_date),
        (r"(?P<serial>[0-9]{5})(?:\.[0-9]+)?", _read_serial),
        (rf"{_DAY}(?: of)?[-., ]*{_NAMED}[-., ]*(?P<year>[0-9]{{4}})", _read_date),
        (rf"{_NAMED}[-., ]*{_DAY}[-., ]+(?P<year>[0-9]{{4}})", _read_date),
        (rf"{_NAMED}[-., ]*(?P<year>[0-9]{{4}})", _read_date),
        (rf"(?P<year>[0-9]{{4}})[-., ]*{_NAMED}(?:[-., ]*{_DAY})?", _read_date),
    )
]
"""The patterns of dates, in the order in which they are tried."""
