"""What a person has answered in a review: a choice for each question, given back with the lists."""

import csv
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from geodata.faults import DataError, DataFault
from geodata.gazetteer import load_geonames, load_municipalities
from geodata.geocoder import geocode
from geodata.hits import place_of
from geodata.importing.review import COLUMNS, SKIP
from geodata.place import Place
from geodata.readers import Row
from geodata.vocabulary import LEVELS
from geodata.writers.spreadsheet_text import restore

_KEY = re.compile(r"(geonames|jis):([0-9]+)")
_NAMED = re.compile(rf"({'|'.join(LEVELS)}):([A-Z]{{2}}):([^:]*):(.+)")
_NUMBERED = re.compile(r"^([0-9]+)\. .*\[([^\]]+)\]$")

Answers = Mapping[tuple[str, str, int, str], str]


def read_answers(path: Path) -> dict[tuple[str, str, int, str], str]:
    """Return the answers of a review by file, sheet, row and column.

    Raises DataError, naming the line, for a file that is no review or a choice that the line doesn't offer.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as table:
            rows = list(csv.DictReader(table))
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataError([DataFault(path.name, 1, "choice", "", f"not a review in UTF-8: {error}")]) from error
    if missing := [column for column in COLUMNS if rows and column not in rows[0]]:
        advice = "this column of a review is missing; write one with --review"
        raise DataError([DataFault(path.name, 1, column, "", advice) for column in missing])
    answers: dict[tuple[str, str, int, str], str] = {}
    faults: list[DataFault] = []
    for line, row in enumerate(rows, start=2):
        texts = {column: restore(row[column] or "").strip() for column in COLUMNS}
        if not texts["choice"]:
            continue
        choice = _read_choice(texts)
        numbers = [int(number) for number in re.findall("[0-9]+", texts["rows"])]
        if choice is None or not numbers:
            column = "choice" if choice is None else "rows"
            faults.append(DataFault(path.name, line, column, texts[column], _advice(column)))
        else:
            for number in numbers:
                answers[texts["file"], texts["sheet"], number, texts["column"]] = choice
    if faults:
        raise DataError(faults)
    return answers


def answers_for(row: Row, answers: Answers) -> dict[str, str]:
    """Return the answers that concern a row, by field."""
    if not answers:
        return {}
    columns = {field: row.columns.get(field, field) for field in (*row.columns, "municipality", "partner")}
    keys = {field: (row.file, row.sheet, row.number, column) for field, column in columns.items()}
    return {field: answers[key] for field, key in keys.items() if key in answers}


def is_skipped(answers: Iterable[str]) -> bool:
    """Tell whether a person has set a row aside."""
    return SKIP in answers


def answered_place(answer: str) -> Place | None:
    """Return the place that an answer names by its key (`geonames:5746545`, `jis:13101`), else None."""
    if named := _NAMED.fullmatch(answer):
        level, country, admin1, name = named.groups()
        found = geocode(name, country=country, admin1=admin1 if admin1 != name else "", level=level)
        return found if isinstance(found, Place) else None
    key = _KEY.fullmatch(answer)
    if key is None:
        return None
    if key[1] == "jis":
        return load_municipalities().place(key[2])
    town = load_geonames().town(int(key[2]))
    return place_of(town) if town else None


def _read_choice(texts: Mapping[str, str]) -> str | None:
    """Return a choice as a key, as a text to read instead, or as `skip`; None for a number nobody offered."""
    choice = texts["choice"]
    if _KEY.fullmatch(choice) or _NAMED.fullmatch(choice):
        return choice if answered_place(choice) else None
    lines = texts["candidates"].splitlines()
    offered = {found[1]: found[2] for line in lines if (found := _NUMBERED.match(line))}
    if offered and choice.isdecimal():
        return offered.get(choice)
    return choice


def _advice(column: str) -> str:
    if column == "rows":
        return "write the numbers of the rows that the answer is for"
    return f"write the number of a candidate, a key such as geonames:5746545 or jis:13101, or {SKIP}"
