"""Reading results of Wikidata's query service; variables are mapped by the words of their names."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from geodata.readers.limits import file_error
from geodata.readers.row import ColumnMapping, Reading, Remark, Row
from geodata.readers.table_columns import PARTNER_FIELDS, REQUIRED

_ENTITY: Final = re.compile(r"<?https?://www\.wikidata\.org/(?:entity|wiki)/(?:statement/)?(Q\d+)>?")
_ID: Final = re.compile(r"Q\d+")
_POINT: Final = re.compile(r"POINT\s*\(\s*(\S+)\s+(\S+?)\s*\)", re.I)
_TIME: Final = re.compile(r"\+?(\d{4})-(\d\d)-(\d\d)(?:T[\d:.]+Z?)?")
_FIRST_OF_JANUARY: Final = re.compile(r"\d{4}-01-01")
_WORDS: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|[^\x00-\x7f]+")
_LENGTHS: Final = {"9": 4, "10": 7, "11": 10}
"""Wikidata's date precision -> number of characters of 1959-11-17 that are known."""

_SECOND: Final = frozenset(
    {
        "partner", "partners", "twin", "twinned", "twinning", "sister", "other", "target", "object",
        "foreign", "abroad", "overseas", "to", "b", "2", "相手", "提携先",
    }
)  # fmt: skip
_FIRST: Final = frozenset(
    {
        "item", "city", "source", "subject", "jp", "japan", "japanese", "municipality", "place", "town",
        "from", "a", "1", "自治体", "home",
    }
)  # fmt: skip
_ATTRIBUTES: Final = {
    "label": "name", "name": "name", "coord": "point", "coords": "point", "coordinate": "point",
    "coordinates": "point", "location": "point", "point": "point", "geo": "point", "country": "country",
    "nation": "country", "state": "admin1", "province": "admin1", "region": "admin1", "admin": "admin1",
    "admin1": "admin1", "prefecture": "prefecture", "code": "code", "jis": "code", "dantai": "code",
    "start": "signed", "since": "signed", "signed": "signed", "begin": "signed", "date": "signed",
    "end": "ended", "ended": "ended", "until": "ended", "kind": "kind", "type": "kind",
}  # fmt: skip
_IGNORED: Final = frozenset(
    {"description", "alt", "population", "statement", "stmt", "image", "flag", "wikipedia", "article"}
)
_FIELDS: Final = {
    ("name", 1): "municipality", ("name", 2): "partner",
    ("point", 1): "municipality_point", ("point", 2): "partner_point",
    ("country", 1): "municipality_country", ("country", 2): "country",
    ("admin1", 1): "prefecture", ("admin1", 2): "partner_admin1", ("prefecture", 1): "prefecture",
    ("code", 1): "municipality_code", ("signed", 1): "signed", ("ended", 1): "ended", ("kind", 1): "kind",
}  # fmt: skip
_SIDELESS: Final = {"country": ("country", "any_country"), "point": ("point",)}
"""The fields of a variable that does not say whose it is; importing finds the side that it fits."""


@dataclass(frozen=True, slots=True)
class _Variable:
    """A parsed variable name: its attribute, its side (0 if not stated) and its form."""

    name: str
    attribute: str
    side: int
    language: str
    is_label: bool
    is_precision: bool


def holds_entities(records: Iterable[Mapping[str, str]]) -> bool:
    """Whether results contain URLs of Wikidata items."""
    return any(_ENTITY.fullmatch(text) for texts in records for text in texts.values())


def read_results(
    file: str,
    names: Sequence[str],
    records: Iterator[tuple[int, Mapping[str, str]]],
    mapping: Mapping[str, str],
    reading: Reading,
    header_row: int = 0,
) -> Iterator[Row]:
    """Return the rows of results, which are records of texts by variable."""
    variables = [_read_name(name) for name in names]
    columns = _choose(variables, mapping)
    has_first = "" in mapping.values() or {"municipality", "municipality_code"} & set(columns)
    if not has_first or not set(PARTNER_FIELDS) & set(columns):
        advice = (
            f"no variables were found with {REQUIRED}; name them ?item, ?itemLabel, ?partner, ?partnerLabel"
        )
        raise file_error(file, advice, column="(variables)", value=" | ".join(names)[:500])
    items = {v.side or 1: v.name for v in reversed(variables) if v.attribute == "name" and not v.is_label}
    precisions = {v.attribute: v.name for v in variables if v.is_precision}
    used = {name: field for field, chosen in columns.items() for name in chosen}
    used |= {name: attribute for attribute, name in precisions.items()}
    if 1 in items:
        used[items[1]] = "source_url"
    fields = {name: used[name] for name in names if name in used}
    unused = tuple(name for name in names if name not in used and name not in items.values())
    reading.column_mappings.append(ColumnMapping(file, "", header_row, fields, unused))
    return _rows(file, columns, items.get(1, ""), precisions, records, reading)


