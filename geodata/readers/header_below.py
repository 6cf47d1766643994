"""Finding another header below the first one, of a second table in the same list."""

import re
from collections.abc import Mapping
from typing import Final

from geodata.readers.column_synonyms import column_synonyms
from geodata.readers.header import Header, find_header
from geodata.readers.table_line import TableLine

_FIRST_SIDE: Final = (
    r"市町村|市区町村|自治体|団体|都道府県|県名|府県|日本|municipalit|prefecture|japan|city|jp|government"
)
_PARTNER: Final = r"姉妹|友好|提携|相手|都市|海外|外国|交流|締結|partner|sister|twin|affiliat|city|foreign"
_LIKELY: Final = re.compile(rf"(?=.*(?:{_FIRST_SIDE}))(?=.*(?:{_PARTNER}))", re.IGNORECASE | re.DOTALL)
_NAMES_ONLY: Final = re.compile(
    r"(国|都市|市町村|自治体|都道府県|地域|州|提携|姉妹|友好|件|名|no|番号|city|country|prefecture|partner|number|name|date)",
    re.IGNORECASE,
)
_DATA: Final = re.compile(r"\d")


def find_header_below(
    line: TableLine, below: TableLine | None, current: Header, mapping: Mapping[str, str]
) -> Header | None:
    """Return the header that begins with a line; None if it is none, or repeats the current one."""
    texts = [text for _, text in line.own()]
    if len(texts) < 2 or line.is_hidden or not _LIKELY.match("|".join(texts)):
        return None
    if sum(bool(column_synonyms(text)) for text in texts) * 2 < len(texts) or _has_data(texts):
        return None
    header = find_header([line, below] if below is not None else [line], mapping)
    if not header.lines or header.numbers[0] != line.number or not header.columns.suffices:
        return None
    return None if _names(header) == _names(current) else header


def looks_like_header(line: TableLine, current: Header) -> bool:
    """Whether every cell of a line is the name of a column, although they do not suffice for a list."""
    texts = [text for _, text in line.own()]
    if len(texts) < 2 or not all(map(_NAMES_ONLY.search, texts)) or _has_data(texts):
        return False
    if any(line.cell(at) == text for one in current.lines for at, text in one.own()):
        return False
    return all(_is_column_name(text) for text in texts)


def _is_column_name(text: str) -> bool:
    return bool(column_synonyms(text)) or bool(
        re.fullmatch(r"(提携)?件数|数|no\.?|番号|number|count", text.casefold())
    )


def _has_data(texts: list[str]) -> bool:
    return any(_DATA.search(text) and len(text) > 6 for text in texts)


def _names(header: Header) -> list[str]:
    names = ["".join(name.split()) for name in header.columns.names]
    while names and (not names[-1] or names[-1].startswith("(column")):
        names.pop()
    return names
