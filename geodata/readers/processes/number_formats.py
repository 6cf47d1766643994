"""What the number format of a cell shows: a date to the day, the month or the year, or a number with words.

Used by the readers of workbooks; it imports nothing of the package.
"""

import datetime
import re
from functools import lru_cache

DAY, MONTH, YEAR, NO_YEAR = "day", "month", "year", "no year"

_BUILT_IN = {
    14: DAY, 15: DAY, 16: NO_YEAR, 17: MONTH, 22: DAY,
    27: DAY, 28: DAY, 29: DAY, 30: DAY, 31: DAY, 34: MONTH, 35: NO_YEAR, 36: DAY,
    50: DAY, 51: DAY, 52: MONTH, 53: NO_YEAR, 54: DAY, 55: MONTH, 56: NO_YEAR, 57: DAY, 58: DAY,
}  # fmt: skip
"""What Excel's own formats show, in its Japanese edition where they depend on the language."""
_SECTION = re.compile(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*)(?:;|$)')
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[0-9.]+)\]")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|[_*].')
_BRACKETS = re.compile(r"\[[^\]]*\]")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_TOKENS = re.compile(r"am/pm|a/p|上午/下午|y+|m+|d+|h+|s+|g+|e+|b+|r+|n+|a+", re.IGNORECASE)
_UNCERTAIN = re.compile(
    r"頃|ころ|ごろ|約|およそ|推定|年度|年代|以前|以降|以後|まで|から|[?？]|\babout\b|\bca\b"
)
_WORDS_AND_DIGITS = re.compile(r'(?:"[^"]*"|\\.|[^0#?.,%eE/;*_@\[\]"\\])*')
_DIGITS = re.compile(r"#*0+|#+")
_TESTS = {
    "<": lambda one, other: one < other,
    ">": lambda one, other: one > other,
    "<=": lambda one, other: one <= other,
    ">=": lambda one, other: one >= other,
    "=": lambda one, other: one == other,
    "<>": lambda one, other: one != other,
}
_EPOCHS = {False: datetime.datetime(1899, 12, 30), True: datetime.datetime(1904, 1, 1)}
_MAX_SERIAL = 2_958_465


def shown_text(value: float, number: int, code: str, *, is_1904: bool) -> str | None:
    """Return a number as its format shows it, if that is a date or a number with words; else None.

    `number` is the format's id, `code` its own code or "". Dates come as 1959-11-17, 1959-11 or 1959; words
    that make them uncertain (`年度`) are kept.
    """
    section = _section(code, value)
    shown = _shown(section) if code else _BUILT_IN.get(number, "")
    if not shown:
        return _with_words(value, section) if section else None
    if not 0 <= value <= _MAX_SERIAL:
        return None
    moment = _EPOCHS[is_1904] + datetime.timedelta(days=value)
    return shown_date(moment.date(), shown) + "".join(_uncertain_words(section))


def shown_date(day: datetime.date, shown: str) -> str:
    """Return a date as precisely as it is shown."""
    if shown == NO_YEAR:
        return f"{day.month}月{day.day}日"
    return day.isoformat()[: {DAY: 10, MONTH: 7, YEAR: 4}[shown]]


def shown_by(number: int, code: str) -> str:
    """Return how precisely a format shows dates, "" if it is no format of dates."""
    return _shown(_section(code, 1.0)) if code else _BUILT_IN.get(number, "")


@lru_cache(maxsize=4096)
def _sections(code: str) -> tuple[str, ...]:
    return tuple(found[1] for found in _SECTION.finditer(code))[:4]


def _section(code: str, value: float) -> str:
    """Return the section of a format that applies to a number that is not negative."""
    sections = _sections(code) if code else ()
    for section in sections:
        condition = _CONDITION.search(section)
        if condition is None or _TESTS[condition[1]](value, float(condition[2])):
            return section
    return sections[-1] if sections else ""


@lru_cache(maxsize=4096)
def _shown(section: str) -> str:
    if _ELAPSED.search(section):
        return ""
    plain = _BRACKETS.sub("", _LITERAL.sub(" ", section))
    if plain.strip().casefold() in ("general", "g/標準", "@", "") or re.search("[0#?]", plain):
        return ""
    tokens = [token.casefold() for token in _TOKENS.findall(plain)]
    parts = set()
    for at, token in enumerate(tokens):
        before = tokens[at - 1][0] if at else ""
        after = tokens[at + 1][0] if at + 1 < len(tokens) else ""
        if token[0] in "yer" or (token[0] == "b" and len(token) > 1):
            parts.add("year")
        elif token[0] == "m" and before != "h" and after != "s":
            parts.add("month")
        elif token[0] == "d" and len(token) < 3:
            parts.add("day")
    if "year" not in parts:
        return NO_YEAR if parts else ""
    if "month" not in parts:
        return YEAR
    return DAY if "day" in parts else MONTH


def _uncertain_words(section: str) -> list[str]:
    words = [found[1] or found[2] or "" for found in _LITERAL.finditer(section)]
    plain = _BRACKETS.sub("", _LITERAL.sub("", section))
    return [word for word in (*words, *_UNCERTAIN.findall(plain)) if _UNCERTAIN.search(word)]


def _with_words(value: float, section: str) -> str | None:
    """Return a whole number with the words and leading zeros of a format such as `0"年"` or `00000`."""
    plain = _BRACKETS.sub("", section)
    digits = _DIGITS.search(_LITERAL.sub(lambda found: " " * len(found[0]), plain))
    if not digits or not value.is_integer() or not 0 <= value < 1e15:
        return None
    before, after = plain[: digits.start()], plain[digits.end() :]
    if not (_WORDS_AND_DIGITS.fullmatch(before) and _WORDS_AND_DIGITS.fullmatch(after)):
        return None
    number = str(int(value)).zfill(digits[0].count("0"))
    return f"{_literals(before)}{number}{_literals(after)}".strip()


def _literals(text: str) -> str:
    return _LITERAL.sub(lambda found: found[1] or found[2] or "", text)
