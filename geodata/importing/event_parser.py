"""Parsing a row of a table of events into a record, or into the problems of its cells."""

import re
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

import orjson

from geodata.gazetteer import load_municipalities, nearest_countries, read_country
from geodata.geocoding.geocoder import geocode
from geodata.geocoding.resolution import Ambiguous, Unknown
from geodata.importing.event_record import EventPartner, EventRecord
from geodata.importing.event_terms import (
    is_plan,
    parse_dates,
    parse_event_kind,
    parse_event_status,
    parse_participants,
)
from geodata.importing.import_record import RecordSource
from geodata.importing.outcome import Problem, ReviewCandidate, ReviewReason
from geodata.importing.place_keys import place_of_key
from geodata.importing.record_parser import read_sources
from geodata.importing.row_texts import RowTexts
from geodata.model.dates import ends_before_it_begins
from geodata.model.place import Place
from geodata.model.vocabulary import EVENT_KINDS, EVENT_STATUSES
from geodata.readers import Row
from geodata.text.written_dates import WrittenDateError, parse_written_date

_MAX_LENGTH = 2000
_LIST = re.compile(r"\s*[;；、\n]\s*")
_CODE = re.compile("[0-9]{4,6}")


@dataclass(frozen=True, slots=True)
class EventDefaults:
    """What applies to all rows of a table: the source and municipality of those that name none.

    `partnerships` and `places` are the ids that are known.
    """

    source: RecordSource
    municipality: str = ""
    prefecture: str = ""
    partnerships: Collection[str] = ()
    places: Collection[str] = ()


@dataclass(slots=True)
class _Parser:
    texts: RowTexts
    decisions: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def unclear(
        self,
        name: str,
        value: str,
        why: ReviewReason,
        reason: str,
        candidates: tuple[ReviewCandidate, ...] = (),
        nearest: tuple[str, ...] = (),
    ) -> None:
        row = self.texts.row
        self.problems.append(Problem(row, name, value, why, reason, "", candidates, nearest))

    def word(self, name: str, read: Callable[[str], str | None], words: tuple[str, ...]) -> str:
        text = self.texts.get(name)
        found = read(text) if text else ""
        if found is None:
            self.texts.issue(name, f"write one of {', '.join(words)}")
        return found or ""


def parse_event(
    row: Row, defaults: EventDefaults, decisions: Mapping[str, str]
) -> EventRecord | list[Problem]:
    """Return the record of a row, or its problems; `decisions` replace texts of the row, by field."""
    texts = RowTexts(row, decisions)
    texts.check_cells()
    parser = _Parser(texts, decisions)
    date, date_end = _dates(texts)
    title, title_ja = texts.get("title"), texts.get("title_ja")
    if not title and not title_ja:
        texts.issue("title", "say in a sentence what happened")
    kind = parser.word("kind", parse_event_kind, EVENT_KINDS) or "other"
    status = parser.word("status", parse_event_status, EVENT_STATUSES)
    participants = parse_participants(texts.get("participants"))
    if participants is None:
        texts.issue("participants", "write a whole number, or nothing")
    sources = read_sources(texts) or (defaults.source,)
    for name in ("title", "title_ja", "venue", "partners"):
        _check_text(texts, name)
    codes = _codes(parser, defaults)
    partners = _partners(parser)
    partnerships = _known(parser, "partnerships", defaults.partnerships)
    place, venue = _venue(texts, defaults.places)
    if texts.issues or parser.problems:
        invalid = [_invalid(row, issue.column, issue.value, issue.advice) for issue in texts.issues]
        return [*invalid, *parser.problems]
    return EventRecord(
        id=texts.get("id"),
        date=date,
        date_end=date_end,
        kind=kind,
        status=status or ("planned" if is_plan(kind, title, title_ja) else "held"),
        codes=codes,
        partners=partners,
        venue=venue,
        title=title or title_ja,
        title_ja=title_ja or title,
        participants=participants or "",
        sources=sources,
        partnerships=partnerships,
        place=place,
    )


def _invalid(row: Row, column: str, value: str, advice: str) -> Problem:
    name = next((name for name, written in row.columns.items() if written == column), column)
    return Problem(row, name, value, ReviewReason.INVALID, advice)


def _dates(texts: RowTexts) -> tuple[str, str]:
    date = date_end = ""
    try:
        date, date_end = parse_dates(texts.get("date"))
    except WrittenDateError as error:
        texts.issue("date", error.advice)
        return "", ""
    if not date:
        texts.issue("date", "write when it was: 1959-11-17, 1959-11 or 1959")
    try:
        date_end = parse_written_date(texts.get("date_end")) or date_end
    except WrittenDateError as error:
        texts.issue("date_end", error.advice)
        return date, ""
    if date and ends_before_it_begins(date, date_end):
        texts.issue("date_end", "it can't end before it began")
    return date, date_end


