"""Facts of the sheets of an .ods workbook, from its XML."""

import datetime
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from .number_formats import DAY, MONTH, NO_YEAR, YEAR, shown_date
from .sheet_facts import SheetFacts, WorkbookFacts

Element = ElementTree.Element

_MAX_REPEATED = 10_000
"""Rows or columns that one element repeats, beyond which they are the empty rest of the sheet."""


class ProtectedError(ValueError):
    """The error of a workbook that only a password opens."""


def read_facts(path: str) -> WorkbookFacts:
    """Return the facts of all sheets."""
    with zipfile.ZipFile(path) as archive:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise ProtectedError
        with archive.open("content.xml") as file:
            content = ElementTree.parse(file).getroot()  # noqa: S314 - expat, in a process with limits
        roots = [content]
        if "styles.xml" in archive.namelist():
            with archive.open("styles.xml") as file:
                roots.append(ElementTree.parse(file).getroot())  # noqa: S314
    formats = _formats(roots)
    facts = WorkbookFacts()
    for table in (one for one in content.iter() if _name(one) == "table"):
        facts.sheets[_get(table, "name")] = _sheet_facts(table, formats)
    return facts


def _formats(roots: list[Element]) -> dict[str, str]:
    """Return how precisely dates are shown, by the name of each style of cells."""
    shown: dict[str, str] = {}
    styles: dict[str, str] = {}
    for element in (one for root in roots for one in root.iter()):
        if _name(element) == "date-style":
            parts = {_name(part) for part in element}
            shown[_get(element, "name")] = _shown(parts)
        elif _name(element) == "style" and _get(element, "data-style-name"):
            styles[_get(element, "name")] = _get(element, "data-style-name")
    return {name: shown[data] for name, data in styles.items() if data in shown}


def _shown(parts: set[str]) -> str:
    if "year" not in parts:
        return NO_YEAR
    if "month" not in parts:
        return YEAR
    return DAY if "day" in parts else MONTH


def _sheet_facts(table: Element, formats: dict[str, str]) -> SheetFacts:
    facts = SheetFacts()
    defaults: list[str] = []
    for column in _all(table, "table-column"):
        repeated = min(_repeated(column, "columns"), _MAX_REPEATED)
        if _is_hidden(column):
            facts.hidden_columns.update(range(len(defaults), len(defaults) + repeated))
        defaults += [_get(column, "default-cell-style-name")] * repeated
    number = 0
    for row in _all(table, "table-row"):
        repeated = _repeated(row, "rows")
        copies = range(number, number + (repeated if repeated <= _MAX_REPEATED else 1))
        if _is_hidden(row):
            facts.hidden_rows.update(copies)
        _note_row(facts, row, copies, defaults, formats)
        number += repeated
    return facts


def _note_row(
    facts: SheetFacts, row: Element, copies: range, defaults: list[str], formats: dict[str, str]
) -> None:
    column = 0
    for cell in row:
        if _name(cell) not in ("table-cell", "covered-table-cell"):
            continue
        repeated = _repeated(cell, "columns")
        default = defaults[column] if column < len(defaults) else ""
        style = _get(cell, "style-name") or _get(row, "default-cell-style-name") or default
        if found := _cell_text(cell, formats.get(style, "")):
            text, is_formula = found
            for at in range(column, column + min(repeated, _MAX_REPEATED)):
                facts.texts |= {(copy, at): text for copy in copies}
                facts.formulas |= {(copy, at) for copy in copies if is_formula}
        column += repeated


def _cell_text(cell: Element, shown: str) -> tuple[str, bool] | None:
    """Return the text of an error, of a date, or of a formula without a result (True); else None."""
    kinds = {text for name, text in cell.items() if name.endswith("}value-type")}
    text = "\n".join("".join(part.itertext()) for part in cell if _name(part) == "p").strip()
    formula = _get(cell, "formula")
    if "error" in kinds or (formula and _is_error(text)):
        return text or "#N/A", False
    if formula and not kinds and not text:
        return "=" + formula.partition(":=")[2], True
    if "date" in kinds:
        try:
            day = datetime.date.fromisoformat(_get(cell, "date-value")[:10])
        except ValueError:
            return None
        return (shown_date(day, shown) if shown else _as_shown(day, text)), False
    return None


def _as_shown(day: datetime.date, text: str) -> str:
    """Return the text that a cell shows if its style is unknown and the text does not show the day."""
    digits = [int(part) for part in "".join(c if c.isdigit() else " " for c in text).split()]
    return text if text and day.day not in digits else day.isoformat()


def _is_error(text: str) -> bool:
    return text.startswith("Err:") or (text.startswith("#") and text.endswith(("!", "?", "/A")))


def _all(table: Element, name: str) -> Iterator[Element]:
    """Yield the rows or columns of a table, those in groups and headers included."""
    for element in table:
        if _name(element) == name:
            yield element
        elif _name(element) in ("table-row-group", "table-header-rows", "table-rows",
                                "table-column-group", "table-header-columns", "table-columns"):  # fmt: skip
            yield from _all(element, name)


def _is_hidden(element: Element) -> bool:
    return _get(element, "visibility") in ("collapse", "filter")


def _repeated(element: Element, what: str) -> int:
    number = _get(element, f"number-{what}-repeated")
    return max(1, int(number)) if number.isdecimal() else 1


def _get(element: Element, name: str) -> str:
    return next((text for key, text in element.items() if key.rpartition("}")[2] == name), "")


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
