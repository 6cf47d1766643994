"""Escaping text for spreadsheets.

Two dangers, each with an escape:

- A cell that begins with `=`, `+`, `-` or `@` is run as a formula when a CSV file is opened; so may be one
  that begins with a tab, CR or LF, which programs strip, or with the full-width `＝ ＋ － ＠`, which they
  may treat like the narrow ones in Japanese settings. OWASP's page "CSV Injection" warns of such
  characters and recommends an apostrophe before them.
- XML, and so a workbook, cannot hold most control characters, and turns a CR into an LF. Office Open XML
  (ECMA-376, ST_Xstring) writes them as `_xHHHH_`, their code in hexadecimal digits.
"""

import re

_BEGINNINGS = "[-=+@\t\r\n＝＋－＠]"
_FORMULA = re.compile(_BEGINNINGS)
_DANGEROUS = re.compile(f"'*{_BEGINNINGS}")
_ESCAPED_FORMULA = re.compile(f"'+{_BEGINNINGS}")

_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet program would run a text as a formula."""
    return _FORMULA.match(text) is not None


def escape_formula(text: str) -> str:
    """Return a text for a CSV cell, with an apostrophe before what would make it a formula.

    A text that already looks escaped gets another one, so that `unescape_formula` returns every text
    unchanged.
    """
    return f"'{text}" if _DANGEROUS.match(text) else text


def unescape_formula(text: str) -> str:
    """Return the text without the apostrophe that `escape_formula` added."""
    return text[1:] if _ESCAPED_FORMULA.match(text) else text


def escape_controls(text: str) -> str:
    """Return a text for a workbook cell: `_x0007_` for a character that XML cannot hold.

    The underscore of a text that already looks like that is escaped, too (`_x005F_x0007_`).
    """
    return _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
