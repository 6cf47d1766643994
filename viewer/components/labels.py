"""Labels of the codes of kinds, statuses and precisions in the reader's language."""

from dataclasses import dataclass
from functools import lru_cache

from viewer.web.i18n import language
from viewer.web.i18n import mark_message as _

KINDS = {
    "sister_city": _("Sister city"),
    "friendship_city": _("Friendship city"),
    "hometown": _("JICA Africa Hometown"),
    "cooperation_agreement": _("Cooperation agreement"),
    "exchange": _("Exchange without agreement"),
    "mutual_aid": _("Mutual aid"),
}

STATUSES = {
    "active": _("Active"),
    "planned": _("Planned"),
    "suspended": _("Suspended"),
    "ended": _("Ended"),
    "cancelled": _("Withdrawn before it began"),
}

_SIGNED = {"hometown": _("Announced"), "exchange": _("Began")}
SIGNED = {kind: _SIGNED.get(kind, _("Signed")) for kind in KINDS}

EVENT_KINDS = {
    "signing": _("Signing"),
    "renewal": _("Renewal"),
    "anniversary": _("Anniversary"),
    "visit": _("Visit"),
    "exchange_program": _("Exchange programme"),
    "festival": _("Festival"),
    "seminar": _("Seminar"),
    "reception": _("Reception"),
    "study_tour": _("Study tour"),
    "promotion": _("Promotion"),
    "support": _("Support"),
    "suspension": _("Suspension"),
    "withdrawal": _("Withdrawal"),
    "announcement": _("Announcement"),
    "ordinance": _("Ordinance"),
    "other": _("Other"),
}

EVENT_STATUSES = {"held": _("Held"), "planned": _("Planned")}

PUBLISHED = (
    _("Diplomatic Bluebook 2016, Chapter 4, Section 3, note 1 (counted by CLAIR)"),
    _("International exchange in local governments (CLAIR Sydney, May 2018)"),
    _("Japan needs a sister city strategy (The Japan Times, 7 June 2019)"),
)
"""The sources cited in coverage.csv, listed here for translation."""

ENDED = {"suspended": _("Suspended since"), "ended": _("Ended on"), "cancelled": _("Withdrawn on")}

PRECISIONS = {
    "office": _("the town hall, or the office of the government itself"),
    "seat": _("the centre of the town"),
    "area": _("a centre of the region"),
    "country": _("a point inside the country"),
}


@dataclass(frozen=True)
class Labels:
    """Labels by code in one language.

    signed: the label of the date of signing, by kind. ended: the label of the end date, by status.
    precisions: what the point of a place stands for. event_kinds, event_statuses: of events.
    """

    kinds: dict[str, str]
    statuses: dict[str, str]
    signed: dict[str, str]
    ended: dict[str, str]
    precisions: dict[str, str]
    event_kinds: dict[str, str]
    event_statuses: dict[str, str]


@lru_cache
def labels(lang: str) -> Labels:
    """Return the labels in a language. Raises UnknownLanguageError if it has no catalogue."""
    gettext = language(lang).gettext
    return Labels(
        *(
            {code: gettext(message) for code, message in table.items()}
            for table in (KINDS, STATUSES, SIGNED, ENDED, PRECISIONS, EVENT_KINDS, EVENT_STATUSES)
        )
    )
