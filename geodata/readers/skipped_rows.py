"""Lines of a table that are no partnerships: totals, footnotes, headings, repeated headers."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from geodata.readers.header import Header
from geodata.readers.table_columns import PARTNER_FIELDS

ENTIRE_LINE: Final = ("total", "footnote", "end of the list", "header repeated")
"""Reasons that concern no other line."""

_TOTAL: Final = re.compile(
    r"(合計|総合計|計|小計|中計|総計|総数|累計|全国計|全体|sum|(sub|grand)?-?total)([\d,(:：].*|件|数)?"
)
_ENDS_IN_TOTAL: Final = re.compile(r".+(合計|小計|総計|計)([(\d].*)?|.*\b(sub|grand )?total\b.*")
_NOTE: Final = re.compile(
    r"[※*＊†•]|[(\[【]?注[\d\s]*[)\]】:：、.]|注\d|注意|[(\[【]?(資料|出典|出所|備考|典拠)[)\]】]?\s*[:：]"
    r"|(source|sources|note|notes|data)\s*:"
)
_CLOSING: Final = re.compile(
    r"以上|おわり|end|[(]?計?\d[\d,]*(件|提携|自治体|組)[)]?|[(]続く[)]|[(]つづく[)]|-?\s*\d+\s*-"
)
_PROSE: Final = re.compile(r"。|[.] ")


def skip_reason(own: Sequence[tuple[int, str]], header: Header, *, has_partner: bool) -> str:
    """Return why a line of these cells is no partnership, or "" if it is or should be one.

    A name may contain 計 or 注; so a line with a partner is skipped only for its whole first cell.
    """
    first = _plain(own[0][1])
    if _TOTAL.fullmatch("".join(first.split())):
        return "total"
    if len(own) == 1:
        return _skip_reason_of_lone_cell(first, own[0][0] in _partner_positions(header))
    if _repeats_header(own, header):
        return "header repeated"
    if has_partner:
        return ""
    if _NOTE.match(first):
        return "footnote"
    return "total" if _ENDS_IN_TOTAL.fullmatch(first) else ""


def _skip_reason_of_lone_cell(text: str, under_partner: bool) -> str:
    if _NOTE.match(text):
        return "footnote"
    if _CLOSING.fullmatch(text):
        return "end of the list"
    if under_partner and not _PROSE.search(text):
        return ""
    return "a lone text in a line of its own"


def _partner_positions(header: Header) -> set[int]:
    positions = header.columns.positions
    groups = (positions, *header.columns.further)
    return {group[field] for group in groups for field in PARTNER_FIELDS if field in group}


def _repeats_header(own: Sequence[tuple[int, str]], header: Header) -> bool:
    """Whether every cell equals the header cell above it, in one of the header's lines."""
    at, first = own[0]
    for line in header.lines:
        if line.cell(at)[:1] == first[:1] and all(
            "".join(line.cell(i).split()) == "".join(text.split()) for i, text in own
        ):
            return True
    return False


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