def _check_text(texts: RowTexts, name: str) -> None:
    text = texts.get(name)
    if text.startswith(("=", "＝")):
        texts.issue(name, "this is a formula; write the text itself, or save the table with its values")
    elif len(text) > _MAX_LENGTH:
        texts.issue(name, f"write at most {_MAX_LENGTH:,} characters")


def _codes(parser: _Parser, defaults: EventDefaults) -> tuple[str, ...]:
    """Return the JIS codes of the row's municipalities; its codes decide, else its names."""
    texts = parser.texts
    if written := texts.get("municipality_codes"):
        codes = [_code(parser, "municipality_codes", text) for text in _list(written)]
        return tuple(dict.fromkeys(filter(None, codes)))
    prefecture = texts.get("prefecture") or defaults.prefecture
    name = "municipalities_ja" if texts.get("municipalities_ja") else "municipalities"
    text = texts.get(name) or defaults.municipality
    if not text:
        name, text, prefecture = "prefecture", prefecture, ""
    chosen = parser.decisions.get(name, "")
    codes = [_named(parser, name, one, prefecture, chosen) for one in _list(text)]
    return tuple(dict.fromkeys(filter(None, codes)))


def _list(text: str) -> list[str]:
    """Return the values of a cell: separated by `;`, `、` or lines, or a JSON list."""
    if text.startswith("["):
        with suppress(orjson.JSONDecodeError):
            return [str(value) for value in orjson.loads(text)]
    return [value for value in _LIST.split(text) if value]


def _code(parser: _Parser, name: str, text: str) -> str:
    digits = text.removesuffix(".0").zfill(5)
    for code in (digits, digits[:5] if len(digits) == 6 else ""):
        if code and load_municipalities().place(code):
            return code
    parser.unclear(name, text, ReviewReason.UNKNOWN, "no municipality or prefecture has this JIS code")
    return ""


def _municipality(name: str, prefecture: str) -> Place | Ambiguous | Unknown:
    if _CODE.fullmatch(name):
        return load_municipalities().place(name[:5]) or Unknown(name)
    return geocode(name, country="JP", admin1=prefecture)


def _named(parser: _Parser, field_: str, name: str, prefecture: str, chosen: str) -> str:
    found = _municipality(name, prefecture)
    if not isinstance(found, Place):
        found = place_of_key(chosen) or found
    if isinstance(found, Place):
        if code := load_municipalities().code_of(found):
            return code
        found = Unknown(name)
    known = load_municipalities()
    if isinstance(found, Ambiguous):
        candidates = tuple(ReviewCandidate(place, known.code_of(place)) for place in found.candidates)
        reason = f"several have this name; {found.decided_by} would decide"
        parser.unclear(field_, name, ReviewReason.AMBIGUOUS, reason, candidates)
    else:
        reason = found.reason or "no municipality or prefecture of Japan has this name"
        parser.unclear(field_, name, ReviewReason.UNKNOWN, reason, (), found.nearest)
    return ""


def _partners(parser: _Parser) -> tuple[EventPartner, ...]:
    """Return the partners, each with its country: of one for all, of as many as partners one each."""
    texts = parser.texts
    names = _list(texts.get("partners"))
    codes: list[str] = []
    for text in _list(texts.get("countries")):
        country = read_country(text)
        if country is None:
            reason = "no country or region has this name"
            parser.unclear("countries", text, ReviewReason.UNKNOWN, reason, (), nearest_countries(text))
        else:
            codes.append(country.code)
    if len(codes) == len(names):
        return tuple(map(EventPartner, names, codes))
    pairs = (EventPartner(name, code) for name in names or [""] for code in codes or [""])
    return tuple(partner for partner in pairs if partner.name or partner.country)


def _known(parser: _Parser, name: str, ids: Collection[str]) -> tuple[str, ...]:
    given = _list(parser.texts.get(name))
    for id_ in given:
        if id_ not in ids:
            reason = "no partnership has this id; import the partnerships first, or leave the cell empty"
            parser.unclear(name, id_, ReviewReason.UNKNOWN, reason)
    return tuple(given)


def _venue(texts: RowTexts, places: Collection[str]) -> tuple[str, str]:
    """Return the id of a known place, if the row has one, and the words for where it was."""
    place, venue = texts.get("place"), texts.get("venue")
    if place in places:
        return place, venue
    return "", venue or place
