"""Finding the header of a table below its titles: the one or two lines whose cells match fields best."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from geodata.readers.column_guesses import guess_columns
from geodata.readers.column_synonyms import column_synonyms
from geodata.readers.table_columns import TableColumns, map_columns
from geodata.readers.table_line import TableLine
from geodata.readers.unnamed_columns import read_unnamed_columns

HEAD_LINES: Final = 30
"""Number of lines, not counting blank ones, in which the header is searched."""

_WORLD_REGIONS: Final = frozenset(
    {
        "アジア", "東アジア", "東南アジア", "欧州", "ヨーロッパ", "北米", "中米", "南米", "中南米",
        "北アメリカ", "南アメリカ", "大洋州", "オセアニア", "アフリカ", "中東", "中近東",
        "asia", "europe", "africa", "oceania", "northamerica", "southamerica", "latinamerica", "middleeast",
        "americas",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Header:
    """The lines of the header, and the mapping of its columns."""

    lines: tuple[TableLine, ...]
    columns: TableColumns

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(line.number for line in self.lines)


def find_header(head: Sequence[TableLine], mapping: Mapping[str, str]) -> Header:
    """Return the best header among a table's first lines; check `columns.suffices` before using it."""
    best = Header((), map_columns((), mapping))
    for at, line in enumerate(head[:HEAD_LINES]):
        single = Header((line,), map_columns(_complete(_names(line), head[at + 1 :]), mapping))
        if _better(single, best):
            best = single
        below = head[at + 1] if at + 1 < len(head) else None
        if below is not None and _continues(below):
            names = _complete(_joined_names(line, below), head[at + 2 :])
            double = Header((line, below), map_columns(names, mapping))
            if _better(double, best):
                best = double
    if not best.lines and head:
        fullest = max(head[:HEAD_LINES], key=lambda line: len(line.own()))
        best = Header((fullest,), map_columns(_names(fullest), mapping))
    if "partner_admin1" not in mapping:
        best = Header(best.lines, _without_world_regions(best, head))
    last = best.numbers[-1] if best.lines else 0
    body = [line for line in head if line.number > last]
    width = max((len(line.cells) for line in best.lines), default=0)
    return Header(best.lines, read_unnamed_columns(guess_columns(best.columns, body), body, width))


def _better(header: Header, best: Header) -> bool:
    one, other = header.columns, best.columns
    fewer = -len(header.lines), -len(best.lines)
    return (one.suffices, one.score, fewer[0]) > (other.suffices, other.score, fewer[1])


def _names(line: TableLine) -> list[str]:
    return ["" if i in line.continued else text for i, text in enumerate(line.cells)]


def _complete(names: list[str], below: Sequence[TableLine]) -> list[str]:
    """Return the names, with a placeholder for each column that has cells but no name."""
    filled = {i for line in below for i, _ in line.own()}
    width = max([len(names), *(i + 1 for i in filled)])
    names = names + [""] * (width - len(names))
    return [name or (f"(column {i + 1})" if i in filled else "") for i, name in enumerate(names)]


def _continues(line: TableLine) -> bool:
    """Whether a line can be the second line of a header: at least half of its cells are column names."""
    own = line.own()
    return bool(own) and sum(bool(column_synonyms(text)) for _, text in own) * 2 >= len(own)


def _joined_names(upper: TableLine, lower: TableLine) -> list[str]:
    """Return names such as 提携先 / 国名; an upper name applies to the lower ones right of it."""
    above, below = _names(upper), _names(lower)
    width = max(len(above), len(below))
    above += [""] * (width - len(above))
    below += [""] * (width - len(below))
    names = []
    parent = ""
    for over, under in zip(above, below, strict=True):
        if over:
            parent = over if under else ""
        names.append(" / ".join(part for part in (over or (parent if under else ""), under) if part))
    return names


def _without_world_regions(header: Header, head: Sequence[TableLine]) -> TableColumns:
    """Unmap a column 地域 or Region whose cells are parts of the world, not states or provinces."""
    columns = header.columns
    position = columns.positions.get("partner_admin1")
    if position is None or not header.lines:
        return columns
    cells = [line.cell(position) for line in head if line.number > header.numbers[-1]]
    regions = sum("".join(cell.split()).casefold() in _WORLD_REGIONS for cell in cells)
    if regions * 2 <= sum(map(bool, cells)):
        return columns
    remaining = {field: at for field, at in columns.positions.items() if field != "partner_admin1"}
    return replace(columns, positions=remaining)
