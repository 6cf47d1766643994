"""Resolving the places of all partnerships and events into places.csv.

`python -m geodata.maintenance.resolve_places` rewrites places.csv and UNRESOLVED.md; a test re-derives them.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources import as_file
from pathlib import Path

from geodata.dataset.place_ids import municipality_place_id, partner_place_id, place_row
from geodata.gazetteer import load_municipalities
from geodata.geocoding.geocoder import Ambiguous, Unknown, geocode
from geodata.importing.known_venues import read_venues
from geodata.maintenance.event_places import add_event_places
from geodata.model.place import Place
from geodata.model.shipped import PLACE_COLUMNS, shipped_data

Row = dict[str, str]
_CLAIMS_HEADING = "# Claims that have no place yet"
_EVENTS_HEADING = "# Events that have no place, and signings of pairs that are no partnership here"
_UNRESOLVED_LINE = re.compile(r"^- `([^`]*)`: (.*?): (.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A partnership or claim whose partner or municipality has no place yet, and why."""

    id: str
    name: str
    reason: str


def resolve_places(rows: Iterable[Row]) -> tuple[dict[str, Place], list[Unresolved]]:
    """Resolve both ends of every row of partnerships.csv.

    Returns the places by id, in the order of ids, and what could not be resolved, with the reason.
    """
    places: dict[str, Place] = {}
    unresolved: list[Unresolved] = []
    for row in rows:
        municipality = load_municipalities().place(row["municipality_code"])
        if municipality is None:
            unresolved.append(Unresolved(row["id"], row["municipality_code"], "no such JIS X 0402 code"))
        else:
            places[municipality_place_id(row["municipality_code"])] = municipality
        key = partner_place_id(row["country"], row["partner_admin1"], row["partner_level"], row["partner"])
        if key in places:
            continue
        found = _resolve_partner(row)
        if isinstance(found, Place):
            places[key] = found
        else:
            unresolved.append(Unresolved(row["id"], row["partner"], _reason(found)))
    return dict(sorted(places.items())), unresolved


def _resolve_partner(row: Row) -> Place | Ambiguous | Unknown:
    found = geocode(
        row["partner"],
        country=row["country"],
        admin1=row["partner_admin1"],
        level=row["partner_level"],
        seat=row["partner_seat"],
    )
    if not isinstance(found, Place):
        return found
    return replace(found, name=row["partner"], name_ja=row["partner_ja"])


def _reason(found: Ambiguous | Unknown) -> str:
    if isinstance(found, Ambiguous):
        candidates = "; ".join(f"{place.label} ({place.origin})" for place in found.candidates)
        return f"ambiguous, {found.decided_by} would decide: {candidates}"
    if found.elsewhere:
        return "not in the stated state or province, but: " + "; ".join(
            place.label for place in found.elsewhere
        )
    return "unknown to every gazetteer" + (f"; near: {', '.join(found.nearest)}" if found.nearest else "")


@dataclass(frozen=True, slots=True)
class Resolved:
    """Places by id, what has none, and the place of each event by its id."""

    places: dict[str, Place]
    unresolved: list[Unresolved]
    unresolved_events: list[Unresolved]
    held_at: dict[str, str]

    def format_places(self) -> str:
        """Return places.csv as text."""
        text = io.StringIO()
        writer = csv.DictWriter(text, PLACE_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(place_row(id_, place) for id_, place in self.places.items())
        return text.getvalue()

    def format_unresolved(self, claims: Iterable[Unresolved] = ()) -> str:
        """Return UNRESOLVED.md as text; `claims` are those that merge_claims could not place."""
        lines = ["# Partnerships that have no place yet", ""]
        lines += [_unresolved_line(one) for one in self.unresolved] or ["None: every one is placed."]
        for heading, listed in ((_CLAIMS_HEADING, claims), (_EVENTS_HEADING, self.unresolved_events)):
            if found := [_unresolved_line(one) for one in listed]:
                lines += ["", heading, "", *found]
        return "\n".join(lines) + "\n"


def resolve_shipped(folder: Path, partnerships: Iterable[Row], events: Iterable[Row]) -> Resolved:
    """Resolve the places of partnerships and events, with the venues.csv of a folder."""
    partnerships, events = list(partnerships), list(events)
    places, unresolved = resolve_places(partnerships)
    venues = read_venues(folder)
    places, held_at = add_event_places(events, partnerships, places, venues)
    return Resolved(places, unresolved, list(_unresolved_events(events, held_at)), held_at)


def _unresolved_events(events: Iterable[Row], held_at: Mapping[str, str]) -> Iterator[Unresolved]:
    """Yield events without a place, and signings abroad of pairs that are no partnership here."""
    for event in events:
        if event["venue"] and event["id"] not in held_at:
            yield Unresolved(event["id"], event["venue"], "the words of its venue name no town")
        if event["kind"] == "signing" and event["countries"] and not event["partnerships"]:
            partners = f"{event['municipality_codes']} - {event['partners']}, {event['countries']}"
            yield Unresolved(event["id"], partners, "no partnership of this pair; it stays an event")


def read_unresolved_claims(text: str) -> list[Unresolved]:
    """Return the claims listed in UNRESOLVED.md."""
    listed = text.partition(f"{_CLAIMS_HEADING}\n")[2].partition("\n#")[0]
    return [Unresolved(*match.groups()) for match in _UNRESOLVED_LINE.finditer(listed)]


def _unresolved_line(one: Unresolved) -> str:
    return f"- `{one.id}`: {one.name}: {one.reason}"


def main() -> None:
    """Resolve the shipped partnerships and events, and write places.csv and UNRESOLVED.md beside them."""
    with as_file(shipped_data()) as folder:
        resolved = resolve_shipped(folder, _read(folder / "partnerships.csv"), _read(folder / "events.csv"))
        (folder / "places.csv").write_text(resolved.format_places(), encoding="utf-8")
        listed = folder / "UNRESOLVED.md"
        claims = read_unresolved_claims(listed.read_text(encoding="utf-8"))
        listed.write_text(resolved.format_unresolved(claims), encoding="utf-8")
    print(f"{len(resolved.places)} places, {len(resolved.unresolved)} partnerships unresolved")


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


if __name__ == "__main__":
    main()
