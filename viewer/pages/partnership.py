"""The page of one partnership: both sides, history, sources, citation."""

from urllib.parse import quote

from geodata import Dataset, Selection
from viewer.components.downloads import downloads_of
from viewer.components.names import frame_rows
from viewer.components.partnership_text import describe_partnership, list_row
from viewer.maps.elements import LayerOptions
from viewer.maps.embedded_map import events_url
from viewer.maps.map import make_map
from viewer.maps.map_parts import extract_map_parts
from viewer.pages.rendering import render_template
from viewer.pages.single_partnership import partnership_title, select_partnership
from viewer.web.render_context import RenderContext
from viewer.web.sharing import share


def render_partnership(dataset: Dataset, id_: str, context: RenderContext) -> str:
    """Return the page of one partnership. Raises UnknownPartnershipError for an unknown id."""
    _ = context.language.gettext
    single = select_partnership(dataset, id_)
    (row,) = frame_rows(single.frame)
    shown = list_row(row, context)
    folium_map = make_map(
        single,
        lang=context.lang,
        assets=context.assets,
        options=LayerOptions(
            events_url=events_url(dataset, context), legend=False, bundles=False, within_page=True
        ),
    )
    title = partnership_title(single, context)
    facts = {"title": title, "kind": shown.kind, "status": shown.status, "years": shown.years}
    summary = _("%(title)s: %(kind)s, %(status)s, %(years)s") % facts
    code = row["municipality_code"]
    path = f"/partnerships/{quote(id_, safe='')}"
    return render_template(
        "partnership.html",
        context,
        extract_map_parts(folium_map, context),
        sharing=share(title, summary, path, context),
        style_sheets=("place", "events"),
        partnership_id=id_,
        partnership=describe_partnership(row, single.events, context),
        citation=_citation(title, context.absolute(context.data(path)), dataset, context),
        downloads=downloads_of(Selection(municipality=(code,)), context) if code else None,
        downloads_title=_("Download all partnerships of %(name)s") % {"name": shown.municipality.name.text},
        other_languages=context.other_languages(path),
    )


def _citation(title: str, url: str, dataset: Dataset, context: RenderContext) -> str:
    """Return how to cite a partnership, by its URL without a language."""
    _ = context.language.gettext
    facts = {
        "title": title,
        "version": dataset.version,
        "date": context.language.date(dataset.as_of) if dataset.as_of else _("not known"),
        "address": url,
    }
    return _("“%(title)s”. Shimai, data as of %(date)s, version %(version)s. %(address)s") % facts
