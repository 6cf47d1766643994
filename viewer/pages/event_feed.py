"""Atom feeds (RFC 4287) of events."""

from urllib.parse import quote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

import pandas as pd

from geodata.query.event_selection import EventSelection
from geodata.writers.event_export import EventExport
from geodata.writers.export import CREDIT
from viewer.components.event_list import EventItem, event_item
from viewer.components.labels import labels
from viewer.components.names import FrameRow, frame_rows
from viewer.web.render_context import RenderContext

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
_ATOM = "http://www.w3.org/2005/Atom"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def write_event_feed(export: EventExport, title: str, updated: str, context: RenderContext) -> bytes:
    """Return the Atom feed of an export, the newest event first.

    updated: when the data changed, as a time of RFC 3339. Ids and links are absolute URLs where the site's
    origin is known.
    """
    ElementTree.register_namespace("", _ATOM)
    feed = Element(f"{{{_ATOM}}}feed", {_XML_LANG: context.lang})
    filters = export.selection.unpaged().query()
    itself = context.absolute(context.link("/events.atom", filters, lang=context.lang))
    _text(feed, "id", itself)
    _text(feed, "title", title)
    _text(feed, "updated", updated)
    _link(feed, "self", itself, "application/atom+xml")
    _link(
        feed, "alternate", context.absolute(context.link("/events", filters, lang=context.lang)), "text/html"
    )
    _text(_child(feed, "author"), "name", context.language.gettext("Shimai"))
    _text(feed, "rights", CREDIT)
    for row in frame_rows(export.events.frame):
        _add_entry(feed, row, updated, context)
    document: bytes = ElementTree.tostring(feed, "utf-8", xml_declaration=True)
    return document


def _add_entry(feed: Element, row: FrameRow, updated: str, context: RenderContext) -> None:
    item = event_item(row, {}, context)
    entry = _child(feed, "entry")
    _text(entry, "id", context.absolute(context.data(f"/ogc/collections/events/items/{quote(item.id)}")))
    _text(entry, "title", item.title.text)
    _text(entry, "updated", _updated(row, updated))
    _link(entry, "alternate", context.absolute(_page(row, context)), "text/html")
    for source in item.sources:
        if source.url:
            _link(entry, "via", source.url, title=source.title)
    _child(entry, "category", {"term": row["kind"], "label": labels(context.lang).event_kinds[row["kind"]]})
    _text(entry, "summary", _summary(item, context))


def _page(row: FrameRow, context: RenderContext) -> str:
    selection = EventSelection(year=row["first_year"], municipality=tuple(row["municipality_codes"][:1]))
    return f"{context.link('/events', selection.query(), lang=context.lang)}#{quote(row['id'])}"


def _updated(row: FrameRow, updated: str) -> str:
    """Return the newest date of the entry's sources, or else that of the event, but none after the feed's."""
    dates = [source["date"] for source in row["sources"] if source["date"]] or [row["date"]]
    newest = max(dates)
    day = pd.Timestamp(newest).strftime("%Y-%m-%dT00:00:00Z")
    return min(day, updated)


def _summary(item: EventItem, context: RenderContext) -> str:
    _ = context.language.gettext
    parts = [
        _("%(kind)s (planned)") % {"kind": item.kind} if item.is_planned else item.kind,
        item.when,
        ", ".join(municipality.name.text for municipality in item.municipalities),
        item.where,
        item.participants,
        "; ".join(source.title for source in item.sources),
    ]
    return " · ".join(part for part in parts if part)


def _child(parent: Element, name: str, attributes: dict[str, str] | None = None) -> Element:
    return SubElement(parent, f"{{{_ATOM}}}{name}", attributes or {})


def _text(parent: Element, name: str, text: str) -> None:
    _child(parent, name).text = text


def _link(parent: Element, rel: str, href: str, media_type: str = "", title: str = "") -> None:
    attributes = {"rel": rel, "href": href, "type": media_type, "title": title}
    _child(parent, "link", {name: value for name, value in attributes.items() if value})
