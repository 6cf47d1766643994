"""The history of a partnership: its agreements, events and end in the order of their dates."""

from dataclasses import dataclass

from geodata.dataset.events import Events
from viewer.components.event_list import event_item, when_text
from viewer.components.labels import Labels, labels
from viewer.components.names import FrameRow, Name, frame_rows
from viewer.components.sources import SourceLink, source_link
from viewer.web.render_context import RenderContext

_END_KINDS = ("suspension", "withdrawal")


@dataclass(frozen=True)
class HistoryItem:
    """A step in a partnership's history.

    status_code: set for today's status only. detail: what happened in a sentence, or None. event_id: the id
    of the event, or "". sources: where it was read; empty where they are those of the partnership.
    """

    what: str
    when: str
    status_code: str = ""
    is_planned: bool = False
    detail: Name | None = None
    event_id: str = ""
    sources: tuple[SourceLink, ...] = ()


def history_of(row: FrameRow, events: Events, context: RenderContext) -> list[HistoryItem]:
    """Return the agreement, the events, the end if any, and today's status with the date of its source.

    An event that tells of the agreement or of the end, on its date, stands for it: it is shown once.
    """
    _ = context.language.gettext
    named = labels(context.lang)
    rows = frame_rows(events.frame)
    dated = [(event["date"], _event_item(event, row, named, context)) for event in rows]
    if not any(_tells_of(event, _begin_kinds(row), row["signed"]) for event in rows):
        dated.append((row["signed"], HistoryItem(named.signed[row["kind"]], _date(row["signed"], context))))
    end_label = named.ended.get(row["status"], "")
    if (end_label or row["ended"]) and not any(_tells_of(event, _END_KINDS, row["ended"]) for event in rows):
        label = end_label or named.statuses["ended"]
        dated.append((row["ended"] or "9999", HistoryItem(label, _date(row["ended"], context))))
    dated.sort(key=lambda pair: pair[0])
    as_of = context.language.date(row["as_of"]) if row["as_of"] else ""
    as_of_text = _("as of %(date)s") % {"date": as_of} if as_of else _("date of the source not known")
    today = HistoryItem(named.statuses[row["status"]], as_of_text, row["status"])
    return [*(item for _date_, item in dated), today]


def _event_item(event: FrameRow, row: FrameRow, named: Labels, context: RenderContext) -> HistoryItem:
    item = event_item(event, {}, context)
    label, date, sources = item.kind, "", event["sources"]
    if _tells_of(event, _begin_kinds(row), row["signed"]):
        label, date = named.signed[row["kind"]], row["signed"]
        sources = [*sources, *(one for one in row["sources"] if one not in sources)]
    elif _tells_of(event, _END_KINDS, row["ended"]):
        label, date = named.ended.get(row["status"], named.statuses["ended"]), row["ended"]
    when = when_text(event["date"], event["date_end"], context)
    return HistoryItem(
        what=label,
        when=_date(date, context) if len(date) > len(event["date"]) else when,
        is_planned=item.is_planned,
        detail=item.title,
        event_id=item.id,
        sources=tuple(source_link(one, context) for one in sources),
    )


def _begin_kinds(row: FrameRow) -> tuple[str, ...]:
    """Return the kinds of events that tell of a partnership's beginning: a hometown was announced."""
    return ("announcement",) if row["kind"] == "hometown" else ("signing",)


def _tells_of(event: FrameRow, kinds: tuple[str, ...], date: str) -> bool:
    """Return whether an event of some kinds has a date, as far as both are known."""
    same = date.startswith(event["date"]) or event["date"].startswith(date)
    return bool(date) and event["kind"] in kinds and event["status"] == "held" and same


def _date(text: str, context: RenderContext) -> str:
    return context.language.date(text) if text else context.language.gettext("not known")
