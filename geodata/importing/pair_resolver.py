"""Resolving both sides of a row together: which is in Japan, and what one side says about the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from geodata.dataset.place_ids import municipality_place_id
from geodata.gazetteer import load_municipalities, read_country
from geodata.geocoding.japan import taken_by_rank
from geodata.geocoding.resolution import Ambiguous, Resolution, Unknown, places_of
from geodata.importing.import_record import ImportRecord, RecordSide
from geodata.importing.known_partnerships import KnownPartnerships, is_near, is_same_place
from geodata.importing.outcome import Problem, ReviewCandidate, ReviewReason
from geodata.importing.place_keys import place_of_key
from geodata.importing.side_resolver import NO_COUNTRY, move_to_exported_point, resolve_side
from geodata.model.place import Place
from geodata.readers import Row


@dataclass(frozen=True, slots=True)
class PlacePair:
    """The places of a partnership; the first is in Japan if one is, with its JIS X 0402 `code`, else ""."""

    first: Place
    second: Place
    first_side: RecordSide
    second_side: RecordSide
    code: str


class PairResolver:
    """Resolves records to pairs of places.

    `known_partnerships` decide between namesakes; `anywhere` accepts pairs without a side in Japan.
    """

    def __init__(self, known_partnerships: KnownPartnerships, *, anywhere: bool) -> None:
        self._known_partnerships = known_partnerships
        self._anywhere = anywhere
        self.taken: dict[tuple[str, str], tuple[Row, Place]] = {}
        """The names, by file, that were taken as the best known of their bearers, with the first row."""

    def resolve(self, record: ImportRecord, decisions: Mapping[str, str]) -> PlacePair | list[Problem]:
        """Return the pair of places of a record, or all problems that prevent it."""
        if not self._anywhere and not any(map(_may_be_japanese, (record.first, record.second))):
            reason = "neither side is in Japan; --anywhere takes such pairs too"
            return [_row_problem(record, ReviewReason.NOT_JAPANESE, reason)]
        one, other = (_place(side, decisions) for side in (record.first, record.second))
        if codes := _codes(one):
            one, other = self._narrow(one, codes, other, record.second)
        elif codes := _codes(other):
            other, one = self._narrow(other, codes, one, record.first)
        if isinstance(one, Place) and isinstance(other, Place):
            self._note_taken(record, (record.first, one), (record.second, other))
            return self._pair(record, one, other)
        both = ((record.first, one), (record.second, other))
        return [_problem(record, side, found) for side, found in both if not isinstance(found, Place)]

    def _note_taken(self, record: ImportRecord, *sides: tuple[RecordSide, Place]) -> None:
        for side, place in sides:
            if side.code or side.admin1 or side.point or place.country != "JP":
                continue
            for name in side.names:
                if taken_by_rank(name) == place:
                    self.taken.setdefault((record.row.file, name), (record.row, place))

    def _narrow(
        self, home: Resolution, codes: Sequence[str], away: Resolution, side: RecordSide
    ) -> tuple[Resolution, Resolution]:
        """Use known partnerships of a municipality to decide what its partner's name means, or vice versa."""
        partners = {code: self._known_partners(code, away, side) for code in codes}
        likely = [code for code in codes if partners[code]]
        if len(codes) > 1:
            if len(likely) != 1:
                return home, away
            home = load_municipalities().place(likely[0]) or home
        places = partners[likely[0]] if likely else []
        return home, places[0] if len(places) == 1 and _is_open(away, side) else away

    def _known_partners(self, code: str, away: Resolution, side: RecordSide) -> list[Place]:
        """Return the known partners of a municipality that the name can mean."""
        country = read_country(side.country) if side.country else None
        named = self._known_partnerships.partners_named(municipality_place_id(code), side.names)
        places = [place for place in named if country is None or place.country == country.code]
        if isinstance(away, Ambiguous):
            return [place for place in places if any(is_near(place, one) for one in away.candidates)]
        return places

    def _pair(self, record: ImportRecord, one: Place, other: Place) -> PlacePair | list[Problem]:
        if record.is_exported:
            one, other = (
                move_to_exported_point(one, record.first),
                move_to_exported_point(other, record.second),
            )
        if is_same_place(one, other):
            reason = f"both names give {one.label}; one of them must mean another place"
            candidates = (ReviewCandidate(one, _code(one)),)
            return [replace(_row_problem(record, ReviewReason.AMBIGUOUS, reason), candidates=candidates)]
        if code := _code(one):
            return PlacePair(one, other, record.first, record.second, code)
        if code := _code(other):
            return PlacePair(other, one, record.second, record.first, code)
        if self._anywhere:
            return PlacePair(one, other, record.first, record.second, "")
        reason = f"neither {one.label} nor {other.label} is in Japan; --anywhere takes such pairs too"
        return [_row_problem(record, ReviewReason.NOT_JAPANESE, reason)]


def _place(side: RecordSide, decisions: Mapping[str, str]) -> Resolution:
    keys = (decisions.get(field, "") for field in (side.field, f"{side.field}_code"))
    return next((place for key in keys if (place := place_of_key(key))), None) or resolve_side(side)


def _is_open(found: Resolution, side: RecordSide) -> bool:
    """Whether known partnerships may decide what a name means: not if the row itself contradicts them."""
    if isinstance(found, Unknown):
        return found.reason == NO_COUNTRY or not (found.reason or found.elsewhere)
    return isinstance(found, Ambiguous) or not side.admin1


def _may_be_japanese(side: RecordSide) -> bool:
    country = read_country(side.country) if side.country else None
    return country is None or country.code == "JP"


def _code(place: Place) -> str:
    return load_municipalities().code_of(place) if place.country == "JP" else ""


def _codes(found: Resolution) -> list[str]:
    return [code for place in places_of(found) if (code := _code(place))]


def _problem(record: ImportRecord, side: RecordSide, found: Resolution) -> Problem:
    scope = ", ".join(filter(None, (side.admin1, side.country)))
    field = "municipality_code" if side.code and side.field == "municipality" else side.field
    value = side.code or side.name
    if isinstance(found, Ambiguous):
        candidates = tuple(ReviewCandidate(place, _code(place)) for place in found.candidates)
        reason = f"ambiguous; {found.decided_by} would decide"
        return Problem(record.row, field, value, ReviewReason.AMBIGUOUS, reason, scope, candidates)
    assert isinstance(found, Unknown)  # noqa: S101 - a place is no problem
    elsewhere = tuple(ReviewCandidate(place, _code(place)) for place in found.elsewhere)
    reason = found.reason or ("unknown there, but known elsewhere" if elsewhere else "unknown")
    review_reason = ReviewReason.INVALID if side.code else ReviewReason.UNKNOWN
    return Problem(record.row, field, value, review_reason, reason, scope, elsewhere, found.nearest)


def _row_problem(record: ImportRecord, review_reason: ReviewReason, reason: str) -> Problem:
    return Problem(record.row, record.second.field, record.second.name, review_reason, reason)
