"""A row becomes a claim, or faults that say what is wrong with its cells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import orjson

from geodata.importing.claim import Claim, Source
from geodata.importing.sides import read_first, read_second
from geodata.importing.texts import Texts
from geodata.importing.words import read_kind, read_status
from geodata.model.dates import ends_before_it_begins
from geodata.model.errors import DataFault
from geodata.model.vocabulary import KINDS, STATUSES
from geodata.readers import Row
from geodata.text.written_dates import WrittenDateError, parse_written_date

_LONGEST_NAME = 200
_LONGEST_NOTE = 5000
_NAMES = (
    "municipality", "municipality_en", "municipality_code", "prefecture", "municipality_country",
    "partner", "partner_en", "partner_ja", "partner_admin1", "partner_seat", "country",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a list says of all its rows: where they were read, and as of when."""

    source: Source
    as_of: str = ""
    kind: str = ""


def read_claim(row: Row, defaults: Defaults, answers: Mapping[str, str]) -> Claim | list[DataFault]:
    """Return what a row says; `answers` stand in for its own texts, by field."""
    texts = Texts(row, answers)
    first, signed_as = read_first(texts)
    second = read_second(texts)
    signed, ended, as_of = (_read_date(texts, field) for field in ("signed", "ended", "as_of"))
    kind = _read_word(texts, "kind", read_kind, KINDS)
    status = _read_word(texts, "status", read_status, STATUSES)
    sources = _read_sources(texts) or (defaults.source,)
    for field in _NAMES:
        _check_name(texts, field)
    if len(texts.get("note")) > _LONGEST_NOTE:
        texts.fault("note", f"write a note of at most {_LONGEST_NOTE:,} characters")
    if not first.names and not first.code:
        texts.fault("municipality", "write the municipality's or the prefecture's name")
    if not second.names:
        texts.fault("partner", "write the partner's name")
    if not texts.faults and ends_before_it_begins(signed, ended):
        texts.fault("ended", "it can't end before it was signed")
    if texts.faults:
        return texts.faults
    return Claim(
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


def _check_name(texts: Texts, field: str) -> None:
    text = texts.get(field)
    if text.startswith(("=", "＝")):
        texts.fault(field, "this is a formula; write the name itself, or save the list with its values")
    elif len(text) > _LONGEST_NAME:
        texts.fault(field, f"write a name of at most {_LONGEST_NAME} characters; remarks go into the note")


def _read_date(texts: Texts, field: str) -> str:
    try:
        return parse_written_date(texts.get(field))
    except WrittenDateError as error:
        texts.fault(field, error.advice)
        return ""


def _read_word(texts: Texts, field: str, read: Callable[[str], str | None], words: tuple[str, ...]) -> str:
    text = texts.get(field)
    found = read(text) if text else ""
    if found is None:
        texts.fault(field, f"write one of {', '.join(words)}")
    return found or ""


def _read_sources(texts: Texts) -> tuple[Source, ...]:
    """Return the sources that the row itself names: our exports' list, or its columns."""
    if listed := texts.get("sources"):
        try:
            return tuple(Source(one["title"], one["url"], one["date"]) for one in orjson.loads(listed))
        except (orjson.JSONDecodeError, KeyError, TypeError):
            texts.fault("sources", "write a JSON list of {title, url, date}, or leave it empty")
            return ()
    title, url = texts.get("source_title"), texts.get("source_url")
    if url and not url.startswith(("https://", "http://")):
        texts.fault("source_url", "write an address that begins with https://, or nothing")
    if not title and not url:
        return ()
    return (Source(title or url, url, _read_date(texts, "source_date")),)
