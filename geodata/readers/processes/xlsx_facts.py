"""Facts of the sheets of an .xlsx workbook, from its XML."""

import datetime
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import IO
from xml.etree import ElementTree

from .number_formats import shown_by, shown_date, shown_text
from .sheet_facts import SheetFacts, WorkbookFacts

Element = ElementTree.Element
Format = tuple[int, str]
"""The id of a number format and its own code, or ""."""

_REFERENCE = re.compile(r"([A-Z]+)([0-9]+)")
_MAX_COLUMNS = 16_384


def read_facts(path: str) -> WorkbookFacts:
    """Return the facts of all sheets."""
    with zipfile.ZipFile(path) as archive:
        names = {name.casefold().lstrip("/"): name for name in archive.namelist()}

        def part(name: str) -> Element | None:
            stored = names.get(name.casefold())
            if stored is None:
                return None
            with archive.open(stored) as file:
                return ElementTree.parse(file).getroot()  # noqa: S314 - expat, in a process with limits

        workbook = part("xl/workbook.xml")
        if workbook is None:
            raise ValueError("it has no workbook.xml")
        targets = _targets(part("xl/_rels/workbook.xml.rels"))
        formats = _formats(part("xl/styles.xml"))
        facts = WorkbookFacts(is_1904=_is_1904(workbook))
        for sheet in _all(workbook, "sheet"):
            id_ = next((text for name, text in sheet.items() if name.endswith("}id")), "")
            stored = names.get(targets.get(id_, "").casefold())
            if stored is not None:
                with archive.open(stored) as file:
                    facts.sheets[sheet.get("name", "")] = _sheet_facts(file, formats, facts.is_1904)
        return facts


def _is_1904(workbook: Element) -> bool:
    return any(one.get("date1904") in ("1", "true", "on") for one in _all(workbook, "workbookPr"))


def _targets(relations: Element | None) -> dict[str, str]:
    """Return the path of each related part by id."""
    if relations is None:
        return {}
    return {
        one.get("Id", ""): posixpath.normpath(posixpath.join("/xl", one.get("Target", ""))).lstrip("/")
        for one in relations
    }


def _formats(styles: Element | None) -> list[Format]:
    """Return the number format of each style of cells."""
    if styles is None:
        return []
    codes = {one.get("numFmtId", ""): one.get("formatCode", "") for one in _all(styles, "numFmt")}
    numbers = [one.get("numFmtId", "0") for table in _all(styles, "cellXfs") for one in table]
    return [(int(number) if number.isdecimal() else 0, codes.get(number, "")) for number in numbers]


def _sheet_facts(file: IO[bytes], formats: list[Format], is_1904: bool) -> SheetFacts:
    facts = SheetFacts()
    row = column = -1
    events = ElementTree.iterparse(file, events=("start", "end"))  # noqa: S314
    for event, element in events:
        name = _name(element)
        if event == "start":
            if name == "row":
                row, column = _row_number(element, row), -1
                if _is_on(element, "hidden") or _is_zero(element, "ht"):
                    facts.hidden_rows.add(row)
            continue
        if name == "col" and (_is_on(element, "hidden") or _is_zero(element, "width")):
            last = min(int(element.get("max", "1")), _MAX_COLUMNS)
            facts.hidden_columns.update(range(int(element.get("min", "1")) - 1, last))
        elif name == "c":
            found = _REFERENCE.fullmatch(element.get("r", ""))
            column = _column_number(found[1]) if found else column + 1
            _note_cell(facts, (int(found[2]) - 1 if found else row, column), element, formats, is_1904)
            element.clear()
        elif name in ("row", "dataValidations", "conditionalFormatting"):
            element.clear()
    return facts


def _note_cell(
    facts: SheetFacts, at: tuple[int, int], cell: Element, formats: list[Format], is_1904: bool
) -> None:
    kind = cell.get("t", "n")
    parts = {_name(part): part.text or "" for part in cell}
    value = parts.get("v", "").strip()
    if kind == "e":
        facts.texts[at] = value or "#N/A"
    elif "f" in parts and not value and (kind != "str" or "v" not in parts):
        facts.texts[at] = "=" + parts["f"]
        facts.formulas.add(at)
    elif value and kind in ("n", "d"):
        style = cell.get("s", "0")
        number, code = formats[int(style)] if style.isdecimal() and int(style) < len(formats) else (0, "")
        shown = (
            _iso_date(value, number, code)
            if kind == "d"
            else shown_text(float(value), number, code, is_1904=is_1904)
        )
        if shown is not None:
            facts.texts[at] = shown


def _iso_date(value: str, number: int, code: str) -> str | None:
    shown = shown_by(number, code)
    try:
        return shown_date(datetime.date.fromisoformat(value[:10]), shown) if shown else None
    except ValueError:
        return None


def _row_number(element: Element, before: int) -> int:
    number = element.get("r", "")
    return int(number) - 1 if number.isdecimal() else before + 1


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _is_on(element: Element, name: str) -> bool:
    return element.get(name) in ("1", "true", "on")


def _is_zero(element: Element, name: str) -> bool:
    return element.get(name) in ("0", "0.0")


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _all(element: Element, name: str) -> Iterator[Element]:
    return (one for one in element.iter() if _name(one) == name)
