"""Splitting a row whose partner's cell names several partners into a row for each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from geodata.importing.outcome import Problem, ReviewReason
from geodata.importing.place_keys import KEY
from geodata.importing.several_names import (
    NamedPart,
    several_countries,
    several_names,
    split_outside_brackets,
)
from geodata.readers import Row

_DATES = re.compile(r"\s*[、，,;；\n]\s*")
_SPELLINGS = ("partner_en", "partner_ja", "partner_admin1")
_NEVER_SPLIT = ("id", "sources", "partner_point", "partner_seat")


def split_partners(row: Row, decisions: Mapping[str, str]) -> list[Row] | Problem | None:
    """Return a row for each partner that a row names, or the problem that prevents it; None for one partner.

    Every partner needs its own country or state; otherwise the row waits as a whole.
    """
    texts = {**row.cells, **{field: text for field, text in decisions.items() if not KEY.match(text)}}
    names, country = texts.get("partner", ""), texts.get("country", "")
    if any(texts.get(field) for field in _NEVER_SPLIT) or KEY.match(decisions.get("partner", "")):
        return None
    countries = several_countries(country)
    parts = _parts(names, countries or ((country,) if country else ()))
    if not parts:
        if not countries:
            return None
        named = "; ".join(countries)
        reason = (
            f"the cell names several countries ({named}) and one partner; write the country of the partner"
        )
        return Problem(row, "country", country, ReviewReason.AMBIGUOUS, reason)
    if found := _rows(row, texts, parts, countries):
        return found
    listed = "; ".join(part.text for part in parts)
    reason = (
        f"the cell names several partners ({listed}); write the country or state of each in brackets, "
        "or give each a row of its own"
    )
    return Problem(row, "partner", names, ReviewReason.AMBIGUOUS, reason)


def _parts(names: str, countries: Sequence[str]) -> tuple[NamedPart, ...]:
    """Return the partners that a text names in one of these countries."""
    if len(countries) < 2:
        return several_names(names, countries[0] if countries else "")
    pieces = split_outside_brackets(names)
    if len(pieces) == len(countries):
        return tuple(NamedPart(piece, country) for piece, country in zip(pieces, countries, strict=True))
    return next(filter(None, (several_names(names, country) for country in countries)), ())


def _rows(
    row: Row, texts: Mapping[str, str], parts: Sequence[NamedPart], countries: Sequence[str]
) -> list[Row]:
    """Return a row for each part, or none if a part lacks its country or state, or a cell does not fit."""
    columns: dict[str, list[str]] = {"partner": [part.text for part in parts]}
    for field in _SPELLINGS:
        pieces = split_outside_brackets(texts.get(field, ""))
        if len(pieces) == len(parts):
            columns[field] = pieces
        elif pieces:
            return []
    states = columns.get("partner_admin1", [""] * len(parts))
    if not all(part.has_own_area or state for part, state in zip(parts, states, strict=True)):
        return []
    given = "" if countries else texts.get("country", "")
    columns["country"] = [part.country or given for part in parts]
    for field in ("signed", "ended"):
        pieces = [piece for piece in _DATES.split(texts.get(field, "")) if piece]
        if len(pieces) == len(parts):
            columns[field] = pieces
    return [
        replace(row, cells={**texts, **{field: pieces[at] for field, pieces in columns.items()}})
        for at in range(len(parts))
    ]
