"""The places of the shipped events, derived again from the words of their venues."""

from collections.abc import Iterable, Mapping

from geodata.dataset.event_checks import split_list
from geodata.dataset.place_ids import partner_place_id, place_row
from geodata.gazetteer import load_municipalities
from geodata.importing.event_venues import Venue, named_in_japanese, resolve_venue
from geodata.importing.place_registry import PlaceRegistry
from geodata.model.place import Place

Row = Mapping[str, str]


def add_event_places(
    events: Iterable[Row],
    partnerships: Iterable[Row],
    places: Mapping[str, Place],
    venues: Mapping[str, Venue | None],
) -> tuple[dict[str, Place], dict[str, str]]:
    """Return the places of partnerships with those of events added, and the place of each event by its id."""
    registry = PlaceRegistry([place_row(id_, place) for id_, place in places.items()])
    partner_ids = {
        row["id"]: partner_place_id(
            row["country"], row["partner_admin1"], row["partner_level"], row["partner"]
        )
        for row in partnerships
    }
    held_at: dict[str, str] = {}
    for event in events:
        codes = split_list(event["municipality_codes"])
        for code in codes:
            if place := load_municipalities().place(code):
                registry.get_or_add(place, code)
        partners = [registry[partner_ids[id_]] for id_ in split_list(event["partnerships"])]
        venue = resolve_venue(event["venue"], codes, partners, venues) if event["venue"] else None
        if venue:
            held_at[event["id"]] = registry.get_or_add(named_in_japanese(venue.place), venue.code)
    return {row["id"]: registry[row["id"]] for row in registry.rows()}, held_at
