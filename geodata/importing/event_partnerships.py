"""The partnerships of an event: those of its municipalities with its partners."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from geodata.importing.event_record import EventPartner
from geodata.text.folding import fold
from geodata.text.name_variants import name_variants

_BRACKETS = re.compile(r"\s*\([^()]*\)")
Aliases = Mapping[tuple[str, str, str], str]
"""Ids of partnerships by municipality code, country and the partner's name in a table.

Without a name: the partnership that is meant if an event names only the country.
"""


class PartnershipFinder:
    """Finds partnerships by municipality code, country and any spelling of the partner's name."""

    def __init__(self, partnerships: Iterable[Mapping[str, str]], aliases: Aliases) -> None:
        self._rows: dict[tuple[str, str], list[Mapping[str, str]]] = defaultdict(list)
        for row in partnerships:
            self._rows[row["municipality_code"], row["country"]].append(row)
        self._aliases = aliases

    def find(self, codes: Iterable[str], partners: Iterable[EventPartner]) -> list[str]:
        """Return the ids of all partnerships between these municipalities and partners.

        Of a prefecture only its own, not those of its municipalities.
        """
        codes = list(codes)
        found = [id_ for partner in partners for code in codes for id_ in self._between(code, partner)]
        return list(dict.fromkeys(found))

    def _between(self, code: str, partner: EventPartner) -> list[str]:
        if alias := self._aliases.get((code, partner.country, partner.name)):
            return [alias]
        rows = self._rows.get((code, partner.country), []) if partner.country else self._of(code)
        if not partner.name:
            return []
        for keys_of in (_exact, _bare, _variants):
            wanted = keys_of(partner.name)
            if found := [row["id"] for row in rows if any(wanted & keys_of(name) for name in _names(row))]:
                return found
        return []

    def _of(self, code: str) -> list[Mapping[str, str]]:
        return [row for (owner, _), rows in self._rows.items() if owner == code for row in rows]


def _names(row: Mapping[str, str]) -> list[str]:
    return [name for name in (row["partner"], row["partner_ja"]) if name]


def _exact(name: str) -> set[str]:
    return {fold(name)}


def _bare(name: str) -> set[str]:
    return {fold(_BRACKETS.sub("", name))}


def _variants(name: str) -> set[str]:
    return {fold(form) for form in name_variants(_BRACKETS.sub("", name))}
