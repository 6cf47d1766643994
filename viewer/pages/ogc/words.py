"""Titles and descriptions of collections and properties, in the reader's language."""

from dataclasses import dataclass
from typing import Final

from viewer.components.labels import EVENT_KINDS, EVENT_STATUSES, KINDS, PRECISIONS, STATUSES
from viewer.web.i18n import mark_message as _
from viewer.web.render_context import RenderContext


@dataclass(frozen=True)
class CollectionWords:
    """The title and the description of a collection or of the whole API."""

    title: str
    description: str


_COLLECTIONS: Final = {
    "partnerships": CollectionWords(
        _("Partnerships with places abroad"),
        _(
            "Partnerships of Japan’s municipalities and prefectures with places abroad, as great-circle "
            "lines split at the antimeridian, each with its sources."
        ),
    ),
    "municipalities": CollectionWords(
        _("Municipalities and prefectures"),
        _(
            "Japan’s municipalities and prefectures that have partnerships, as points, with how many they "
            "have by status."
        ),
    ),
    "events": CollectionWords(
        _("Events"),
        _(
            "What happened between municipalities and places abroad: signings, visits, anniversaries, study "
            "tours and more, as points, each with its sources."
        ),
    ),
    "partners": CollectionWords(
        _("Partners abroad"),
        _(
            "Municipalities, states, provinces and other partners abroad, as points, with how many "
            "partnerships they have by status."
        ),
    ),
}

_ALL: Final = CollectionWords(
    _("Data for geographic information systems"),
    _(
        "The partnerships as OGC API – Features, for QGIS, ArcGIS, GDAL, R, Python and everything else "
        "that speaks it: add the address of this page as a connection."
    ),
)

_PROPERTIES: Final = {
    "id": _("Id"),
    "kind": _("Kind"),
    "status": _("Status"),
    "municipality": _("Municipality"),
    "municipality_ja": _("Municipality (Japanese)"),
    "municipality_code": _("Municipality’s code (JIS X 0402)"),
    "prefecture": _("Prefecture"),
    "prefecture_ja": _("Prefecture (Japanese)"),
    "prefecture_code": _("Prefecture’s code (JIS X 0401)"),
    "signed_as": _("Signed as"),
    "partner": _("Partner"),
    "partner_ja": _("Partner (Japanese)"),
    "partner_admin1": _("Partner’s state or province"),
    "partner_level": _("Partner’s level"),
    "country": _("Country/region (ISO 3166-1)"),
    "country_name": _("Country/region"),
    "country_name_ja": _("Country/region (Japanese)"),
    "signed": _("Signed"),
    "signed_year": _("Year of signing"),
    "ended": _("Ended, suspended or withdrawn"),
    "ended_year": _("Year of the end"),
    "as_of": _("As of"),
    "distance_km": _("Distance in kilometres"),
    "municipality_precision": _("Precision of the municipality’s point"),
    "partner_precision": _("Precision of the partner’s point"),
    "note": _("Note"),
    "code": _("Code (JIS X 0402)"),
    "name": _("Name"),
    "name_ja": _("Name (Japanese)"),
    "admin1": _("Prefecture, state or province"),
    "admin1_ja": _("Prefecture, state or province (Japanese)"),
    "level": _("Level"),
    "precision": _("Precision of the point"),
    "partnerships": _("Partnerships"),
    "date": _("Date"),
    "date_end": _("Last day"),
    "year": _("Year"),
    "title": _("What happened"),
    "title_ja": _("What happened (Japanese)"),
    "municipality_codes": _("Municipalities’ codes (JIS X 0402)"),
    "municipalities": _("Municipalities"),
    "municipalities_ja": _("Municipalities (Japanese)"),
    "partners": _("Partners"),
    "countries": _("Countries/regions (ISO 3166-1)"),
    "country_names": _("Countries/regions"),
    "country_names_ja": _("Countries/regions (Japanese)"),
    "place_name": _("Place"),
    "place_name_ja": _("Place (Japanese)"),
    "place_country": _("Country/region of the place (ISO 3166-1)"),
    "venue": _("Venue"),
    "participants": _("Participants"),
    "geometry": _("Geometry"),
    **STATUSES,
}


_LEVELS: Final = {
    "municipality": _("Municipality"),
    "county": _("County"),
    "region": _("State/province"),
    "country": _("Country/region"),
    "institution": _("Institution"),
}

_VALUES: Final = {
    "kind": KINDS | EVENT_KINDS,
    "status": STATUSES | EVENT_STATUSES,
    "partner_level": _LEVELS,
    "level": _LEVELS,
    "municipality_precision": PRECISIONS,
    "partner_precision": PRECISIONS,
    "precision": PRECISIONS,
}


def landing_words(context: RenderContext) -> CollectionWords:
    """Return the title and the description of the whole API."""
    gettext = context.language.gettext
    return CollectionWords(gettext(_ALL.title), gettext(_ALL.description))


def collection_words(name: str, context: RenderContext) -> CollectionWords:
    """Return the title and the description of a collection."""
    words, gettext = _COLLECTIONS[name], context.language.gettext
    return CollectionWords(gettext(words.title), gettext(words.description))


def property_title(name: str, context: RenderContext) -> str:
    """Return the title of a feature's property."""
    return context.language.gettext(_PROPERTIES[name])


def value_text(name: str, value: str | float | list[str] | None, context: RenderContext) -> str:
    """Return the value of a feature's property as text: labels of codes, formatted dates and numbers."""
    if value is None or value in ("", []):
        return ""
    if isinstance(value, list):
        return "; ".join(value)
    if name in _VALUES:
        return context.language.gettext(_VALUES[name][str(value)])
    if name in ("signed", "ended", "as_of", "date", "date_end"):
        return context.language.date(str(value))
    return context.language.number(value) if isinstance(value, float) else str(value)
