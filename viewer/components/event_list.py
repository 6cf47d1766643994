"""Events in the reader's language, by year."""

from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from geodata import Dataset
from geodata.dataset.events import Events
from viewer.components.labels import labels
from viewer.components.names import (
    BilingualName,
    FrameRow,
    Link,
    LinkedName,
    Name,
    frame_rows,
    linked_municipality,
    sides_text,
)
from viewer.components.sources import SourceLink, source_link
from viewer.web.render_context import RenderContext


@dataclass(frozen=True)
class EventItem:
    """An event as an item of a list.

    kind: the label of its kind; "" if that says nothing.
    where: the venue in the words of its source (in English), else the place; "" if that is a municipality.
    participants: their number as text, or "".
    """

    id: str
    when: str
    kind: str
    is_planned: bool
    title: Name
    where: str
    participants: str
    municipalities: list[LinkedName]
    partnerships: list[Link]
    sources: list[SourceLink]


@dataclass(frozen=True)
class EventYear:
    """The events that began in a year; `anchor` is the id of its heading."""

    year: str
    anchor: str
    items: list[EventItem]


@dataclass(frozen=True)
class EventList:
    """Events by year in a section of a page; `more` is a link to those left out, or None."""

    title: str
    years: list[EventYear]
    more: Link | None = None


def event_years(dataset: Dataset, events: Events, context: RenderContext) -> list[EventYear]:
    """Return events by year, in their order."""
    rows = frame_rows(events.frame)
    titles = _partnership_titles(dataset, rows, context)
    return [
        EventYear(
            context.language.date(str(year)),
            f"year-{year}",
            [event_item(row, titles, context) for row in of_year],
        )
        for year, of_year in groupby(rows, key=lambda row: row["first_year"])
    ]


def event_item(row: FrameRow, partnerships: dict[str, str], context: RenderContext) -> EventItem:
    """Return an event as an item; `partnerships` are the titles of partnerships by id."""
    participants = ""
    if not pd.isna(row["participants"]):
        participants = context.language.ngettext(
            "%(count)s participant", "%(count)s participants", int(row["participants"])
        )
    place = BilingualName.of(row["place_name"], row["place_name_ja"], context.lang).name.text
    where = place if context.lang == "ja" else row["venue"] or place
    municipalities = [linked_municipality(code, context) for code in row["municipality_codes"]]
    return EventItem(
        id=row["id"],
        when=when_text(row["date"], row["date_end"], context),
        kind="" if row["kind"] == "other" else labels(context.lang).event_kinds[row["kind"]],
        is_planned=row["status"] == "planned",
        title=BilingualName.of(row["title"], row["title_ja"], context.lang).name,
        where="" if where in [municipality.name.text for municipality in municipalities] else where,
        participants=participants,
        municipalities=municipalities,
        partnerships=[
            Link(partnerships[id_], context.partnership(id_))
            for id_ in row["partnerships"]
            if id_ in partnerships
        ],
        sources=[source_link(source, context) for source in row["sources"]],
    )


def when_text(date: str, date_end: str, context: RenderContext) -> str:
    """Return the date of an event or, if it has a last day, both dates (EDTF; `date_end` may be "")."""
    language = context.language
    if not date_end or date_end == date:
        return language.date(date)
    return language.gettext("%(from)s to %(to)s") % {
        "from": language.date(date),
        "to": language.date(date_end),
    }


def _partnership_titles(dataset: Dataset, rows: list[FrameRow], context: RenderContext) -> dict[str, str]:
    ids = {id_ for row in rows for id_ in row["partnerships"]}
    frame = pd.DataFrame(dataset.frame[dataset.frame["id"].isin(ids)])
    return {row["id"]: sides_text(row, context) for row in frame_rows(frame)}
