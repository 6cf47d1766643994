"""Which towns a name may mean, and which of them it does mean.

The supplement, the towns of this name, and those that bear it as another name compete. The best
match is chosen only where no distinct one is of comparable size; otherwise nothing is guessed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from geodata.gazetteer import Division, Town, load_divisions, load_geonames, load_japanese_names
from geodata.geocoding.resolution import Ambiguous
from geodata.model.place import Place
from geodata.text.folding import fold, has_kana
from geodata.text.name_variants import spellings_of, without_title_ja
from geodata.text.phonetic import alike, sound_of_latin

SUPPLEMENT, OWN_NAME, OTHER_NAME = range(3)
_DWARFS = 10
_QUARTER_DWARFS = 100
"""A quarter of a city (Astoria in New York) is large without being known beyond it."""

_UNKNOWN_POPULATION = 1000
"""What a town may have for which GeoNames has no population."""

_SAME_PLACE_KM = 15.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a name may mean, and how it matches: the lower the tier, the better.

    `is_partner` tells that a partnership of ours calls it by this Japanese name.
    """

    place: Place
    tier: int
    is_partner: bool = False

    @property
    def order(self) -> tuple[int, int]:
        return self.tier, -self.place.population

    def is_same_place(self, other: "Hit") -> bool:
        one, two = self.place, other.place
        if self.tier == other.tier == SUPPLEMENT and one.level != two.level:
            return False
        if one.origin == two.origin and one.origin.startswith("geonames:"):
            return True
        return one.admin1 == two.admin1 and one.km_to(two) <= _SAME_PLACE_KM

    def is_dwarfed_by(self, other: "Hit") -> bool:
        """Tell whether the other is so much larger, or so much better a match, that nobody means this one.

        A row of ours with a point of its own has no size; it is never dwarfed. Nor is a partner of
        Japan's under its Japanese name, however small.
        """
        if self.is_partner:
            return False
        if self.tier == SUPPLEMENT and not self.place.population:
            return False
        if other.tier == SUPPLEMENT and self.tier == OTHER_NAME:
            return self.place.population < other.place.population
        if other.tier == OWN_NAME and self.tier == OTHER_NAME:
            return self.place.population < max(other.place.population, 1) * _DWARFS
        size = self.place.population or _UNKNOWN_POPULATION
        if size * _DWARFS > other.place.population:
            return False
        return size * _QUARTER_DWARFS <= other.place.population or not _may_be_a_quarter(other.place)


def _may_be_a_quarter(place: Place) -> bool:
    """Tell whether a far larger town is so near that this one may be a part of it."""
    return load_geonames().has_larger_nearby(place.country, place.lon, place.lat, place.population)


def look_up(name: str, country: str, divisions: list[Division]) -> tuple[list[Hit], list[Town]]:
    """Return the towns of the first spelling that any has, and its namesakes outside the divisions."""
    hits: dict[int, tuple[Town, int, bool]] = {}

    def is_hit(town: Town) -> bool:
        return not divisions or is_inside(town, divisions)

    for spelling in spellings_of(name):
        for tier, towns in zip((OWN_NAME, OTHER_NAME), load_geonames().named(country, spelling), strict=True):
            hits = {town.id: (town, tier, False) for town in towns} | hits
        if any(is_hit(town) for town, _, _ in hits.values()):
            break
    if not name.isascii():
        known = {town.id: (town, OTHER_NAME, True) for town in _known_partners(name, country)}
        if has_kana(name):
            bearers = [town for town, _, _ in (hits | known).values()]
            hits = {town.id: (town, OTHER_NAME, False) for town in _namesakes(bearers)} | hits
        hits |= known
    inside = [Hit(place_of(town), tier, known) for town, tier, known in hits.values() if is_hit(town)]
    return inside, [town for town, _, _ in hits.values() if not is_hit(town)]


def is_inside(town: Town, divisions: Sequence[Division]) -> bool:
    """Tell whether a town lies in one of the divisions, as far as GeoNames tells them apart."""
    return any(division.holds(town.division) for division in divisions)


def choose(name: str, hits: list[Hit], in_admin1: bool, *, dwarfs: bool = True) -> Place | Ambiguous:
    """Return the best of one or more hits, or all that rival it; without `dwarfs` size decides nothing."""
    distinct: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: hit.order):
        if not any(hit.is_same_place(known) for known in distinct):
            distinct.append(hit)
    best = distinct[0]
    rivals = [hit for hit in distinct[1:] if not (dwarfs and hit.is_dwarfed_by(best))]
    if not rivals:
        return best.place
    candidates = sorted((best, *rivals), key=lambda hit: -hit.place.population)
    decided_by = "district or GeoNames id" if in_admin1 else "admin1"
    if (
        len({hit.place.admin1 for hit in candidates}) == 1
        and len({hit.place.level for hit in candidates}) > 1
    ):
        decided_by = "level"
    return Ambiguous(name, tuple(hit.place for hit in candidates), decided_by)


def names_of_partners(name: str, country: str) -> list[str]:
    return [known.name for known in load_japanese_names().towns(country, name)]


def _known_partners(name: str, country: str) -> Iterator[Town]:
    """Return the towns that a partnership of ours calls by a Japanese name."""
    for known in load_japanese_names().towns(country, name):
        own, other = load_geonames().named(country, known.name)
        divisions = load_divisions().find(country, known.admin1)
        inside = [town for town in own or other if is_inside(town, divisions)]
        if inside:
            yield max(inside, key=lambda town: town.population)


def _namesakes(towns: list[Town]) -> Iterator[Town]:
    """Return the towns that share their own name with one of these.

    GeoNames has the Japanese name of one Seaside and not of the other; both are meant by it.
    """
    for town in towns:
        yield from load_geonames().named(town.country, town.name)[0]


def similar_names(name: str, country: str, divisions: Sequence[Division] = ()) -> tuple[str, ...]:
    """Return the names of up to three towns that are spelt, or in katakana sound, much like this one."""
    if has_kana(name):
        return _names_of_like_sound(without_title_ja(name), country, divisions)
    close = process.extract(fold(name), _folded_names(country), scorer=fuzz.ratio, score_cutoff=75, limit=9)
    towns = load_geonames().towns(country)
    return tuple(dict.fromkeys(towns[position].name for _, _, position in close))[:3]


def _names_of_like_sound(name: str, country: str, divisions: Sequence[Division]) -> tuple[str, ...]:
    towns, sounds = load_geonames().towns(country), _sounds(country)
    inside = [at for at, town in enumerate(towns) if not divisions or is_inside(town, divisions)]
    names = [towns[at].name for at in inside]
    found = alike(name, names, [sounds[at] for at in inside], limit=6)
    return tuple(dict.fromkeys(names[at] for at in found))[:3]


@cache
def _sounds(country: str) -> list[str]:
    return [sound_of_latin(town.name) for town in load_geonames().towns(country)]


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
