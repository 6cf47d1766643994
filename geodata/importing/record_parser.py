"""Parsing a row into a record, or into the validation issues of its cells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import orjson

from geodata.importing.import_record import ImportRecord, RecordSource
from geodata.importing.row_texts import RowTexts
from geodata.importing.side_fitting import fit_sides
from geodata.importing.side_parser import parse_municipality_side, parse_partner_side
from geodata.importing.vocabulary_terms import is_promotion, parse_kind, parse_status
from geodata.model.dates import ends_before_it_begins
from geodata.model.errors import ValidationIssue
from geodata.model.vocabulary import KINDS, STATUSES
from geodata.readers import Row
from geodata.readers.heading_words import HeadingWords, read_heading
from geodata.text.written_dates import WrittenDateError, parse_written_date

_MAX_NAME_LENGTH = 200
_MAX_NOTE_LENGTH = 5000
_NAMES = (
    "municipality", "municipality_en", "municipality_code", "prefecture", "municipality_country",
    "partner", "partner_en", "partner_ja", "partner_admin1", "partner_seat", "country",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RecordDefaults:
    """What applies to all rows of a list without values of their own: source, date and kind."""

    source: RecordSource
    as_of: str = ""
    kind: str = ""


def parse_record(
    row: Row, defaults: RecordDefaults, decisions: Mapping[str, str]
) -> ImportRecord | list[ValidationIssue]:
    """Return the record of a row, or its issues; `decisions` replace texts of the row, by field."""
    texts = RowTexts(row, decisions)
    for field in _NAMES:
        _check_name(texts, field)
    texts.check_cells()
    section = _read_section(texts)
    first, signed_as = parse_municipality_side(texts)
    first, second = fit_sides(texts, first, parse_partner_side(texts))
    signed, ended, as_of = (_read_date(texts, field) for field in ("signed", "ended", "as_of"))
    kind = _read_kind(texts) or (parse_kind(section.kind) if section.kind else "") or ""
    status = _read_word(texts, "status", parse_status, STATUSES)
    status = status or (parse_status(section.status) if section.status else "") or ""
    sources = read_sources(texts) or (defaults.source,)
    if len(texts.get("note")) > _MAX_NOTE_LENGTH:
        texts.issue("note", f"write a note of at most {_MAX_NOTE_LENGTH:,} characters")
    if not first.names and not first.code:
        texts.issue("municipality", "write the municipality's or the prefecture's name")
    if not second.names:
        texts.issue("partner", "write the partner's name")
    if not texts.issues and ends_before_it_begins(signed, ended):
        texts.issue("ended", "it can't end before it was signed")
    if texts.issues:
        return texts.issues
    return ImportRecord(
        row=row,
        id=texts.get("id"),
        kind=kind or defaults.kind,
        status=status or ("ended" if ended else ""),
        first=first,
        second=second,
        signed_as=signed_as,
        signed=signed,
        ended=ended,
        as_of=as_of or defaults.as_of,
        sources=sources,
        note=texts.get("note"),
        is_exported=bool(texts.get("sources")),
    )


def _check_name(texts: RowTexts, field: str) -> None:
    text = texts.get(field)
    if text.startswith(("=", "＝")):
        advice = (
            "this is a formula; write the name itself, or open the list in a spreadsheet program and save it "
            "there with its results"
        )
        texts.issue(field, advice)
    elif len(text) > _MAX_NAME_LENGTH:
        texts.issue(field, f"write a name of at most {_MAX_NAME_LENGTH} characters; remarks go into the note")


def _read_date(texts: RowTexts, field: str) -> str:
    try:
        return parse_written_date(texts.get(field))
    except WrittenDateError as error:
        texts.issue(field, error.advice)
        return ""


def _read_word(texts: RowTexts, field: str, read: Callable[[str], str | None], words: tuple[str, ...]) -> str:
    text = texts.get(field)
    found = read(text) if text else ""
    if found is None:
        texts.issue(field, f"write one of {', '.join(words)}")
    return found or ""


def _read_section(texts: RowTexts) -> HeadingWords:
    """Return what a heading above the row says, if a review has decided it; else an issue waits."""
    text = texts.get("section")
    if not text or text in ("-", "－", "ー"):
        return HeadingWords()
    words = read_heading(text) if texts.is_decided("section") else None
    if words is None:
        advice = (
            "this heading above the row is not understood; write a kind, a status, a country or a "
            "prefecture, or - if it says nothing of the row"
        )
        texts.issue("section", advice)
    return words or HeadingWords()


def _read_kind(texts: RowTexts) -> str:
    if is_promotion(texts.get("kind")):
        texts.issue("kind", "a promotion is an event, not a partnership; import it as one (--events)")
        return ""
    return _read_word(texts, "kind", parse_kind, KINDS)


def read_sources(texts: RowTexts) -> tuple[RecordSource, ...]:
    """Return the sources named in the row: the JSON list of our exports, or its source columns."""
    if listed := texts.get("sources"):
        try:
            return tuple(RecordSource(one["title"], one["url"], one["date"]) for one in orjson.loads(listed))
        except (orjson.JSONDecodeError, KeyError, TypeError):
            texts.issue("sources", "write a JSON list of {title, url, date}, or leave it empty")
            return ()
    title, url = texts.get("source_title"), texts.get("source_url")
    if url and not url.startswith(("https://", "http://")):
        texts.issue("source_url", "write an address that begins with https://, or nothing")
    if not title and not url:
        return ()
    return (RecordSource(title or url, url, _read_date(texts, "source_date")),)
