"""Both sides of a row together: which is Japan's, and what the one says of the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from geodata.dataset.place_ids import municipality_place_id
from geodata.gazetteer import load_municipalities, read_country
from geodata.geocoding.resolution import Ambiguous, Resolution, Unknown, places_of
from geodata.importing.claim import Claim, Side
from geodata.importing.keys import keyed_place
from geodata.importing.outcome import Candidate, Problem, Why
from geodata.importing.placing import NO_COUNTRY, at_own_point, place_side
from geodata.importing.ties import Ties, is_near, is_same_place
from geodata.model.place import Place


@dataclass(frozen=True, slots=True)
class Pair:
    """Two places to be tied; the first is Japan's where one is, and `code` its JIS X 0402 code, else ""."""

    first: Place
    second: Place
    first_side: Side
    second_side: Side
    code: str


class PairResolver:
    """Resolves claims; `ties` are what is known, `anywhere` lets pairs without a Japanese side in."""

    def __init__(self, ties: Ties, *, anywhere: bool) -> None:
        self._ties = ties
        self._anywhere = anywhere

    def resolve(self, claim: Claim, answers: Mapping[str, str]) -> Pair | list[Problem]:
        """Return the pair of places that a claim ties, or all that keeps it from being one."""
        if not self._anywhere and not any(map(_may_be_japanese, (claim.first, claim.second))):
            reason = "neither side is in Japan; --anywhere takes such pairs too"
            return [_row_problem(claim, Why.NOT_JAPANESE, reason)]
        one, other = (_place(side, answers) for side in (claim.first, claim.second))
        if codes := _codes(one):
            one, other = self._narrow(one, codes, other, claim.second)
        elif codes := _codes(other):
            other, one = self._narrow(other, codes, one, claim.first)
        if isinstance(one, Place) and isinstance(other, Place):
            return self._pair(claim, one, other)
        both = ((claim.first, one), (claim.second, other))
        return [_problem(claim, side, found) for side, found in both if not isinstance(found, Place)]

    def _narrow(
        self, home: Resolution, codes: Sequence[str], away: Resolution, side: Side
    ) -> tuple[Resolution, Resolution]:
        """Let a municipality's known ties decide what its partner's name means, and the other way round."""
        tied = {code: self._tied(code, away, side) for code in codes}
        likely = [code for code in codes if tied[code]]
        if len(codes) > 1:
            if len(likely) != 1:
                return home, away
            home = load_municipalities().place(likely[0]) or home
        places = tied[likely[0]] if likely else []
        return home, places[0] if len(places) == 1 and _is_open(away, side) else away

    def _tied(self, code: str, away: Resolution, side: Side) -> list[Place]:
        """Return the partners that a municipality has by this name, as far as the name can mean them."""
        country = read_country(side.country) if side.country else None
        named = self._ties.named(municipality_place_id(code), side.names)
        places = [place for place in named if country is None or place.country == country.code]
        if isinstance(away, Ambiguous):
            return [place for place in places if any(is_near(place, one) for one in away.candidates)]
        return places

    def _pair(self, claim: Claim, one: Place, other: Place) -> Pair | list[Problem]:
        if claim.is_exported:
            one, other = at_own_point(one, claim.first), at_own_point(other, claim.second)
        if is_same_place(one, other):
            reason = f"both names give {one.label}; one of them must mean another place"
            candidates = (Candidate(one, _code(one)),)
            return [replace(_row_problem(claim, Why.AMBIGUOUS, reason), candidates=candidates)]
        if code := _code(one):
            return Pair(one, other, claim.first, claim.second, code)
        if code := _code(other):
            return Pair(other, one, claim.second, claim.first, code)
        if self._anywhere:
            return Pair(one, other, claim.first, claim.second, "")
        reason = f"neither {one.label} nor {other.label} is in Japan; --anywhere takes such pairs too"
        return [_row_problem(claim, Why.NOT_JAPANESE, reason)]


def _place(side: Side, answers: Mapping[str, str]) -> Resolution:
    keys = (answers.get(field, "") for field in (side.field, f"{side.field}_code"))
    return next((place for key in keys if (place := keyed_place(key))), None) or place_side(side)


def _is_open(found: Resolution, side: Side) -> bool:
    """Tell whether a known tie may say what a name means: not where the row itself contradicts it."""
    if isinstance(found, Unknown):
        return found.reason == NO_COUNTRY or not (found.reason or found.elsewhere)
    return isinstance(found, Ambiguous) or not side.admin1


def _may_be_japanese(side: Side) -> bool:
    country = read_country(side.country) if side.country else None
    return country is None or country.code == "JP"


def _code(place: Place) -> str:
    return load_municipalities().code_of(place) if place.country == "JP" else ""


def _codes(found: Resolution) -> list[str]:
    return [code for place in places_of(found) if (code := _code(place))]


def _problem(claim: Claim, side: Side, found: Resolution) -> Problem:
    scope = ", ".join(filter(None, (side.admin1, side.country)))
    field = "municipality_code" if side.code and side.field == "municipality" else side.field
    value = side.code or side.name
    if isinstance(found, Ambiguous):
        candidates = tuple(Candidate(place, _code(place)) for place in found.candidates)
        reason = f"ambiguous; {found.decided_by} would decide"
        return Problem(claim.row, field, value, Why.AMBIGUOUS, reason, scope, candidates)
    assert isinstance(found, Unknown)  # noqa: S101 - a place is no problem
    elsewhere = tuple(Candidate(place, _code(place)) for place in found.elsewhere)
    reason = found.reason or ("unknown there, but known elsewhere" if elsewhere else "unknown")
    why = Why.FAULTY if side.code else Why.UNKNOWN
    return Problem(claim.row, field, value, why, reason, scope, elsewhere, found.nearest)


def _row_problem(claim: Claim, why: Why, reason: str) -> Problem:
    return Problem(claim.row, claim.second.field, claim.second.name, why, reason)
