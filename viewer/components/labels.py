"""What the codes of the data are called on a page, in the reader's language."""

from dataclasses import dataclass
from functools import lru_cache

from viewer.web.i18n import language


def _(message: str) -> str:
    """Mark a message for the catalogue."""
    return message


KINDS = {
    "sister_city": _("Sister city"),
    "friendship_city": _("Friendship city"),
    "hometown": _("JICA Africa Hometown"),
    "cooperation_agreement": _("Cooperation agreement"),
    "exchange": _("Exchange without agreement"),
    "mutual_aid": _("Mutual aid"),
    "promotion": _("Promotion"),
}

STATUSES = {
    "active": _("Active"),
    "planned": _("Planned"),
    "suspended": _("Suspended"),
    "ended": _("Ended"),
    "cancelled": _("Withdrawn before it began"),
}

_SIGNED = {"hometown": _("Announced"), "exchange": _("Began"), "promotion": _("Held")}
SIGNED = {kind: _SIGNED.get(kind, _("Signed")) for kind in KINDS}

PUBLISHED = (_("Diplomatic Bluebook 2016, Chapter 4, Section 3, note 1 (counted by CLAIR)"),)
"""The sources of coverage.csv."""

ENDED = {"suspended": _("Suspended since"), "ended": _("Ended on"), "cancelled": _("Withdrawn on")}


@dataclass(frozen=True)
class Labels:
    """The labels of kinds and statuses, and of the dates that go with each, in one language."""

    kinds: dict[str, str]
    statuses: dict[str, str]
    signed: dict[str, str]
    ended: dict[str, str]


@lru_cache
def labels(lang: str) -> Labels:
    """Return the labels in a language."""
    gettext = language(lang).gettext
    return Labels(
        *(
            {code: gettext(message) for code, message in table.items()}
            for table in (KINDS, STATUSES, SIGNED, ENDED)
        )
    )
