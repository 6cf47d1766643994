"""Finding the candidates for a name, and choosing between them.

Curated places, towns of this name, and towns that have it as another name compete. The best match is chosen
only if no distinct one is of comparable size; otherwise the name is ambiguous.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from geodata.gazetteer import Division, Town, load_divisions, load_geonames, load_japanese_names
from geodata.geocoding.resolution import Ambiguous
from geodata.model.place import Place
from geodata.text.folding import fold, has_kana
from geodata.text.name_variants import name_variants, without_title_ja
from geodata.text.phonetic import most_similar, phonetic_key_of_latin

SUPPLEMENT, OWN_NAME, OTHER_NAME = range(3)
_DOMINANCE_RATIO = 10
_QUARTER_DOMINANCE_RATIO = 100
"""A quarter of a city (Astoria in New York) can be large without being known beyond the city."""

_UNKNOWN_POPULATION = 1000
"""Assumed population of towns for which GeoNames has none."""

_SAME_PLACE_KM = 15.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, and how it matches: a lower tier is a better match.

    `is_partner`: whether a known partnership calls the place by this Japanese name.
    """

    place: Place
    tier: int
    is_partner: bool = False

    @property
    def order(self) -> tuple[int, int]:
        return self.tier, -self.place.population

    def is_same_place(self, other: "Candidate") -> bool:
        one, two = self.place, other.place
        if self.tier == other.tier == SUPPLEMENT and one.level != two.level:
            return False
        if one.origin == two.origin and one.origin.startswith("geonames:"):
            return True
        return one.admin1 == two.admin1 and one.km_to(two) <= _SAME_PLACE_KM

    def is_dominated_by(self, other: "Candidate") -> bool:
        """Whether the other is so much larger, or so much better a match, that this one is not meant.

        A curated place with a point of its own has no population and is never dominated; nor is a known
        partner under its Japanese name, however small.
        """
        if self.is_partner:
            return False
        if self.tier == SUPPLEMENT and not self.place.population:
            return False
        if other.tier == SUPPLEMENT and self.tier == OTHER_NAME:
            return self.place.population < other.place.population
        if other.tier == OWN_NAME and self.tier == OTHER_NAME:
            return self.place.population < max(other.place.population, 1) * _DOMINANCE_RATIO
        size = self.place.population or _UNKNOWN_POPULATION
        if size * _DOMINANCE_RATIO > other.place.population:
            return False
        return size * _QUARTER_DOMINANCE_RATIO <= other.place.population or not _may_be_a_quarter(other.place)


def _may_be_a_quarter(place: Place) -> bool:
    """Whether a far larger town is so near that this one may be a part of it."""
    return load_geonames().has_larger_nearby(place.country, place.lon, place.lat, place.population)


def find_candidates(name: str, country: str, divisions: list[Division]) -> tuple[list[Candidate], list[Town]]:
    """Return the candidates for the first spelling that has any, and namesakes outside the divisions."""
    candidates: dict[int, tuple[Town, int, bool]] = {}

    def is_candidate(town: Town) -> bool:
        return not divisions or is_inside(town, divisions)

    for spelling in name_variants(name):
        for tier, towns in zip((OWN_NAME, OTHER_NAME), load_geonames().named(country, spelling), strict=True):
            candidates = {town.id: (town, tier, False) for town in towns} | candidates
        if any(is_candidate(town) for town, _, _ in candidates.values()):
            break
    if not name.isascii():
        known = {town.id: (town, OTHER_NAME, True) for town in _known_partners(name, country)}
        if has_kana(name):
            bearers = [town for town, _, _ in (candidates | known).values()]
            candidates = {town.id: (town, OTHER_NAME, False) for town in _namesakes(bearers)} | candidates
        candidates |= known
    inside = [
        Candidate(place_of(town), tier, known)
        for town, tier, known in candidates.values()
        if is_candidate(town)
    ]
    return inside, [town for town, _, _ in candidates.values() if not is_candidate(town)]


def is_inside(town: Town, divisions: Sequence[Division]) -> bool:
    """Whether a town lies in one of the divisions, as far as GeoNames distinguishes them."""
    return any(division.holds(town.division) for division in divisions)


def choose_candidate(
    name: str, candidates: list[Candidate], in_admin1: bool, *, by_size: bool = True
) -> Place | Ambiguous:
    """Return the best candidate, or all that rival it; without `by_size`, population decides nothing."""
    distinct: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda candidate: candidate.order):
        if not any(candidate.is_same_place(known) for known in distinct):
            distinct.append(candidate)
    best = distinct[0]
    rivals = [candidate for candidate in distinct[1:] if not (by_size and candidate.is_dominated_by(best))]
    if not rivals:
        return best.place
    candidates = sorted((best, *rivals), key=lambda candidate: -candidate.place.population)
    decided_by = "district or GeoNames id" if in_admin1 else "admin1"
    if (
        len({candidate.place.admin1 for candidate in candidates}) == 1
        and len({candidate.place.level for candidate in candidates}) > 1
    ):
        decided_by = "level"
    return Ambiguous(name, tuple(candidate.place for candidate in candidates), decided_by)


def partner_names(name: str, country: str) -> list[str]:
    return [known.name for known in load_japanese_names().towns(country, name)]


def _known_partners(name: str, country: str) -> Iterator[Town]:
    """Return the towns that known partnerships call by a Japanese name."""
    for known in load_japanese_names().towns(country, name):
        own, other = load_geonames().named(country, known.name)
        divisions = load_divisions().find(country, known.admin1)
        inside = [town for town in own or other if is_inside(town, divisions)]
        if inside:
            yield max(inside, key=lambda town: town.population)


def _namesakes(towns: list[Town]) -> Iterator[Town]:
    """Return the towns that share their own name with one of these.

    GeoNames has the Japanese name of one Seaside but not of the other; the name means both.
    """
    for town in towns:
        yield from load_geonames().named(town.country, town.name)[0]


def similar_names(name: str, country: str, divisions: Sequence[Division] = ()) -> tuple[str, ...]:
    """Return the names of up to three towns that are spelt, or in katakana sound, similarly."""
    if has_kana(name):
        return _names_of_like_sound(without_title_ja(name), country, divisions)
    close = process.extract(fold(name), _folded_names(country), scorer=fuzz.ratio, score_cutoff=75, limit=9)
    towns = load_geonames().towns(country)
    return tuple(dict.fromkeys(towns[position].name for _, _, position in close))[:3]


def _names_of_like_sound(name: str, country: str, divisions: Sequence[Division]) -> tuple[str, ...]:
    towns, sounds = load_geonames().towns(country), _sounds(country)
    inside = [at for at, town in enumerate(towns) if not divisions or is_inside(town, divisions)]
    names = [towns[at].name for at in inside]
    found = most_similar(name, names, [sounds[at] for at in inside], limit=6)
    return tuple(dict.fromkeys(names[at] for at in found))[:3]


@cache
def _sounds(country: str) -> list[str]:
    return [phonetic_key_of_latin(town.name) for town in load_geonames().towns(country)]


@cache
def _folded_names(country: str) -> list[str]:
    return [fold(town.name) for town in load_geonames().towns(country)]


def place_of(town: Town) -> Place:
    return Place(
        name=town.name,
        name_ja="",
        country=town.country,
        admin1=town.admin1,
        level="municipality",
        lon=town.lon,
        lat=town.lat,
        precision="seat",
        origin=f"geonames:{town.id}",
        population=town.population,
    )