def _rows(
    file: str,
    columns: Mapping[str, Sequence[str]],
    item: str,
    precisions: Mapping[str, str],
    records: Iterator[tuple[int, Mapping[str, str]]],
    reading: Reading,
) -> Iterator[Row]:
    field_columns = {field: names[0] for field, names in columns.items()}
    if item:
        field_columns = {"source_title": item, "source_url": item, **field_columns}
    years = 0
    for number, texts in records:
        cells = {
            field: next(filter(None, (_value(field, texts.get(name, "")) for name in names)), "")
            for field, names in columns.items()
        }
        for field in ("signed", "ended"):
            precision = texts.get(precisions.get(field, ""), "")
            if field in cells and precision in _LENGTHS:
                cells[field] = cells[field][: _LENGTHS[precision]]
            elif _FIRST_OF_JANUARY.fullmatch(cells.get(field, "")):
                cells[field] = cells[field][:4]
                years += 1
        entity = _ENTITY.fullmatch(texts.get(item, ""))
        if entity:
            label = cells.get("municipality_en") or cells.get("municipality")
            cells.setdefault("source_url", f"https://www.wikidata.org/wiki/{entity[1]}")
            cells.setdefault(
                "source_title", f"Wikidata: {label} ({entity[1]})" if label else f"Wikidata: {entity[1]}"
            )
        yield Row(file, "", number, cells, field_columns)
    if years:
        text = (
            f"{years:,} dates of 1 January without a precision were read as years; "
            "query their precision (wikibase:timePrecision) where the day is meant"
        )
        reading.remarks.append(Remark(file, "", 0, text))


def _value(field: str, text: str) -> str:
    """Return a value as text: "" for a label that is only an id, positions and dates in plain form."""
    if field.endswith("point"):
        found = _POINT.fullmatch(text)
        return f"{found[1]} {found[2]}" if found else ""
    if field in ("signed", "ended"):
        time = _TIME.fullmatch(text)
        if not time:
            return "" if text.startswith(("http:", "_:")) else text
        year, month, day = time.groups()
        known = month != "00", month != "00" and day != "00"
        return year + f"-{month}" * known[0] + f"-{day}" * known[1]
    entity = _ENTITY.fullmatch(text)
    if field in ("country", "municipality_country", "any_country"):
        return entity[1] if entity else text
    return "" if entity or _ID.fullmatch(text) else text


def _read_name(name: str) -> _Variable:
    words = [word.casefold() for word in _WORDS.findall(name)]
    language = words.pop() if len(words) > 1 and words[-1] in ("ja", "en") else ""
    precision = "precision" in words
    label = bool({"label", "name"} & set(words))
    if _IGNORED & set(words):
        return _Variable(name, "", 0, "", is_label=False, is_precision=False)
    side = 2 if _SECOND & set(words) else int(bool(_FIRST & set(words)))
    attributes = [_ATTRIBUTES[word] for word in words if word in _ATTRIBUTES]
    strong = [attribute for attribute in attributes if attribute != "name"]
    attribute = (strong or attributes or ["name" if side else ""])[0]
    return _Variable(name, attribute, side, language, label or bool(language), precision)


def _choose(variables: Sequence[_Variable], mapping: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the variables of each field, the best first."""
    found: dict[str, list[_Variable]] = {}
    second = {variable.attribute for variable in variables if variable.side == 2}
    for variable in variables:
        side = variable.side
        if not variable.attribute or variable.is_precision:
            continue
        if variable.attribute == "name" and not variable.is_label:
            continue
        if not side:
            if variable.attribute in _SIDELESS and variable.attribute not in second:
                for sideless in _SIDELESS[variable.attribute]:
                    found.setdefault(sideless, []).append(variable)
                continue
            # Without a side: a state is the partner's, unless the partner has its own variable.
            side = 2 if variable.attribute == "admin1" and variable.attribute not in second else 1
        if variable.attribute in ("signed", "ended", "kind"):
            side = 1
        field = _FIELDS.get((variable.attribute, side))
        if field:
            found.setdefault(field, []).append(variable)
    columns: dict[str, list[str]] = {}
    for field, field_columns in found.items():
        field_columns.sort(key=lambda variable: not variable.is_label)
        columns |= _by_language(field, field_columns)
    return columns | {field: [name] for field, name in mapping.items() if name}


def _by_language(field: str, field_columns: Sequence[_Variable]) -> dict[str, list[str]]:
    japanese = [v.name for v in field_columns if v.language == "ja"]
    others = [v.name for v in field_columns if v.language != "ja"]
    if not japanese or not others or field not in ("municipality", "partner"):
        first = japanese if field == "prefecture" else others
        return {field: [*first, *(v.name for v in field_columns if v.name not in first)]}
    if field == "municipality":
        return {"municipality": [*japanese, *others], "municipality_en": others}
    return {"partner": [*others, *japanese], "partner_ja": japanese}
