"""The page of one partnership: both sides, its history, its sources, how to cite it."""

from urllib.parse import quote

from geodata import Dataset, Selection
from viewer.components.downloads import downloads_of
from viewer.components.partnership_text import describe, list_row
from viewer.maps.elements import LayerOptions
from viewer.maps.map import make_map
from viewer.maps.map_parts import take_apart
from viewer.pages.rendering import render_template
from viewer.pages.single_partnership import one_partnership, title_of_one
from viewer.web.render_context import Setting
from viewer.web.sharing import share


def render_partnership(dataset: Dataset, id_: str, setting: Setting) -> str:
    """Return the page of one partnership; UnknownPartnershipError where there is none."""
    _ = setting.language.gettext
    alone = one_partnership(dataset, id_)
    row = {str(name): value for name, value in alone.frame.iloc[0].items()}
    shown = list_row(row, setting)
    folium_map = make_map(alone, lang=setting.lang, assets=setting.assets, options=LayerOptions(legend=False))
    title = title_of_one(alone, setting)
    told = {"title": title, "kind": shown.kind, "status": shown.status, "years": shown.years}
    summary = _("%(title)s: %(kind)s, %(status)s, %(years)s") % told
    code = row["municipality_code"]
    path = f"/partnerships/{quote(id_, safe='')}"
    return render_template(
        "partnership.html",
        setting,
        take_apart(folium_map, setting),
        sharing=share(title, summary, path, setting),
        sheets=("place",),
        tie=describe(row, setting),
        citation=_citation(title, setting.absolute(setting.data(path)), dataset, setting),
        downloads=downloads_of(Selection(municipality=(code,)), setting) if code else None,
        downloads_title=_("Download all partnerships of %(name)s") % {"name": shown.municipality.name.text},
        other_languages=setting.other_languages(path),
    )


def _citation(title: str, address: str, dataset: Dataset, setting: Setting) -> str:
    """Return how to cite a partnership; its address is the one that holds in every language."""
    _ = setting.language.gettext
    told = {
        "title": title,
        "version": dataset.version,
        "date": setting.language.date(dataset.as_of) if dataset.as_of else _("not known"),
        "address": address,
    }
    return _("“%(title)s”. Shimai, data as of %(date)s, version %(version)s. %(address)s") % told
