"""What geocoding a name may give: a place, several that are not told apart, or none."""

from dataclasses import dataclass

from geodata.place import Place


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several places have the name; `candidates` are best first, `decided_by` says what is missing."""

    name: str
    candidates: tuple[Place, ...]
    decided_by: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """No place has the name there; `nearest` are similar spellings, `elsewhere` same names outside admin1.

    `reason` says what else is wrong, where the name itself is not: `unknown country 'Nowhereland'`.
    """

    name: str
    nearest: tuple[str, ...] = ()
    elsewhere: tuple[Place, ...] = ()
    reason: str = ""


Resolution = Place | Ambiguous | Unknown


def placed_by_seat(name: str, seat: Resolution, level: str) -> Resolution:
    """Return the place of a seat under the name of what has its seat there."""
    if not isinstance(seat, Place):
        return seat
    return Place(
        name=name,
        name_ja="",
        country=seat.country,
        admin1=seat.admin1,
        level=level,
        lon=seat.lon,
        lat=seat.lat,
        precision="seat" if level == "institution" else "area",
        origin=seat.origin,
        population=seat.population,
    )
