"""One partnership in the reader's language: the content of its page, and its row in the list."""

from dataclasses import dataclass

from geodata.dataset.events import Events
from viewer.components.history import HistoryItem, history_of
from viewer.components.labels import labels
from viewer.components.names import FrameRow, Link, LinkedName, Name, bilingual_name, name_in
from viewer.components.sources import SourceLink, source_link
from viewer.web.render_context import RenderContext


@dataclass(frozen=True)
class OuterPlace:
    """A region or country that contains a side, with the URL of its page or ""."""

    name: Name
    other: Name | None
    url: str


@dataclass(frozen=True)
class PartnershipSide:
    """One side of a partnership.

    side: `home` (the municipality) or `away` (the partner).
    url: the URL of the side's page or "".
    within: the places that contain it, the smallest first.
    """

    side: str
    name: Name
    other: Name | None
    url: str
    within: list[OuterPlace]


@dataclass(frozen=True)
class PartnershipListRow:
    """A partnership as a row of the viewer's list."""

    municipality: LinkedName
    partner: LinkedName
    country: LinkedName
    kind: str
    status: str
    years: str


@dataclass(frozen=True)
class PartnershipDescription:
    """The content of a partnership's page."""

    kind: str
    status: str
    status_code: str
    sides: list[PartnershipSide]
    history: list[HistoryItem]
    facts: list[tuple[str, str]]
    sources: list[SourceLink]
    links: list[Link]


_MUNICIPALITY_WITHIN = ["prefecture", "municipality_admin1", "municipality_country_name"]
"""Columns of the places that contain the first side: a prefecture, or abroad a state and a country."""


def list_row(row: FrameRow, context: RenderContext) -> PartnershipListRow:
    """Return a partnership as a row of the viewer's list."""
    named = labels(context.lang)
    return PartnershipListRow(
        municipality=LinkedName(
            name_in(context.lang, row, "municipality"), context.municipality(row["municipality_code"])
        ),
        partner=LinkedName(name_in(context.lang, row, "partner"), context.partnership(row["id"])),
        country=LinkedName(name_in(context.lang, row, "country_name"), context.country(row["country"])),
        kind=named.kinds[row["kind"]],
        status=named.statuses[row["status"]],
        years=years_text(row["signed"], row["ended"], context),
    )


def describe_partnership(row: FrameRow, events: Events, context: RenderContext) -> PartnershipDescription:
    """Return the content of a partnership's page; `events` are the partnership's."""
    named = labels(context.lang)
    return PartnershipDescription(
        kind=named.kinds[row["kind"]],
        status=named.statuses[row["status"]],
        status_code=row["status"],
        sides=[
            _side("home", "municipality", _MUNICIPALITY_WITHIN, row, context),
            _side("away", "partner", ["partner_admin1", "country_name"], row, context),
        ],
        history=history_of(row, events, context),
        facts=_facts(row, context),
        sources=[source_link(source, context) for source in row["sources"]],
        links=_links(row, context),
    )


def years_text(signed: str, ended: str, context: RenderContext) -> str:
    """Return the years of a partnership: `1957–2018`, `since 1959`, `until 2018` or `date not known`.

    signed, ended: EDTF dates; "" where unknown.
    """
    _ = context.language.gettext
    start, end = signed[:4], ended[:4]
    if start and end:
        return start if start == end else _("%(from)s–%(to)s") % {"from": start, "to": end}
    if start:
        return _("since %(year)s") % {"year": start}
    return _("until %(year)s") % {"year": end} if end else _("date not known")


def _side(side: str, column: str, outer: list[str], row: FrameRow, context: RenderContext) -> PartnershipSide:
    pages = {
        "municipality": context.municipality(row["municipality_code"]),
        "prefecture": context.municipality(f"{code}000" if (code := row["prefecture_code"]) else ""),
        "municipality_country_name": context.country(row["municipality_country"]),
        "country_name": context.country(row["country"]),
    }
    side_name = bilingual_name(context.lang, row, column)
    within = []
    for name in outer:
        if row[name] and not _name_same_place(row, name, column):
            outer_name = bilingual_name(context.lang, row, name)
            within.append(OuterPlace(outer_name.name, outer_name.other, pages.get(name, "")))
    return PartnershipSide(side, side_name.name, side_name.other, pages.get(column, ""), within)


def _name_same_place(row: FrameRow, column: str, other: str) -> bool:
    """Return whether two columns name the same place.

    Japanese names decide where both are known: 大阪府 and 大阪市 are both Osaka in English.
    """
    japanese = row[f"{column}_ja"], row[f"{other}_ja"]
    if all(japanese):
        return bool(japanese[0] == japanese[1])
    return bool(row[column] == row[other])


def _facts(row: FrameRow, context: RenderContext) -> list[tuple[str, str]]:
    _ = context.language.gettext
    precision = row["partner_precision"]
    place = labels(context.lang).precisions[precision] if precision in ("area", "country") else ""
    return [
        (term, value)
        for term, value in (
            (_("Signed as"), row["signed_as"]),
            (
                _("Distance"),
                _("%(distance)s km") % {"distance": context.language.number(round(row["distance_km"]))},
            ),
            (_("Place shown"), place),
            (_("Note"), _note(row["note"], context.lang)),
        )
        if term and value
    ]


def _note(text: str, lang: str) -> str:
    """Return a note in the reader's language. Its first line is English, its second, if any, Japanese."""
    english, _, japanese = text.partition("\n")
    return japanese if lang == "ja" and japanese else english


def _links(row: FrameRow, context: RenderContext) -> list[Link]:
    _ = context.language.gettext
    municipality = name_in(context.lang, row, "municipality").text
    country = name_in(context.lang, row, "country_name").text
    on_map = _("%(name)s on the map")
    links = [
        Link(_("All partnerships with %(name)s") % {"name": country}, context.country(row["country"])),
        Link(on_map % {"name": country}, context.link("/", f"country={row['country']}")),
    ]
    if code := row["municipality_code"]:
        text = _("All partnerships of %(name)s") % {"name": municipality}
        links = [
            Link(text, context.municipality(code)),
            links[0],
            Link(on_map % {"name": municipality}, context.link("/", f"municipality={code}")),
            links[1],
        ]
    return links
