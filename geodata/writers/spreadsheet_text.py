"""Text that a spreadsheet program takes as text.

Two dangers, each with its cure and the way back:

- A cell that begins with `=`, `+`, `-` or `@` is run as a formula when a CSV file is opened, and so may be
  one that begins with a tab, CR or LF, which programs strip, or with the wide `＝ ＋ － ＠`, which they may
  read like the narrow ones in Japanese settings. The page "CSV Injection" of OWASP warns of such characters
  and names an apostrophe before them as the cure.
- XML, and so a workbook, has no way to hold most control characters, and makes a CR an LF. Office Open XML
  (ECMA-376, ST_Xstring) writes them as `_xHHHH_`, their number in hexadecimal digits.
"""

import re

_BEGINNINGS = "[-=+@\t\r\n＝＋－＠]"
_FORMULA = re.compile(_BEGINNINGS)
_DANGEROUS = re.compile(f"'*{_BEGINNINGS}")
_ESCAPED_FORMULA = re.compile(f"'+{_BEGINNINGS}")

_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet program would run a text rather than show it."""
    return _FORMULA.match(text) is not None


def escape_formula(text: str) -> str:
    """Return a text for a cell of a CSV file: with an apostrophe before what would make it a formula.

    A text that already looks neutralised gets one more, so that `restore` gives back every text as it was.
    """
    return f"'{text}" if _DANGEROUS.match(text) else text


def unescape_formula(text: str) -> str:
    """Return what was neutralised: the text without one of the apostrophes before a formula's beginning."""
    return text[1:] if _ESCAPED_FORMULA.match(text) else text


def escape_controls(text: str) -> str:
    """Return a text for a cell of a workbook: `_x0007_` for a character that XML can't hold.

    The underscore of a text that reads like that by itself is escaped too (`_x005F_x0007_`).
    """
    return _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescape_controls(text: str) -> str:
    """Return what was escaped, as spreadsheet programs do when they open the workbook."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
