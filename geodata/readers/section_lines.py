"""Lines that are no partnerships but say something of those below them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from geodata.gazetteer import load_municipalities
from geodata.readers.header import Header
from geodata.readers.heading_words import HeadingWords, mentions_kind_or_status, read_heading
from geodata.readers.table_columns import PARTNER_FIELDS
from geodata.readers.table_line import TableLine

LONE_TEXT: Final = "a lone text in a line of its own"
HEADING: Final = "a heading of the lines below"
_COUNT: Final = re.compile(r"[(（]?\d[\d,.]*\s*(件|組|市|町|村|都市|自治体|か国|カ国)?[)）]?")
_PROSE: Final = re.compile(r"。|[.] ")
_BELOW: Final = re.compile(r"以下|次の|下記|これより|\bbelow\b|\bfollowing\b", re.IGNORECASE)
_MUNICIPALITY: Final = re.compile(r"\S{1,12}[市町村区郡]([(（].*)?")
_MAX_HEADING: Final = 30


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A line that stands above others: `words` is what it says, None if it is not understood.

    `is_remark`: whether it says nothing of the lines below; `is_name`: whether it names their municipality.
    """

    column: int
    text: str
    words: HeadingWords | None
    is_remark: bool = False
    is_name: bool = False

    @property
    def reason(self) -> str:
        """Why the line is skipped."""
        return HEADING if self.words else LONE_TEXT


def lone_text(line: TableLine) -> str:
    """Return the only text of a line beside numbers and counts, or ""."""
    texts = _texts(line)
    return texts[0][1] if len(texts) == 1 else ""


def says_of_lines_below(text: str) -> bool:
    """Whether a footnote speaks of the kind or status of the lines below it."""
    return bool(_BELOW.search(text)) and mentions_kind_or_status(text)


def read_section_line(line: TableLine, cells: Mapping[str, str], header: Header) -> SectionLine | None:
    """Return what a line says of the lines below it; None if it is a row, or says nothing."""
    texts = _texts(line)
    if len(texts) == 2 and not any(cells.get(field) for field in PARTNER_FIELDS):
        return _read_pair(texts)
    if len(texts) != 1:
        return None
    at, text = texts[0]
    positions = header.columns.positions
    words = read_heading(text)
    if at in {positions[field] for field in PARTNER_FIELDS if field in positions}:
        is_row = words is None or (bool(words.country) and not words.kinds and not words.status
                                   and "country" in positions)  # fmt: skip
        return None if is_row else SectionLine(at, text, words)
    if words is not None:
        return SectionLine(at, text, words)
    if at == positions.get("municipality") and _is_municipality(text):
        return SectionLine(at, text, None, is_name=True)
    is_heading = len(text) <= _MAX_HEADING and not _PROSE.search(text)
    is_telling = is_heading or says_of_lines_below(text)
    return SectionLine(at, text, None, is_remark=not is_telling)


def _texts(line: TableLine) -> list[tuple[int, str]]:
    """Return the different texts of a line, without numbers and counts, and where each stands first."""
    found: dict[str, int] = {}
    for at, text in line.own():
        if not _COUNT.fullmatch(text):
            found.setdefault(text, at)
    return [(at, text) for text, at in found.items()]


def _read_pair(texts: list[tuple[int, str]]) -> SectionLine | None:
    """Return what two cells say together: `友好都市`, `中国`."""
    (at, one), (_, other) = texts
    first, second = read_heading(one), read_heading(other)
    if not first or not second or not (first.kinds or first.status or second.kinds or second.status):
        return None
    together = f"{one} {other}"
    return SectionLine(at, together, read_heading(together))


def _is_municipality(text: str) -> bool:
    return bool(_MUNICIPALITY.fullmatch(text)) or bool(load_municipalities().named(text))
