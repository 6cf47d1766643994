"""Results of geocoding: a place, several candidates, or none."""

from dataclasses import dataclass, replace

from geodata.model.place import Place


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several places have the name; `candidates` are best first, `decided_by` says what is missing."""

    name: str
    candidates: tuple[Place, ...]
    decided_by: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """No place has the name there; `nearest` are similar spellings, `elsewhere` namesakes outside admin1.

    `reason` says what is wrong if it is not the name itself: `unknown country 'Nowhereland'`.
    """

    name: str
    nearest: tuple[str, ...] = ()
    elsewhere: tuple[Place, ...] = ()
    reason: str = ""


Resolution = Place | Ambiguous | Unknown


def places_of(found: Resolution) -> tuple[Place, ...]:
    """Return all places of a resolution: the one, the candidates, or none."""
    if isinstance(found, Ambiguous):
        return found.candidates
    return (found,) if isinstance(found, Place) else ()


def placed_by_seat(name: str, seat: Resolution, level: str) -> Resolution:
    """Return the place of a seat, under the name of what has its seat there."""
    if not isinstance(seat, Place):
        return seat
    precision = "seat" if level == "institution" else "area"
    return replace(seat, name=name, name_ja="", level=level, precision=precision)
