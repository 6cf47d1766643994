"""What the text of a cell says: a value, nothing, an error of a spreadsheet, a formula, or "as above"."""

import re
import unicodedata
from datetime import date, timedelta
from typing import Final

_INVISIBLE: Final = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_EDGES: Final = re.compile(rf"^[\s{_INVISIBLE}]+|[\s{_INVISIBLE}]+$")
_INSIDE: Final = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)
_SERIAL: Final = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")
_TEXT_FORMULA: Final = re.compile(r'=\s*"((?:[^"]|"")*)"')
_ERROR: Final = re.compile(
    r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!|EXTERNAL!"
    r"|PYTHON!|TIMEOUT!|GETTING_DATA|ERROR!|#+)|Err:\d{3}",
    re.IGNORECASE,
)
_DITTO: Final = re.compile(
    r"""["'〃″‶〟〞“”„´`′々,、]+|//|同(上|左|前|じ)?|上に同じ|ditto|do\.|id(em|\.)""", re.IGNORECASE
)
_FORMULA: Final = re.compile(r"[=＝]\s*[^\s=＝]")

ERROR_ADVICE: Final = (
    "the spreadsheet shows an error here; correct the formula or write the value, and leave the cell "
    "empty only if nothing is known"
)
FORMULA_ADVICE: Final = (
    "this is a formula without a result; open the list in a spreadsheet program and save it there, or "
    "write the value itself"
)


def clean_cell(text: str) -> str:
    """Return the text of a cell without space and invisible marks around it, and the text in `="38201"`."""
    plain = _EDGES.sub("", text)
    if found := _TEXT_FORMULA.fullmatch(plain):
        return _EDGES.sub("", found[1].replace('""', '"'))
    return plain


def visible_text(text: str) -> str:
    """Return a text without the marks inside it that show nothing, as between the parts of a copied date."""
    return text if text.isascii() else _INSIDE.sub("", text)


def days_since_1904(text: str) -> str:
    """Return the date of a serial day that is counted from 1904, as 1959-11-17; other texts as they are."""
    if not _SERIAL.fullmatch(text):
        return text
    return (date(1904, 1, 1) + timedelta(days=int(text[:5]))).isoformat()


def is_error_value(text: str) -> bool:
    """Whether a text is what a spreadsheet shows for an error: #N/A, #REF!, Err:502, ###."""
    return text[:1] in "#＃Ee" and bool(_ERROR.fullmatch(unicodedata.normalize("NFKC", text).strip()))


def is_formula(text: str) -> bool:
    """Whether a text is a formula that has not been calculated."""
    return text[:1] in ("=", "＝") and bool(_FORMULA.match(text))


def is_ditto(text: str) -> bool:
    """Whether a text only says "as above": 〃, 々, 同上, 同左, a quotation mark."""
    return len(text) <= 6 and bool(_DITTO.fullmatch(unicodedata.normalize("NFKC", text).strip()))
