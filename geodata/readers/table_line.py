"""A line of a table, before its columns are mapped."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line that is not blank: its number in the file, and its stripped cells.

    `continued` are the columns that a merged range fills from another cell, `from_above` those of them whose
    range began in an earlier row. `formulas` are the columns whose cell is a formula without a result.
    `is_hidden`: whether the sheet does not show the row.
    """

    number: int
    cells: list[str]
    continued: frozenset[int] = frozenset()
    from_above: frozenset[int] = frozenset()
    formulas: frozenset[int] = frozenset()
    is_hidden: bool = False

    def cell(self, column: int) -> str:
        """Return a cell, "" beyond the last."""
        return self.cells[column] if column < len(self.cells) else ""

    def own(self) -> list[tuple[int, str]]:
        """Return the cells that are written in this line itself, with their columns."""
        return [(i, text) for i, text in enumerate(self.cells) if text and i not in self.continued]

    def text(self) -> str:
        """Return the text of this line for a report, shortened if it is long."""
        words = " | ".join(" ".join(text.split()) for _, text in self.own())
        return words if len(words) <= 200 else words[:199] + "…"
