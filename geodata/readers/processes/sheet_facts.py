"""What calamine does not tell of a sheet: errors, formulas without a result, shown dates, what is hidden."""

from dataclasses import dataclass, field


@dataclass
class SheetFacts:
    """Facts of one sheet; rows and columns are counted from 0.

    `texts`: the texts of cells that calamine reads otherwise or not at all. `formulas`: cells whose formula
    has no stored result. `hidden_rows` and `hidden_columns` are not shown.
    """

    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


@dataclass
class WorkbookFacts:
    """Facts of a workbook, by the name of each sheet; `is_1904`: its days are counted from 1904."""

    sheets: dict[str, SheetFacts] = field(default_factory=dict)
    is_1904: bool = False
