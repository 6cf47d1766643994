"""Columns that a list repeats for a second, third, ... partner: of the same name, or numbered."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from geodata.readers.column_synonyms import column_synonyms

_PARTNER: Final = frozenset({"partner", "partner_en", "partner_ja"})
_REPEATED: Final = _PARTNER | {"partner_admin1", "country", "signed", "ended", "kind", "status", "note"}
_FIRST_SIDE: Final = frozenset({"municipality", "municipality_en", "municipality_code"})
_NUMBER: Final = re.compile(
    r"[(\[]?\s*(?:第|その|no\.?\s*)?(?<!\d)\d{1,2}(?!\d)\s*(?:番目|つ目|人目|件目)?\s*[)\]]?"
    r"|(?<=[^\W\da-z])[-_ ]?[a-e](?![a-z])|(?<=[^\W\d])[一二三四五六七八九](?=$|[\s_/・の])",
    re.IGNORECASE,
)


def without_number(name: str) -> str:
    """Return the name of a numbered column without its number: `姉妹都市2` gives `姉妹都市`."""
    plain = unicodedata.normalize("NFKC", name)
    return " ".join(_NUMBER.sub("", plain, count=1).split()).strip("_-・ ") or plain


def repeated_columns(names: Sequence[str]) -> list[dict[int, int]]:
    """Return the columns of each further partner, by the position of the first partner's own column.

    A list of pairs (city1, country1, city2, country2) has no further partners: its municipality has no column
    that stands apart.
    """
    alike: dict[str, list[int]] = defaultdict(list)
    for at, name in enumerate(names):
        if name and not name.startswith("(column "):
            alike["".join(without_number(name).casefold().split())].append(at)
    repeated = {key: several for key, several in alike.items() if len(several) > 1 and _field(names, several)}
    partners = [several for several in repeated.values() if _field(names, several) in _PARTNER]
    if not partners or not _has_first_side(names, {at for several in repeated.values() for at in several}):
        return []
    starts = sorted(min(several[k : k + 1] for several in partners if k < len(several))[0]
                    for k in range(max(map(len, partners))))  # fmt: skip
    groups: list[dict[int, int]] = [{} for _ in starts[1:]]
    for several in repeated.values():
        if len(several) == len(starts):
            for group, at in zip(groups, several[1:], strict=True):
                group[several[0]] = at
            continue
        for at in several[1:]:
            number = max((k for k, start in enumerate(starts) if start <= at), default=0)
            if number:
                groups[number - 1].setdefault(several[0], at)
    return groups


def _field(names: Sequence[str], several: Sequence[int]) -> str:
    """Return the field of a partner that repeated columns mean, or ""."""
    fields = [field for field, _ in column_synonyms(without_number(names[several[0]]))]
    return next((field for field in fields if field in _REPEATED), "")


def _has_first_side(names: Sequence[str], repeated: set[int]) -> bool:
    """Whether a column apart from the repeated ones is that of the municipality or prefecture."""
    wanted = _FIRST_SIDE | {"prefecture"}
    return any(
        field in wanted
        for at, name in enumerate(names)
        if at not in repeated
        for field, _ in column_synonyms(name)
    )
